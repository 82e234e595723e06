"""Small files of the application's own in the state folder, each replaced whole."""

from __future__ import annotations

import os
from pathlib import Path

from imr_tui.storage.atomic import Looks, replace_file, write_new_file
from imr_tui.storage.operations import READ, FileOperations, close_quietly, read_fully
from imr_tui.storage.places import private_folder


def read_private(file: Path, operations: FileOperations) -> bytes:
    """What a state file holds; nothing where there is none or it cannot be read."""
    try:
        descriptor = operations.open(file, READ)
    except OSError:
        return b""
    try:
        return read_fully(operations, descriptor)
    except OSError:
        return b""
    finally:
        close_quietly(operations, descriptor)


def read_own(file: Path, operations: FileOperations) -> bytes:
    """What a file of this user's holds; nothing where it is somebody else's. `OSError` where it cannot be read."""
    descriptor = operations.open(file, READ | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if operations.status(descriptor).st_uid != os.geteuid():
            return b""
        return read_fully(operations, descriptor)
    finally:
        close_quietly(operations, descriptor)


def names_in(folder: Path, operations: FileOperations) -> list[str]:
    """The names in a folder, in order; none where it cannot be read."""
    try:
        return operations.names(folder)
    except OSError:
        return []


def write_private(file: Path, data: bytes, operations: FileOperations) -> None:
    """Put `data` into a state file that only this user can read; `OSError` where that cannot be done."""
    private_folder(file.parent, operations=operations)
    try:
        written = write_new_file(file, data, operations)
    except FileExistsError:
        written = replace_file(file, data, Looks(), lambda: None, operations)
    if written.unsynced is not None:
        raise written.unsynced
