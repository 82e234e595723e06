"""What was kept for longer than the site allows is removed: recovered text and versions, at the start of a session.

Room that a session took for recovery and never used goes after a week, for the session was killed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from imr_tui.errors import ImrError
from imr_tui.storage.lock import acquire
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.policy import Keeping
from imr_tui.storage.private_files import names_in, read_own
from imr_tui.storage.recovery import RECOVERY_FOLDER, is_unwritten
from imr_tui.storage.snapshot import decode_snapshot
from imr_tui.storage.versions import VERSIONS_FOLDER

_DAY = 24 * 60 * 60
_WEEK = 7 * _DAY


def forget_old(state: Path, keeping: Keeping, *, operations: FileOperations = DISK, now: float | None = None) -> int:
    """Remove recovered text and versions in the state folder that are older than `keeping` allows; how many files went.

    Unused room for recovery goes, too, and is not counted.

    What belongs to a document that is open in a session stays, and so does what cannot be removed. `now` is in
    seconds since 1970.
    """
    moment = time.time() if now is None else now
    _give_room_back(state, moment - _WEEK, operations)
    removed = 0
    for name, days, is_open in (
        (RECOVERY_FOLDER, keeping.recovery_days, _is_open),
        (VERSIONS_FOLDER, keeping.versions_days, _never),
    ):
        if days is not None:
            removed += _forget(state, name, moment - days * _DAY, is_open, operations)
    return removed


def _give_room_back(state: Path, before: float, operations: FileOperations) -> None:
    for folder, files in _folders(state / RECOVERY_FOLDER, operations):
        for file in _older(files, before, operations):
            with suppress(OSError):
                if is_unwritten(file, operations):
                    operations.unlink(file)
        with suppress(OSError):
            operations.rmdir(folder)


def _folders(root: Path, operations: FileOperations) -> Iterator[tuple[Path, list[Path]]]:
    """The folder of each document and the files in it."""
    for folder in (root / name for name in names_in(root, operations)):
        yield folder, [folder / name for name in names_in(folder, operations)]


IsOpen = Callable[[Iterable[Path], Path, FileOperations], bool]


def _forget(state: Path, name: str, before: float, is_open: IsOpen, operations: FileOperations) -> int:
    removed = 0
    for folder, files in _folders(state / name, operations):
        old = list(_older(files, before, operations))
        if not old or is_open(old, state, operations):
            continue
        for file in old:
            with suppress(OSError):
                operations.unlink(file)
                removed += 1
        with suppress(OSError):
            operations.rmdir(folder)
    return removed


def _older(files: Iterable[Path], before: float, operations: FileOperations) -> Iterator[Path]:
    for file in files:
        with suppress(OSError):
            if operations.stat(file, follow=False).st_mtime < before:
                yield file


def _never(_files: Iterable[Path], _state: Path, _operations: FileOperations) -> bool:
    return False


def _is_open(files: Iterable[Path], state: Path, operations: FileOperations) -> bool:
    """Whether the document that these snapshots belong to is open: what was typed last may be theirs alone."""
    for file in files:
        with suppress(OSError):
            recovered = decode_snapshot(read_own(file, operations), file)
            if recovered is not None and recovered.document is not None and recovered.document.parent.is_dir():
                return _is_locked(recovered.document, state, operations)
    return False


def _is_locked(document: Path, state: Path, operations: FileOperations) -> bool:
    try:
        lock = acquire(document, state=state, operations=operations)
    except ImrError:
        return True
    lock.release()
    return False
