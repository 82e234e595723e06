"""Where the cursor goes: motions over the buffer and its rows on the screen. Nothing here changes anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from imr_tui.dataclass import dataclass
from imr_tui.document.buffer import Buffer
from imr_tui.tui.editor.characters import BOM
from imr_tui.tui.editor.wrapping import Layout

Place = tuple[int, int]
"""A row of the buffer and a column, both from 0."""

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’][\w\u0300-\u036f]+)*|[^\w\s]+")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")


class Motion(StrEnum):
    """A way to move the cursor."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    WORD_LEFT = "word_left"
    WORD_RIGHT = "word_right"
    ROW_START = "row_start"
    ROW_END = "row_end"
    PARAGRAPH_UP = "paragraph_up"
    PARAGRAPH_DOWN = "paragraph_down"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"
    SECTION_START = "section_start"
    SECTION_END = "section_end"
    DOCUMENT_START = "document_start"
    DOCUMENT_END = "document_end"


VERTICAL = frozenset({Motion.UP, Motion.DOWN, Motion.PAGE_UP, Motion.PAGE_DOWN})


@dataclass(frozen=True, slots=True)
class Fold:
    """The rows from `first` to `last` are shown as one; the cursor steps over them."""

    first: int
    last: int
    label: str = ""

    def __contains__(self, row: int) -> bool:
        return self.first <= row <= self.last


class Navigator:
    """The places a cursor can take in a buffer whose lines `layout` sets in rows, with a fold stepped over."""

    def __init__(self, buffer: Buffer, layout: Callable[[str], Layout], fold: Fold | None = None) -> None:
        self._buffer = buffer
        self._layout = layout
        self._fold = fold

    def layout(self, row: int) -> Layout:
        """The layout of a row's line."""
        return self._layout(self._buffer.line(row))

    def row_after(self, row: int) -> int | None:
        """The next row the cursor can stand on; None after the last."""
        row += 1
        if self._fold is not None and row in self._fold:
            row = self._fold.last + 1
        return row if row < self._buffer.line_count else None

    def row_before(self, row: int) -> int | None:
        """The row before that the cursor can stand on; None ahead of the first."""
        row -= 1
        if self._fold is not None and row in self._fold:
            row = self._fold.first - 1
        return row if row >= 0 else None

    @property
    def start(self) -> Place:
        """The first place of the text; a byte order mark stands before it."""
        row = self.row_after(-1) or 0
        return row, int(row == 0 and self._buffer.line(0).startswith(BOM))

    @property
    def end(self) -> Place:
        """The last place of the text."""
        row = self.row_before(self._buffer.line_count)
        row = 0 if row is None else row
        return row, len(self._buffer.line(row))

    def drawn_in(self, place: Place) -> Place:
        """The nearest place that a cursor can take: not in a fold, a line end or a joined character."""
        row, column = place
        if self._fold is not None and row in self._fold:
            after = self.row_after(self._fold.first - 1)
            row, column = (after, 0) if after is not None else self.end
        column = self.layout(row).stop_at(min(column, len(self._buffer.line(row))))
        return max((row, column), self.start)

    def move(self, motion: Motion, place: Place, goal: int) -> Place:
        """Where a motion leads from `place`; `goal` is the cell that up and down keep to. Pages are the screen's."""
        moves: dict[Motion, Callable[[], Place]] = {
            Motion.LEFT: lambda: self._left(place),
            Motion.RIGHT: lambda: self._right(place),
            Motion.UP: lambda: self.rows_up(place, goal, 1),
            Motion.DOWN: lambda: self.rows_down(place, goal, 1),
            Motion.WORD_LEFT: lambda: self._word_left(place),
            Motion.WORD_RIGHT: lambda: self._word_right(place),
            Motion.ROW_START: lambda: self._row_start(place),
            Motion.ROW_END: lambda: self._row_end(place),
            Motion.PARAGRAPH_UP: lambda: self._paragraph_up(place),
            Motion.PARAGRAPH_DOWN: lambda: self._paragraph_down(place),
            Motion.SECTION_START: lambda: self._section_start(place),
            Motion.SECTION_END: lambda: self._section_end(place),
            Motion.DOCUMENT_START: lambda: self.start,
            Motion.DOCUMENT_END: lambda: self.end,
        }
        return self.drawn_in(moves[motion]())

    def rows_up(self, place: Place, goal: int, count: int) -> Place:
        """`count` rows up, at cell `goal`; the text's start where there are fewer."""
        row, sub = self.sub_row(place)
        for _ in range(count):
            above = self.above(row, sub)
            if above is None:
                return self.start
            row, sub = above
        return self.drawn_in((row, self.layout(row).column_at(sub, goal)))

    def rows_down(self, place: Place, goal: int, count: int) -> Place:
        """`count` rows down, at cell `goal`; the text's end where there are fewer."""
        row, sub = self.sub_row(place)
        for _ in range(count):
            below = self.below(row, sub)
            if below is None:
                return self.end
            row, sub = below
        return self.drawn_in((row, self.layout(row).column_at(sub, goal)))

    def sub_row(self, place: Place) -> tuple[int, int]:
        """The row of the buffer and which of its rows on the screen a place stands on."""
        return place[0], self.layout(place[0]).row_of(place[1])

    def above(self, row: int, sub: int) -> tuple[int, int] | None:
        """The screen row above; None at the top."""
        if sub > 0:
            return row, sub - 1
        before = self.row_before(row)
        return None if before is None else (before, self.layout(before).row_count - 1)

    def below(self, row: int, sub: int) -> tuple[int, int] | None:
        """The screen row below; None at the bottom."""
        if sub + 1 < self.layout(row).row_count:
            return row, sub + 1
        after = self.row_after(row)
        return None if after is None else (after, 0)

    def word_at(self, place: Place) -> tuple[Place, Place]:
        """The word, or the run of punctuation or blanks, that stands at a place."""
        row, column = place
        line = self._buffer.line(row)
        start = 0
        for match in _WORD.finditer(line):
            if match.start() > column:
                return (row, start), (row, match.start())
            if match.end() > column or match.end() == len(line) == column:
                return (row, match.start()), (row, match.end())
            start = match.end()
        return (row, start), (row, len(line))

    def _left(self, place: Place) -> Place:
        row, column = place
        if column > 0:
            return row, self.layout(row).stop_before(column)
        before = self.row_before(row)
        return place if before is None else (before, len(self._buffer.line(before)))

    def _right(self, place: Place) -> Place:
        row, column = place
        if column < len(self._buffer.line(row)):
            return row, self.layout(row).stop_after(column)
        after = self.row_after(row)
        return place if after is None else (after, 0)

    def _word_left(self, place: Place) -> Place:
        row, column = place
        if column == 0:
            return self._left(place)
        starts = [match.start() for match in _WORD.finditer(self._buffer.line(row), 0, column)]
        return row, starts[-1] if starts else 0

    def _word_right(self, place: Place) -> Place:
        row, column = place
        line = self._buffer.line(row)
        if column == len(line):
            return self._right(place)
        return row, next((match.start() for match in _WORD.finditer(line) if match.start() > column), len(line))

    def _row_start(self, place: Place) -> Place:
        row, column = place
        layout = self.layout(row)
        start, _ = layout.row_span(layout.row_of(column))
        return row, start if column != start else 0

    def _row_end(self, place: Place) -> Place:
        row, column = place
        layout = self.layout(row)
        last = layout.last_column(layout.row_of(column))
        return row, last if column != last else len(layout.text)

    def _paragraph_up(self, place: Place) -> Place:
        row, column = place
        if column and self._is_paragraph_start(row):
            return row, 0
        return next(((above, 0) for above in self._rows_before(row) if self._is_paragraph_start(above)), self.start)

    def _paragraph_down(self, place: Place) -> Place:
        below = self._rows_after(place[0])
        return next(((row, 0) for row in below if self._is_paragraph_start(row)), self.end)

    def _section_start(self, place: Place) -> Place:
        row, column = place
        if column and self._is_heading(row):
            return row, 0
        return next(((above, 0) for above in self._rows_before(row) if self._is_heading(above)), self.start)

    def _section_end(self, place: Place) -> Place:
        row = place[0]
        for after in self._rows_after(row):
            end = row, len(self._buffer.line(row))
            if self._is_heading(after) and end > place:
                return end
            row = after
        return self.end

    def _rows_before(self, row: int) -> Iterator[int]:
        while (before := self.row_before(row)) is not None:
            row = before
            yield row

    def _rows_after(self, row: int) -> Iterator[int]:
        while (after := self.row_after(row)) is not None:
            row = after
            yield row

    def _is_blank(self, row: int) -> bool:
        line = self._buffer.line(row)
        return not line or line.isspace()

    def _is_paragraph_start(self, row: int) -> bool:
        before = self.row_before(row)
        return not self._is_blank(row) and (before is None or self._is_blank(before))

    def _is_heading(self, row: int) -> bool:
        return bool(_HEADING.match(self._buffer.line(row)))
