"""Document text made fit for a terminal: control and direction characters as pictures, cut to a width in cells."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, set_cell_size

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\N{SYMBOL FOR DELETE}"
_LAST_C0 = 0x1F
_DELETE = 0x7F


def shown(text: str) -> str:
    """`text` with every control, format and direction character replaced; line feeds stay.

    C0 controls become their pictures, all others the replacement character; soft hyphens and byte
    order marks, which show nothing, are left out; tabs and line separators become blanks.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown_character, text))


def one_line(text: str) -> str:
    """`text` as a single line: white space folded, the rest as `shown` gives it."""
    return shown(" ".join(text.split()))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in at most `width` cells; where it is longer, its end is replaced by `ellipsis`."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room <= 0:
        return set_cell_size(text, width)
    return set_cell_size(text, room).rstrip() + ellipsis


def pad(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in exactly `width` cells: cut where it is longer, filled with blanks where it is shorter."""
    return set_cell_size(cut(text, width, ellipsis), max(0, width))


def spread(left: str, right: str, width: int, ellipsis: str = "…") -> str:
    """`left` and `right` at the two ends of `width` cells; `left` is cut where both do not fit."""
    room = width - cell_len(right)
    if room <= 0:
        return pad(right, width, ellipsis)
    gap = 1 if right else 0
    return pad(cut(left, room - gap, ellipsis), room) + right


def _shown_character(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    if character in {_SOFT_HYPHEN, _BYTE_ORDER_MARK}:
        return ""
    if character == "\t" or unicodedata.category(character) in {"Zs", "Zl", "Zp"}:
        return " "
    code = ord(character)
    if code <= _LAST_C0:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else REPLACEMENT
