"""What each character is shown as, and how many cells of the terminal it takes.

Terminals disagree about joined emoji, variation selectors and flags, and obey control and bidi characters.
Nothing here is left to them: what they read differently is shown in a form that all of them read alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size

TAB = "    "
UNKNOWN = "\ufffd"
BOM = "\ufeff"

# Letters, digits, punctuation and symbols that every terminal shows in one cell, and that join nothing.
ONE_CELL = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0376\u0377\u037b-\u037e\u0384-\u0386\u0388-\u038a"
    "\u0391-\u03a1\u03a3-\u0482\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc"
)
NOT_ONE_CELL = re.compile(f"[^{ONE_CELL}]")

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PICTURES = {
    **{chr(code): chr(0x2400 + code) for code in range(32)},
    **{chr(code): UNKNOWN for code in range(0x80, 0xA0)},
    **dict.fromkeys(_BIDI, "\u21c4"),
    "\t": TAB,
    "\x7f": "\u2421",
    "\x85": "\u2424",
    "\u2028": "\u2424",
    "\u2029": "\u2424",
    "\xad": "\u2010",
}
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_NO_CHARACTERS = range(0xFDD0, 0xFDF0)
_PLANE_END = 0xFFFE
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0000, 0xE1000), range(0x180B, 0x1810))
_UNSEEN = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF})


@lru_cache(maxsize=4096)
def shown_as(character: str) -> tuple[str, int]:
    """What one character is shown as, and its width in cells (0, 1 or 2; a tab 4).

    Width 0 with a text is a mark that joins the character before it; width 0 without one is not shown.
    """
    if character in _PICTURES:
        picture = _PICTURES[character]
        return picture, len(picture)
    code = ord(character)
    if code in _FLAG_LETTERS:
        return chr(ord("A") + code - _FLAG_LETTERS.start), 1
    if code in _SKIN_TONES or any(code in group for group in _SELECTORS):
        return "", 0
    category = unicodedata.category(character)
    if category == "Cs" or code in _NO_CHARACTERS or code & _PLANE_END == _PLANE_END:
        return UNKNOWN, 1
    width = get_character_cell_size(character)
    if category == "Cf":
        return ("", 0) if width == 0 or code in _UNSEEN else (UNKNOWN, 1)
    return character, width


def is_picture(character: str) -> bool:
    """Whether a character is shown as a picture of itself, for it cannot be shown as it is."""
    return character != "\t" and character in _PICTURES


class Cells:
    """Where the characters of one line stand, in cells from the line's start.

    `before[n]` is how many cells the first n characters take; `joined` are the columns of characters that
    belong to the one before them: no cursor stands there and no row begins there.
    """

    __slots__ = ("before", "joined", "shown")

    def __init__(self, text: str) -> None:
        self.before: list[int] = [0]
        self.shown: list[str] = []
        joined: set[int] = set()
        at = 0
        for column, character in enumerate(text):
            shown, width = shown_as(character)
            if width == 0 and at:
                joined.add(column)
            elif width == 0 and shown:
                # A mark with nothing to stand on gets a dotted circle.
                shown, width = "\u25cc" + shown, 1
            at += width
            self.shown.append(shown)
            self.before.append(at)
        self.joined = frozenset(joined)


def cells_of(text: str) -> Cells | None:
    """The cells of a line; None for the ordinary line in which every character is one cell as it is."""
    return Cells(text) if NOT_ONE_CELL.search(text) else None
