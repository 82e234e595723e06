"""Where findings are underlined: kept by row, and kept in place while the text around them changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imr_tui.document.buffer import Buffer, RowChange
from imr_tui.document.findings import Severity
from imr_tui.document.text import Span, TextEdit

Mark = tuple[int, int, Severity | None]
"""An underline within a row: first column, the column after the last, and how much it weighs (None: a matter of spelling)."""

_WEIGHT: Mapping[Severity | None, int] = {None: -1, Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Underline:
    """A stretch of the text (offsets of the whole text) to underline, and how much its finding weighs; None is for spelling."""

    span: Span
    severity: Severity | None


class Underlines:
    """The underlines of a buffer, by row."""

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._rows: list[tuple[Mark, ...]] = [()] * buffer.line_count

    def row(self, row: int) -> tuple[Mark, ...]:
        """The underlines of a row, the weightiest last."""
        return self._rows[row]

    def show(self, underlines: Iterable[Underline]) -> None:
        """Replace all underlines."""
        self._rows = [()] * self._buffer.line_count
        self._add((entry.span.start, entry.span.end, entry.severity) for entry in underlines)

    def taken(self, rows: tuple[int, int], edit: TextEdit) -> list[Mark]:
        """The underlines of `rows` (first and last) as they will stand after `edit`, in offsets of the whole text."""
        found: list[Mark] = []
        grown = len(edit.text) - (edit.end - edit.start)
        for row in range(rows[0], rows[1] + 1):
            at = self._buffer.row_start(row)
            for first, last, severity in self._rows[row]:
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
        self._rows[change.row : change.row + change.removed] = [()] * change.added
        if marks:
            self._add(marks)

    def _add(self, marks: Iterable[Mark]) -> None:
        buffer = self._buffer
        for start, end, severity in marks:
            row, column = buffer.location(start)
            last, end_column = buffer.location(end)
            while row <= last:
                length = len(buffer.line(row))
                stop = min(end_column, length) if row == last else length
                if stop > column:
                    merged = (*self._rows[row], (column, stop, severity))
                    self._rows[row] = tuple(sorted(merged, key=lambda mark: (_WEIGHT[mark[2]], mark)))
                row, column = row + 1, 0
