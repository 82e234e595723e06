"""Terms of reference: which finding answers which, what is not answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType

from imr_tui.analysis.coverage import Coverage, TermRow
from imr_tui.dataclass import dataclass
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow

_WIDEST_MATRIX = 0.5


class TermsDeed(StrEnum):
    """What the view was left for."""

    GO = "go"
    MAKE = "make"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class TermsAnswer:
    """What is to be done, and for which term, by its id."""

    deed: TermsDeed
    term: str = ""


class TermsView(TableView[TermsAnswer]):
    """Terms as rows, the findings that answer them beside. Ctrl+T makes a finding for the term, Ctrl+O imports a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "make", "Make a finding", show=False, priority=True, id="insert"),
        Binding("ctrl+o", "import", "Import a list", show=False, priority=True),
        Binding("f8,ctrl+n", "next_gap", "Next gap", show=False, priority=True, id="next"),
    ]

    def __init__(self, coverage: Coverage, glyphs: Glyphs, *, at: str = "") -> None:
        super().__init__(glyphs)
        self._coverage = coverage
        self._at = at
        self._by_id = {row.id: row for row in coverage.rows}
        self.title_text = f"Terms of reference: {coverage.answered} of {len(coverage.rows)} answered"

    def choices(self) -> Sequence[Choice]:
        """Go, make, next, import, close."""
        return (
            Choice("go", "Go", "Enter"),
            Choice("make", "Make finding", "^T", "insert"),
            Choice("next", "Next gap", "F8", "next"),
            Choice("import", "Import", "^O"),
            Choice("leave", "Close"),
        )

    def table_columns(self) -> Sequence[Column]:
        """The term, its findings (each in its own place where there is room), and what is missing."""
        return (Column("Term of reference"), Column("Answered by", self._room()), Column("Missing", 14))

    def begin(self) -> None:
        """Begin at the term under the cursor."""
        self.table.choose(self._at)

    def rows(self) -> Sequence[TableRow]:
        """The terms."""
        return [self._row(row) for row in self._coverage.rows]

    def nothing(self) -> str:
        """What is said where there is no term."""
        return "There is no term of reference yet. Ctrl+O imports them from the list that you were sent."

    def about(self, key: str) -> str:
        """The point as set, where it is answered, or why not."""
        row = self._by_id[key]
        said = [f"{row.id}: {one_line(row.text or row.title)}"]
        if row.findings:
            under = "; ".join(one_line(title) for title in row.sections if title)
            said.append(f"Answered by {', '.join(row.findings)}" + (f", under {under}" if under else ""))
        elif row.reason:
            said.append(f"Not addressed because: {one_line(row.reason)}")
        else:
            said.append(
                self.named("No finding names it yet. Ctrl+T makes one, or say in the record why it is not addressed.")
            )
        return "\n".join(said)

    def take(self, key: str) -> None:
        """Go to the term."""
        self.dismiss(TermsAnswer(TermsDeed.GO, key))

    def press(self, choice: str) -> None:
        """The buttons do what the keys do."""
        {"make": self.action_make, "next": self.action_next_gap, "import": self.action_import}[choice]()

    def action_make(self) -> None:
        """Make a finding for the chosen term."""
        if self.table.selected:
            self.dismiss(TermsAnswer(TermsDeed.MAKE, self.table.selected))

    def action_import(self) -> None:
        """Import a list."""
        self.dismiss(TermsAnswer(TermsDeed.IMPORT))

    def action_next_gap(self) -> None:
        """Choose the next term that is not answered."""
        self.choose_next(lambda key: bool(self._by_id[key].gaps), "Every term is answered, or says why not.")

    def _room(self) -> int:
        """The width of the matrix where it fits in half the screen, else of a list of a few."""
        return self._matrix_width() or max(24, self.app.size.width // 3)

    def _matrix_width(self) -> int:
        width = sum(len(ident) + 1 for ident in self._coverage.findings) - 1
        return width if len("Answered by") <= width <= self.app.size.width * _WIDEST_MATRIX else 0

    def _row(self, row: TermRow) -> TableRow:
        if self._matrix_width():
            places = ((ident if ident in row.findings else "").ljust(len(ident)) for ident in self._coverage.findings)
            answered = " ".join(places)
        else:
            answered = ", ".join(row.findings)
        if not row.findings and row.reason:
            answered = "not addressed"
        cells = (f"{row.id} {one_line(row.title)}", answered, "; ".join(row.gaps))
        return TableRow(row.id, cells, marked=2 if row.gaps else -1)
