"""The golden thread as a view: a tree of records with what each lacks, and the way to put it right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from imr_tui.analysis.thread import Gap, Strand, Thread, ThreadRow, thread_rows
from imr_tui.dataclass import dataclass
from imr_tui.document.schema import Schema
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow


@dataclass(frozen=True, slots=True)
class ThreadAnswer:
    """The record to go to; with `gap`, what is to be made for it: a record linked to it, or a field in it."""

    strand: Strand
    gap: Gap | None = None


class ThreadView(TableView[ThreadAnswer]):
    """Enter goes to the record, F8 to the next gap, Ctrl+T makes what is missing, F4 leaves only the gaps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "create", "Make what is missing", show=False, priority=True, id="insert"),
        Binding("f8,ctrl+n", "next_gap(1)", "Next gap", show=False, priority=True, id="next"),
        Binding("shift+f8,f20,ctrl+r", "next_gap(-1)", "Gap before", show=False, priority=True, id="previous"),
        Binding("f4,ctrl+k", "gaps_only", "Only the gaps", show=False, priority=True),
    ]
    columns: ClassVar[tuple[Column, ...]] = (Column("Record", share=3), Column("Missing", share=2))

    def __init__(self, thread: Thread, schema: Schema, glyphs: Glyphs, *, at: str = "") -> None:
        super().__init__(glyphs)
        self._thread = thread
        self._schema = schema
        self._at = at
        self._tree = thread_rows(thread)
        self._strands: dict[str, Strand] = {}
        self._gaps_only = False
        count = sum(len(strand.gaps) for strand in self._shown())
        self.title_text = "Golden thread" + (f": {count} missing" if count else ": nothing missing")

    def choices(self) -> Sequence[Choice]:
        """Go, make, next, only the gaps, close."""
        return (
            Choice("go", "Go", "Enter"),
            Choice("create", "Make it", "^T", "insert"),
            Choice("next", "Next gap", "F8", "next"),
            Choice("only", "Gaps only", "F4"),
            Choice("leave", "Close"),
        )

    def begin(self) -> None:
        """Begin at the record under the cursor, where it is on the thread."""
        key = next((key for key, strand in self._strands.items() if strand.id == self._at), "")
        if key:
            self.table.choose(key)

    def rows(self) -> Sequence[TableRow]:
        """The tree; a record that stands in it again is a row of its own."""
        self._strands = {}
        rows: list[TableRow] = []
        for index, row in enumerate(self._tree):
            if row.strand is None:
                rows.append(TableRow(f"heading {index}", (row.heading,), heading=True))
            elif not self._gaps_only or (row.strand.gaps and not row.again):
                self._strands[str(index)] = row.strand
                rows.append(TableRow(str(index), _cells(row), marked=1 if row.strand.gaps else -1, depth=row.depth))
        below = [*rows[1:], TableRow("", ("",), heading=True)]
        return [row for index, row in enumerate(rows) if not (row.heading and below[index].heading)]

    def nothing(self) -> str:
        """What is said where there is no record, or no gap."""
        if self._gaps_only:
            return "Nothing is missing. F4 shows every record again."
        return self.named("There is no record yet. Ctrl+T in the text makes the first.")

    def about(self, key: str) -> str:
        """The record with what it follows from and what follows from it."""
        strand = self._strands[key]
        kind = self._schema.kinds[strand.kind].name
        lines = [f"{strand.id}, {kind}: {one_line(strand.title)}"]
        ahead = ", ".join(other.id for other in self._thread.ahead(strand))
        behind = ", ".join(other.id for other in self._thread.behind(strand))
        lines.append(
            "   ".join(part for part in (f"From {ahead}" * bool(ahead), f"Leads to {behind}" * bool(behind)) if part)
        )
        lines.append(f"Missing: {_said(strand.gaps)}" if strand.gaps else "Nothing is missing here.")
        return "\n".join(line for line in lines if line)

    def take(self, key: str) -> None:
        """Go to the record."""
        self.dismiss(ThreadAnswer(self._strands[key]))

    def press(self, choice: str) -> None:
        """The buttons do what the keys do."""
        {"create": self.action_create, "next": lambda: self.action_next_gap(1), "only": self.action_gaps_only}[choice]()

    def action_create(self) -> None:
        """Make the first thing that the record lacks."""
        strand = self._strands.get(self.table.selected)
        if strand is None:
            return
        gap = next((gap for gap in strand.gaps if gap.wants), None) or next(iter(strand.gaps), None)
        if gap is None:
            self.say(self.named(f"Nothing is missing of {strand.id}. F8 goes to the next gap."))
        else:
            self.dismiss(ThreadAnswer(strand, gap))

    def action_next_gap(self, by: int) -> None:
        """Choose the next row with a gap, from the top again past the last."""
        self.choose_next(lambda key: bool(self._strands[key].gaps), "Nothing is missing.", backwards=by < 0)

    def action_gaps_only(self) -> None:
        """Show only the records that lack something, or all again."""
        chosen = self.table.selected
        self._gaps_only = not self._gaps_only
        self.fill(choose=chosen)
        self.table.focus()

    def _shown(self) -> Iterator[Strand]:
        seen = {row.strand.id: row.strand for row in self._tree if row.strand is not None}
        return iter(seen.values())


def _cells(row: ThreadRow) -> tuple[str, ...]:
    strand = row.strand
    assert strand is not None  # noqa: S101 - headings have no cells of their own
    again = "  (as above)" if row.again else ""
    return f"{'  ' * (row.depth - 1)}{strand.id} {one_line(strand.title)}{again}", _said(strand.gaps)


def _said(gaps: tuple[Gap, ...]) -> str:
    return "; ".join(one_line(gap.text) for gap in gaps)
