"""Keys as a terminal sends them, and words to type."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

ENTER = b"\r"
ESCAPE = b"\x1b"
PAGE_DOWN = b"\x1b[6~"
PASTE_BEGIN, PASTE_END = b"\x1b[200~", b"\x1b[201~"
_INITIALS = "zqxj"
_LETTERS = "abdefghiklmnoprstuvwy"
_PAUSES = (0.3, 0.45, 0.6, 0.9)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key of typing: the letter, seconds to wait before it, and the word as it is with this letter."""

    letter: str
    wait: float
    word: str


def left(*, application: bool) -> bytes:
    """The left arrow, in the way the program asked for."""
    return b"\x1bOD" if application else b"\x1b[D"


def typing(count: int, every: float, seed: int = 1) -> list[Stroke]:
    """`count` keys, one `every` so many seconds, with a longer pause after some words, as people write.

    The words begin with letters that begin few words of English, so that they can be told from the text around them.
    """
    text = made_up_words(count, seed)
    strokes: list[Stroke] = []
    word, words = "", 0
    for before, letter in pairwise(" " + text):
        word = "" if letter == " " else word + letter
        wait = every
        if before == " " and strokes:
            words += 1
            wait += _PAUSES[words // 5 % len(_PAUSES)] if words % 5 == 0 else 0.0
        strokes.append(Stroke(letter, wait, word))
    return strokes


def made_up_words(count: int, seed: int) -> str:
    """`count` characters of invented words with a blank between them."""
    chance = random.Random(seed)
    text = ""
    while len(text) < count:
        text += chance.choice(_INITIALS) + "".join(chance.choice(_LETTERS) for _ in range(chance.randint(2, 8))) + " "
    return text[:count]


def lines_to_paste(count: int, seed: int, width: int = 60) -> list[str]:
    """About `count` characters of invented words in lines of `width` characters, each of which is a line of no other."""
    text = made_up_words(count, seed)
    return [text[at : at + width].strip() for at in range(0, len(text), width)]
