"""The words of one text as patterns ask for them, each told when it is first asked for: of the whole, and of each clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import TypeAlias

from imr_tui.prose.clauses import stops_of
from imr_tui.prose.needed import BEGINNING

# Where a stretch of a text begins and ends, and its words: whole ones and those by their first few letters.
Piece: TypeAlias = tuple[int, int, set[str]]

_WORD = re.compile(r"\w+")
_beginning = itemgetter(slice(BEGINNING))
_CAPITALISED = re.compile(r"[A-Z](?<!\w[A-Z])")
_PLACE = re.compile(r"\w+\W?|\W")
# Letters small, and what is no letter of a word as a blank.
_PARTED = bytes([code if _WORD.match(chr(code)) else ord(" ") for code in range(128)]).lower().ljust(256)
# Letters beyond ASCII that expressions take for ASCII ones where case is left aside.
_FOLDED = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}


class WordsIn:
    """A folded text, and its words as the sets have them."""

    __slots__ = (
        "_all",
        "_by_clause",
        "_capitals",
        "_lower",
        "_parted",
        "_pieces",
        "_places",
        "_stops",
        "_whole",
        "_wider",
        "folded",
    )

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self._lower: str | None = None
        self._parted: str | None = None
        self._all: list[str] | None = None
        self._by_clause: list[list[str]] | None = None
        self._capitals: list[int] | None = None
        self._stops: list[int] | None = None
        self._whole: Piece | None = None
        self._pieces: dict[int, Piece] = {}
        self._wider: dict[int, Piece] = {}
        self._places: dict[tuple[int, int], Sequence[int]] = {}

    @property
    def lower(self) -> str:
        """The text in lower case as expressions see it: each letter in its place, those that they take for ASCII ones are these."""
        if self._lower is None:
            self._lower = self.folded.lower() if self.folded.isascii() else _lowered(self.folded)
        return self._lower

    @property
    def row(self) -> str:
        """Its words in a row, a blank ahead of each and one behind the last."""
        self._all = self._words_from(0, len(self.folded))
        return f" {' '.join(self._all)} "

    def row_of_clauses(self) -> tuple[str, list[int]]:
        """The same, and where in it the words of each clause begin, with the blank ahead of them."""
        ends = [*self.stops, len(self.folded)]
        self._by_clause = [self._words_from(start, end) for start, end in zip([0, *ends], ends, strict=False)]
        begins: list[int] = []
        at = 0
        for words in self._by_clause:
            begins.append(at)
            at += sum(map(len, words), len(words))
        self._all = [word for words in self._by_clause for word in words]
        return f" {' '.join(self._all)} ", begins

    @property
    def stops(self) -> list[int]:
        """Where its stops stand."""
        if self._stops is None:
            self._stops = stops_of(self.folded)
        return self._stops

    @property
    def whole(self) -> Piece:
        """The whole text as one piece."""
        if self._whole is None:
            self._whole = self._piece(0, len(self.folded), self._all)
        return self._whole

    @property
    def words(self) -> set[str]:
        """All its words."""
        return self.whole[2]

    def clause(self, number: int) -> Piece:
        """The clause ahead of the stop of that number, or behind the last."""
        known = self._pieces.get(number)
        if known is None:
            found = None if self._by_clause is None else self._by_clause[number]
            known = self._pieces[number] = self._piece(*self.clause_bounds(number), found)
        return known

    def clause_bounds(self, number: int) -> tuple[int, int]:
        """Where that clause begins and ends."""
        stops = self.stops
        return stops[number - 1] + 1 if number else 0, stops[number] if number < len(stops) else len(self.folded)

    def sentences(self, clauses: Iterable[int]) -> Sequence[Piece]:
        """What stands between two stops that are no commas, around each of some clauses, given by their numbers in order."""
        stops, folded = self.stops, self.folded
        found: list[Piece] = []
        for number in clauses:
            first = last = number
            if found and number and found[-1][1] > stops[number - 1]:
                continue
            while first and folded[stops[first - 1]] == ",":
                first -= 1
            while last < len(stops) and folded[stops[last]] == ",":
                last += 1
            start = stops[first - 1] + 1 if first else 0
            end = stops[last] if last < len(stops) else len(folded)
            if first == last:
                found.append(self.clause(first))
                continue
            known = self._wider.get(start)
            if known is None:
                known = self._wider[start] = self._piece(start, end)
            found.append(known)
        return found

    def _piece(self, start: int, end: int, found: list[str] | None = None) -> Piece:
        """A stretch of the text; `found` are its words where they are known."""
        if found is None:
            found = self._words_from(start, end)
        words = set(map(_beginning, found))
        words.update(found)
        return start, end, words

    def _words_from(self, start: int, end: int) -> list[str]:
        if self._parted is None:
            folded = self.folded
            self._parted = folded.encode("ascii").translate(_PARTED).decode("ascii") if folded.isascii() else ""
        return self._parted[start:end].split() if self._parted else _WORD.findall(self.lower, start, end)

    def begun(self, beginning: re.Pattern[str], clauses: Iterable[int]) -> Sequence[int]:
        """Where in some clauses an expression matches."""
        found = beginning.finditer
        return [match.start() for number in clauses for match in found(self.lower, *self.clause_bounds(number))]

    def starts(self, first: Collection[str], start: int, end: int) -> Sequence[int]:
        """Where a stretch of the text may begin with one of some words: every such place is among these."""
        find = self.lower.find
        found: list[int] = []
        for word in first:
            at = find(word, start, end)
            while at >= 0:
                found.append(at)
                at = find(word, at + 1, end)
        return found

    def capitalised(self, start: int, end: int) -> Sequence[int]:
        """Where in a stretch of the text words begin that have a capital first, of A to Z."""
        if self._capitals is None:
            self._capitals = [match.start() for match in _CAPITALISED.finditer(self.folded)]
        return self._capitals[bisect_left(self._capitals, start) : bisect_left(self._capitals, end)]

    def starts_with(self, letters: str, start: int, end: int) -> Sequence[int]:
        """The same for what begins with one of some letters, or with any where there are none."""
        places, folded = self._places_in(start, end), self.folded
        if not letters:
            return places
        if folded.isascii():
            return [at for at in places if folded[at] in letters]
        lower = self.lower
        return [at for at in places if folded[at] in letters or lower[at] in letters]

    def _places_in(self, start: int, end: int) -> Sequence[int]:
        """The places of a stretch that no letter of a word stands directly ahead of."""
        known = self._places.get((start, end))
        if known is None:
            known = [match.start() for match in _PLACE.finditer(self.folded, start, end)]
            self._places[start, end] = known
        return known


def _lowered(folded: str) -> str:
    lower = folded.translate(_FOLDED).lower()
    if len(lower) != len(folded):
        lower = "".join([one if len(one.lower()) > 1 else one.lower() for one in folded.translate(_FOLDED)])
    return lower
