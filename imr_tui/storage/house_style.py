"""The force's own Word file whose styles an export uses, read from its place."""

from __future__ import annotations

from pathlib import Path

from imr_tui.storage.foreign import read_foreign

MOST_BYTES = 20_000_000


def read_house_style(path: Path) -> bytes:
    """The bytes of the file; InputError where it cannot be read or is larger than 20 MB."""
    return read_foreign(path, MOST_BYTES, "The house style cannot be read")
