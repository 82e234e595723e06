"""The editor's rows as they should stand on the screen at this moment, and where the caret stands among them."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual.geometry import Offset, Size
from textual.strip import Strip

from imr_tui.tui.editor.draft import Draft
from imr_tui.tui.editor.painting import Look
from imr_tui.tui.editor.rows import EMPTY, Chosen, RowPainter
from imr_tui.tui.editor.viewport import ScreenRow, Viewport

_CARET_CELL = 1


class Canvas:
    """A screenful of a draft: `strips`, one for each row of `size`, and `caret`, None while it is not in view."""

    def __init__(self, draft: Draft, style: Callable[[Look], Style]) -> None:
        self._draft = draft
        self._style = style
        self._painter = RowPainter(style)
        self._rows: list[ScreenRow] = []
        self.viewport = Viewport(draft)
        self.size = Size()
        self.strips: list[Strip] = []
        self.caret: Offset | None = None

    def forget(self) -> None:
        """Paint everything anew: the styles are others now."""
        self._painter = RowPainter(self._style)

    def compose(self, size: Size, *, follow: bool, anew: bool) -> list[tuple[int, int]]:
        """Put the rows together and say which differ from those before: the first and last row of each band.

        `follow` scrolls to the cursor; with `anew` it comes to stand near the upper third where it was out of view.
        """
        draft, viewport = self._draft, self.viewport
        self.size = size
        width, height = size
        draft.set_width(width - _CARET_CELL)
        viewport.height = height
        place = draft.place
        caret_row = draft.navigator.sub_row(place)
        if follow:
            viewport.show(caret_row, anew=anew)
        self._rows = viewport.rows()
        before, self.strips = self.strips, self._painted(width)
        self.strips += [EMPTY] * (height - len(self.strips))
        self.caret = None
        if caret_row in self._rows:
            x = draft.navigator.layout(place[0]).x_of(place[1])
            self.caret = Offset(x, self._rows.index(caret_row))
        before = before[:height] + [EMPTY] * (height - len(before))
        bands: list[tuple[int, int]] = []
        for y, (old, new) in enumerate(zip(before, self.strips, strict=True)):
            if old is new or old == new:
                continue
            if bands and bands[-1][1] == y - 1:
                bands[-1] = bands[-1][0], y
            else:
                bands.append((y, y))
        return bands

    def offset_at(self, x: int, y: int) -> int:
        """The offset of the text that stands at a cell, or nearest to one off the screen; the text's end below it."""
        draft = self._draft
        y = max(0, min(y, self.viewport.height - 1))
        if y >= len(self._rows):
            return draft.offset(draft.navigator.end)
        row, sub = self._rows[y]
        return draft.offset((row, draft.navigator.layout(row).column_at(sub, x)))

    def is_fold_at(self, y: int) -> bool:
        """Whether the row at `y` stands for the fold."""
        fold = self._draft.fold
        return fold is not None and 0 <= y < len(self._rows) and self._rows[y][0] in fold

    def _painted(self, width: int) -> list[Strip]:
        draft, fold = self._draft, self._draft.fold
        strips: list[Strip] = []
        painted: tuple[Strip, ...] = ()
        last = -1
        for row, sub in self._rows:
            if fold is not None and row in fold:
                strips.append(self._painter.fold_row(fold.label, width))
                continue
            if row != last:
                layout = draft.navigator.layout(row)
                marks = draft.underlines.row(row)
                painted = self._painter.rows(layout, draft.states.at(row), row, marks, self._chosen(row))
                last = row
            strips.append(painted[sub])
        return strips

    def _chosen(self, row: int) -> Chosen | None:
        span = self._draft.selection
        if span is None:
            return None
        start = self._draft.buffer.row_start(row)
        length = self._draft.buffer.line_length(row)
        first, last = span.start - start, span.end - start
        if last <= 0 or first > length:
            return None
        return max(0, first), min(last, length + 1)
