"""Every place that holds text of a document: the document, what we keep of it, what saves and other programs left."""

from __future__ import annotations

import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.storage.atomic import STRAY
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.places import resolved, state_folder
from imr_tui.storage.private_files import names_in
from imr_tui.storage.recovery import RecoveryStore, is_unwritten
from imr_tui.storage.versions import VersionStore

AT_WORK_SECONDS = 60.0
"""What a save writes under a passing name may be at work for so long."""


class HeldAs(StrEnum):
    """What a place is."""

    DOCUMENT = "document"
    RECOVERY = "recovery"
    VERSION = "version"
    CUT_OFF_SAVE = "cut-off save"
    OTHER_PROGRAM = "left by another program"


@dataclass(frozen=True, slots=True)
class Holding:
    """One file that holds, or held, text of a document; `size` in bytes, `when` it was last written, in UTC.

    `at_work` says that a save may be writing it just now; `names` is how many names the file has on its disk.
    """

    held_as: HeldAs
    file: Path
    size: int
    when: datetime
    at_work: bool = False
    names: int = 1


def holdings(document: Path, state: Path | None = None, *, operations: FileOperations = DISK) -> tuple[Holding, ...]:
    """Every place that holds text of the document at `document`, which need not be there any more.

    `state` is the state folder. Exports are wherever the officer put them and are not among them.
    """
    path = resolved(document)
    folder = state_folder() if state is None else state
    found = [
        (HeldAs.DOCUMENT, path),
        *((HeldAs.RECOVERY, file) for file in _recovery(path, folder, operations)),
        *((HeldAs.VERSION, file) for file in VersionStore(folder, operations=operations).files(path)),
        *_beside(path, operations),
    ]
    return tuple(holding for held_as, file in found if (holding := _holding(held_as, file, operations)) is not None)


def remove_holdings(
    held: Iterable[Holding], state: Path | None = None, *, operations: FileOperations = DISK
) -> tuple[Holding, ...]:
    """Remove these files, but never the document itself nor what a save may be writing; what was removed.

    Raises `NotSavedError` for the first that cannot be removed, after the others are.
    """
    removed: list[Holding] = []
    refused: OSError | None = None
    for holding in held:
        if holding.held_as is HeldAs.DOCUMENT or holding.at_work:
            continue
        try:
            with suppress(FileNotFoundError):
                operations.unlink(holding.file)
        except OSError as error:
            refused = refused or error
        else:
            removed.append(holding)
    _remove_empty({holding.file.parent for holding in removed}, state_folder() if state is None else state, operations)
    if refused is not None:
        raise NotSavedError("Not everything could be removed", refused)
    return tuple(removed)


def _recovery(path: Path, state: Path, operations: FileOperations) -> Iterator[Path]:
    for file in RecoveryStore(state, operations=operations).files(path):
        with suppress(OSError):
            if is_unwritten(file, operations):
                continue
        yield file


def _remove_empty(folders: Iterable[Path], state: Path, operations: FileOperations) -> None:
    """Remove folders of ours that hold nothing any more."""
    for folder in folders:
        if state in folder.parents:
            with suppress(OSError):
                operations.rmdir(folder)


# What editors leave beside a file: vim's swap and undo files, backups by a tilde, those of emacs and nano.
_LEFT_BY_OTHERS = r"\.{name}\.s[a-w][a-z]|\.{name}\.un~|{name}~|{name}\.~[0-9]+~|#{name}#|{name}\.save(?:\.[0-9]+)?"


def _beside(path: Path, operations: FileOperations) -> Iterator[tuple[HeldAs, Path]]:
    left = re.compile(_LEFT_BY_OTHERS.format(name=re.escape(path.name)), re.DOTALL)
    for name in names_in(path.parent, operations):
        if STRAY.fullmatch(name):
            yield HeldAs.CUT_OFF_SAVE, path.parent / name
        elif left.fullmatch(name):
            yield HeldAs.OTHER_PROGRAM, path.parent / name


def _holding(held_as: HeldAs, file: Path, operations: FileOperations) -> Holding | None:
    try:
        status = operations.stat(file, follow=False)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    at_work = held_as is HeldAs.CUT_OFF_SAVE and status.st_mtime > time.time() - AT_WORK_SECONDS
    return Holding(
        held_as, file, status.st_size, datetime.fromtimestamp(status.st_mtime, tz=UTC), at_work, status.st_nlink
    )
