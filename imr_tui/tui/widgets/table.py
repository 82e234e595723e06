"""The table of every view: arrows choose, typing filters, Enter takes; only rows in view are laid out and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.glyphs import UNICODE, Glyphs
from imr_tui.tui.shown import pad
from imr_tui.tui.table_layout import Column, TableRow, filtered, laid, widths
from imr_tui.tui.widgets.rows import CURSOR_AWAY, Rows, move_keys

_PAGE = 10
_HEAD = 1


class Table(Rows, can_focus=True):
    """Columns with a head row that stays. One row is chosen, by its key; with `filters` what is typed leaves rows out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *move_keys(_PAGE),
        Binding("enter", "take", "Take", show=False),
    ]

    class Marked(Message):
        """Another row is chosen, or none."""

        def __init__(self, table: Table, key: str) -> None:
            super().__init__()
            self.table = table
            self.key = key

    class Taken(Message):
        """Enter was pressed on a row."""

        def __init__(self, table: Table, key: str) -> None:
            super().__init__()
            self.table = table
            self.key = key

    class Filtered(Message):
        """What is typed has changed."""

        def __init__(self, table: Table) -> None:
            super().__init__()
            self.table = table

    def __init__(self, columns: Sequence[Column], *, id: str, filters: bool = True) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE
        self.typed = ""
        self._columns = tuple(columns)
        self._filters = filters
        self._all: tuple[TableRow, ...] = ()
        self.listed: tuple[TableRow, ...] = ()
        self._line = 0
        self._widths: tuple[int, ...] = ()

    def show(self, rows: Sequence[TableRow], *, choose: str = "") -> None:
        """Show `rows`; the row of the key `choose` is chosen, else the one that was, else the first."""
        wanted = choose or self.selected
        self._all = tuple(rows)
        self._list(wanted)

    def clear_filter(self) -> bool:
        """Take the filter away; whether there was one."""
        if not self.typed:
            return False
        self._type("")
        return True

    def choose(self, key: str) -> None:
        """Choose the row of that key, where it is listed."""
        line = next((line for line, row in enumerate(self.listed) if row.key == key and not row.heading), None)
        if line is not None:
            self._choose(line)

    def action_move(self, by: int) -> None:
        """Choose another row, so many rows that can be chosen further on."""
        lines = [line for line, row in enumerate(self.listed) if not row.heading]
        if lines:
            here = lines.index(self._line) if self._line in lines else 0
            self._choose(lines[max(0, min(len(lines) - 1, here + by))])

    def action_edge(self, which: int) -> None:
        """Choose the first (0) or the last (-1) row."""
        lines = [line for line, row in enumerate(self.listed) if not row.heading]
        if lines:
            self._choose(lines[which])

    def action_take(self) -> None:
        """Say that the chosen row is taken."""
        if self.selected:
            self.post_message(self.Taken(self, self.selected))

    def on_key(self, event: events.Key) -> None:
        """What is typed filters the rows; Backspace takes the last letter away."""
        if not self._filters:
            return
        if event.key == "backspace" and self.typed:
            event.stop()
            self._type(self.typed[:-1])
        elif event.is_printable and event.character and "+" not in event.key.removesuffix("+"):
            event.stop()
            self._type((self.typed + event.character).lstrip())

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a second click takes it."""
        line = event.y - _HEAD + self.scroll_offset.y
        if event.y >= _HEAD and 0 <= line < len(self.listed) and not self.listed[line].heading:
            if line == self._line:
                self.action_take()
            else:
                self._choose(line)

    def on_focus(self) -> None:
        """Draw the chosen row as the place where keys go."""
        self._repaint(self._line)

    def on_blur(self) -> None:
        """Draw it quietly."""
        self._repaint(self._line)

    def on_resize(self) -> None:
        """Lay the columns out for the new width, the chosen row in view."""
        self._widths = widths(self._columns, self.size.width)
        self.take_height(len(self.listed) + _HEAD)
        self.refresh()
        self._reveal()

    @property
    def chosen_line(self) -> int | None:
        """The line of the chosen row, the head row counted too; None where nothing is chosen."""
        return self._line + _HEAD if self.selected else None

    def marked(self, row: Row) -> str:
        """The style of the chosen row: plain to see while the table has the focus, quiet while it has not."""
        over = super().marked(row)
        return over if not over or self.has_focus else CURSOR_AWAY

    def render_line(self, y: int) -> Strip:
        """The head row, or one row of the table."""
        width = self.size.width
        if len(self._widths) != len(self._columns):
            self._widths = widths(self._columns, width)
        ellipsis = self.glyphs.ellipsis
        if y < _HEAD:
            titles = TableRow("", tuple(column.title for column in self._columns))
            head = "".join(text for text, _ in laid(titles, self._widths, width, ellipsis).pieces)
            return self.painted(Row("", ((pad(head, width, ellipsis), Look.DONE),), chosen=False))
        line = y - _HEAD + self.scroll_offset.y
        if line >= len(self.listed):
            return self.painted(Row("", (), chosen=False))
        return self.painted(laid(self.listed[line], self._widths, width, ellipsis))

    def _list(self, wanted: str) -> None:
        self.listed = filtered(self._all, self.typed)
        words = self.typed.casefold().split()
        lines = [line for line, row in enumerate(self.listed) if not row.heading and (not words or row.fits(words))]
        self._line = next((line for line in lines if self.listed[line].key == wanted), lines[0] if lines else 0)
        self.selected = self.listed[self._line].key if lines else ""
        self.take_height(len(self.listed) + _HEAD)
        self.refresh()
        self._reveal()
        self.post_message(self.Marked(self, self.selected))

    def _type(self, typed: str) -> None:
        self.typed = typed
        self._list(self.selected)
        self.post_message(self.Filtered(self))

    def _choose(self, line: int) -> None:
        if self.listed[line].key == self.selected:
            self._reveal()
            return
        before, self._line = self._line, line
        self.selected = self.listed[line].key
        self._repaint(before)
        self._repaint(line)
        self._reveal()
        self.post_message(self.Marked(self, self.selected))

    def _repaint(self, line: int) -> None:
        self.repaint_line(line + _HEAD)

    def _reveal(self) -> None:
        """Bring the chosen row into view, with the heading above the first one."""
        height = self.size.height - _HEAD
        if height <= 0 or not self.listed:
            return
        above = self._line - 1 if self._line and self.listed[self._line - 1].heading else self._line
        top = self.scroll_offset.y
        if above < top:
            self.scroll_to(y=above, animate=False)
        elif self._line >= top + height:
            self.scroll_to(y=self._line - height + 1, animate=False)
