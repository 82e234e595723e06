"""Letters that a terminal cannot show, as ones that it can, each in as many cells."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping

from rich.cells import get_character_cell_size

_HANDLER = "imr-tui.nearest-letter"
_NEAR = {
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("│┃", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"),
    **dict.fromkeys("•·▪", "*"),
    "…": ".",
    "\xa0": " ",
    "£": "L",
    "€": "E",
    "×": "x",
    "←": "<",
    "→": ">",
    "⇄": "?",
}


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(near, error.object[error.start : error.end])), error.end


def near(character: str) -> str:
    """The plain characters that stand for one, in as many cells as it takes."""
    known = _NEAR.get(character)
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", character)[:1]
    width = get_character_cell_size(character)
    return base if base.isascii() and base.isprintable() and width == 1 else "?" * width


codecs.register_error(_HANDLER, _nearest)


def terminal_encoding(environment: Mapping[str, str], stream: str | None) -> str:
    """The encoding of the terminal: that which the locale names; where it names none, that of the stream.

    Python reads and writes UTF-8 in a locale that is plainly C, which says that the terminal does not.
    """
    named = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    charset = named.partition(".")[2].partition("@")[0]
    if named in {"C", "POSIX"}:
        return "ascii"
    if not charset:
        return _known(stream or "")
    return _known(charset)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


class Letters:
    """Makes what is sent fit for a terminal of an encoding."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding

    def fit(self, data: str) -> str:
        """`data` in letters that the terminal has."""
        if data.isascii():
            return data
        return data.encode(self._encoding, _HANDLER).decode(self._encoding)
