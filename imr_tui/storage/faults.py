"""What the system says went wrong, in plain words and without a word of the document."""

from __future__ import annotations

import errno
import os

from imr_tui.errors import InputError
from imr_tui.storage.stamp import Stamp

_WORDS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("The disk is full.", "Make room on it, then try again."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Remove files you no longer need, then try again."),
    errno.EROFS: ("The disk can only be read.", "Choose a place that can be written to."),
    errno.EIO: ("The disk reported an error.", "Try again; if it stays, save in another place and tell IT support."),
    errno.ESTALE: ("The network folder has gone away.", "Try again once the connection to it is back."),
    errno.ETIMEDOUT: ("The network folder does not answer.", "Try again once the connection to it is back."),
    errno.EAGAIN: ("Another session is using it.", "Try again in a moment."),
    errno.EACCES: ("You do not have permission.", "Choose another place, or ask for permission."),
    errno.EPERM: ("The system does not allow it.", "Choose another place, or ask IT support."),
    errno.ENOENT: ("The folder is not there.", "Check the name of the folder, or choose another."),
    errno.ENOTDIR: ("A part of the path is no folder.", "Check the path, or choose another place."),
    errno.EISDIR: ("It is a folder.", "Give the name of a file."),
    errno.ELOOP: ("The links on the path lead round in a circle.", "Check the path, or choose another place."),
    errno.ENAMETOOLONG: ("The name is too long.", "Choose a shorter name."),
    errno.EFBIG: ("The file would be larger than the system allows.", "Ask IT support to raise the limit."),
    errno.EMFILE: ("Too many files are open.", "Close other sessions, then try again."),
    errno.ENFILE: ("Too many files are open on this machine.", "Try again in a while."),
    errno.ENODEV: ("The disk is no longer there.", "Choose another place."),
}


class NotSavedError(InputError):
    """Something could not be written.

    `reason` is the system's error number. `stamp` is set where the file on disk is no longer what it was all the
    same (the new one whose safe arrival is in doubt, as a rule): the next save is to compare with it.
    """

    def __init__(self, title: str, error: OSError, *, hint: str = "", stamp: Stamp | None = None) -> None:
        detail, next_step = words(error)
        super().__init__(title, detail, hint or next_step)
        self.reason = error.errno or 0
        self.stamp = stamp


def words(error: OSError) -> tuple[str, str]:
    """A plain sentence for a system error, and the next step."""
    number = error.errno or 0
    found = _WORDS.get(number)
    if found is not None:
        return found
    said = os.strerror(number) if number else "no reason was given"
    return f"The system refused it ({printable(said)}).", "Try again, or choose another place."


def printable(text: object, most: int = 200) -> str:
    """A name as it may be shown in a message: no control or direction characters, no more than `most` characters."""
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in str(text))
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
