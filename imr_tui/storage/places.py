"""Where the application keeps its own files: the state folder and the settings folder, both private."""

from __future__ import annotations

import errno
import hashlib
import os
import pwd
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from imr_tui.storage.operations import FOLDER, FileOperations, close_quietly

NAME = "imr-tui"


def state_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """`imr-tui` in `$XDG_STATE_HOME`, by default in `~/.local/state`. It need not be there."""
    return _base(environ, "XDG_STATE_HOME", ".local/state") / NAME


def settings_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """`imr-tui` in `$XDG_CONFIG_HOME`, by default in `~/.config`. It need not be there."""
    return _base(environ, "XDG_CONFIG_HOME", ".config") / NAME


def _base(environ: Mapping[str, str], variable: str, below_home: str) -> Path:
    named = Path(environ.get(variable, ""))
    if named.is_absolute():
        return named
    home = Path(environ.get("HOME", ""))
    if not home.is_absolute():
        home = home_of_user()
    return home / below_home


def home_of_user() -> Path:
    """The folder that the system knows as this user's own, whatever the environment says."""
    try:
        return Path(pwd.getpwuid(os.geteuid()).pw_dir)
    except KeyError:
        # A user without a home has the root folder for one, as the system's own programs see it.
        return Path("/")


def resolved(path: Path) -> Path:
    """The absolute path with every link followed, whether or not there is a file."""
    return Path(os.path.realpath(path))


def name_of_document(path: Path) -> str:
    """The name a document goes by in the state folder: a hash of its resolved path, 32 hexadecimal digits."""
    return hashlib.sha256(os.fsencode(resolved(path))).hexdigest()[:32]


def private_folder(folder: Path, *below: str, operations: FileOperations) -> Path:
    """`folder` and the folders named `below` it, made where they are missing, open to this user alone.

    Raises `OSError` where that cannot be had; a folder of somebody else counts as such.
    """
    _make_private(folder, operations)
    for name in below:
        folder /= name
        _make_private(folder, operations)
    return folder


def _make_private(folder: Path, operations: FileOperations) -> None:
    try:
        status = operations.stat(folder)
    except FileNotFoundError:
        _make(folder, operations)
        status = operations.stat(folder)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if status.st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if stat.S_IMODE(status.st_mode) != stat.S_IRWXU:
        opened = operations.open(folder, FOLDER)
        try:
            operations.fchmod(opened, stat.S_IRWXU)
        finally:
            close_quietly(operations, opened)


def _make(folder: Path, operations: FileOperations) -> None:
    if not folder.parent.is_dir():
        _make(folder.parent, operations)
    with suppress(FileExistsError):
        operations.mkdir(folder, stat.S_IRWXU)
    sync_folder(folder.parent, operations)


def sync_folder(folder: Path, operations: FileOperations) -> None:
    """Wait until the names in `folder` are on the disk; not every file system can say."""
    opened = operations.open(folder, FOLDER)
    try:
        sync_names(opened, operations)
    finally:
        close_quietly(operations, opened)


def sync_names(folder: int, operations: FileOperations) -> None:
    """As `sync_folder`, for a folder that is open."""
    try:
        operations.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF):
            raise
