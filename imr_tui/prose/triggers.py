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
            own = [shared.setdefault(one, one) for one in (tuple(numbers[trigger]) for trigger in triggers)]
            # Most beginnings belong to one trigger: it then stands by itself, for there are thousands.
            alone = len(own) == 1
            self._automaton.add_word(
                beginning, (len(beginning), triggers[0] if alone else triggers, own[0] if alone else tuple(own))
            )
        self._usable = bool(numbers)
        if self._usable:
            self._automaton.make_automaton()

    def within(self, text: str) -> list[tuple[tuple[int, ...], int]]:
        """The numbers of each trigger that stands in a text, with where it begins."""
        found: list[tuple[tuple[int, ...], int]] = []
        if not self._usable:
            return found
        has_at = text.startswith
        for end, (length, triggers, numbers) in self._automaton.iter(text):
            start = end + 1 - length
            if not has_at(triggers, start):
                continue
            if triggers.__class__ is str:
                found.append((numbers, start))
            else:
                found += [
                    (own, start) for trigger, own in zip(triggers, numbers, strict=True) if has_at(trigger, start)
                ]
        return found


def _by_beginning(triggers: Iterable[str], length: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Triggers in their order by how they begin: by so many characters, and more where many begin alike."""
    for beginning, alike in groupby(triggers, key=lambda trigger: trigger[:length]):
        group = tuple(alike)
        if len(group) > _MOST:
            yield from _by_beginning(group, length + 1)
        else:
            yield beginning, group
