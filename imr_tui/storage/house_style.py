"""The force's own Word file whose styles an export uses, read from its place."""

from __future__ import annotations

from pathlib import Path

from imr_tui.errors import InputError
from imr_tui.storage.faults import printable, words

MOST_BYTES = 20_000_000


def read_house_style(path: Path) -> bytes:
    """The bytes of the file; InputError where it cannot be read or is larger than 20 MB."""
    try:
        if not path.is_file() and path.exists():
            raise InputError(_TITLE, f"{printable(path)} is no file.", "Choose a Word file (.docx).")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        detail, hint = words(error)
        raise InputError(_TITLE, f"{printable(path)}: {detail}", hint) from error
    if len(data) > MOST_BYTES:
        raise InputError(
            _TITLE, f"{printable(path)} is larger than 20 MB.", "Choose a Word file with styles and little else."
        )
    return data


_TITLE = "The house style cannot be read"
