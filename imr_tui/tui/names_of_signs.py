"""The names of signs and keys that Textual looks up, without a table of every character there is.

Each key that is no letter has its name from that table, which lies scattered over a megabyte: a few dozen names will do.
"""

from __future__ import annotations

import unicodedata
from types import ModuleType

_FIRST, _LAST = 0x20, 0x7E
_SIGNS = (
    "SPACE", "EXCLAMATION MARK", "QUOTATION MARK", "NUMBER SIGN", "DOLLAR SIGN", "PERCENT SIGN", "AMPERSAND", "APOSTROPHE",
    "LEFT PARENTHESIS", "RIGHT PARENTHESIS", "ASTERISK", "PLUS SIGN", "COMMA", "HYPHEN-MINUS", "FULL STOP", "SOLIDUS",
    "COLON", "SEMICOLON", "LESS-THAN SIGN", "EQUALS SIGN", "GREATER-THAN SIGN", "QUESTION MARK", "COMMERCIAL AT",
    "LEFT SQUARE BRACKET", "REVERSE SOLIDUS", "RIGHT SQUARE BRACKET", "CIRCUMFLEX ACCENT", "LOW LINE", "GRAVE ACCENT",
    "LEFT CURLY BRACKET", "VERTICAL LINE", "RIGHT CURLY BRACKET", "TILDE",
)  # fmt: skip
NAMES = dict(zip(filter(lambda sign: not sign.isalnum(), map(chr, range(_FIRST, _LAST + 1))), _SIGNS, strict=True))
SIGNS = {name: sign for sign, name in NAMES.items()}
KEYS = frozenset(
    (
        "BACKTAB",
        "CAPS LOCK",
        "DOWN",
        "END",
        "ENTER",
        "HOME",
        "INSERT",
        "LEFT",
        "MENU",
        "NUM LOCK",
        "PAGEDOWN",
        "PAGEUP",
        "PAUSE",
    )
) | {"PRINT SCREEN", "RIGHT", "SCROLL LOCK", "UP", *(f"F{number}" for number in range(1, 36))}
"""Keys that stand for no character."""
TEXTLESS = {"BACKSPACE": "\b", "DELETE": "\x7f", "ESCAPE": "\x1b", "TAB": "\t"}
"""Keys that send a character which is none to be seen."""


class Names(ModuleType):
    """Stands for `unicodedata`, of which it is a part."""

    def name(self, character: str) -> str:
        """The name of a character; ValueError where it has none."""
        known = NAMES.get(character)
        if known is not None:
            return known
        if character < " " or character == "\x7f":
            raise ValueError(character)
        return unicodedata.name(character)

    def lookup(self, name: str) -> str:
        """The character of that name; KeyError where there is none."""
        known = SIGNS.get(name) or TEXTLESS.get(name)
        if known is not None:
            return known
        if name in KEYS:
            raise KeyError(name)
        return unicodedata.lookup(name)

    def __getattr__(self, name: str) -> object:
        return getattr(unicodedata, name)


def name_quickly() -> None:
    """Have Textual look names up here."""
    from textual import keys  # noqa: PLC0415 - Textual is imported late

    vars(keys)["unicodedata"] = Names("unicodedata")
