"""A file written whole: made beside the target, synced, and given its name; or, where that cannot be, in place.

A reader of the target sees the old file or the new one, never a part. Errors are `OSError`,
and `InPlaceOnlyError` where only writing in place can keep what the file is.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.storage.operations import (
    CREATE,
    DISK,
    FOLDER,
    READ_WRITE,
    UNNAMED,
    FileOperations,
    close_quietly,
    write_fully,
)
from imr_tui.storage.places import sync_names
from imr_tui.storage.stamp import same_moment

PRIVATE = stat.S_IRUSR | stat.S_IWUSR
STRAY = re.compile(r"\.imr-tui-[0-9a-f]{16}\.tmp")
STRAY_SECONDS = 3600.0

_ACCESS_LISTS = "system."
_NO_UNNAMED_FILE = {errno.EOPNOTSUPP, errno.ENOTSUP, errno.EISDIR, errno.EINVAL}
_NO_LINK_FROM_PROC = {
    errno.ENOENT,
    errno.EXDEV,
    errno.EPERM,
    errno.EACCES,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.ELOOP,
}
_NO_SUCH_ATTRIBUTE = {errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM, errno.EACCES, errno.ENODATA, errno.EINVAL}
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_NOT_BY_NAME = {errno.EACCES, errno.EPERM, errno.EBUSY}


class InPlaceOnlyError(Exception):
    """The file cannot be replaced by a new one without losing its owner, its access list or its other names."""


class ChangedError(Exception):
    """The file is not the one that was compared."""


class TornError(Exception):
    """Writing in place broke off and what stood there before could not be put back."""

    def __init__(self, cause: OSError) -> None:
        super().__init__()
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Looks:
    """What a new file takes over from the one it replaces: permission bits, owner, group, extended attributes."""

    mode: int = PRIVATE
    user: int = -1
    group: int = -1
    attributes: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The file that now has the name; `unsynced` is set where the disk would not say that the name has arrived."""

    status: os.stat_result
    notes: tuple[str, ...] = ()
    unsynced: OSError | None = None


def looks_of(descriptor: int, operations: FileOperations) -> Looks:
    """What is to be kept of an open file."""
    status = operations.status(descriptor)
    attributes = tuple(
        (name, value)
        for name in _attribute_names(descriptor, operations)
        if (value := _attribute(descriptor, name, operations)) is not None
    )
    return Looks(stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, attributes)


def _attribute_names(descriptor: int, operations: FileOperations) -> list[str]:
    try:
        return operations.attributes(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_ATTRIBUTE:
            raise
        return []


def _attribute(descriptor: int, name: str, operations: FileOperations) -> bytes | None:
    try:
        return operations.attribute(descriptor, name)
    except OSError as error:
        if error.errno not in _NO_SUCH_ATTRIBUTE:
            raise
        return None


def write_new_file(target: Path, data: bytes, operations: FileOperations) -> Written:
    """Put `data` at `target`, a path without links, for this user alone; `FileExistsError` where there is a file."""
    folder = operations.open(target.parent, FOLDER)
    try:
        written = _unnamed(folder, target.name, data, Looks(), operations)
        if written is None:
            name = _stray_name()
            written = _named(folder, name, data, Looks(), operations)
            _place_new(folder, name, target.name, operations)
        return _with_synced_name(folder, written, operations)
    finally:
        close_quietly(operations, folder)


def replace_file(
    target: Path, data: bytes, looks: Looks, last_look: Callable[[], None], operations: FileOperations
) -> Written:
    """Put `data` at `target`, a path without links, in place of the file there.

    `last_look` is called just before and may raise. Raises `InPlaceOnlyError` where only writing in place will do.
    """
    with _or_in_place():
        folder = operations.open(target.parent, FOLDER)
    try:
        name = _stray_name()
        with _or_in_place():
            written = _unnamed(folder, name, data, looks, operations)
            written = written or _named(folder, name, data, looks, operations)
        try:
            last_look()
            with _or_in_place():
                operations.rename(name, target.name, folder=folder)
        except BaseException:
            _remove(folder, name, operations)
            raise
        return _with_synced_name(folder, written, operations)
    finally:
        close_quietly(operations, folder)


@contextmanager
def _or_in_place() -> Iterator[None]:
    """Where the folder does not let us make or rename files, the file itself may still be written."""
    try:
        yield
    except OSError as error:
        if error.errno in _NOT_BY_NAME:
            raise InPlaceOnlyError from error
        raise


def _stray_name() -> str:
    return f".imr-tui-{os.urandom(8).hex()}.tmp"


def _remove(folder: int, name: str, operations: FileOperations) -> None:
    with suppress(OSError):
        operations.unlink(name, folder=folder)


def _with_synced_name(folder: int, written: Written, operations: FileOperations) -> Written:
    try:
        sync_names(folder, operations)
    except OSError as error:
        return Written(written.status, written.notes, error)
    return written


def _unnamed(folder: int, name: str, data: bytes, looks: Looks, operations: FileOperations) -> Written | None:
    """A synced file that gets `name` in `folder` only once it is whole; None where the file system cannot do that."""
    if UNNAMED is None:
        return None
    try:
        descriptor = operations.open(".", UNNAMED, PRIVATE, folder=folder)
    except OSError as error:
        if error.errno in _NO_UNNAMED_FILE:
            return None
        raise
    try:
        written = _fill(descriptor, data, looks, operations)
        try:
            operations.link(f"/proc/self/fd/{descriptor}", name, folder=folder)
        except OSError as error:
            if error.errno in _NO_LINK_FROM_PROC:
                return None
            raise
        return written
    finally:
        close_quietly(operations, descriptor)


def _named(folder: int, name: str, data: bytes, looks: Looks, operations: FileOperations) -> Written:
    """A synced file in `folder`, filled under the passing name `name`."""
    descriptor = operations.open(name, CREATE, PRIVATE, folder=folder)
    try:
        return _fill(descriptor, data, looks, operations)
    except BaseException:
        _remove(folder, name, operations)
        raise
    finally:
        close_quietly(operations, descriptor)


def _fill(descriptor: int, data: bytes, looks: Looks, operations: FileOperations) -> Written:
    """Write, dress and sync the open file."""
    write_fully(operations, descriptor, data)
    notes = _dress(descriptor, looks, operations)
    operations.fsync(descriptor)
    return Written(operations.status(descriptor), notes)


def _dress(descriptor: int, looks: Looks, operations: FileOperations) -> tuple[str, ...]:
    """Give the new file what it takes over; notes of what could not be kept."""
    status = operations.status(descriptor)
    owner = (looks.user, looks.group)
    if any(wanted not in (-1, has) for wanted, has in zip(owner, (status.st_uid, status.st_gid), strict=True)):
        try:
            operations.fchown(descriptor, *owner)
        except PermissionError as error:
            raise InPlaceOnlyError from error
    lost = [name for name, value in looks.attributes if not _set(descriptor, name, value, operations)]
    if any(name.startswith(_ACCESS_LISTS) for name in lost):
        raise InPlaceOnlyError
    for name in _attribute_names(descriptor, operations):
        # A folder's default access list would come into force with the bits of the group.
        if name.startswith(_ACCESS_LISTS) and name not in dict(looks.attributes):
            operations.remove_attribute(descriptor, name)
    operations.fchmod(descriptor, looks.mode)
    if any(name.startswith("user.") for name in lost):
        return ("The file was saved; extra attributes that another program had set on it could not be kept.",)
    return ()


def _set(descriptor: int, name: str, value: bytes, operations: FileOperations) -> bool:
    try:
        operations.set_attribute(descriptor, name, value)
    except OSError as error:
        if error.errno not in _NO_SUCH_ATTRIBUTE:
            raise
        return False
    return True


def _place_new(folder: int, name: str, final: str, operations: FileOperations) -> None:
    """Give the file its final name only if no other has it; the passing name goes in any case."""
    try:
        try:
            operations.link(name, final, folder=folder)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if _is_there(folder, final, operations):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            operations.rename(name, final, folder=folder)
    finally:
        _remove(folder, name, operations)


def _is_there(folder: int, name: str, operations: FileOperations) -> bool:
    try:
        operations.stat(name, folder=folder, follow=False)
    except FileNotFoundError:
        return False
    return True


def write_in_place(
    target: Path, old: bytes, data: bytes, expected: os.stat_result, operations: FileOperations
) -> Written:
    """Put `data` into the file at `target` itself, which holds `old` and is the one `expected` was seen to be.

    What may need room on the disk comes first, so that what stood there can be put back. Raises
    `TornError` where even that failed; the caller has a synced copy.
    """
    descriptor = operations.open(target, READ_WRITE)
    try:
        if not same_moment(operations.status(descriptor), expected):
            raise ChangedError
        try:
            write_fully(operations, descriptor, data[len(old) :], len(old))
            write_fully(operations, descriptor, data[: len(old)], 0)
            operations.truncate(descriptor, len(data))
            operations.fsync(descriptor)
            return Written(operations.status(descriptor))
        except OSError as error:
            _put_back(descriptor, old, error, operations)
            raise
    finally:
        close_quietly(operations, descriptor)


def _put_back(descriptor: int, old: bytes, cause: OSError, operations: FileOperations) -> None:
    try:
        operations.truncate(descriptor, len(old))
        write_fully(operations, descriptor, old, 0)
        operations.fsync(descriptor)
    except OSError as error:
        raise TornError(cause) from error


def sweep(folder: Path, operations: FileOperations = DISK, *, now: float | None = None) -> int:
    """Remove what saves of this user that were killed have left in `folder`; how many files went.

    Only files older than an hour, for another session may be saving. A folder that cannot be read has none.
    """
    before = (time.time() if now is None else now) - STRAY_SECONDS
    removed = 0
    for name in _names(folder, operations):
        with suppress(OSError):
            if STRAY.fullmatch(name) and _is_old_stray(folder / name, before, operations):
                operations.unlink(folder / name)
                removed += 1
    return removed


def _names(folder: Path, operations: FileOperations) -> list[str]:
    try:
        return operations.names(folder)
    except OSError:
        return []


def _is_old_stray(path: Path, before: float, operations: FileOperations) -> bool:
    status = operations.stat(path, follow=False)
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and status.st_mtime < before
