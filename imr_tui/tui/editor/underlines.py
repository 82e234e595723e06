"""Where findings are underlined: kept by row, and kept in place while the text around them changes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

from imr_tui.document.buffer import Buffer, RowChange
from imr_tui.document.findings import Severity
from imr_tui.document.text import TextEdit

Mark = tuple[int, int, Severity | None]
"""An underline, in columns of a row or in offsets of the whole text: where it begins and ends, its finding's weight (None: spelling)."""

_WEIGHT: Mapping[Severity | None, int] = {None: -1, Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


Within = Callable[[int, int], Iterable[Mark]]
"""Gives what is to be underlined between two offsets of the whole text, in offsets of it."""


class Underlines:
    """The underlines of a buffer, by row; those of a row are looked for when it is drawn, or changed."""

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._within: Within = _nothing
        self._rows: list[tuple[Mark, ...] | None] = [()] * buffer.line_count
        self._starts = array("i", bytes(4 * buffer.line_count))

    def row(self, row: int) -> tuple[Mark, ...]:
        """The underlines of a row, the weightiest last."""
        marks = self._rows[row]
        if marks is None:
            # It was not changed since: it stands where it stood, counted in the text of that time.
            start, length = self._starts[row], self._buffer.line_length(row)
            found = self._within(start, start + length) if length else ()
            placed = ((max(0, first - start), min(last - start, length), severity) for first, last, severity in found)
            marks = self._rows[row] = _by_weight(mark for mark in placed if mark[0] < mark[1])
        return marks

    def show(self, within: Within) -> None:
        """Replace all underlines by those that `within` gives for the text as it is now."""
        self._within = within
        self._rows = [None] * self._buffer.line_count
        self._starts = self._buffer.row_starts()

    def taken(self, rows: tuple[int, int], edit: TextEdit) -> list[Mark]:
        """The underlines of `rows` (first and last) as they will stand after `edit`, in offsets of the whole text."""
        found: list[Mark] = []
        grown = len(edit.text) - (edit.end - edit.start)
        for row in range(rows[0], rows[1] + 1):
            at = self._buffer.row_start(row)
            for first, last, severity in self.row(row):
                start, end = at + first, at + last
                if start >= edit.end and start >= edit.start:
                    start += grown
                elif start > edit.start:
                    start = edit.start + len(edit.text)
                if end > edit.start:
                    end = end + grown if end >= edit.end else edit.start
                if end > start:
                    found.append((start, end, severity))
        return found

    def changed(self, change: RowChange, marks: Sequence[Mark]) -> None:
        """Follow a change of rows; `marks` are what `taken` gave ahead of it."""
        end = change.row + change.removed
        self._rows[change.row : end] = [()] * change.added
        self._starts[change.row : end] = array("i", bytes(4 * change.added))
        if marks:
            self._add(marks)

    def _add(self, marks: Iterable[Mark]) -> None:
        buffer = self._buffer
        for start, end, severity in marks:
            row, column = buffer.location(start)
            last, end_column = buffer.location(end)
            while row <= last:
                length = buffer.line_length(row)
                stop = min(end_column, length) if row == last else length
                if stop > column:
                    self._rows[row] = _by_weight((*self.row(row), (column, stop, severity)))
                row, column = row + 1, 0


def _nothing(_start: int, _end: int) -> tuple[Mark, ...]:
    return ()


def _by_weight(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (_WEIGHT[mark[2]], mark[0], mark[1])))
