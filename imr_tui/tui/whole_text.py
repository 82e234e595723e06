"""One text turned into another by a single edit, and where a cursor then stands."""

from __future__ import annotations

from imr_tui.document.text import TextEdit


def replacing(old: str, new: str) -> tuple[TextEdit, ...]:
    """The one edit that turns `old` into `new`, without what both begin and end with; none where they are the same."""
    if old == new:
        return ()
    shorter = min(len(old), len(new))
    start = _common(old, new, shorter)
    end = _common(old[start:][::-1], new[start:][::-1], shorter - start)
    return (TextEdit(start, len(old) - end, new[start : len(new) - end]),)


def _common(one: str, other: str, most: int) -> int:
    """How many characters both begin with, found by halving: texts of megabytes take no time."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
