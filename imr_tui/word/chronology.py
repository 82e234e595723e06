"""The chronology of events as a table, in the review's own columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imr_tui.document.dates import write_date
from imr_tui.document.model import Record
from imr_tui.document.schema import fold_name
from imr_tui.word.build import Build
from imr_tui.word.columns import (
    DEFAULT_CHRONOLOGY,
    Column,
    Grid,
    bare_name,
    column_names,
    field_cell,
    left_over,
    not_stated,
    title_and_text,
)
from imr_tui.word.inlines import record_bookmark
from imr_tui.word.nodes import Node, plain, span, string
from imr_tui.word.options import CHRONOLOGY
from imr_tui.word.tables import Cell
from imr_tui.word.values import has_value

_REFERENCE = frozenset({"ref", "reference", "no", "number", "event ref", "id"})
_SEQUENCE = frozenset({"seq", "sequence"})
_NARRATIVE = frozenset({"what happened", "event", "event details", "details", "narrative", "summary", "description"})
_DAYS = frozenset({"start date"})
_TIMES = frozenset({"time", "start time"})
_ENDS = frozenset({"end date", "end time"})
_NAMED_SOURCES = frozenset({"source of information"})
_SOURCE_ID = re.compile(r"(, *)?\b(S\d+)\b")
_DESCRIBED = "Each row is an event, in the order of time, with the records that it is taken from."


def chronology(build: Build, events: Sequence[Record], title: str, *, turned: bool = False) -> tuple[list[Node], bool]:
    """The table of these events in the order of the text, and whether its pages lie landscape.

    A short one stays upright unless it is to be `turned` in any case.
    """
    grid = chronology_grid(build, events)
    head: list[Cell] = [[plain((string(name),))] for name in grid.head]
    return build.tables.wide_table(title, _DESCRIBED, head, grid.rows, label_column=True, turned=turned)


def chronology_grid(build: Build, events: Sequence[Record]) -> Grid:
    """The chronology cell by cell, in the columns of the review."""
    columns = [_column(build, name) for name in column_names(build, "chronology", DEFAULT_CHRONOLOGY)]
    names = [fold_name(column.title) for column in columns]
    telling = next((n for n, name in enumerate(names) if name in _NARRATIVE), len(columns) - 1)
    anchor = next((n for n, name in enumerate(names) if name in _REFERENCE), 0)
    rows: list[tuple[Cell, ...]] = []
    for number, event in enumerate(events, 1):
        cells = [column.cell(event) for column in columns]
        cells[telling] = [*cells[telling], *left_over(build, event, columns)]
        if names[anchor] in _SEQUENCE:
            cells[anchor] = [plain((span((string(str(number)),), ident=record_bookmark(event.id)),))]
        elif names[anchor] not in _REFERENCE:
            cells[anchor] = [plain((build.reference(event),)), *cells[anchor]]
        rows.append(tuple(cells))
    return Grid(tuple(column.title for column in columns), tuple(rows))


def _column(build: Build, name: str) -> Column:
    folded = bare_name(name)
    spec = build.schema.kinds["E"].field(name)
    if folded in _SEQUENCE:
        return Column(name, lambda _: [])
    if folded in _REFERENCE:
        return Column(name, lambda event: _reference(build, event))
    if spec is None and folded in _NARRATIVE:
        return Column(name, lambda event: title_and_text(build, event))
    if folded in _DAYS | _TIMES:
        return Column(name, lambda event: _moment(build, event, day=folded in _DAYS), ("Date",))
    if folded in _NAMED_SOURCES or (
        spec is not None and spec.name == "Sources" and build.options.profile == CHRONOLOGY
    ):
        return Column(name, lambda event: _sources(build, event), ("Sources",))
    printed = (spec.name if spec is not None else name,)

    def cell(event: Record) -> Cell:
        known, entry = build.field(event, name)
        if known is None and entry is None:
            # An event that ends when it begins says nothing of its end.
            return [plain(())] if folded in _ENDS else not_stated()
        return field_cell(build, entry, event.linked(known.name) if known is not None else ())

    return Column(name, cell, printed)


def _moment(build: Build, event: Record, *, day: bool) -> Cell:
    """The day or the time of an event: one date alone, with a question mark ahead of it where it is not certain."""
    entry = event.field("Date")
    date = entry.date if entry is not None else None
    if date is None or date.partial:
        return field_cell(build, entry) if day else [plain(())]
    if day:
        mark = "?" if date.uncertain else ""
        return [plain((string(mark + write_date(date.first, timed=False)),))]
    return [plain((string(f"{date.first:%H:%M}"),))] if date.timed else [plain(())]


def _sources(build: Build, event: Record) -> Cell:
    """The sources by their titles, for readers who do not have the list of them."""
    entry = event.field("Sources")
    if not has_value(entry):
        return not_stated()
    lines = entry.value.lines if entry is not None else ()
    return [
        plain(build.blocks.inlines.text(_SOURCE_ID.sub(lambda found: _titled(build, found), line))) for line in lines
    ]


def _titled(build: Build, found: re.Match[str]) -> str:
    record = build.report.records.get(found[2])
    titled = f"{record.id}: {record.title}" if record is not None and record.title else found[2]
    return f"; {titled}" if found[1] else titled


def _reference(build: Build, event: Record) -> Cell:
    """An event's id and, below it, the findings and learning points that take it up."""
    found: list[Node] = [plain((build.reference(event),))]
    taken_up = [ident for ident in build.links.to(event.id, "FL") if ident in build.targets]
    if taken_up:
        found.append(plain([string("See "), *build.linked_ids(taken_up)]))
    return found
