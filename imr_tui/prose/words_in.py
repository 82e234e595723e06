"""The words of one text as patterns ask for them, each told when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from imr_tui.prose.clauses import Clause, clauses_at, stops_of
from imr_tui.prose.needed import BEGINNING, Needs

_FEW = 16
_WORD = re.compile(r"\w+")
# What is no letter of a word, as a blank.
_PARTED = bytes([code if _WORD.match(chr(code)) else ord(" ") for code in range(128)]).ljust(256)
# Letters beyond ASCII that expressions take for ASCII ones where case is left aside.
_FOLDED = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}


class WordsIn:
    """The words of a folded text as the sets have them, whole and by their first few letters, and where they stand."""

    __slots__ = ("_folded", "_lower", "_stops", "_words")

    def __init__(self, folded: str) -> None:
        lower = folded.lower()
        if not folded.isascii():
            lower = folded.translate(_FOLDED).lower()
            if len(lower) != len(folded):
                lower = "".join([one if len(one.lower()) > 1 else one.lower() for one in folded.translate(_FOLDED)])
        self._folded = folded
        self._lower = lower
        self._stops: list[int] | None = None
        self._words: set[str] | None = None

    @property
    def words(self) -> set[str]:
        """All of them; told when they are first asked for."""
        if self._words is None:
            if self._lower.isascii():
                words = set(self._lower.encode("ascii").translate(_PARTED).decode("ascii").split())
            else:
                words = set(_WORD.findall(self._lower))
            words.update([word[:BEGINNING] for word in words])
            self._words = words
        return self._words

    def has(self, needed: Needs) -> bool:
        """Whether the text may have what is needed, where it does not show soon enough in where that may begin."""
        sets = needed.sets
        if len(sets) == 1 and sets[0] is needed.first and len(sets[0]) < _FEW:
            return True
        return not any(map(self.words.isdisjoint, sets))

    def clauses(self, places: Iterable[int]) -> Collection[Clause]:
        """The clauses that hold one of some places."""
        if self._stops is None:
            self._stops = stops_of(self._folded)
        return clauses_at(places, self._stops, len(self._folded))

    def starts(self, first: Sequence[str], clauses: Collection[Clause] | None = None) -> list[int]:
        """Where the text may begin with one of some words: every such place in `clauses`, or in the whole, is among these, in order."""
        lower, found = self._lower, set[int]()
        known = self._words
        for word in first if known is None else known.intersection(first):
            for start, end in clauses if clauses is not None else ((0, len(lower)),):
                at = lower.find(word, start, end)
                while at >= 0:
                    found.add(at)
                    at = lower.find(word, at + 1, end)
        if not self._folded.isascii():
            found = {at for at in found if self._folded[at].isascii()}
        return sorted(found)
