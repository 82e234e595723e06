"""The arguments that nearly every start has, a review and where to open it, read without the parser of all commands."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

PROGRAM = "imr-tui"
_AT, _ACCESSIBLE = "--at", "--accessible"


class Opening(NamedTuple):
    """What to open, where there, and whether for a screen reader."""

    file: str | None = None
    at: str | None = None
    accessible: bool = False


def plain_opening(arguments: Sequence[str]) -> Opening | None:
    """What the arguments open, where that is plain; None where they may be anything else: the parser then says what.

    A word with a full stop or a slash in it is the name of a file, never a command.
    """
    wish = Opening()
    rest = iter(arguments)
    for word in rest:
        if word == _ACCESSIBLE:
            wish = wish._replace(accessible=True)
        elif word == _AT:
            at = next(rest, "")
            if not at or at.startswith("-"):
                return None
            wish = wish._replace(at=at)
        elif wish.file is not None or word.startswith("-") or not ("." in word or os.sep in word):
            return None
        else:
            wish = wish._replace(file=word)
    return wish
