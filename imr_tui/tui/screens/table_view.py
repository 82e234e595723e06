"""What every view that is a table has: a title, the table, what its chosen row says in full, keys and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.table_layout import Column, TableRow
from imr_tui.tui.widgets.plain import Plain
from imr_tui.tui.widgets.table import Table

Answer = TypeVar("Answer")

_TYPE = "Type to filter."


class TableView(Dialog[Answer], Generic[Answer]):
    """A table over the whole screen. Escape takes the filter away, then leaves.

    A view of a kind says what its rows are, what is told of the chosen one, and what its keys do.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_table(1)", "Into the table", show=False),
        Binding("up", "to_table(-1)", "Into the table", show=False),
    ]

    DEFAULT_CSS = """
    TableView { background: $background; }
    TableView > .box { width: 100%; max-width: 100%; }
    TableView Table { height: 1fr; }
    TableView .about { height: 3; }
    TableView .narrowed { height: 1; }
    TableView .controls { height: 1; }
    TableView .controls > Plain { width: auto; margin-right: 1; }
    TableView .controls > LineInput { width: 16; margin-right: 2; }
    TableView .controls > Chooser { width: 26; margin-right: 2; }
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    title_text = ""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    @property
    def table(self) -> Table:
        """The table."""
        return self.query_one(Table)

    def choices(self) -> Sequence[Choice]:
        """The buttons below the table."""
        return (Choice("go", "Go to it", "Enter"), Choice("leave", "Close"))

    def controls(self) -> Iterable[Widget]:
        """What stands between the title and the table."""
        return ()

    def table_columns(self) -> Sequence[Column]:
        """The columns, where they depend on what is shown."""
        return self.columns

    def rows(self) -> Sequence[TableRow]:
        """The rows, as they are now."""
        return ()

    def about(self, key: str) -> str | Content:
        """What is said of the row of that key, in up to three lines."""
        return key

    def nothing(self) -> str:
        """What is said where there is no row at all."""
        return "There is nothing to show yet."

    def take(self, key: str) -> None:
        """Do what Enter does on the row of that key."""

    def press(self, choice: str) -> None:
        """Do what the button of that choice does; `go` takes the chosen row, `leave` closes."""

    def compose(self) -> ComposeResult:
        """Title, controls, table, what is said of the chosen row, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain(self.title_text, id="title", classes="title")
            yield from self.controls()
            yield Table(self.table_columns(), id="table")
            yield Plain(_TYPE, keep=True, id="narrowed", classes="narrowed")
            yield Plain(keep=True, id="about", classes="about")
            yield ButtonRow(self.choices())

    def begin(self) -> None:
        """What a view of a kind does once its table is filled."""

    def on_mount(self) -> None:
        """Fill the table and begin in it. Textual calls the method of each class: a view of a kind has `begin`."""
        self.table.glyphs = self._glyphs
        self.fill()
        self.begin()
        self.table.focus()

    def fill(self, *, choose: str = "") -> None:
        """Fill the table anew."""
        rows = self.rows()
        self.table.show(rows, choose=choose)
        if not rows:
            self.say(self.nothing())

    def say(self, text: str | Content) -> None:
        """Say something below the table."""
        self.query_one("#about", Plain).show(text)

    def choose_next(self, fits: Callable[[str], bool], none: str, *, backwards: bool = False) -> None:
        """Choose the next row whose key fits, from the top again past the last one; `none` is said where none does."""
        keys = [row.key for row in self.table.listed if not row.heading]
        here = keys.index(self.table.selected) if self.table.selected in keys else -1
        order = [*keys[here + 1 :], *keys[: here + 1]]
        if backwards:
            order = [*reversed(keys[: max(here, 0)]), *reversed(keys[max(here, 0) :])]
        found = next((key for key in order if fits(key)), None)
        if found is None:
            self.say(none)
        else:
            self.table.choose(found)
            self.table.focus()

    def action_leave(self) -> None:
        """Take the filter away; where there is none, close."""
        if not self.table.clear_filter():
            self.dismiss(None)

    def action_to_table(self, by: int) -> None:
        """From a control or a button, go into the table."""
        self.table.focus()
        self.table.action_move(by)

    def on_table_marked(self, event: Table.Marked) -> None:
        """Say what the chosen row says in full."""
        event.stop()
        if event.key:
            self.say(self.about(event.key))
        elif self.table.typed:
            self.say("Nothing fits what was typed. Backspace or Esc takes it away.")

    def on_table_taken(self, event: Table.Taken) -> None:
        """Enter in the table."""
        event.stop()
        self.take(event.key)

    def on_table_filtered(self, event: Table.Filtered) -> None:
        """Say by what the table is filtered."""
        event.stop()
        typed = event.table.typed
        listed = sum(not row.heading for row in event.table.listed)
        said = f"Filter: {typed}   ({listed} shown; Esc takes it away)" if typed else _TYPE
        self.query_one("#narrowed", Plain).show(said)

    def pressed(self, choice: str) -> None:
        """The buttons do what the keys do."""
        if choice == "leave":
            self.dismiss(None)
        elif choice == "go":
            self.table.action_take()
        else:
            self.press(choice)
