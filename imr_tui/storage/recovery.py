"""Whole-text recovery snapshots: written while a document is being worked on, found again after a crash.

They lie in `recovery/<name>/` of the state folder, readable by this user alone; where that cannot be
written, hidden beside the document. Each session alternates two files, so that one is whole whenever
writing the other breaks off, and never overwrites what another session left.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import DISK, READ, FileOperations, close_quietly, write_fully
from imr_tui.storage.places import name_of_document, private_folder, resolved, state_folder, sync_folder
from imr_tui.storage.private_files import names_in, read_own
from imr_tui.storage.snapshot import RecoveredText, decode_snapshot, encode_snapshot

RECOVERY_FOLDER = "recovery"
ROOM_BYTES = 32 * 1024
"""How much longer a text may become while the disk is full."""

_ENDING = ".snapshot"
_BESIDE = re.compile(r"\.imr-tui-([0-9a-f]{16})-[0-9a-z-]+\.snapshot")
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_RESERVED = (("typing", 0), ("typing", 1), ("now", 0))
_PRIVATE = stat.S_IRUSR | stat.S_IWUSR


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What a document goes by in recovery: `name`, and its resolved path unless it was never named."""

    name: str
    path: Path | None = None

    @classmethod
    def of(cls, path: Path) -> RecoveryKey:
        """The key of the document at `path`, the same from whichever link it is reached."""
        return cls(name_of_document(path), resolved(path))

    @classmethod
    def unnamed(cls) -> RecoveryKey:
        """A key for a document that has no name yet."""
        return cls(f"unnamed-{os.urandom(8).hex()}")


class RecoveryStore:
    """The recovery snapshots of one session; one `RecoveryStore` per session and document set.

    `folder` is the state folder. A snapshot may be written by the session's thread and by a signal
    at the same time, if each uses a lane of its own.
    """

    def __init__(self, folder: Path | None = None, *, operations: FileOperations = DISK) -> None:
        self.folder = state_folder() if folder is None else folder
        self._operations = operations
        self._session = os.urandom(4).hex()
        self._turns = count(1)
        self._last = 0
        self._slots: dict[tuple[str, str], int] = {}
        self._used: dict[Path, int] = {}

    def moment(self) -> int:
        """The moment in nanoseconds since 1970, later than any that was asked for before."""
        self._last = max(time.time_ns(), self._last + 1)
        return self._last

    def snapshot(
        self,
        document: Path | RecoveryKey,
        text: str | Iterable[str],
        *,
        lane: str = "typing",
        when: int | None = None,
    ) -> Path:
        """Keep `text`, whole or in pieces, which is as it was at the moment `when`, by default now; the file it was written to, synced.

        Raises `NotSavedError` where neither the state folder nor the document's folder takes it; the
        snapshot before then still stands.
        """
        key = _key(document)
        slot = self._slots.get((key.name, lane), 0)
        data = encode_snapshot(text, key.name, key.path, self.moment() if when is None else when, next(self._turns))
        name = self._name(lane, slot)
        first: OSError | None = None
        for place in (self._in_state, self._beside):
            try:
                file = place(key, name, data)
            except OSError as error:
                first = first or error
            else:
                self._slots[key.name, lane] = 1 - slot
                return file
        raise NotSavedError("Your work is not protected", first or OSError(errno.EIO, "")) from first

    def reserve(self, document: Path | RecoveryKey) -> None:
        """Take room on the disk for this session's next snapshots, so that they can be written when it is full.

        Where there is none, that is found out, and told, when a snapshot is written.
        """
        key = _key(document)
        self.drop_reserves(key)
        with suppress(OSError):
            folder = private_folder(self.folder, RECOVERY_FOLDER, key.name, operations=self._operations)
            size = ROOM_BYTES + (0 if key.path is None else self._size(key.path))
            for lane, slot in _RESERVED:
                self._reserve(folder / self._name(lane, slot), size)

    def drop_reserves(self, document: Path | RecoveryKey) -> None:
        """Remove what was reserved for a document and never written, by whichever session."""
        key = _key(document)
        for file in self.files(key):
            with suppress(OSError):
                if is_unwritten(file, self._operations):
                    self._operations.unlink(file)
        with suppress(OSError):
            self._operations.rmdir(self.folder / RECOVERY_FOLDER / key.name)

    def is_second_place(self, file: Path) -> bool:
        """Whether a snapshot had to be written outside the state folder."""
        return not file.is_relative_to(self.folder)

    def newest(self, document: Path | RecoveryKey) -> RecoveredText | None:
        """The newest whole snapshot of a document, of whichever session; None where there is none."""
        return max(self._read(self.files(document)), key=_age, default=None)

    def files(self, document: Path | RecoveryKey) -> tuple[Path, ...]:
        """Every file that keeps, or kept, text of a document for recovery."""
        key = _key(document)
        within = self.folder / RECOVERY_FOLDER / key.name
        beside = _folder_beside(key)
        found = [within / name for name in names_in(within, self._operations) if name.endswith(_ENDING)]
        for name in names_in(beside, self._operations):
            match = _BESIDE.fullmatch(name)
            if match and match[1] == _name_beside(key):
                found.append(beside / name)
        return tuple(found)

    def clear(self, document: Path | RecoveryKey, *, this_session: bool = False) -> None:
        """Remove the snapshots of a document: all, or those of this session alone.

        Raises `NotSavedError` where one cannot be removed.
        """
        key = _key(document)
        try:
            for file in self.files(key):
                if not this_session or f"{self._session}-" in file.name:
                    with suppress(FileNotFoundError):
                        self._operations.unlink(file)
        except OSError as error:
            raise NotSavedError("A recovery file could not be removed", error) from error
        with suppress(OSError):
            self._operations.rmdir(self.folder / RECOVERY_FOLDER / key.name)

    def discard(self, recovered: RecoveredText) -> None:
        """Remove a text that was kept and is settled, with all that was kept of its document before it, torn files included.

        What a session kept later stays: it may be at work. Raises `NotSavedError` where a file cannot be removed.
        """
        key = RecoveryKey(recovered.key, recovered.document)
        try:
            for file in self.files(key):
                with suppress(FileNotFoundError):
                    if self._is_settled(file, recovered):
                        self._operations.unlink(file)
        except OSError as error:
            raise NotSavedError("A recovery file could not be removed", error) from error
        with suppress(OSError):
            self._operations.rmdir(self.folder / RECOVERY_FOLDER / key.name)

    def listing(self, folders: Iterable[Path] = ()) -> tuple[RecoveredText, ...]:
        """The newest snapshot of each document that has one, newest first.

        `folders` are looked through as well, for snapshots that had to be written beside a document.
        """
        newest: dict[str, RecoveredText] = {}
        for recovered in self._read(self._all_files(folders)):
            known = newest.get(recovered.key)
            if known is None or _age(recovered) > _age(known):
                newest[recovered.key] = recovered
        return tuple(sorted(newest.values(), key=_age, reverse=True))

    def _is_settled(self, file: Path, recovered: RecoveredText) -> bool:
        """Whether a file holds nothing later than `recovered`; room that is only kept is left to whoever keeps it."""
        kept = next(self._read((file,)), None)
        if kept is not None:
            return _age(kept) <= _age(recovered)
        written = self._operations.stat(file, follow=False).st_mtime
        return written <= recovered.when.timestamp() and not is_unwritten(file, self._operations)

    def _name(self, lane: str, slot: int) -> str:
        return f"{self._session}-{lane}-{slot}{_ENDING}"

    def _size(self, path: Path) -> int:
        with suppress(OSError):
            return self._operations.stat(path).st_size
        return 0

    def _reserve(self, file: Path, size: int) -> None:
        operations = self._operations
        descriptor = operations.open(file, _WRITE | os.O_EXCL, _PRIVATE)
        try:
            operations.fchmod(descriptor, _PRIVATE)
            operations.reserve(descriptor, size)
        except OSError:
            with suppress(OSError):
                operations.unlink(file)
            raise
        finally:
            close_quietly(operations, descriptor)
        self._used[file] = 0

    def _in_state(self, key: RecoveryKey, name: str, data: Sequence[bytes]) -> Path:
        folder = private_folder(self.folder, RECOVERY_FOLDER, key.name, operations=self._operations)
        return self._write(folder / name, data)

    def _beside(self, key: RecoveryKey, name: str, data: Sequence[bytes]) -> Path:
        return self._write(_folder_beside(key) / f".imr-tui-{_name_beside(key)}-{name}", data)

    def _write(self, file: Path, data: Sequence[bytes]) -> Path:
        """Put `data` into a file: what needs room on the disk first, so that it is only written over where it fits."""
        operations = self._operations
        descriptor = operations.open(file, _WRITE, _PRIVATE)
        is_torn = is_new = operations.status(descriptor).st_size == 0
        try:
            operations.fchmod(descriptor, _PRIVATE)
            self._make_room(descriptor, data)
            is_torn = True
            for piece in data:
                write_fully(operations, descriptor, piece)
            # What a longer text has left must not follow the shorter one.
            write_fully(operations, descriptor, bytes(max(0, self._used.get(file, 0) - _size(data))))
            operations.fsync(descriptor)
            if is_new:
                sync_folder(file.parent, operations)
        except OSError:
            # What is torn is of no use to anyone; it would only lie about.
            if is_torn:
                with suppress(OSError):
                    operations.unlink(file)
            raise
        finally:
            close_quietly(operations, descriptor)
        self._used[file] = _size(data)
        return file

    def _make_room(self, descriptor: int, data: Sequence[bytes]) -> None:
        """Have room for `data`, and for a longer text later; `OSError` where there is none, the file as it was."""
        operations = self._operations
        size = operations.status(descriptor).st_size
        if size >= _size(data) + ROOM_BYTES // 2:
            return
        with suppress(OSError):
            operations.reserve(descriptor, _size(data) + ROOM_BYTES)
            return
        try:
            write_fully(operations, descriptor, b"".join(data)[size:], size)
        except OSError:
            with suppress(OSError):
                operations.truncate(descriptor, size)
            raise

    def _all_files(self, folders: Iterable[Path]) -> Iterator[Path]:
        root = self.folder / RECOVERY_FOLDER
        for document in names_in(root, self._operations):
            for name in names_in(root / document, self._operations):
                if name.endswith(_ENDING):
                    yield root / document / name
        for folder in folders:
            for name in names_in(folder, self._operations):
                if _BESIDE.fullmatch(name):
                    yield folder / name

    def _read(self, files: Iterable[Path]) -> Iterator[RecoveredText]:
        for file in files:
            with suppress(OSError):
                recovered = decode_snapshot(read_own(file, self._operations), file)
                if recovered is not None:
                    yield recovered


def is_unwritten(file: Path, operations: FileOperations) -> bool:
    """Whether a snapshot's file only keeps room, and never held text; `OSError` where it cannot be read."""
    descriptor = operations.open(file, READ | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        return operations.read(descriptor, 1) in (b"", b"\0")
    finally:
        close_quietly(operations, descriptor)


def _size(data: Sequence[bytes]) -> int:
    return sum(map(len, data))


def _key(document: Path | RecoveryKey) -> RecoveryKey:
    return document if isinstance(document, RecoveryKey) else RecoveryKey.of(document)


def _age(recovered: RecoveredText) -> tuple[float, int]:
    return (recovered.when.timestamp(), recovered.turn)


def _folder_beside(key: RecoveryKey) -> Path:
    return Path.cwd() if key.path is None else key.path.parent


def _name_beside(key: RecoveryKey) -> str:
    """Sixteen hexadecimal digits for a file name; from the document's own name, so that a moved folder keeps its own."""
    name = key.name if key.path is None else key.path.name
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
