"""Text as names are looked for in it: without accents, soft hyphens and other invisible marks, blanks and dashes alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from imr_tui.dataclass import dataclass
from imr_tui.document.passages import FOLD

_UNSEEN = frozenset({"Mn", "Cf", "Me"})
_LETTERS = {
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places[n]` is where its character `n` stands in the text it comes from, with the end's place last."""

    text: str
    places: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that the folded characters from `start` up to `end` come from."""
        return self.places[start], (self.places[end - 1] + 1 if end > start else self.places[start])


def fold_text(text: str) -> Folded:
    """Fold `text`, keeping the way back."""
    if text.isascii():
        plain = text.translate(_BLANKS)
        return Folded(plain, range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _fold_character(character):
            folded.append(letter)
            places.append(place)
    return Folded("".join(folded), [*places, len(text)])


def folded(text: str) -> str:
    """`text` folded, blanks drawn together."""
    return " ".join(fold_text(text).text.split())


_BLANKS = dict.fromkeys((9, 10, 11, 12, 13), " ")


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    if character.isascii():
        return " " if character.isspace() else character
    mapped = character.translate(FOLD)
    mapped = _LETTERS.get(mapped, mapped)
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", mapped) if unicodedata.category(letter) not in _UNSEEN
    )
