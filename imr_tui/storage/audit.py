"""The audit trail: what was done to which document, by whom and when. Never a word of its content.

Each line is a JSON object. `previous` is the hash of the line before, and the line begins with the hash of the object,
so that a line changed, taken out or put in breaks the chain. Lines are only ever added.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.document.markings import classification
from imr_tui.errors import InputError
from imr_tui.storage.faults import NotSavedError, words
from imr_tui.storage.operations import DISK, NO_FLOCK, READ, FileOperations, close_quietly, read_fully, write_fully
from imr_tui.storage.person import host_name, user_name
from imr_tui.storage.places import name_of_document, private_folder, state_folder
from imr_tui.storage.stamp import digest

_START = "0" * 64
_OPEN = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_PRIVATE = stat.S_IRUSR | stat.S_IWUSR
_LONGEST_LINE = 8192
_TRIES = 40
_TRY_AGAIN_SECONDS = 0.025


class Event(StrEnum):
    """What is recorded."""

    OPEN = "open"
    SAVE = "save"
    RECOVER = "recover"
    EXPORT = "export"
    IMPORT = "import"
    PURGE = "purge"
    MARKING = "marking"
    TAKE_OVER = "take-over"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look along the chain found.

    `entries` is the number of whole lines, `broken_off` that of lines whose writing broke off; `broken_at` is the
    first line, from 1, that does not follow from the one before, None where all do.
    """

    entries: int
    broken_off: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, taken out or put in."""
        return self.broken_at is None


class AuditTrail:
    """The trail in the state folder `folder`, in the file `audit.log`."""

    def __init__(self, folder: Path | None = None, *, operations: FileOperations = DISK) -> None:
        self.folder = state_folder() if folder is None else folder
        self.file = self.folder / "audit.log"
        self._operations = operations

    @classmethod
    def at(cls, file: Path, *, operations: FileOperations = DISK) -> AuditTrail:
        """The trail in that very file, whatever it is called: one that was collected elsewhere."""
        trail = cls(file.parent, operations=operations)
        trail.file = file
        return trail

    def record(
        self, event: Event, path: Path | None, *, size: int | None = None, sha256: str = "", marking: str = ""
    ) -> None:
        """Add a line: what happened to the document at `path` (None for one without a name).

        `size` is in bytes, `sha256` the hash of its bytes in hexadecimal. The document goes by a hash of its path; of
        `marking` only a government classification is recorded. Raises `NotSavedError`.
        """
        entry = {
            "when": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "who": user_name(),
            "host": host_name(),
            "what": event.value,
            "document": None if path is None else name_of_document(path),
            "size": size,
            "sha256": sha256 or None,
            "marking": _classification(marking),
        }
        try:
            private_folder(self.folder, operations=self._operations)
            self._append(entry)
        except OSError as error:
            raise NotSavedError("The audit trail could not be written", error) from error

    def verify(self) -> Verification:
        """Look along the whole chain. A trail that is not there yet is whole and empty; raises `InputError`."""
        try:
            descriptor = self._operations.open(self.file, READ)
        except FileNotFoundError:
            return Verification(0, 0, None)
        except OSError as error:
            raise _unreadable(error) from error
        try:
            return _verify(read_fully(self._operations, descriptor))
        except OSError as error:
            raise _unreadable(error) from error
        finally:
            close_quietly(self._operations, descriptor)

    def _append(self, entry: Mapping[str, object]) -> None:
        operations = self._operations
        descriptor = operations.open(self.file, _OPEN, _PRIVATE)
        try:
            operations.fchmod(descriptor, _PRIVATE)
            _wait_for_turn(descriptor, operations)
            size = operations.status(descriptor).st_size
            os.lseek(descriptor, max(0, size - _LONGEST_LINE), os.SEEK_SET)
            end = read_fully(operations, descriptor)
            last = end.removesuffix(b"\n").rpartition(b"\n")[2]
            sealed = json.dumps({"previous": digest(last) if end else _START, **entry}).encode("ascii")
            line = digest(sealed).encode("ascii") + b" " + sealed + b"\n"
            # A line whose writing broke off stays as it is; only the next one starts afresh.
            write_fully(operations, descriptor, line if not end or end.endswith(b"\n") else b"\n" + line)
            operations.fsync(descriptor)
        finally:
            close_quietly(operations, descriptor)


def _wait_for_turn(descriptor: int, operations: FileOperations) -> None:
    """Have the trail to ourselves; another session needs it for a moment only, and is not waited for longer."""
    for _ in range(_TRIES):
        try:
            operations.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_TRY_AGAIN_SECONDS)
        except OSError as error:
            if error.errno not in NO_FLOCK:
                raise
            return
        else:
            return
    raise TimeoutError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _verify(data: bytes) -> Verification:
    entries = broken_off = 0
    due = _START
    pending = 0
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n") if data else (), 1):
        previous = _previous(line)
        if previous is None:
            # Only the line that follows can tell a line that broke off from one that was changed.
            if pending:
                return Verification(entries, broken_off, pending)
            pending = number
        elif previous != due:
            return Verification(entries, broken_off, pending or number)
        else:
            entries += 1
            broken_off += 1 if pending else 0
            pending = 0
        due = digest(line)
    if pending and data.endswith(b"\n"):
        return Verification(entries, broken_off, pending)
    return Verification(entries, broken_off + (1 if pending else 0), None)


def _previous(line: bytes) -> str | None:
    """The hash that a whole line names as that of the line before; None where the line is not whole."""
    seal, _, sealed = line.partition(b" ")
    if seal != digest(sealed).encode("ascii"):
        return None
    try:
        previous = json.loads(sealed)["previous"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return previous if isinstance(previous, str) else None


def _classification(marking: str) -> str:
    """The government classification a marking begins with; of any other, only that there is one."""
    return classification(marking) or ("other" if marking.strip() else "")


def _unreadable(error: OSError) -> InputError:
    return InputError("The audit trail cannot be read", *words(error))
