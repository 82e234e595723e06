"""One writer at a time: a lock on a document that says who holds it, where and since when.

The lock is `flock` on a small file of its own beside the document (a lock on the document itself would be lost
when a save gives it a new file), or in the state folder where the document's folder cannot be written. Where the
file system has no `flock`, a file that may be made only once stands in for it.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import stat
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.errors import ConflictError
from imr_tui.storage.faults import NotSavedError, printable
from imr_tui.storage.operations import DISK, NO_FLOCK, READ, FileOperations, close_quietly, read_fully, write_fully
from imr_tui.storage.person import host_name, user_name
from imr_tui.storage.places import name_of_document, private_folder, resolved, state_folder

_LOOK = READ | os.O_NOFOLLOW | os.O_NONBLOCK
_OPEN = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MAKE = _OPEN | os.O_CREAT | os.O_EXCL
_READABLE = 0o444
_LONGEST_NAME = 240
_LONGEST_WORD = 64
_MOST_BYTES = 4096
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a document open: user and machine by name, process number, and since when (UTC, None if not known).

    `by_flock` is false where the file alone is the lock.
    """

    user: str
    host: str
    pid: int
    since: datetime | None
    by_flock: bool = True

    def __str__(self) -> str:
        when = f" since {self.since.astimezone():%d %B %Y, %H:%M}" if self.since else ""
        return f"{self.user} on {self.host}{when}"


class LockedError(ConflictError):
    """Another session has the document; `holder` says whose, None where that cannot be read."""

    def __init__(self, holder: Holder | None) -> None:
        who = "someone else, who left no name" if holder is None else str(holder)
        super().__init__(
            "The review is open in another session",
            f"It is open with {who}.",
            "Open it to read, or ask them to close it.",
        )
        self.holder = holder


class Lock:
    """A lock that is held; `file` is the side file. It ends with `release` or with the process."""

    def __init__(self, file: Path, descriptor: int, operations: FileOperations) -> None:
        self.file = file
        self._descriptor = descriptor
        self._operations = operations
        self._identity = _identity(operations.status(descriptor))

    def held(self) -> bool:
        """Whether the lock is still ours, and nobody has taken the side file away."""
        return self._descriptor >= 0 and _identity_at(self.file, self._operations) == self._identity

    def release(self) -> None:
        """Give the lock up; a second time does nothing. Waits for nothing, so a signal may call it."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        with suppress(OSError):
            if _identity_at(self.file, self._operations) == self._identity:
                self._operations.unlink(self.file)
        close_quietly(self._operations, descriptor)


def acquire(
    path: Path, *, take_over: bool = False, state: Path | None = None, operations: FileOperations = DISK
) -> Lock:
    """The lock on the document at `path`, which need not exist yet.

    Raises `LockedError` while another session has it; a lock that a session of this machine left when it died is
    taken. `take_over` takes it whoever has it: only ever because the person asked. Raises `NotSavedError` where no
    side file can be written at all.
    """
    error: OSError | None = None
    for file in _places(path, state, operations):
        try:
            return _acquire(path, file, take_over=take_over, operations=operations)
        except OSError as refused:
            error = error or refused
    raise NotSavedError("The review could not be locked", error or OSError(errno.EACCES, ""))


def _files(path: Path, state: Path | None) -> tuple[Path, Path]:
    document = resolved(path)
    name = document.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    folder = state_folder() if state is None else state
    return (
        document.parent / f".{name}.imr-lock",
        folder / "locks" / f"{name_of_document(path)}.imr-lock",
    )


def _places(path: Path, state: Path | None, operations: FileOperations) -> tuple[Path, ...]:
    beside, in_state = _files(path, state)
    try:
        private_folder(in_state.parent.parent, in_state.parent.name, operations=operations)
    except OSError:
        return (beside,)
    return (beside, in_state)


def _acquire(path: Path, file: Path, *, take_over: bool, operations: FileOperations) -> Lock:
    if take_over:
        with suppress(FileNotFoundError):
            operations.unlink(file)
    for _ in range(_TRIES):
        descriptor, fresh = _open(file, operations)
        lock: Lock | None = None
        try:
            by_flock = _flock(descriptor, operations)
            if _identity(operations.status(descriptor)) != _identity_at(file, operations):
                continue
            if not fresh and not _may_sign(descriptor, file, operations, by_flock=by_flock):
                continue
            _sign(descriptor, path, operations, by_flock=by_flock)
            lock = Lock(file, descriptor, operations)
        except OSError:
            if fresh:
                with suppress(OSError):
                    operations.unlink(file)
            raise
        else:
            return lock
        finally:
            if lock is None:
                close_quietly(operations, descriptor)
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _open(file: Path, operations: FileOperations) -> tuple[int, bool]:
    """The side file, and whether it was made just now; only readable where it belongs to another user."""
    with suppress(FileExistsError):
        return operations.open(file, _MAKE), True
    try:
        return operations.open(file, _OPEN), False
    except PermissionError:
        return operations.open(file, _LOOK), False


def _flock(descriptor: int, operations: FileOperations) -> bool:
    """Take the lock, or say that the file system has none; `LockedError` where another session has it."""
    try:
        operations.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise LockedError(_read(descriptor, operations)) from None
    except OSError as error:
        if error.errno not in NO_FLOCK:
            raise
        return False
    return True


def _may_sign(descriptor: int, file: Path, operations: FileOperations, *, by_flock: bool) -> bool:
    """Whether the side file that was found may be made ours as it is; `LockedError` where its session may live.

    A file that has to be made anew is removed.
    """
    found = _read(descriptor, operations)
    if found is None:
        # Without flock a file that says nothing may be that of a session which is just starting.
        if not by_flock:
            raise LockedError(None)
    elif found.host != host_name() or (not (by_flock and found.by_flock) and _runs(found.pid)):
        raise LockedError(found)
    if by_flock and operations.status(descriptor).st_uid == os.geteuid():
        return True
    operations.unlink(file)
    return False


def _sign(descriptor: int, path: Path, operations: FileOperations, *, by_flock: bool) -> None:
    """Write into the side file whose it is; whoever may read the document may read that."""
    with suppress(OSError):
        status = operations.stat(path)
        operations.fchown(descriptor, -1, status.st_gid)
        operations.fchmod(descriptor, stat.S_IMODE(status.st_mode) & _READABLE | stat.S_IRUSR | stat.S_IWUSR)
    signed = {
        "user": user_name(),
        "host": host_name(),
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "by_flock": by_flock,
    }
    # Where flock holds the lock, a full disk only keeps others from reading whose it is.
    with suppress(OSError) if by_flock else nullcontext():
        operations.truncate(descriptor, 0)
        write_fully(operations, descriptor, json.dumps(signed).encode("ascii"), 0)


def _read(descriptor: int, operations: FileOperations) -> Holder | None:
    """What the side file says; None where it says nothing that makes sense."""
    try:
        said = json.loads(read_fully(operations, descriptor, _MOST_BYTES))
        return Holder(
            user=printable(said["user"], _LONGEST_WORD),
            host=printable(said["host"], _LONGEST_WORD),
            pid=int(said["pid"]),
            since=datetime.fromisoformat(said["since"]),
            by_flock=bool(said["by_flock"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _identity(status: os.stat_result) -> tuple[int, int]:
    return (status.st_dev, status.st_ino)


def _identity_at(file: Path, operations: FileOperations) -> tuple[int, int] | None:
    try:
        return _identity(operations.stat(file, follow=False))
    except FileNotFoundError:
        return None
