"""The preview of a list of terms of reference that was pasted: what each point says, and which are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from imr_tui.analysis.term_import import Point
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow


class ImportTerms(TableView[tuple[Point, ...]]):
    """The points of a list before they become terms: Enter takes a point or leaves it out, Ctrl+S imports those taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "import", "Import", show=False, priority=True, id="save")
    ]
    columns: ClassVar[tuple[Column, ...]] = (Column("", 3), Column("Point"), Column("Doubtful", 24))

    def __init__(self, points: Sequence[Point], glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._points = tuple(points)
        self._left = {index for index, point in enumerate(points) if point.same_as}
        self.title_text = f"Import terms of reference: {len(points)} points"

    def choices(self) -> Sequence[Choice]:
        """Import, take or leave, cancel."""
        return (
            Choice("import", "Import", "^S", "save"),
            Choice("go", "Take or leave", "Enter"),
            Choice("leave", "Cancel"),
        )

    def rows(self) -> Sequence[TableRow]:
        """The points; what is there already is left out at first."""
        return [self._row(index, point) for index, point in enumerate(self._points)]

    def about(self, key: str) -> str:
        """The point in full."""
        return one_line(self._points[int(key)].text)

    def take(self, key: str) -> None:
        """Take the point, or leave it out."""
        self._left ^= {int(key)}
        self.fill()

    def press(self, choice: str) -> None:
        """The button does what the key does."""
        if choice == "import":
            self.action_import()

    def action_import(self) -> None:
        """Import the points that are taken."""
        taken = tuple(point for index, point in enumerate(self._points) if index not in self._left)
        if taken:
            self.dismiss(taken)
        else:
            self.say("No point is taken. Enter takes one or leaves it out.")

    def _row(self, index: int, point: Point) -> TableRow:
        sign = " " if index in self._left else "x"
        doubt = f"the same as {point.same_as}" if point.same_as else ""
        return TableRow(str(index), (f"[{sign}]", one_line(point.text), doubt), marked=2 if doubt else -1)
