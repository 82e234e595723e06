"""Rows of the screen: a laid-out line and its looks turned into strips of styled text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from imr_tui.document.findings import Severity
from imr_tui.tui.editor.characters import shown_as
from imr_tui.tui.editor.painting import Look, Stretch, stretches
from imr_tui.tui.editor.states import State
from imr_tui.tui.editor.underlines import Mark
from imr_tui.tui.editor.wrapping import Layout

Chosen = tuple[int, int]
"""The selected columns of a line; one past its length where the line end is selected too."""

EMPTY = Strip([], 0)
_KEPT_ROWS = 160
_KEPT_LINES = 24
"""So many lines are kept at any length: a paragraph that is typed in is painted anew at each key, eight rows and more."""
_SEVERITY_LOOKS = {
    None: Look.SPELLING,
    Severity.INFO: Look.INFO,
    Severity.WARNING: Look.WARNING,
    Severity.ERROR: Look.ERROR,
}


class RowPainter:
    """Paints lines at one width; what it painted it keeps, so an unchanged line is the same strips again.

    `style` gives the style of a look, that of plain text for `Look.PLAIN`.
    """

    def __init__(self, style: Callable[[Look], Style]) -> None:
        self._style = style
        self._kept: dict[object, tuple[Strip, ...]] = {}
        self._rows = 0

    def rows(
        self, layout: Layout, state: State, row: int, marks: tuple[Mark, ...], chosen: Chosen | None
    ) -> tuple[Strip, ...]:
        """The strips of a line, one for each of its rows; `row` is its number in the buffer."""
        key = (layout.text, layout.width, state, row == 0, marks, chosen)
        found = self._kept.pop(key, None)
        if found is None:
            looks = _looks(layout, stretches(layout.text, state, row), marks, chosen)
            found = tuple(self._row(layout, number, looks, chosen) for number in range(layout.row_count))
            self._rows += len(found)
        self._kept[key] = found
        while self._rows > _KEPT_ROWS and len(self._kept) > _KEPT_LINES:
            # The one that was asked for longest ago.
            self._rows -= len(self._kept.pop(next(iter(self._kept))))
        return found

    def fold_row(self, label: str, width: int) -> Strip:
        """The one row that stands for a fold."""
        text = set_cell_size("".join(shown_as(character)[0] for character in label), width).rstrip()
        return Strip([Segment(text, self._style(Look.FOLD))], cell_len(text)) if text else EMPTY

    def _row(self, layout: Layout, number: int, looks: list[Stretch], chosen: Chosen | None) -> Strip:
        start, end = layout.row_span(number)
        end = min(end, layout.seen_end(number))
        segments: list[Segment] = []
        if layout.row_left(number) and end > start:
            segments.append(Segment(" " * layout.row_left(number), self._style(Look.PLAIN)))
        for first, last, look in looks:
            shown = layout.shown(max(first, start), min(last, end)) if first < end and last > start else ""
            if shown:
                segments.append(Segment(shown, self._style(look)))
        if chosen is not None and chosen[1] > len(layout.text) and number == layout.row_count - 1:
            segments.append(Segment(" ", self._style(Look.SELECTED)))
        return Strip(segments) if segments else EMPTY


def _looks(layout: Layout, found: tuple[Stretch, ...], marks: tuple[Mark, ...], chosen: Chosen | None) -> list[Stretch]:
    """The stretches of a line, one after the other without gap or overlap, each with all the looks that meet there."""
    length = len(layout.text)
    layers = list(found)
    layers += ((start, end, _SEVERITY_LOOKS[severity]) for start, end, severity in marks)
    if chosen is not None:
        layers.append((chosen[0], min(chosen[1], length), Look.SELECTED))
    if not layers:
        return [(0, length, Look.PLAIN)]
    snapped = [(layout.stop_at(start), _end_stop(layout, end), look) for start, end, look in layers]
    edges = sorted({0, length, *(start for start, _, _ in snapped), *(end for _, end, _ in snapped)})
    looks: list[Stretch] = []
    for start, end in pairwise(edges):
        look = Look.PLAIN
        for first, last, layer in snapped:
            if first <= start and end <= last:
                look |= layer
        if looks and looks[-1][2] == look:
            looks[-1] = (looks[-1][0], end, look)
        else:
            looks.append((start, end, look))
    return looks


def _end_stop(layout: Layout, column: int) -> int:
    """`column`, or the end of the character that it is inside of."""
    return column if layout.stop_at(column) == column else layout.stop_after(column)
