"""The file operations that every write of this package goes through.

One thin layer over the system calls, so that a test can put another in its place
that fails at a chosen call, writes short, or forgets what was not yet synced.
Every method raises `OSError` as the system call does.
"""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from pathlib import Path

STREAM = os.O_CLOEXEC | getattr(os, "O_NOCTTY", 0)
READ = os.O_RDONLY | STREAM
READ_WRITE = os.O_RDWR | STREAM | os.O_NOFOLLOW
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | STREAM
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
UNNAMED = os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC if hasattr(os, "O_TMPFILE") else None

NO_FLOCK = frozenset((errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL))
"""What a file system answers that has no `flock`."""

PORTION = 1 << 20


class FileOperations:
    """The system calls this package needs, one method each.

    `folder` is the descriptor of an open folder that a relative path starts from.
    Descriptors are integers, sizes and offsets bytes, modes permission bits.
    """

    def open(self, path: Path | str, flags: int, mode: int = 0o600, *, folder: int | None = None) -> int:
        """A descriptor of the file at `path`."""
        return os.open(path, flags, mode, dir_fd=folder)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def read(self, descriptor: int, count: int) -> bytes:
        """Up to `count` bytes; none at the end of the file."""
        return os.read(descriptor, count)

    def write(self, descriptor: int, data: memoryview, at: int | None = None) -> int:
        """Write `data` at the descriptor's place, or at the offset `at`; how many bytes were taken."""
        return os.write(descriptor, data) if at is None else os.pwrite(descriptor, data, at)

    def reserve(self, descriptor: int, size: int) -> None:
        """Have room on the disk for a file of `size` bytes; what it is longer than before are NUL bytes."""
        if not hasattr(os, "posix_fallocate"):
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        os.posix_fallocate(descriptor, 0, size)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut the file to `size` bytes."""
        os.ftruncate(descriptor, size)

    def fsync(self, descriptor: int) -> None:
        """Wait until the file, or the names in a folder, are on the disk."""
        os.fsync(descriptor)

    def status(self, descriptor: int) -> os.stat_result:
        """What the open file is."""
        return os.fstat(descriptor)

    def stat(self, path: Path | str, *, folder: int | None = None, follow: bool = True) -> os.stat_result:
        """What the file at `path` is."""
        return os.stat(path, dir_fd=folder, follow_symlinks=follow)

    def may_write(self, path: Path | str) -> bool:
        """Whether this user may write the file at `path`."""
        effective = os.access in os.supports_effective_ids
        return os.access(path, os.W_OK, effective_ids=effective)

    def rename(self, old: str, new: str, *, folder: int) -> None:
        """Give a file of `folder` another name there, replacing what had it."""
        os.rename(old, new, src_dir_fd=folder, dst_dir_fd=folder)

    def link(self, old: str, new: str, *, folder: int) -> None:
        """Give a file a further name in `folder`; a name that is taken is an error.

        A path below `/proc/self/fd` stands for the open file itself.
        """
        # A folder descriptor makes Python call linkat, which alone can follow that path.
        os.link(old, new, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=old.startswith("/proc/self/fd/"))

    def unlink(self, path: Path | str, *, folder: int | None = None) -> None:
        """Remove a name."""
        os.unlink(path, dir_fd=folder)

    def mkdir(self, path: Path, mode: int = 0o700) -> None:
        """Make one folder."""
        path.mkdir(mode)

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def names(self, path: Path) -> list[str]:
        """The names in a folder, in order."""
        return sorted(entry.name for entry in path.iterdir())

    def fchmod(self, descriptor: int, mode: int) -> None:
        """Set the permission bits, whatever the umask."""
        os.fchmod(descriptor, mode)

    def fchown(self, descriptor: int, user: int, group: int) -> None:
        """Set owner and group by number; -1 leaves one as it is."""
        os.fchown(descriptor, user, group)

    def attributes(self, descriptor: int) -> list[str]:
        """The names of the extended attributes, access lists among them; none where there is no such thing."""
        return os.listxattr(descriptor) if hasattr(os, "listxattr") else []

    def attribute(self, descriptor: int, name: str) -> bytes:
        """The value of one extended attribute."""
        return os.getxattr(descriptor, name)

    def set_attribute(self, descriptor: int, name: str, value: bytes) -> None:
        """Set one extended attribute."""
        os.setxattr(descriptor, name, value)

    def remove_attribute(self, descriptor: int, name: str) -> None:
        """Remove one extended attribute."""
        os.removexattr(descriptor, name)

    def flock(self, descriptor: int, operation: int) -> None:
        """Lock or unlock the open file; `BlockingIOError` where another has it and we do not wait."""
        fcntl.flock(descriptor, operation)


DISK = FileOperations()
"""The operations of the machine itself; it holds no state."""


def write_fully(operations: FileOperations, descriptor: int, data: bytes, at: int | None = None) -> None:
    """Write all of `data`, going on where a write was short."""
    rest = memoryview(data)
    while rest:
        taken = operations.write(descriptor, rest, at)
        if taken <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]
        at = None if at is None else at + taken


def read_fully(operations: FileOperations, descriptor: int, most: int | None = None) -> bytes:
    """The file from the descriptor's place to its end, or to a little past `most` bytes."""
    pieces: list[bytes] = []
    size = 0
    while most is None or size <= most:
        piece = operations.read(descriptor, PORTION)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def close_quietly(operations: FileOperations, descriptor: int) -> None:
    """Close a descriptor whose data is synced or given up, so that an error at closing says nothing new."""
    with suppress(OSError):
        operations.close(descriptor)
