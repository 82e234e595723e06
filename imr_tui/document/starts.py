"""Where the pieces of a text begin, row by row or block by block, so that an edit costs no more than the pieces it touches."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Starts:
    """Offsets in rising order, four bytes each.

    An edit moves all that begins behind it by the same amount; that amount waits in `_shift` for those after `_pivot` until
    somebody works further on.
    """

    __slots__ = ("_pivot", "_shift", "_starts")

    def __init__(self, starts: array[int]) -> None:
        self._starts = starts
        self._pivot = len(starts) - 1
        self._shift = 0

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, index: int) -> int:
        """The offset where a piece begins."""
        start = self._starts[index]
        return start + self._shift if index > self._pivot else start

    def find(self, offset: int) -> tuple[int, int]:
        """The last piece that begins at an offset or ahead of it, which one does, and where it begins."""
        starts, split, shift = self._starts, self._pivot + 1, self._shift
        if split < len(starts) and offset >= starts[split] + shift:
            index = bisect_right(starts, offset - shift, split) - 1
            return index, starts[index] + shift
        index = bisect_right(starts, offset, 0, split) - 1
        return index, starts[index]

    def values(self, first: int = 0, stop: int | None = None) -> array[int]:
        """Those from `first` up to `stop`, as they are now."""
        found = self._starts[first:stop]
        split = max(0, self._pivot + 1 - first)
        if not self._shift or split >= len(found):
            return found
        return found[:split] + array("i", map(self._shift.__add__, found[split:]))

    def shift_after(self, index: int, by: int) -> None:
        """Move all that begins behind a piece."""
        self._settle(index)
        self._shift += by

    def replace(self, first: int, stop: int, starts: array[int], by: int) -> None:
        """Put `starts` in place of those from `first` up to `stop`; what follows moves by `by`."""
        self._settle(stop - 1)
        self._starts[first:stop] = starts
        self._pivot = first + len(starts) - 1
        self._shift += by

    def _settle(self, index: int) -> None:
        if self._shift:
            starts, shift = self._starts, self._shift
            for at in range(self._pivot + 1, index + 1):
                starts[at] += shift
            for at in range(index + 1, self._pivot + 1):
                starts[at] -= shift
        self._pivot = index


def starts_of(pieces: Iterable[str], start: int) -> array[int]:
    """Where pieces begin that follow each other from `start` on."""
    found = array("i", accumulate(map(len, pieces), initial=start))
    found.pop()
    return found
