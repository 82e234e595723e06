"""What a file was when it was last read or written: the measure of whether someone else changed it."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import field

from imr_tui.dataclass import dataclass

_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was at one moment.

    `device` and `inode` are its identity, `size` is in bytes, `modified` in nanoseconds since 1970,
    `sha256` the hexadecimal hash of its bytes, `mode` its permission bits. `notes` are plain
    sentences about how it was saved, for the person who saved it.
    """

    device: int
    inode: int
    size: int
    modified: int
    sha256: str
    mode: int
    notes: tuple[str, ...] = field(default=(), compare=False)


def stamp_of(status: os.stat_result, data: bytes, notes: tuple[str, ...] = ()) -> Stamp:
    """The stamp of a file with this status that holds `data`."""
    mode = stat.S_IMODE(status.st_mode)
    return Stamp(status.st_dev, status.st_ino, len(data), status.st_mtime_ns, digest(data), mode, notes)


def digest(*pieces: bytes) -> str:
    """The SHA-256 hash of some bytes, one piece behind the other, in hexadecimal."""
    made = hashlib.sha256()
    for piece in pieces:
        # A little at a time: meanwhile no other thread goes on.
        for start in range(0, len(piece), _AT_ONCE):
            made.update(memoryview(piece)[start : start + _AT_ONCE])
    return made.hexdigest()


def same_moment(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two looks at a file saw the same file, of the same size, written at the same time."""
    return _moment(one) == _moment(other)


def _moment(status: os.stat_result) -> tuple[int, int, int, int]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
