"""Which rows are on the screen: anchored at the top row, so nothing is reckoned that is not seen."""

from __future__ import annotations

from collections.abc import Iterator

from imr_tui.tui.editor.draft import Draft

ScreenRow = tuple[int, int]
"""A row of the buffer and which of its rows on the screen; a fold is the one row (its first, 0)."""

_MARGIN = 2
_JUMP = 8


class Viewport:
    """The part of a draft that is on the screen."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.top: ScreenRow = (0, 0)
        self.height = 1

    def rows(self) -> list[ScreenRow]:
        """The rows on the screen from the top; fewer than the height where the text ends."""
        self.top = self._settled(self.top)
        return [row for _, row in zip(range(self.height), self._down(self.top), strict=False)]

    def go_to_start(self) -> None:
        """Show the text from its first row."""
        self.top = (0, 0)

    def scroll(self, by: int) -> None:
        """Move down `by` rows, or up where it is negative, as far as there is text to show."""
        self.top = self._moved(self._settled(self.top), by)
        self._draw_in()

    def show(self, row: ScreenRow, *, anew: bool = False) -> None:
        """Scroll as little as need be for `row` to be seen, in small jumps so that not each row scrolls.

        A row far off, or any not in view with `anew`, comes to stand near the upper third.
        """
        self.top = self._settled(self.top)
        margin = min(_MARGIN, (self.height - 1) // 3)
        jump = self.height // _JUMP
        index = self._index(row)
        if index is None or (anew and not 0 <= index < self.height):
            self.top = self._moved(row, -(self.height // 3))
        elif index < margin:
            self.top = self._moved(self.top, index - margin - jump)
        elif index > self.height - 1 - margin:
            self.top = self._moved(self.top, index - (self.height - 1 - margin) + jump)
        self._draw_in()

    def _index(self, row: ScreenRow) -> int | None:
        """How many rows `row` stands below the top (negative: above); None where that is more than a screen."""
        if row >= self.top:
            steps = zip(range(2 * self.height), self._down(self.top), strict=False)
            return next((index for index, found in steps if found == row), None)
        steps = zip(range(self.height), self._down(row), strict=False)
        return next((-index for index, found in steps if found == self.top), None)

    def _draw_in(self) -> None:
        """Leave no more than a third of the screen empty behind the end of the text."""
        fold, line = self._draft.fold, self.top[0]
        hidden = 0 if fold is None else fold.last - fold.first
        if line + self.height + hidden <= self._draft.buffer.line_count:
            return
        empty = self.height - len(self.rows())
        allowed = self.height // 3
        if empty > allowed:
            self.top = self._moved(self.top, allowed - empty)

    def _moved(self, row: ScreenRow, by: int) -> ScreenRow:
        if by < 0:
            steps = zip(range(-by), self._up(row), strict=False)
        else:
            steps = zip(range(by + 1), self._down(row), strict=False)
        for _, found in steps:
            row = found
        return row

    def _settled(self, row: ScreenRow) -> ScreenRow:
        """`row`, or the nearest that there is after the text changed."""
        line, sub = row
        buffer, fold = self._draft.buffer, self._draft.fold
        line = min(line, buffer.line_count - 1)
        if fold is not None and line in fold:
            return fold.first, 0
        return line, min(sub, self._draft.navigator.layout(line).row_count - 1)

    def _down(self, row: ScreenRow) -> Iterator[ScreenRow]:
        """`row` and the rows after it."""
        line, sub = row
        count, fold = self._draft.buffer.line_count, self._draft.fold
        while line < count:
            if fold is not None and line in fold:
                yield fold.first, 0
                line = fold.last + 1
            else:
                rows = self._draft.navigator.layout(line).row_count
                yield from ((line, number) for number in range(sub, rows))
                line += 1
            sub = 0

    def _up(self, row: ScreenRow) -> Iterator[ScreenRow]:
        """The rows before `row`."""
        line, sub = row
        fold = self._draft.fold
        yield from ((line, number) for number in range(sub - 1, -1, -1))
        line -= 1
        while line >= 0:
            if fold is not None and line in fold:
                yield fold.first, 0
                line = fold.first - 1
            else:
                yield from (
                    (line, number) for number in range(self._draft.navigator.layout(line).row_count - 1, -1, -1)
                )
                line -= 1
