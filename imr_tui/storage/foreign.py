"""Files that somebody else made, read whole within a limit and never written."""

from __future__ import annotations

import stat
from pathlib import Path

from imr_tui.errors import InputError
from imr_tui.storage.faults import printable, words


def read_foreign(path: Path, most: int, title: str) -> bytes:
    """The bytes of an ordinary file of at most `most` bytes; `InputError` under `title` where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(title, f"{printable(path)} is no ordinary file.", "Name the file itself.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        detail, hint = words(error)
        raise InputError(title, f"{printable(path)}: {detail}", hint) from error
    if len(data) > most:
        raise InputError(
            title, f"{printable(path)} is larger than {most // 1_000_000} MB.", "Check that it is the right file."
        )
    return data
