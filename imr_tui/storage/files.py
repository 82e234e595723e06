"""Documents on disk: read whole and strictly, written whole and only over what was read."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.errors import ConflictError, InputError
from imr_tui.storage.atomic import (
    ChangedError,
    InPlaceOnlyError,
    Looks,
    TornError,
    Written,
    looks_of,
    replace_file,
    write_in_place,
    write_new_file,
)
from imr_tui.storage.faults import NotSavedError, printable, words
from imr_tui.storage.operations import DISK, READ, FileOperations, close_quietly, read_fully
from imr_tui.storage.places import resolved
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore
from imr_tui.storage.stamp import Stamp, digest, same_moment, stamp_of

REFUSED_BYTES = 5_000_000
WARNED_BYTES = 1_000_000

_WRITTEN_ANEW = "The file was no longer there and has been written anew."
_TOO_LARGE = "The review is now larger than 5 MB and could not be opened again; split it before you close it."
_IN_PLACE = "The file was written in place, to keep its owner, its access list or its other names."


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as it was read: `text` with its byte order mark (U+FEFF) and line ends, `size` in bytes.

    `warning` is a plain sentence, empty where there is nothing to warn of.
    """

    path: Path
    text: str
    stamp: Stamp
    size: int
    warning: str


@dataclass(frozen=True, slots=True)
class _Present:
    """The file as it stands before a save."""

    status: os.stat_result
    data: bytes
    looks: Looks


class NotUtf8Error(InputError):
    """A document that is not UTF-8: `offset` is that of the first byte that cannot be read, `line` its line, from 1."""

    def __init__(self, path: Path, offset: int, line: int) -> None:
        super().__init__(
            "The file is not UTF-8 text",
            f"{printable(path)} has a byte that is not UTF-8 at offset {offset}, on line {line}.",
            "Save it as UTF-8 in the program it comes from.",
        )
        self.offset = offset
        self.line = line


def load(path: Path, *, operations: FileOperations = DISK) -> Loaded:
    """The document at `path`.

    Raises `InputError` for what cannot be used: no file, a folder, more than 5 MB, a NUL byte, no permission; and
    `NotUtf8Error` for what is not UTF-8.
    """
    return _loaded(path, operations, western=False)


def load_western(path: Path, *, operations: FileOperations = DISK) -> Loaded:
    """The document at `path`, to be looked at alone: what is not UTF-8 is read as Windows-1252. Raises as `load` does."""
    return _loaded(path, operations, western=True)


def _loaded(path: Path, operations: FileOperations, *, western: bool) -> Loaded:
    data, status = _read_document(path, operations)
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(
            "Not a text file",
            f"{printable(path)} has a NUL byte at offset {nul}, which no text has.",
            "It may be a Word or picture file; choose the review's own text file.",
        )
    text = read_as_western(data) if western else _decoded(path, data)
    warning = ""
    if len(data) > WARNED_BYTES:
        warning = f"This file is large ({len(data) / 1_000_000:.1f} MB); from 5 MB on it could not be opened."
    return Loaded(path, text, stamp_of(status, data), len(data), warning)


def save(
    path: Path,
    text: str,
    expected: Stamp | None,
    *,
    force: bool = False,
    state: Path | None = None,
    operations: FileOperations = DISK,
) -> Stamp:
    """Write `text` to `path`, whole or not at all; the stamp to compare with at the next save.

    `expected` is what the file was when it was last read or saved, None for a document without a file. Where the
    file is another by now, or there is one unexpectedly, `ConflictError` is raised and nothing is written; `force`
    writes all the same. `state` is the state folder, for the copy that comes before a file is written in place.
    Raises `NotSavedError` where the system refuses; the file then is as it was, unless the error says otherwise.
    """
    data = _encoded(text)
    target = resolved(path)
    try:
        most = None if force else max(len(data), expected.size if expected else 0)
        present = _present(target, most, operations)
        _refuse_conflict(present, expected, data, force=force)
        if present is None:
            written = write_new_file(target, data, operations)
        else:
            _refuse_read_only(target, operations, force=force)
            written = _over(target, present, data, force=force, state=state, operations=operations)
    except FileExistsError:
        raise _taken() from None
    except ChangedError:
        raise _changed() from None
    except OSError as error:
        raise NotSavedError("The review was not saved", error) from error
    anew = (_WRITTEN_ANEW,) if present is None and expected is not None else ()
    too_large = (_TOO_LARGE,) if len(data) > REFUSED_BYTES else ()
    return _stamped(written, data, (*anew, *written.notes, *too_large))


def write_new(path: Path, data: bytes, *, replace: bool = False, operations: FileOperations = DISK) -> None:
    """Write `data`, an export say, to `path`, whole or not at all, for this user alone.

    Raises `InputError` where there is a file already and `replace` is not set, and `NotSavedError`
    where the system refuses.
    """
    target = resolved(path)
    try:
        present = _status(target, operations)
        if present is not None:
            _refuse_odd(target, present)
        if present is None or not replace:
            written = write_new_file(target, data, operations)
        else:
            written = replace_file(target, data, Looks(), lambda: None, operations)
    except FileExistsError:
        raise InputError(
            "There is a file already",
            f"{printable(path)} exists and was left as it is.",
            "Choose another name, or say that it may be replaced.",
        ) from None
    except InPlaceOnlyError as error:
        cause = error.__cause__
        refusal = cause if isinstance(cause, OSError) else PermissionError(errno.EACCES, "")
        raise NotSavedError("The file was not written", refusal) from error
    except OSError as error:
        raise NotSavedError("The file was not written", error) from error
    if written.unsynced is not None:
        raise NotSavedError("The file was written, but may not have reached the disk", written.unsynced)


def _read_document(path: Path, operations: FileOperations) -> tuple[bytes, os.stat_result]:
    try:
        # A pipe would otherwise be waited for.
        descriptor = operations.open(path, READ | os.O_NONBLOCK)
    except FileNotFoundError:
        raise InputError(
            "No such file", f"There is no file {printable(path)}.", "Check the name, or start a new review with it."
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        status = operations.status(descriptor)
        _refuse_odd(path, status)
        _refuse_large(path, status.st_size)
        data, status = _read_still(descriptor, status, operations)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        close_quietly(operations, descriptor)
    _refuse_large(path, len(data))
    return data, status


def _read_still(descriptor: int, status: os.stat_result, operations: FileOperations) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, read again where another program was writing it meanwhile."""
    for _ in range(3):
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = read_fully(operations, descriptor, REFUSED_BYTES)
        before, status = status, operations.status(descriptor)
        if same_moment(before, status):
            break
    return data, status


def _refuse_odd(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError("That is a folder", f"{printable(path)} is a folder.", "Give the name of a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise InputError("Not a file", f"{printable(path)} is no ordinary file.", "Give the name of a text file.")


def _refuse_large(path: Path, size: int) -> None:
    if size > REFUSED_BYTES:
        raise InputError(
            "The file is too large",
            f"{printable(path)} is larger than 5 MB.",
            "A review is far smaller; check that it is the right file, or split it.",
        )


def _unreadable(path: Path, error: OSError) -> InputError:
    detail, hint = words(error)
    return InputError("The file cannot be read", f"{printable(path)}: {detail}", hint)


def _decoded(path: Path, data: bytes) -> str:
    offset = 0
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    # Raised out here: the error above carries the bytes of the document with it.
    raise NotUtf8Error(path, offset, data.count(b"\n", 0, offset) + 1)


def read_as_western(data: bytes) -> str:
    """`data` as UTF-8, and every byte of it that is not as Windows-1252, by which older programs write."""
    return data.decode("utf-8", _WESTERN)


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WESTERN = "imr-tui.western"
codecs.register_error(_WESTERN, _western)


def _encoded(text: str) -> bytes:
    offset = 0
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        offset = error.start
    line = text.count("\n", 0, offset) + 1
    raise InputError(
        "The review was not saved",
        f"Line {line} holds half a character, which cannot be written.",
        "Delete the odd character on that line and save again.",
    )


def _status(target: Path, operations: FileOperations) -> os.stat_result | None:
    try:
        return operations.stat(target)
    except FileNotFoundError:
        return None


def _present(target: Path, most: int | None, operations: FileOperations) -> _Present | None:
    """What stands at `target` now, read to a little past `most` bytes; None where there is nothing."""
    status = _status(target, operations)
    if status is None:
        return None
    _refuse_odd(target, status)
    descriptor = operations.open(target, READ | os.O_NONBLOCK)
    try:
        status = operations.status(descriptor)
        data = read_fully(operations, descriptor, most)
        return _Present(status, data, looks_of(descriptor, operations))
    finally:
        close_quietly(operations, descriptor)


def _refuse_conflict(present: _Present | None, expected: Stamp | None, data: bytes, *, force: bool) -> None:
    if present is None or force:
        return
    found = digest(present.data)
    # A save whose arrival was in doubt has left the very text that is saved now.
    if found == digest(data) or (expected is not None and found == expected.sha256):
        return
    raise _taken() if expected is None else _changed()


def _changed() -> ConflictError:
    return ConflictError(
        "The file was changed by someone else",
        "It is not what it was when you opened or last saved it, so it was left alone and your text is kept.",
        "Compare the two, then save under another name or replace it.",
    )


def _taken() -> ConflictError:
    return ConflictError(
        "There is a file already",
        "A file of that name exists; it was left as it is.",
        "Choose another name, or replace it.",
    )


def _refuse_read_only(target: Path, operations: FileOperations, *, force: bool) -> None:
    if not force and not operations.may_write(target):
        error = PermissionError(errno.EACCES, "")
        hint = "Save under another name, or ask for permission to write it."
        raise NotSavedError("The file is read-only", error, hint=hint)


def _over(
    target: Path, present: _Present, data: bytes, *, force: bool, state: Path | None, operations: FileOperations
) -> Written:
    """Write over the file that was looked at: by a new file where that keeps all it is, else in place."""

    def last_look() -> None:
        now = _status(target, operations)
        if not force and (now is None or not same_moment(now, present.status)):
            raise ChangedError

    if present.status.st_nlink == 1:
        try:
            return replace_file(target, data, present.looks, last_look, operations)
        except InPlaceOnlyError:
            pass
    return _in_place(target, present, data, state, operations)


def _in_place(target: Path, present: _Present, data: bytes, state: Path | None, operations: FileOperations) -> Written:
    copies = RecoveryStore(state, operations=operations)
    key = RecoveryKey.of(target)
    try:
        copy = copies.snapshot(key, data.decode("utf-8"), lane="saving")
    except NotSavedError as error:
        hint = "This file can only be written in place, which needs a copy first. Save under another name."
        raise NotSavedError("The review was not saved", OSError(error.reason, ""), hint=hint) from error
    try:
        written = write_in_place(target, present.data, data, present.status, operations)
    except TornError as error:
        hint = f"A whole copy of your text is kept in {printable(copy)}; save under another name."
        stamp = _stamp_now(target, operations)
        raise NotSavedError("The file may be damaged", error.cause, hint=hint, stamp=stamp) from error
    except (OSError, ChangedError):
        _drop_copy(copies, key)
        raise
    _drop_copy(copies, key)
    return Written(written.status, (_IN_PLACE,))


def _stamp_now(target: Path, operations: FileOperations) -> Stamp | None:
    """What the file has become, so that the next save need not take it for somebody else's work."""
    with suppress(OSError, InputError):
        found = _present(target, None, operations)
        if found is not None:
            return stamp_of(found.status, found.data)
    return None


def _drop_copy(copies: RecoveryStore, key: RecoveryKey) -> None:
    # A copy that stays behind holds what the document or the running session holds.
    with suppress(NotSavedError):
        copies.clear(key, this_session=True)


def _stamped(written: Written, data: bytes, notes: tuple[str, ...]) -> Stamp:
    stamp = stamp_of(written.status, data, notes)
    if written.unsynced is not None:
        title = "The review was written, but may not have reached the disk"
        raise NotSavedError(title, written.unsynced, stamp=stamp)
    return stamp
