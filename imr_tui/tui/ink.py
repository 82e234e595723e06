"""How text looks on a terminal: styles as the codes that set them, and the shortest way from one to another.

Textual gives every stretch of text its whole style and takes all of it back after. The terminal keeps a style
until it is told another, so that the difference is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TAKEN_AWAY = {"22": "12", "23": "3", "24": "4", "25": "56", "27": "7", "28": "8", "29": "9"}
_OFF = {code: off for off, codes in _TAKEN_AWAY.items() for code in codes} | {"21": "24", "53": "55"}
"""The code that takes each attribute away."""

_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
_COLOURS = frozenset({"38", "48", "58"})
_LENGTHS = {"2": 4, "5": 2}


class Style(NamedTuple):
    """A style as codes: the two colours (empty: the terminal's own) and the attributes that are on."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()


PLAIN = Style()


@lru_cache(maxsize=4096)
def after(style: Style, codes: str) -> Style:
    """The style after the codes of one sequence."""
    foreground, background, attributes = style
    for code in _grouped(codes):
        number = code.partition(";")[0]
        value = int(number)
        if value == 0:
            foreground, background, attributes = PLAIN
        elif number == "38" or 30 <= value <= 37 or 90 <= value <= 97:  # noqa: PLR2004 - the standard's numbers
            foreground = code
        elif number == "48" or 40 <= value <= 47 or 100 <= value <= 107:  # noqa: PLR2004 - the standard's numbers
            background = code
        elif number == "39":
            foreground = ""
        elif number == "49":
            background = ""
        elif number in _OFF:
            attributes |= {number}
        else:
            attributes = frozenset(on for on in attributes if _OFF[on] != number)
    return Style(foreground, background, attributes)


def _grouped(codes: str) -> Iterator[str]:
    """The codes of a sequence one by one; a colour of 256 or more is one of several numbers."""
    numbers = codes.split(";") if codes else ["0"]
    index = 0
    while index < len(numbers):
        length = 1
        if numbers[index] in _COLOURS and index + 1 < len(numbers):
            length += _LENGTHS.get(numbers[index + 1], 1)
        yield ";".join(number or "0" for number in numbers[index : index + length])
        index += length


@lru_cache(maxsize=4096)
def change(has: Style, wants: Style) -> str:
    """The shortest sequence that leads from one style to another."""
    gone = {_OFF[code] for code in has.attributes - wants.attributes}
    # What a code takes away beside what it should is given again.
    kept = {code for code in has.attributes & wants.attributes if _OFF[code] in gone}
    parts = sorted(gone) + sorted((wants.attributes - has.attributes) | kept)
    if wants.foreground != has.foreground:
        parts.append(wants.foreground or "39")
    if wants.background != has.background:
        parts.append(wants.background or "49")
    anew = [code for code in (*sorted(wants.attributes), wants.foreground, wants.background) if code]
    whole = ";".join(["0", *anew]) if anew else ""
    return f"\x1b[{min(';'.join(parts), whole, key=len)}m"


@lru_cache(maxsize=4096)
def same_blank(one: Style, other: Style) -> bool:
    """Whether a blank looks the same in both styles."""
    seen, other_seen = one.attributes & _SEEN_ON_BLANKS, other.attributes & _SEEN_ON_BLANKS
    if seen != other_seen or one.background != other.background:
        return False
    # What is drawn in it takes the colour, and bold may make that another.
    return not seen or (one.foreground == other.foreground and one.attributes == other.attributes)
