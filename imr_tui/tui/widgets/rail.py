"""The narrow form of the checklist: one row an area, and the narrowest, a single line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from imr_tui.tui.checklist_rows import Look, Row, rail_rows, summary_line
from imr_tui.tui.glyphs import UNICODE, Glyphs
from imr_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from imr_tui.checklist.model import Checklist


class Rail(Rows):
    """Count and eight rows; it takes no keys, F6 opens the whole checklist."""

    class Clicked(Message):
        """The whole checklist is wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE
        self._checklist: Checklist | None = None

    def show_checklist(self, checklist: Checklist) -> None:
        """Show a new checklist."""
        self._checklist = checklist
        self._lay()

    def on_click(self, event: events.Click) -> None:
        """A click opens the whole checklist."""
        event.stop()
        self.post_message(self.Clicked())

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._lay()

    def _lay(self) -> None:
        if self._checklist is not None and self.size.width:
            self.show_rows(self._rows(self._checklist))

    def _rows(self, checklist: Checklist) -> tuple[Row, ...]:
        return rail_rows(checklist, self.size.width, self.glyphs)


class SummaryLine(Rail):
    """Count and eight signs in one line, for the narrowest terminals."""

    def _rows(self, checklist: Checklist) -> tuple[Row, ...]:
        return (Row("", ((summary_line(checklist, self.size.width, self.glyphs), Look.PLAIN),), chosen=False),)
