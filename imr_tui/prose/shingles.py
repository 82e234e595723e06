"""The words of a part as text, one character a word, and their shingles: every three words running, hashed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain

from imr_tui.dataclass import dataclass
from imr_tui.prose.alignment import BREAK

_LETTERS = 0x10FFFF  # as many characters as there are


class Vocabulary(dict[str, str]):
    """The character that stands for each word in the words of parts; one that is not known yet is given the next."""

    def __missing__(self, word: str) -> str:
        letter = self[word] = chr(len(self) % _LETTERS + 1)
        return letter


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a part's passages in order, one character a word, with a break behind each passage.

    `passages` has for each of them its first word, and twice its number in the part, one more where it is a field's value.
    """

    text: str
    passages: array[int]

    def passage(self, at: int) -> tuple[int, int, bool, int]:
        """The passage that holds word `at`: first word, number, whether a field's value, and the word it ends before."""
        behind = 2 * bisect_right(self.passages[::2], at)
        first, number = self.passages[behind - 2 : behind]
        end = self.passages[behind] if behind < len(self.passages) else len(self.text)
        return first, number >> 1, bool(number & 1), end - 1

    def around(self, at: int) -> str:
        """The words of the passage that holds word `at`."""
        return self.text[self.text.rfind(BREAK, 0, at) + 1 : self.text.find(BREAK, at)]


def words_of(text: str, passages: Iterable[tuple[int, int, bool]]) -> Words:
    """The words of a part; `passages` are (first word, number of the passage in the part, whether it is a field's value)."""
    laid = ((first, 2 * number + is_field) for first, number, is_field in passages)
    return Words(text, array("I", chain.from_iterable(laid)))


def shingles_of(text: str) -> list[int]:
    """The shingle that begins at each word; 0 where a break would stand in it."""
    found = list(map(hash, zip(text, text[1:], text[2:], strict=False)))
    at = text.find(BREAK)
    while at >= 0:
        for crossed in range(max(0, at - 2), min(at + 1, len(found))):
            found[crossed] = 0
        at = text.find(BREAK, at + 1)
    return found


def once(words: Words | None) -> dict[int, str]:
    """The shingles of a part, each once, with their words."""
    if words is None:
        return {}
    text = words.text
    found = {shingle: text[at : at + 3] for at, shingle in enumerate(shingles_of(text))}
    found.pop(0, None)
    return found


def twice(shingles: list[int]) -> frozenset[int]:
    """Those that come more than once."""
    single = set(shingles)
    breaks = shingles.count(0)
    if len(single) - (breaks > 0) == len(shingles) - breaks:
        return _NONE
    seen: set[int] = set()
    again: set[int] = set()
    for shingle in shingles:
        (again if shingle in seen else seen).add(shingle)
    again.discard(0)
    return frozenset(again)


_NONE: frozenset[int] = frozenset()
