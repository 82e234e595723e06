"""The checklist beside the text: areas and questions with their state, one selected, keys of one letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from imr_tui.tui.actions import ACTIONS
from imr_tui.tui.checklist_rows import Row, checklist_rows
from imr_tui.tui.glyphs import UNICODE, Glyphs
from imr_tui.tui.widgets.rows import CURSOR_AWAY, Rows, move_keys

if TYPE_CHECKING:
    from imr_tui.checklist.model import Checklist, Item

_PAGE = 10


def sidebar_bindings() -> list[BindingType]:
    """The single-letter keys of the action table."""
    return [
        Binding(
            ",".join(action.sidebar),
            f"app.perform('{action.id}')",
            action.label,
            show=False,
            priority=True,
            id=f"sidebar.{action.id}",
            tooltip=action.help,
        )
        for action in ACTIONS
        if action.sidebar
    ]


class Sidebar(Rows, can_focus=True):
    """The whole checklist. The selection is an area or an item, held by its id: new rows never move it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *move_keys(_PAGE, priority=True),
        Binding("right", "fold(False)", "Unfold", show=False, priority=True),
        Binding("left", "fold(True)", "Fold", show=False, priority=True),
        Binding("enter", "open", "Open", show=False, priority=True),
        *(
            Binding(str(number), f"area({number})", f"Area {number}", show=False, priority=True)
            for number in range(1, 9)
        ),
        *sidebar_bindings(),
    ]

    @dataclass
    class ItemOpened(Message):
        """An item's card is wanted."""

        item: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE
        self._checklist: Checklist | None = None
        self._unfolded: set[str] = set()

    @property
    def selected_item(self) -> Item | None:
        """The selected item; None where an area is selected."""
        return self._checklist.item(self.selected) if self._checklist else None

    def show_checklist(self, checklist: Checklist) -> None:
        """Show a new checklist; the selection and what is unfolded stay as they are."""
        first = self._checklist is None
        self._checklist = checklist
        if first and checklist.areas:
            waiting = next((area for area in checklist.areas if area.settled < len(area.items)), checklist.areas[0])
            self._unfolded = {waiting.id}
            self.selected = waiting.id
        self._lay()

    def select(self, ident: str) -> None:
        """Select an area or item by its id, unfolding its area and bringing it into view."""
        if self._checklist is None or not ident:
            return
        area = ident.partition(".")[0]
        if ident != area and area not in self._unfolded:
            self._unfolded.add(area)
            self._lay()
        self._repaint_selected()
        self.selected = ident
        self._show_selected()

    def marked(self, row: Row) -> str:
        """The selection's style: plain to see while the checklist has the focus, quiet while it has not."""
        over = super().marked(row)
        return over if not over or self.has_focus else CURSOR_AWAY

    def action_move(self, by: int) -> None:
        """Move the selection by so many rows that can be selected."""
        places = [line for line, row in enumerate(self.rows) if row.chosen]
        if not places:
            return
        here = self._line_of(self.selected)
        index = places.index(here) if here in places else 0
        self._choose(places[max(0, min(len(places) - 1, index + by))])

    def action_edge(self, which: int) -> None:
        """Select the first (0) or the last (-1) row."""
        places = [line for line, row in enumerate(self.rows) if row.chosen]
        if places:
            self._choose(places[which])

    def action_fold(self, fold: bool) -> None:  # noqa: FBT001 - the value of a key binding
        """Fold or unfold the area of the selection."""
        area = self.selected.partition(".")[0]
        if fold == (area in self._unfolded):
            self._toggle(area)

    def action_open(self) -> None:
        """Fold or unfold an area, or ask for an item's card."""
        if "." in self.selected:
            self.post_message(self.ItemOpened(self.selected))
        else:
            self._toggle(self.selected)

    def action_area(self, number: int) -> None:
        """Select the area of that number and unfold it."""
        if self._checklist is None or number > len(self._checklist.areas):
            return
        area = self._checklist.areas[number - 1]
        self._unfolded.add(area.id)
        self._lay()
        self.select(area.id)
        last = max((line for line, row in enumerate(self.rows) if row.key.partition(".")[0] == area.id), default=0)
        self._reveal(last)
        self._reveal(self._line_of(area.id) or 0)

    def on_click(self, event: events.Click) -> None:
        """Select what is clicked; a second click opens it."""
        line = event.y + self.scroll_offset.y
        if line < len(self.rows):
            again = self.rows[line].key == self.selected
            self._choose(self._line_of(self.rows[line].key) or 0)
            if again:
                self.action_open()

    def on_focus(self) -> None:
        """Draw the selection as the place where keys go."""
        self._repaint_selected()

    def on_blur(self) -> None:
        """Draw the selection quietly."""
        self._repaint_selected()

    def on_resize(self) -> None:
        """Lay the rows out for the new width, the selection in view."""
        self._lay()
        self._show_selected()

    def _lay(self) -> None:
        if self._checklist is not None and self.size.width:
            self.show_rows(self._rows(self._checklist))

    def _rows(self, checklist: Checklist) -> tuple[Row, ...]:
        return checklist_rows(checklist, self._unfolded, self.size.width, self.glyphs)

    def _toggle(self, area: str) -> None:
        if area in self._unfolded:
            self._unfolded.discard(area)
            self.selected = area
        else:
            self._unfolded.add(area)
        self._lay()
        self._repaint_selected()

    def _line_of(self, ident: str) -> int | None:
        return next((line for line, row in enumerate(self.rows) if row.chosen and row.key == ident), None)

    def _choose(self, line: int) -> None:
        self._repaint_selected()
        self.selected = self.rows[line].key
        self._show_selected()

    def _show_selected(self) -> None:
        line = self._line_of(self.selected)
        if line is not None:
            self.repaint_line(line)
            self._reveal(line)

    def _repaint_selected(self) -> None:
        line = self._line_of(self.selected)
        if line is not None:
            self.repaint_line(line)

    def _reveal(self, line: int) -> None:
        below = 1 if line + 1 < len(self.rows) and not self.rows[line + 1].chosen else 0
        top, height = self.scroll_offset.y, self.size.height
        if line < top:
            self.scroll_to(y=line, animate=False)
        elif height and line + below >= top + height:
            self.scroll_to(y=line + below - height + 1, animate=False)
