"""Which of many triggers a text has: one automaton over how they begin, then the triggers themselves.

An automaton over the whole of them would take several times the memory: it has a node for each character that no other trigger
shares, and the characters behind the first few are nearly all of that kind. The triggers stay in one table, a line for each group
that begins alike, and a line is taken apart when a text first has its beginning.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import ahocorasick

from imr_tui.prose.needed import BEGINNING, branches
from imr_tui.prose.patterns import as_looked_for

_SHORTEST = 8
_MOST = 6
"""So many triggers may begin alike before more of them is looked at."""
_LONGEST = 35
"""The longest beginning: one character of a line says how long it is, as a digit to the base of 36."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)

Numbered = tuple[str, tuple[int, ...]]
"""A trigger with its numbers."""

Alike = tuple[int, tuple[int, ...], dict[str, list[Numbered]]]
"""How long a beginning is, the numbers of the trigger that is just this, and those that go on, by the character they go on with."""


class Triggers:
    """Triggers with the numbers that each stands for, from a table of them (see `table_of`); `number` reads a number there."""

    def __init__(self, table: str, number: Callable[[str], int] = int) -> None:
        self._table = table
        self._number = number
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        # Of each group where its line begins; there are thousands, so no objects of their own.
        self._lines = array("I")
        self._usable = bool(table)
        add, note, ends, at = self._automaton.add_word, self._lines.append, table.find, 0
        while at < len(table):
            add(table[at + 1 : at + 1 + int(table[at], _BASE)], len(self._lines))
            note(at)
            at = ends("\n", at) + 1 or len(table) + 1
        note(at)
        if self._usable:
            self._automaton.make_automaton()
        self._known: dict[int, Alike] = {}
        self._shared: dict[tuple[int, ...], tuple[int, ...]] = {}

    def within(self, text: str) -> list[tuple[tuple[int, ...], int]]:
        """The numbers of each trigger that stands in a text, with where it begins."""
        found: list[tuple[tuple[int, ...], int]] = []
        if not self._usable:
            return found
        has_at, known = text.startswith, self._known
        for end, group in self._automaton.iter(text):
            length, whole, longer = known[group] if group in known else self._opened(group)
            if whole:
                found.append((whole, end + 1 - length))
            if longer and (behind := text[end + 1 : end + 2]) in longer:
                for trigger, numbers in longer[behind]:
                    if has_at(trigger, end + 1 - length):
                        found.append((numbers, end + 1 - length))
        return found

    def _opened(self, group: int) -> Alike:
        """The triggers of a group, from its line."""
        line = self._table[self._lines[group] : self._lines[group + 1] - 1]
        cells = line[1:].split("\t")
        length = int(line[0], _BASE)
        whole: tuple[int, ...] = ()
        longer: dict[str, list[Numbered]] = {}
        for trigger, told in zip(cells[::2], cells[1::2], strict=True):
            if len(trigger) == length:
                whole = self._numbers(told)
            else:
                longer.setdefault(trigger[length], []).append((trigger, self._numbers(told)))
        self._known[group] = (length, whole, longer)
        return self._known[group]

    def _numbers(self, told: str) -> tuple[int, ...]:
        own = tuple(map(self._number, told.split(",")))
        return self._shared.setdefault(own, own)


def triggers_of(numbers: Mapping[str, Iterable[int]]) -> Triggers:
    """An engine for triggers with the numbers of each."""
    return Triggers("\n".join(table_of({trigger: map(str, own) for trigger, own in numbers.items()})))


def table_of(numbers: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The lines of a table of triggers: how long their common beginning is, and each with its numbers behind a tab.

    What has a tab or ends a line is left out, as no text that is searched has one.
    """
    ordered = sorted(trigger for trigger in numbers if "\t" not in trigger and "\n" not in trigger)
    for beginning, alike in _by_beginning(ordered, _SHORTEST):
        cells = "\t".join(f"{trigger}\t{','.join(numbers[trigger])}" for trigger in alike)
        yield f"{_DIGITS[len(beginning)]}{cells}"


def triggers_for(patterns: Iterable[str], written: Iterable[str]) -> tuple[str, ...]:
    """The triggers of some patterns as they are looked for: those that are `written`, or where none are, what the patterns need.

    ValueError where a pattern can match without any word that could be told.
    """
    told = dict.fromkeys(map(as_looked_for, written))
    if not told:
        for pattern in patterns:
            for branch, needs in branches(pattern):
                if not needs.sets:
                    raise ValueError(branch)
                # Of four letters a word may be the beginning of what is needed.
                told.update({f" {word}{'' if len(word) == BEGINNING else ' '}": None for word in needs.sets[0]})
    return tuple(told)


def _by_beginning(triggers: Iterable[str], length: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Triggers in their order by how they begin: by so many characters, and more where many begin alike."""
    for beginning, alike in groupby(triggers, key=lambda trigger: trigger[:length]):
        group = tuple(alike)
        if len(group) > _MOST and length < _LONGEST:
            yield from _by_beginning(group, length + 1)
        else:
            yield beginning, group
