"""One line of the text laid out in rows: soft wrap at word boundaries, local to the line."""

from __future__ import annotations

import re
from bisect import bisect_right

from imr_tui.tui.editor.characters import Cells, cells_of

_LEAD = re.compile(r"[ ]*(?:(?:[-*+]|\d{1,9}[.)]|>)[ ]+)*")
_BREAK_AFTER = "-\u2010\u2013\u2014"
_WIDE = 2
_KEPT_LAYOUTS = 512


class Layout:
    """The rows of one line. Columns are code points of the line, `x` is cells from the left edge.

    Rows after the first hang under the text of a list item or quotation. Blanks at the end of a row stay
    on it, past the edge if need be, so a row always begins with a word.
    """

    __slots__ = ("cells", "indent", "starts", "text", "width")

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(2, width)
        self.cells: Cells | None = cells_of(text)
        self.indent = 0
        self.starts: tuple[int, ...] = (0,)
        if self._cells_between(0, len(text)) > self.width:
            lead = _LEAD.match(text)
            self.indent = min(self._cells_between(0, lead.end()) if lead else 0, self.width // 3)
            self.starts = tuple(self._row_starts())

    @property
    def row_count(self) -> int:
        """How many rows the line takes, at least one."""
        return len(self.starts)

    def row_of(self, column: int) -> int:
        """The row on which the cursor stands at `column`."""
        return bisect_right(self.starts, column) - 1

    def row_span(self, row: int) -> tuple[int, int]:
        """The first column of a row and the column after its last."""
        end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        return self.starts[row], end

    def seen_end(self, row: int) -> int:
        """The column after the last character of a row that has a place on the screen: blanks may hang past it."""
        start, end = self.row_span(row)
        room = self.width - self.row_left(row)
        if self._cells_between(start, end) <= room:
            return end
        if self.cells is None:
            return start + room
        before = self.cells.before
        return self.stop_at(bisect_right(before, before[start] + room) - 1)

    def row_left(self, row: int) -> int:
        """The cell at which a row's text begins: 0 on the first row, the hanging indent on the others."""
        return self.indent if row else 0

    def x_of(self, column: int) -> int:
        """The cell at which the cursor stands at `column`, on its row; never past the edge."""
        row = self.row_of(column)
        return min(self.row_left(row) + self._cells_between(self.starts[row], column), self.width)

    def last_column(self, row: int) -> int:
        """The last column at which the cursor can stand on a row."""
        _, end = self.row_span(row)
        return end if row + 1 == len(self.starts) else self.stop_before(end)

    def column_at(self, row: int, x: int) -> int:
        """The column of a row that stands at cell `x`, or the nearest before it."""
        start, _ = self.row_span(row)
        target = x - self.row_left(row)
        if target <= 0:
            return start
        if self.cells is None:
            column = start + target
        else:
            before = self.cells.before
            column = self.stop_at(bisect_right(before, before[start] + target) - 1)
        return min(max(start, column), self.last_column(row))

    def stop_at(self, column: int) -> int:
        """`column`, or the start of the character that it is inside of."""
        if self.cells is not None:
            while column in self.cells.joined:
                column -= 1
        return column

    def stop_before(self, column: int) -> int:
        """The cursor's stop before `column`; 0 at the line's start."""
        return self.stop_at(max(0, column - 1))

    def stop_after(self, column: int) -> int:
        """The cursor's stop after `column`; the line's length at its end."""
        column += 1
        if self.cells is not None:
            while column in self.cells.joined:
                column += 1
        return min(column, len(self.text))

    def shown(self, start: int, end: int) -> str:
        """What the characters from `start` up to `end` are shown as."""
        return self.text[start:end] if self.cells is None else "".join(self.cells.shown[start:end])

    def _cells_between(self, start: int, end: int) -> int:
        return end - start if self.cells is None else self.cells.before[end] - self.cells.before[start]

    def _row_starts(self) -> list[int]:
        starts = [0]
        start, room = 0, self.width
        while self._cells_between(start, len(self.text)) > room:
            start = self._next_start(start, room)
            if start >= len(self.text):
                break
            starts.append(start)
            room = self.width - self.indent
        return starts

    def _next_start(self, start: int, room: int) -> int:
        """Where the next row begins; always some way on, and at a stop of the cursor."""
        limit = self._limit(start, room)
        found = self.stop_at(self._break(start, limit)) if limit < len(self.text) else limit
        return found if found > start else limit

    def _break(self, start: int, limit: int) -> int:
        """The column after the last word that fits ahead of `limit` and the blanks that follow it."""
        text = self.text
        if text[limit] in " \t":
            return _past_blanks(text, limit)
        word = _past_blanks(text, start)
        blank = max(text.rfind(" ", word, limit), text.rfind("\t", word, limit))
        hyphen = self._hyphen(max(blank + 1, word), limit)
        if hyphen:
            return hyphen
        if blank < 0 or self._is_wide(limit - 1) or self._is_wide(limit):
            return limit
        return blank + 1

    def _limit(self, start: int, room: int) -> int:
        """The first column that has no place on a row that begins at `start`; always some way on."""
        if self.cells is None:
            return start + room
        before = self.cells.before
        limit = self.stop_at(bisect_right(before, before[start] + room) - 1)
        return limit if limit > start else self.stop_after(start)

    def _hyphen(self, first: int, limit: int) -> int:
        """The column after the last hyphen or dash inside a word between `first` and `limit`; 0 where there is none."""
        for column in range(limit - 1, first, -1):
            if (
                self.text[column] in _BREAK_AFTER
                and self.text[column - 1].isalnum()
                and self.text[column + 1].isalnum()
            ):
                return column + 1
        return 0

    def _is_wide(self, column: int) -> bool:
        return self.cells is not None and self._cells_between(column, column + 1) == _WIDE


class Wrapper:
    """Layouts of lines at one width, kept while they are in use."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._layouts: dict[str, Layout] = {}

    def layout(self, text: str) -> Layout:
        """The layout of a line with this text."""
        found = self._layouts.get(text)
        if found is None:
            if len(self._layouts) >= _KEPT_LAYOUTS:
                self._layouts.clear()
            found = self._layouts[text] = Layout(text, self.width)
        return found


def _past_blanks(text: str, column: int) -> int:
    while column < len(text) and text[column] in " \t":
        column += 1
    return column
