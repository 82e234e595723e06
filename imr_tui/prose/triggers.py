"""Which of many triggers a text has: one automaton over how they begin, then the triggers themselves.

An automaton over the whole of them would take several times the memory: it has a node for each character that no other trigger
shares, and the characters behind the first few are nearly all of that kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import ahocorasick

_SHORTEST = 8
_MOST = 6
"""So many triggers may begin alike before more of them is looked at."""


class Triggers:
    """Triggers with the numbers that each stands for."""

    def __init__(self, numbers: Mapping[str, Sequence[int]]) -> None:
        self._automaton = ahocorasick.Automaton()
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        for beginning, triggers in _by_beginning(sorted(numbers), _SHORTEST):
            # One flat tuple, how long the beginning is ahead of triggers and numbers by turns, for there are thousands.
            value: list[object] = [len(beginning)]
            for trigger in triggers:
                own = tuple(numbers[trigger])
                value += (trigger, shared.setdefault(own, own))
            self._automaton.add_word(beginning, tuple(value))
        self._usable = bool(numbers)
        if self._usable:
            self._automaton.make_automaton()

    def within(self, text: str) -> set[int]:
        """The numbers of the triggers that stand in a text."""
        found: set[int] = set()
        if not self._usable:
            return found
        has_at = text.startswith
        for end, value in self._automaton.iter(text):
            parts = iter(value)
            start = end + 1 - next(parts)
            for trigger in parts:
                numbers = next(parts)
                if has_at(trigger, start):
                    found.update(numbers)
        return found


def _by_beginning(triggers: Iterable[str], length: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Triggers in their order by how they begin: by so many characters, and more where many begin alike."""
    for beginning, alike in groupby(triggers, key=lambda trigger: trigger[:length]):
        group = tuple(alike)
        if len(group) > _MOST:
            yield from _by_beginning(group, length + 1)
        else:
            yield beginning, group
