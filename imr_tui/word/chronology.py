"""The chronology of events as a table, in the review's own columns."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.document.model import Record
from imr_tui.document.schema import fold_name
from imr_tui.word.build import Build
from imr_tui.word.columns import (
    DEFAULT_CHRONOLOGY,
    Column,
    column_names,
    field_cell,
    left_over,
    not_stated,
    title_and_text,
)
from imr_tui.word.nodes import Node, plain, string
from imr_tui.word.tables import Cell

_REFERENCE = frozenset({"ref", "reference", "no", "number", "seq", "sequence", "event ref", "id"})
_NARRATIVE = frozenset({"what happened", "event", "event details", "details", "narrative", "summary", "description"})


def chronology(build: Build, events: Sequence[Record], title: str, *, turned: bool = False) -> tuple[list[Node], bool]:
    """The table of these events in the order of the text, and whether its pages lie landscape.

    A short one stays upright unless it is to be `turned` in any case.
    """
    columns = [_column(build, name) for name in column_names(build, "chronology", DEFAULT_CHRONOLOGY)]
    telling = next((n for n, column in enumerate(columns) if fold_name(column.title) in _NARRATIVE), len(columns) - 1)
    anchor = next((n for n, column in enumerate(columns) if fold_name(column.title) in _REFERENCE), 0)
    rows: list[list[Cell]] = []
    for event in events:
        cells = [column.cell(event) for column in columns]
        cells[telling] = [*cells[telling], *left_over(build, event, columns)]
        if fold_name(columns[anchor].title) not in _REFERENCE:
            cells[anchor] = [plain((build.reference(event),)), *cells[anchor]]
        rows.append(cells)
    head: list[Cell] = [[plain((string(column.title),))] for column in columns]
    described = "Each row is an event, in the order of time, with the records that it is taken from."
    return build.tables.wide_table(title, described, head, rows, label_column=True, turned=turned)


def _column(build: Build, name: str) -> Column:
    folded = fold_name(name)
    spec = build.schema.kinds["E"].field(name)
    if folded in _REFERENCE:
        return Column(name, lambda event: _reference(build, event))
    if spec is None and folded in _NARRATIVE:
        return Column(name, lambda event: title_and_text(build, event))
    printed = (spec.name if spec is not None else name,)

    def cell(event: Record) -> Cell:
        known, entry = build.field(event, name)
        if known is None and entry is None:
            return not_stated()
        return field_cell(build, entry, event.linked(known.name) if known is not None else ())

    return Column(name, cell, printed)


def _reference(build: Build, event: Record) -> Cell:
    """An event's id and, below it, the findings and learning points that take it up."""
    found: list[Node] = [plain((build.reference(event),))]
    taken_up = [ident for ident in build.links.to(event.id, "FL") if ident in build.targets]
    if taken_up:
        found.append(plain([string("See "), *build.linked_ids(taken_up)]))
    return found
