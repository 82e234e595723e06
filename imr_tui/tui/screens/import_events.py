"""The preview of an import: what each column becomes, what each row says, what is doubtful; nothing is written yet."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from imr_tui.analysis.event_rows import TARGETS, Incoming, Mapped, guess_mapping, incoming_events
from imr_tui.analysis.sheet import Sheet
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow
from imr_tui.tui.widgets.plain import Plain
from imr_tui.tui.widgets.table import Table

_COLUMNS = (Column("Column", 22), Column("First entry"), Column("Becomes (left, right)", 22))
_ROWS = (Column("Row", 6), Column("Date", 20), Column("What happened", share=3), Column("Doubtful", share=2))


class ImportEvents(Dialog[tuple[Incoming, ...]]):
    """Left and right change what a column becomes, Space takes a row or leaves it, Ctrl+S imports the rows taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Becomes another", show=False),
        Binding("right", "turn(1)", "Becomes another", show=False),
        Binding("space", "take_row", "Take or leave", show=False),
        Binding("f8,ctrl+n", "next_doubt", "Next doubtful row", show=False, priority=True, id="next"),
        Binding("ctrl+s", "import", "Import", show=False, priority=True, id="save"),
    ]
    DEFAULT_CSS = """
    ImportEvents { background: $background; }
    ImportEvents > .box { width: 100%; max-width: 100%; }
    ImportEvents #columns { height: auto; max-height: 7; margin-bottom: 1; }
    ImportEvents #rows { height: 1fr; }
    ImportEvents #about { height: 3; }
    """

    def __init__(self, sheet: Sheet, report: Report, schema: Schema, glyphs: Glyphs, *, source: str) -> None:
        super().__init__()
        self._sheet = sheet
        self._report = report
        self._glyphs = glyphs
        self._source = source
        self._mapped: Mapped = guess_mapping(sheet, schema)
        self._incoming: tuple[Incoming, ...] = ()
        self._left: set[int] = set()
        self._asked: set[int] = set()

    def compose(self) -> ComposeResult:
        """Title, columns, rows, what is said of the chosen one, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain(id="title", classes="title")
            yield Table(_COLUMNS, id="columns", filters=False)
            yield Table(_ROWS, id="rows", filters=False)
            yield Plain(keep=True, id="about")
            yield ButtonRow(
                (
                    Choice("import", "Import", "^S", "save"),
                    Choice("doubt", "Next doubtful", "F8", "next"),
                    Choice("toggle", "Take or leave", "Space"),
                    Choice("leave", "Cancel"),
                )
            )

    def on_mount(self) -> None:
        """Fill both tables; the columns come first."""
        for table in self.query(Table):
            table.glyphs = self._glyphs
        self.query_one("#columns").styles.height = min(7, len(self._mapped.targets) + 1)
        self._fill()
        self._columns.focus()

    def action_turn(self, by: int) -> None:
        """Let the chosen column become another field."""
        if self.focused is not self._columns or not self._columns.selected:
            return
        index = int(self._columns.selected)
        targets = list(self._mapped.targets)
        targets[index] = TARGETS[(TARGETS.index(targets[index]) + by) % len(TARGETS)]
        self._mapped = replace(self._mapped, targets=tuple(targets))
        self._fill()

    def action_take_row(self) -> None:
        """Take the chosen row, or leave it out."""
        if not self._rows.selected:
            return
        number = int(self._rows.selected)
        self._asked.add(number)
        self._left ^= {number}
        self._show_rows()

    def action_next_doubt(self) -> None:
        """Choose the next row that is doubtful."""
        keys = [row.key for row in self._rows.listed]
        here = keys.index(self._rows.selected) if self._rows.selected in keys else -1
        doubtful = {str(row.number) for row in self._incoming if row.doubts}
        found = next((key for key in (*keys[here + 1 :], *keys[: here + 1]) if key in doubtful), None)
        if found is None:
            self._say("No row is doubtful.")
        else:
            self._rows.choose(found)
            self._rows.focus()

    def action_import(self) -> None:
        """Import the rows that are taken."""
        taken = tuple(row for row in self._incoming if row.number not in self._left)
        if taken:
            self.dismiss(taken)
        else:
            self._say("No row is taken. Space takes a row or leaves it out.")

    def on_table_marked(self, event: Table.Marked) -> None:
        """Say what the chosen column or row says in full."""
        event.stop()
        if not event.key or event.table is not self.focused:
            return
        if event.table is self._columns:
            self._say("Left and Right change what this column becomes. Tab goes on to the rows.")
        else:
            self._say(self._about(event.key))

    def on_descendant_focus(self) -> None:
        """The words below follow the focus."""
        if self.focused is self._rows and self._rows.selected:
            self._say(self._about(self._rows.selected))
        elif self.focused is self._columns:
            self._say("Left and Right change what this column becomes. Tab goes on to the rows.")

    def on_table_taken(self, event: Table.Taken) -> None:
        """Enter goes from the columns to the rows, and takes or leaves a row."""
        event.stop()
        if event.table is self._columns:
            self._rows.focus()
        else:
            self.action_take_row()

    def pressed(self, choice: str) -> None:
        """The buttons do what the keys do."""
        if choice == "leave":
            self.dismiss(None)
        else:
            {"import": self.action_import, "doubt": self.action_next_doubt, "toggle": self.action_take_row}[choice]()

    @property
    def _columns(self) -> Table:
        return self.query_one("#columns", Table)

    @property
    def _rows(self) -> Table:
        return self.query_one("#rows", Table)

    def _fill(self) -> None:
        self._incoming = incoming_events(self._sheet, self._mapped, self._report)
        same = {row.number for row in self._incoming if row.same_as}
        self._left = (self._left & self._asked) | (same - self._asked)
        first = self._sheet.rows[1] if self._mapped.headings and len(self._sheet.rows) > 1 else self._sheet.rows[0]
        rows: list[TableRow] = []
        for index, target in enumerate(self._mapped.targets):
            entry = first.cells[index] if index < len(first.cells) else ""
            rows.append(TableRow(str(index), tuple(map(one_line, (self._mapped.name(index), entry, f"< {target} >")))))
        self._columns.show(rows)
        self._show_rows()

    def _show_rows(self) -> None:
        self._rows.show([self._row(row) for row in self._incoming])
        taken = len(self._incoming) - len(self._left)
        doubtful = sum(bool(row.doubts) for row in self._incoming)
        said = f"Import from {one_line(self._source)}: {taken} of {len(self._incoming)} rows taken"
        self.query_one("#title", Plain).show(f"{said}, {doubtful} doubtful" if doubtful else said)

    def _row(self, row: Incoming) -> TableRow:
        sign = " " if row.number in self._left else "x"
        cells = (f"[{sign}] {row.number}", row.date.written, row.title, "; ".join(row.doubts))
        return TableRow(str(row.number), tuple(map(one_line, cells)), marked=3 if row.doubts else -1)

    def _about(self, key: str) -> str:
        row = next(row for row in self._incoming if str(row.number) == key)
        said = [one_line(f"{row.date.written}: {row.title}" if row.date.written else row.title)]
        said.append(one_line("; ".join((*row.doubts, *row.notes))) or "Nothing about it is doubtful.")
        fields = [*(f"{name}: {text}" for name, text in row.values.items()), *(f"Source: {one}" for one in row.sources)]
        said.append(one_line("   ".join(fields)))
        return "\n".join(said)

    def _say(self, text: str) -> None:
        self.query_one("#about", Plain).show(text)
