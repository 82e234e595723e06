"""Places in a text and edits to it: spans, positions, text edits.

Offsets count Unicode code points from the start of the file's decoded text (a byte order
mark is the first code point). Lines end at LF, CRLF or CR only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
