"""Check your review: everything to look at once more, area by area, before it is exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from imr_tui.analysis.review_check import CheckEntry, CheckGroup
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The entry to go to; None for going on to the export."""

    entry: CheckEntry | None


class ReviewCheck(TableView[CheckAnswer]):
    """Enter goes to the place, F8 to the next thing to do, Ctrl+E on to the export."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "export", "Export", show=False, priority=True, id="export"),
        Binding("f8,ctrl+n", "next_open", "Next thing to do", show=False, priority=True, id="next"),
    ]
    columns: ClassVar[tuple[Column, ...]] = (Column("What", 24), Column("What is to be looked at"), Column("Line", 5))

    def __init__(self, groups: Sequence[CheckGroup], report: Report, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._groups = tuple(groups)
        self._report = report
        self._entries: dict[str, CheckEntry] = {}
        left = sum(group.open for group in groups)
        self.title_text = f"Check your review: {left} to do" if left else "Check your review: nothing is left to do"

    def choices(self) -> Sequence[Choice]:
        """Go, next, export, close."""
        return (
            Choice("go", "Go", "Enter"),
            Choice("next", "Next", "F8", "next"),
            Choice("export", "Export", "^E", "export"),
            Choice("leave", "Close"),
        )

    def rows(self) -> Sequence[TableRow]:
        """The groups with their entries; an area that is settled is its heading alone."""
        self._entries = {}
        rows: list[TableRow] = []
        for number, group in enumerate(self._groups):
            counted = group.title if group.title[:1].isdecimal() else f"{group.title}: {len(group.entries)}"
            rows.append(TableRow(f"group {number}", (counted,), heading=True))
            for entry in group.entries:
                key = str(len(self._entries))
                self._entries[key] = entry
                line = "" if entry.place is None else str(self._report.position(entry.place.start).line)
                # Thousands of rows may be made here: the table folds what it draws, which are a few dozen.
                rows.append(TableRow(key, (entry.name, entry.text, line), marked=1 if entry.open else -1))
        return rows

    def about(self, key: str) -> str:
        """The entry in full."""
        entry = self._entries[key]
        return one_line(f"{entry.name}: {entry.text}" if entry.name else entry.text)

    def take(self, key: str) -> None:
        """Go to the place."""
        self.dismiss(CheckAnswer(self._entries[key]))

    def press(self, choice: str) -> None:
        """The buttons do what the keys do."""
        {"next": self.action_next_open, "export": self.action_export}[choice]()

    def action_export(self) -> None:
        """Go on to the export."""
        self.dismiss(CheckAnswer(None))

    def action_next_open(self) -> None:
        """Choose the next thing that is still to be done."""
        self.choose_next(lambda key: self._entries[key].open, "Nothing is left to do.")
