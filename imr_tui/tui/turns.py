"""Work in a thread beside the typing: it gives way soon, and nothing is tidied up in the middle of it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_SECONDS = 0.001


class _Turns:
    """How many pieces of work are under way, and what held before the first of them. Only the event loop's thread asks."""

    def __init__(self) -> None:
        self.short = 0
        self.untidied = 0
        self.usual = 0.0
        self.collects = False


_TURNS = _Turns()


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads that compute give way soon: a key pressed meanwhile waits for its turn."""
    if not _TURNS.short:
        _TURNS.usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)
    _TURNS.short += 1
    try:
        yield
    finally:
        _TURNS.short -= 1
        if not _TURNS.short:
            sys.setswitchinterval(_TURNS.usual)


@contextmanager
def untidied() -> Iterator[None]:
    """Put off the collecting of garbage, which stops every thread: a large review's trees take a third of a second."""
    if not _TURNS.untidied:
        _TURNS.collects = gc.isenabled()
        gc.disable()
    _TURNS.untidied += 1
    try:
        yield
    finally:
        _TURNS.untidied -= 1
        if not _TURNS.untidied and _TURNS.collects:
            gc.enable()
