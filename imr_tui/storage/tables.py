"""A file that a table or a list is imported from: read whole, within a limit, in the encodings that spreadsheets write."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.errors import InputError
from imr_tui.storage.faults import printable, words
from imr_tui.storage.operations import DISK, READ, FileOperations, close_quietly, read_fully

REFUSED_BYTES = 5_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PACKED = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TableText:
    """The text of such a file; `note` is a plain sentence where something about it is to be known."""

    text: str
    note: str = ""


def load_table(path: Path, *, operations: FileOperations = DISK) -> TableText:
    """The text of the file at `path`, UTF-8 or UTF-16, else read as Windows-1252.

    `InputError` for what cannot be used: no file, a folder, a workbook, more than 5 MB, no permission.
    """
    data = _data(path, operations)
    if data.startswith(_PACKED):
        raise InputError(
            "That is a workbook, not a text file",
            f"{printable(path)} is a packed file, as Excel and Word write them.",
            "Save it as CSV in the program it comes from, or copy the table and paste it.",
        )
    if data.startswith(_UTF_16):
        return TableText(data.decode("utf-16", "replace"))
    if b"\0" in data:
        raise InputError(
            "Not a text file", f"{printable(path)} has a NUL byte, which no text has.", "Choose the CSV file."
        )
    try:
        return TableText(data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except UnicodeDecodeError:
        note = "The file is not UTF-8; it was read as Windows text. Look at accents and pound signs."
    return TableText(data.decode("cp1252", "replace"), note)


def _data(path: Path, operations: FileOperations) -> bytes:
    try:
        descriptor = operations.open(path, READ | os.O_NONBLOCK)
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        status = operations.status(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise InputError("Not a file", f"{printable(path)} is no ordinary file.", "Name the CSV file itself.")
        data = read_fully(operations, descriptor, REFUSED_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        close_quietly(operations, descriptor)
    if len(data) > REFUSED_BYTES:
        raise InputError("The file is too large", f"{printable(path)} is larger than 5 MB.", "Import it in parts.")
    return data


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError("The file cannot be read", f"{printable(path)}: {words(error)[0]}", words(error)[1])
