"""The views over the whole review as the officer meets them: the golden thread, the chronology, the terms of reference."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from imr_tui.tui.desk import Desk

if TYPE_CHECKING:
    from imr_tui.analysis.thread import Gap, Strand
    from imr_tui.document.model import Report
    from imr_tui.tui.importing import Importing
    from imr_tui.tui.screens.review_check import CheckAnswer

# ruff: noqa: PLC0415 - each view with what it shows is imported when it is opened for the first time

_LINK = {
    ("F", "E"): "Events",
    ("F", "T"): "Terms of reference",
    ("L", "F"): "Arises from",
    ("R", "L"): "Learning points",
    ("A", "R"): "Recommendation",
}


class Surveying:
    """Shows the views, goes where they lead, and makes what is asked for in them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def importing(self) -> Importing:
        """Imports into the review."""
        from imr_tui.tui.importing import Importing

        return Importing(self._desk)

    async def thread(self, cursor: int) -> None:
        """The golden thread; goes to the record chosen, or makes what it lacks."""
        from imr_tui.analysis.thread import golden_thread
        from imr_tui.tui.screens.thread import ThreadView

        analysis, schema = self._desk.current(), self._desk.services.rules.schema
        at = record_at(analysis.report, cursor)
        answer = await self._desk.ask(ThreadView(golden_thread(analysis, schema), schema, self._desk.glyphs, at=at))
        if answer is None:
            return
        if answer.gap is None:
            self._desk.go_to(answer.strand.place.start)
        else:
            await self._make(answer.strand, answer.gap)

    async def chronology(self, cursor: int) -> None:
        """The chronology; goes to an event, or puts the events of the text in order of time."""
        from imr_tui.tui.screens.chronology import ChronologyDeed, ChronologyView

        report = self._desk.current().report
        answer = await self._desk.ask(ChronologyView(report, self._desk.glyphs, at=record_at(report, cursor)))
        if answer is None:
            return
        if answer.deed is ChronologyDeed.GO:
            self._desk.go_to(answer.offset)
        elif answer.deed is ChronologyDeed.ORDER:
            self._put_in_order(record_at(report, cursor))
        else:
            await self.importing.events()

    async def terms(self, cursor: int) -> None:
        """The terms of reference with the findings that answer them; goes to a term, makes a finding, or imports a list."""
        from imr_tui.analysis.coverage import coverage
        from imr_tui.analysis.thread import Gap, golden_thread
        from imr_tui.tui.screens.terms import TermsDeed, TermsView

        analysis, schema = self._desk.current(), self._desk.services.rules.schema
        thread = golden_thread(analysis, schema)
        at = record_at(analysis.report, cursor)
        answer = await self._desk.ask(TermsView(coverage(analysis.report, thread), self._desk.glyphs, at=at))
        if answer is None:
            return
        if answer.deed is TermsDeed.IMPORT:
            await self.importing.terms()
        elif answer.deed is TermsDeed.MAKE:
            await self._make(thread.strands[answer.term], Gap("", wants="F"))
        else:
            self._desk.go_to(thread.strands[answer.term].place.start)

    async def review_check(self) -> CheckAnswer | None:
        """Everything to look at ahead of an export; goes to the place chosen.

        The answer where it is left for the export, or for a question that has no place yet.
        """
        from imr_tui.analysis.review_check import review_check
        from imr_tui.tui.screens.review_check import ReviewCheck

        analysis = self._desk.current()
        answer = await self._desk.ask(ReviewCheck(review_check(analysis), analysis.report, self._desk.glyphs))
        if answer is None or answer.entry is None or answer.entry.place is None:
            return answer
        self._desk.go_to(answer.entry.place.start)
        return None

    def _put_in_order(self, at: str) -> None:
        """Move the events that stand out of order, as one undo step; the cursor stays with its record."""
        from imr_tui.analysis.chronology import in_order_of_time
        from imr_tui.document.ordering import reorder_records

        report = self._desk.current().report
        order = in_order_of_time(report.of_kind("E"))
        edits = reorder_records(report, self._desk.services.rules.schema, order)
        if edits and self._desk.change(edits, "events in order"):
            moved = len(edits) // 2
            record = self._desk.current().report.records.get(at)
            if record is not None:
                self._desk.go_to(self._desk.current().report.section_of(record).start)
            self._desk.tell(f"{moved} {'event' if moved == 1 else 'events'} moved. Ctrl+Z takes it back.")

    async def _make(self, strand: Strand, gap: Gap) -> None:
        """Make what is missing of a record: by a form, or in the text where forms are not wanted."""
        if not self._desk.services.settings.record_forms or self._desk.keeper.read_only:
            if gap.wants:
                self._make_record(strand, gap.wants)
            else:
                self._make_field(strand, gap)
            return
        from imr_tui.tui.recording import Recording

        recording = Recording(self._desk)
        if not gap.wants:
            await recording.edit(strand.id)
            return
        report = self._desk.current().report
        link = _LINK[gap.wants, strand.kind]
        inside = report.section_of(report.records[strand.id]).start if gap.wants == "A" else None
        await recording.add(gap.wants, inside, {link: strand.id})

    def _make_record(self, strand: Strand, letter: str) -> None:
        """Insert a record that names `strand`; the cursor goes to its title."""
        from imr_tui.document.edits import insert_record

        report, schema = self._desk.current().report, self._desk.services.rules.schema
        inside = report.section_of(report.records[strand.id]).start if letter == "A" else None
        values = {} if letter == "A" else {_LINK[letter, strand.kind]: strand.id}
        insertion = insert_record(report, schema, letter, at=inside, values=values)
        if self._desk.change(insertion.edits, f"insert {insertion.id}", cursor=insertion.cursor):
            self._desk.go_to(insertion.cursor)
            self._desk.tell(f"{insertion.id} is made for {strand.id}: type its title, then F12 goes to its fields.")

    def _make_field(self, strand: Strand, gap: Gap) -> None:
        """Go to the field that a record lacks, adding it where it is not there; to its text where no field is meant."""
        from imr_tui.document.edits import set_field

        report, schema = self._desk.current().report, self._desk.services.rules.schema
        record = report.records.get(strand.id)
        if record is None:
            return
        if gap.field and record.field(gap.field) is None:
            self._desk.change(set_field(report, schema, strand.id, gap.field, ""), f"{strand.id} {gap.field}")
            report = self._desk.current().report
            record = report.records[strand.id]
        self._desk.go_to(field_place(report, strand.id, gap.field))
        self._desk.tell(f"{strand.id}: {gap.text}.")


def record_at(report: Report, cursor: int) -> str:
    """The id of the record at a place; empty where there is none."""
    section = report.section_at(cursor)
    return (section.owner or "") if section is not None else ""


def field_place(report: Report, ident: str, name: str) -> int:
    """Where a record's field is written, as an offset; where the field is not there, behind the record's fields."""
    record = report.records[ident]
    start = report.section_of(record).start
    entry = record.field(name) if name else None
    if entry is None:
        return start + record.part.fields_end
    return start + (entry.value.start if entry.value.end > entry.value.start else entry.item.end)
