"""Places in a text and edits to it: spans, positions, the index of lines, text edits.

Offsets count Unicode code points from the start of the file's decoded text (a byte order
mark is the first code point). Lines end at LF, CRLF or CR only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from imr_tui.dataclass import dataclass

LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of text from `start` up to, not including, `end` (code points)."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        """The same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people count it: line and column from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the text from `start` up to `end` (code points) by `text`."""

    start: int
    end: int
    text: str


class LineIndex:
    """Where each line of a text starts; counted when first asked."""

    __slots__ = ("_starts", "_text", "length")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self.length = len(text)

    @property
    def starts(self) -> list[int]:
        """The offset of each line's first code point."""
        if not self._starts:
            if "\r" in self._text:
                self._starts = [0, *(match.end() for match in LINE_END.finditer(self._text))]
            else:
                self._starts = [0, *accumulate(len(line) + 1 for line in self._text.split("\n")[:-1])]
        return self._starts

    def position(self, offset: int) -> Position:
        """Line and column of `offset`; offsets past either end are drawn in."""
        offset = max(0, min(offset, self.length))
        line = bisect_right(self.starts, offset) - 1
        return Position(line + 1, offset - self.starts[line] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a position; lines and columns past the end are drawn in."""
        line = max(0, min(position.line - 1, len(self.starts) - 1))
        end = self.starts[line + 1] if line + 1 < len(self.starts) else self.length
        return min(self.starts[line] + max(0, position.column - 1), end)

    def line_start(self, line: int) -> int:
        """The offset where `line` (counted from 1) starts."""
        return self.offset(Position(line, 1))


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """`text` after `edits`, which must not overlap; insertions at one place keep their order."""
    pieces: list[str] = []
    done = 0
    for edit in sorted_edits(edits):
        if edit.start < done or edit.end < edit.start or edit.end > len(text):
            raise ValueError("text edits overlap or lie outside the text")
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    pieces.append(text[done:])
    return "".join(pieces)


def sorted_edits(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """`edits` in the order of their places."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def inverse_edits(text: str, edits: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    """The edits that undo `edits` once they were applied to `text`."""
    undo: list[TextEdit] = []
    shift = 0
    for edit in sorted_edits(edits):
        start = edit.start + shift
        undo.append(TextEdit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(undo)


def line_ending(text: str, offset: int) -> str:
    """The line end in use around `offset`: that of its line, else of the line before, else LF."""
    after = LINE_END.search(text, offset)
    if after:
        return after.group()
    before = [match.group() for match in LINE_END.finditer(text, max(0, offset - 4096), offset)]
    return before[-1] if before else "\n"
