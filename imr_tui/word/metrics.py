"""How wide text is in Arial: enough to choose column widths and to tell on which page a heading comes to stand."""

from __future__ import annotations

# Advance widths in thousandths of the type size, from space to tilde.
_ASCII = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip


class _Widths(dict[str, int]):
    """Widths by character; every other character counts as a usual one."""

    def __missing__(self, _: str) -> int:
        return _USUAL


_USUAL = 556
_WIDTHS = _Widths({chr(32 + n): width for n, width in enumerate(_ASCII)})
_WIDTHS.update({
    "‘": 222, "’": 222, "“": 333, "”": 333, "–": 556, "—": 1000, "…": 1000, "•": 350, "\u00a0": 278, "\u00ad": 0, "£": 556,
})  # fmt: skip
_WIDTH_OF = _WIDTHS.__getitem__
_BOLD = 1.07
_POINT = 20
_SPACE = 278
_MOST_WORDS = 16384


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in twips at `size` points."""
    return sum(map(_WIDTH_OF, text)) * size * _POINT / 1000 * (_BOLD if bold else 1)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines `text` takes in `width` twips: broken between words, and inside those that are wider than a line."""
    unit = size * _POINT / 1000
    room = width / (unit * (_BOLD if bold else 1))
    space = _SPACE / (_BOLD if bold else 1)
    needs = [*map(_WORD_WIDTH_OF, text.split())]
    if sum(needs) + (len(needs) - 1) * space <= room:
        return 1
    lines, used = 1, 0.0
    for one in needs:
        need: float = one
        if used:
            if used + space + need > room:
                lines, used = lines + 1, 0.0
            else:
                used += space
        if need > room:
            extra = int(need // max(room, 1))
            lines, need = lines + extra, need - extra * room
        used += need
    return lines


class _WordWidths(dict[str, int]):
    """Widths of words in thousandths of the type size; words come again and again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = width = sum(map(_WIDTH_OF, word))
        return width


_WORD_WIDTH_OF = _WordWidths().__getitem__
