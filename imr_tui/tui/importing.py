"""Imports as the officer meets them: a table or a list is pasted or named, looked at, and then written as one undo step."""

from __future__ import annotations

import asyncio

from imr_tui.analysis.event_import import import_events
from imr_tui.analysis.sheet import read_sheet
from imr_tui.analysis.term_import import import_terms, read_points
from imr_tui.data.foreign_tables import load_any_table
from imr_tui.errors import ImrError
from imr_tui.storage.tables import TableText
from imr_tui.tui.desk import Desk
from imr_tui.tui.opening import named_path
from imr_tui.tui.screens.import_events import ImportEvents
from imr_tui.tui.screens.import_source import AskSource
from imr_tui.tui.screens.import_terms import ImportTerms

_EVENTS = "Import a chronology"
_EVENTS_SAID = """\
Paste the table here, its heading row included, as you copied it from Word or Excel; or type the name of a CSV, Word or Excel file. \
You see what each row becomes before anything is written."""
_TERMS = "Import terms of reference"
_TERMS_SAID = """\
Paste the list here as you were sent it, or type the name of a text or Word file. Numbers ahead of the points are taken away, \
and you see the points before anything is written."""


class Importing:
    """Imports into the review on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def events(self) -> None:
        """Import events from a table."""
        complaint = ""
        while (source := await self._source("E", _EVENTS, _EVENTS_SAID, complaint)) is not None:
            text, name = source
            schema = self._desk.services.rules.schema
            try:
                sheet = read_sheet(text.text)
            except ImrError as error:
                complaint = f"{error.title}. {error.detail} {error.hint}"
                continue
            report = self._desk.current().report
            rows = await self._desk.ask(ImportEvents(sheet, report, schema, self._desk.glyphs, source=name))
            if rows is None:
                return
            done = import_events(self._desk.current().report, schema, rows)
            if self._desk.change(done.edits, "import events"):
                self._go_to(done.events[0])
                sources = f", {_counted(len(done.sources), 'source')}" if done.sources else ""
                self._desk.tell(f"{_counted(len(done.events), 'event')} imported{sources}. Ctrl+Z takes it back.")
            return

    async def terms(self) -> None:
        """Import terms of reference from a list."""
        complaint = ""
        while (source := await self._source("T", _TERMS, _TERMS_SAID, complaint)) is not None:
            report = self._desk.current().report
            try:
                points = read_points(source[0].text, report)
            except ImrError as error:
                complaint = f"{error.title}. {error.detail} {error.hint}"
                continue
            taken = await self._desk.ask(ImportTerms(points, self._desk.glyphs))
            if taken is None:
                return
            done = import_terms(self._desk.current().report, self._desk.services.rules.schema, taken)
            if self._desk.change(done.edits, "import terms"):
                self._go_to(done.terms[0])
                said = "1 term" if len(done.terms) == 1 else f"{len(done.terms)} terms"
                self._desk.tell(f"{said} of reference imported. Ctrl+Z takes it back.")
            return

    async def _source(self, letter: str, title: str, said: str, complaint: str) -> tuple[TableText, str] | None:
        """The text to import and what it is called; asked again for a file that cannot be used. None for leaving it."""
        while True:
            source = await self._desk.ask(AskSource(title, said, complaint=complaint))
            if source is None:
                return None
            if source.text:
                return TableText(source.text), "what was pasted"
            try:
                path = named_path(source.name)
                loaded = await asyncio.to_thread(load_any_table, path, letter)
            except ImrError as error:
                complaint = f"{error.title}. {error.detail} {error.hint}"
                continue
            if loaded.note:
                self._desk.tell(loaded.note)
            return loaded, path.name

    def _go_to(self, ident: str) -> None:
        report = self._desk.current().report
        self._desk.go_to(report.section_of(report.records[ident]).start)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
