"""What the review rests on: terms of reference, sources and interviews, each as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imr_tui.document.model import Record
from imr_tui.word.build import Build
from imr_tui.word.columns import Column, field_cell, left_over, not_stated, title_and_text
from imr_tui.word.nodes import Node, para, plain, string, strong
from imr_tui.word.tables import Cell
from imr_tui.word.values import as_paragraphs, has_value, labelled, name_of


def terms_table(build: Build, terms: Sequence[Record]) -> list[Node]:
    """The points that the review was asked to address."""

    def term(record: Record) -> Cell:
        return [*title_and_text(build, record), *left_over(build, record, ())]

    columns = (Column("Ref", lambda record: _reference(build, record)), Column("Term of reference", term))
    return _table(
        build,
        terms,
        columns,
        "Points set for this review",
        "Each row is a point as it was set for this review.",
        (0.09, 0.91),
    )


def coverage_table(build: Build, terms: Sequence[Record]) -> list[Node]:
    """Where each point is answered, or why it is not."""

    def term(record: Record) -> Cell:
        return [plain(build.blocks.inlines.text(name_of(record, "Not titled")))]

    def answered(record: Record) -> Cell:
        findings = build.links.to(record.id, "F")
        reason = record.field("Not addressed because")
        found: list[Node] = [plain(build.linked_ids(findings))] if findings else []
        if has_value(reason):
            found += labelled("Not addressed because", build.values.cell(reason))
        return found or not_stated()

    columns = (
        Column("Ref", lambda record: [plain((build.blocks.inlines.record_link(record.id),))]),
        Column("Term of reference", term),
        Column("Answered in", answered),
    )
    described = "Each row is a point set for this review, with the findings that answer it or the reason why none does."
    return _table(build, terms, columns, "Where each term of reference is answered", described, (0.09, 0.43, 0.48))


def sources_table(build: Build, sources: Sequence[Record]) -> list[Node]:
    """What was consulted, and what could not be."""
    columns = (
        Column("Ref", lambda record: _reference(build, record)),
        Column("Source", lambda record: _source(build, record), ("Link",)),
        Column("Type", _field(build, "Type"), ("Type",)),
        Column(
            "Accessed",
            lambda record: _answer(build, record, "Accessed", "Reason not accessed"),
            ("Accessed", "Reason not accessed"),
        ),
    )
    described = "Each row is a system, policy, piece of guidance or other record, and whether it could be accessed."
    return _table(
        build, sources, columns, "Sources consulted for this review", described, (0.08, 0.45, 0.17, 0.3), told=1
    )


def interviews_table(build: Build, interviews: Sequence[Record]) -> list[Node]:
    """Whom the review spoke to, about what, and what was learnt."""
    columns = (
        Column("Ref", lambda record: _reference(build, record)),
        Column("Person and role", lambda record: _person(build, record), ("Person", "Role")),
        Column("Events", lambda record: _events(build, record), ("Events",)),
        Column(
            "Spoken to",
            lambda record: _answer(build, record, "Spoken to", "Reason not spoken to", "Date"),
            ("Spoken to", "Reason not spoken to", "Date"),
        ),
        Column("What was learnt", lambda record: as_paragraphs(build.narrative(record)) or not_stated()),
    )
    described = "Each row is an officer or member of staff, whether they were spoken to, and what was learnt."
    return _table(build, interviews, columns, "Officers and staff involved", described, (0.07, 0.22, 0.11, 0.22, 0.38))


def _table(
    build: Build,
    records: Sequence[Record],
    columns: Sequence[Column],
    title: str,
    described: str,
    widths: Sequence[float],
    told: int = -1,
) -> list[Node]:
    """A table of records; what has no column is added to the cell `told`."""
    rows: list[list[Cell]] = []
    for record in records:
        cells = [column.cell(record) for column in columns]
        if any(column.prints for column in columns):
            cells[told] = [*cells[told], *left_over(build, record, columns)]
        rows.append(cells)
    head: list[Cell] = [[plain((string(column.title),))] for column in columns]
    return build.tables.table(title, described, head, rows, widths=widths, label_column=True)


def _reference(build: Build, record: Record) -> Cell:
    return [plain((build.reference(record),))]


def _field(build: Build, name: str) -> Callable[[Record], Cell]:
    return lambda record: field_cell(build, record.field(name))


def _source(build: Build, record: Record) -> Cell:
    """A source's title, its link and what is said of it."""
    found: list[Node] = [para(build.blocks.inlines.text(record.title))] if record.title else []
    link = record.field("Link")
    if has_value(link):
        found += build.values.cell(link)
    return [*found, *as_paragraphs(build.narrative(record))] or not_stated()


def _person(build: Build, record: Record) -> Cell:
    """A person's name in bold and the role below it."""
    person, role = record.field("Person"), record.field("Role")
    named = build.values.value(record.value("Person")) if has_value(person) else name_of(record, "")
    found: list[Node] = [para((strong(*build.blocks.inlines.text(named)),))] if named else not_stated()
    if has_value(role):
        found += build.values.cell(role)
    return found


def _events(build: Build, record: Record) -> Cell:
    return field_cell(build, record.field("Events"), record.linked("Events"))


def _answer(build: Build, record: Record, name: str, reason: str, date: str = "") -> Cell:
    """Yes or no, when, and the reason given."""
    found = build.values.cell(record.field(name))
    for other in (date, reason):
        entry = record.field(other) if other else None
        if has_value(entry):
            found = [*found, *build.values.cell(entry)]
    return found
