"""Text in pieces that look different, laid out in rows of a width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from imr_tui.tui.checklist_rows import Look

Pieces = tuple[tuple[str, Look], ...]

_WORDS = re.compile(r"\S+\s*|\s+")
_LEAST = 8


def wrapped(pieces: Pieces, width: int, *, indent: int = 0) -> tuple[Pieces, ...]:
    """The pieces in rows of at most `width` cells, parted between words and at line ends; later rows begin with `indent` blanks.

    A word that is longer than a row is parted where the row ends.
    """
    rows: list[Pieces] = []
    for line in _lines(pieces):
        rows += _of_line(line, max(_LEAST, width), indent)
    return tuple(rows)


def on_one_row(pieces: Pieces, width: int, ellipsis: str) -> Pieces:
    """The pieces in one row of at most `width` cells, with `ellipsis` where they are longer."""
    if sum(cell_len(text) for text, _ in pieces) <= width:
        return pieces
    room = width - cell_len(ellipsis)
    if room <= 0:
        return tuple((set_cell_size(text, width), look) for text, look in pieces[:1])
    found: list[tuple[str, Look]] = []
    for text, look in pieces:
        needed = cell_len(text)
        if needed > room:
            found.append((set_cell_size(text, room).rstrip() + ellipsis, look))
            break
        found.append((text, look))
        room -= needed
    return tuple(found)


def _lines(pieces: Pieces) -> list[list[tuple[str, Look]]]:
    lines: list[list[tuple[str, Look]]] = [[]]
    for text, look in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, look))
        lines += [[(other, look)] for other in others]
    return lines


def _of_line(line: Sequence[tuple[str, Look]], width: int, indent: int) -> list[Pieces]:
    rows: list[Pieces] = []
    row: list[tuple[str, Look]] = []
    used = 0

    def end() -> None:
        nonlocal row, used
        rows.append(tuple(row))
        row, used = ([(" " * indent, Look.PLAIN)] if indent else []), indent

    for text, look in line:
        for word in _WORDS.findall(text):
            needed = cell_len(word.rstrip())
            if used + needed > width and used > (indent if rows else 0):
                end()
            rest = word
            while cell_len(rest.rstrip()) > width - used:
                head = _head(rest, width - used)
                row.append((head, look))
                rest = rest[len(head) :]
                end()
            row.append((rest, look))
            used += cell_len(rest)
    rows.append(tuple(row))
    return rows


def _head(word: str, width: int) -> str:
    """As much of a word as has room; at least one character."""
    head = set_cell_size(word, max(1, width)).rstrip()
    while head and not word.startswith(head):
        head = head[:-1]
    return head or word[0]
