"""Which of many triggers a text has: one automaton over how they begin, then the triggers themselves.

An automaton over the whole of them would take several times the memory: it has a node for each character that no other trigger
shares, and the characters behind the first few are nearly all of that kind.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import ahocorasick

_SHORTEST = 7
_MOST = 10
"""So many triggers may begin alike before more of them is looked at."""


class Triggers:
    """Triggers with the numbers that each stands for."""

    def __init__(self, numbers: Mapping[str, Sequence[int]]) -> None:
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        # Of each group that begins alike where its triggers are and how long the beginning is; there are thousands, so no objects of their own.
        self._firsts = array("I", (0,))
        self._lengths = bytearray()
        ordered = sorted(numbers)
        triggers: list[str] = []
        for beginning, alike in _by_beginning(ordered, _SHORTEST):
            self._automaton.add_word(beginning, len(self._lengths))
            self._lengths.append(len(beginning))
            triggers += alike
            self._firsts.append(len(triggers))
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._triggers = tuple(triggers)
        self._numbers = tuple([shared.setdefault(own, own) for own in map(tuple, map(numbers.__getitem__, triggers))])
        self._usable = bool(numbers)
        if self._usable:
            self._automaton.make_automaton()

    def within(self, text: str) -> list[tuple[tuple[int, ...], int]]:
        """The numbers of each trigger that stands in a text, with where it begins."""
        found: list[tuple[tuple[int, ...], int]] = []
        if not self._usable:
            return found
        has_at, firsts, lengths = text.startswith, self._firsts, self._lengths
        triggers, numbers = self._triggers, self._numbers
        for end, group in self._automaton.iter(text):
            start, at, last = end + 1 - lengths[group], firsts[group], firsts[group + 1]
            while at < last:
                if has_at(triggers[at], start):
                    found.append((numbers[at], start))
                at += 1
        return found


def _by_beginning(triggers: Iterable[str], length: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Triggers in their order by how they begin: by so many characters, and more where many begin alike."""
    for beginning, alike in groupby(triggers, key=lambda trigger: trigger[:length]):
        group = tuple(alike)
        if len(group) > _MOST:
            yield from _by_beginning(group, length + 1)
        else:
            yield beginning, group
