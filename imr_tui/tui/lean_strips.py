"""Strips, the rows of the screen, without the seven empty tables that Textual makes with each.

A thousand of them live at a time, and most are drawn once: a table is made when something is first to be kept in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

_SEGMENTS = "_segments"
_LENGTH = "_cell_length"
_KNOWN = frozenset({_SEGMENTS, _LENGTH, "_render_cache", "_link_ids", "_cell_count"})


def lean_strips() -> None:
    """Have strips made so from now on; where Textual makes them another way by now, they stay as they are."""
    from rich.segment import Segment  # noqa: PLC0415 - Textual is imported as a whole, and late
    from textual.cache import FIFOCache  # noqa: PLC0415 - as above
    from textual.strip import Strip  # noqa: PLC0415 - as above

    whole = Strip([], 0)
    held = {name: getattr(whole, name) for name in Strip.__slots__}
    sizes = {name: _size(cache) for name, cache in held.items() if isinstance(cache, FIFOCache)}
    if "__getattr__" in vars(Strip) or held.keys() - sizes.keys() != _KNOWN or not all(sizes.values()):
        return

    def make(self: Any, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        self._segments = list(segments)
        self._cell_length = cell_length
        self._render_cache = self._link_ids = self._cell_count = None

    def table(self: Strip, name: str) -> object:
        """A table that was not made yet."""
        size = sizes.get(name)
        if size is None:
            raise AttributeError(name)
        made: FIFOCache[object, object] = FIFOCache(size)
        setattr(self, name, made)
        return made

    strip = cast("Any", Strip)
    strip.__init__ = make
    strip.__getattr__ = table


def _size(cache: object) -> int:
    return getattr(cache, "_maxsize", 0)
