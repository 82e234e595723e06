"""The people in the review: their characteristics as tables, a column for each of the subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from imr_tui.document.model import Record
from imr_tui.document.schema import FieldSpec, fold_name
from imr_tui.word.build import Build
from imr_tui.word.inlines import record_bookmark
from imr_tui.word.nodes import Node, line_break, plain, span, string, strong, styled_para
from imr_tui.word.options import PSEUDONYMS
from imr_tui.word.tables import Cell
from imr_tui.word.values import NOT_STATED, has_value, name_of

RESTRICTIONS = "Publication restrictions"
_ROLE = "Role"
_WIDEST = 3
_TELLING = 4
_NOTE = "See note below"
# The author's words that there is no restriction; what follows them is an exception.
_NONE = re.compile(
    r"(none(?: known| identified| recorded)?|no(?: known)? restrictions?(?: known)?)(?!\w)[.\s]*", re.IGNORECASE
)
_HEAD = "Restrictions on publication"


def person_tables(build: Build) -> list[Node]:
    """Table after table: the subjects in the order of their roles, then everybody else."""
    subjects, missing = _subjects(build)
    others = [person for person in build.report.of_kind("P") if person not in subjects]
    found: list[Node] = []
    columns: list[Record | str] = [*subjects, *missing]
    if columns:
        roles = " and ".join(dict.fromkeys(role_of(build, column).casefold() for column in columns))
        found += _tables(build, columns, f"Characteristics of the {roles}", every_row=True)
    if others:
        found += _tables(build, others, "Characteristics of other people", every_row=False)
    return found


def role_of(build: Build, column: Record | str) -> str:
    """A person's role in words; "Person" where none is stated."""
    if isinstance(column, str):
        return column
    return build.values.value(column.value(_ROLE)) or "Person"


def _subjects(build: Build) -> tuple[list[Record], list[str]]:
    """The persons whose role is a subject's, role after role; and the roles that nobody has."""
    wanted = build.report.front.get("review", "subjects")
    roles = [role for role in wanted if isinstance(role, str)] if isinstance(wanted, list) else []
    people = build.report.of_kind("P")
    found: list[Record] = []
    missing: list[str] = []
    for role in roles:
        holders = [person for person in people if fold_name(role_of(build, person)) == fold_name(role)]
        found += [person for person in holders if person not in found]
        if not holders:
            missing.append(role)
    return found, missing


def _tables(build: Build, columns: Sequence[Record | str], title: str, *, every_row: bool) -> list[Node]:
    found: list[Node] = []
    many = ceil(len(columns) / ceil(len(columns) / _WIDEST))
    for start in range(0, len(columns), many):
        shown = columns[start : start + many]
        found += _table(build, shown, title if start == 0 else f"{title} (continued)", every_row=every_row)
    return found


def _table(build: Build, columns: Sequence[Record | str], title: str, *, every_row: bool) -> list[Node]:
    specs = [spec for spec in build.schema.kinds["P"].fields if spec.name not in (_ROLE, RESTRICTIONS)]
    people = [column for column in columns if isinstance(column, Record)]
    rows = [
        _row(build, spec, columns)
        for spec in specs
        if every_row or any(has_value(person.field(spec.name)) for person in people)
    ]
    for name in _added(people):
        cells = [
            build.values.cell(build.field(column, name)[1]) if isinstance(column, Record) else _not_stated()
            for column in columns
        ]
        rows.append([_label(name), *cells, _not_stated()])
    head = [_label("Characteristic"), *(_head(build, column) for column in columns), _label(_HEAD)]
    if build.options.profile == PSEUDONYMS:
        # What may not be published, and why, is not for a copy that will be.
        share = 0.76 / len(columns)
        described = "Each row is a characteristic; a column for each person. What is withheld says so."
        rows = [row[:-1] for row in rows]
        return build.tables.table(
            title, described, head[:-1], rows, widths=(0.24, *[share] * len(columns)), label_column=True
        )
    share = 0.585 / len(columns)
    widths = (0.195, *[share] * len(columns), 0.22)
    described = "Each row is a characteristic; a column for each person, and what may not be published."
    found = build.tables.table(title, described, head, rows, widths=widths, label_column=True)
    return found + _notes(build, columns)


def _row(build: Build, spec: FieldSpec, columns: Sequence[Record | str]) -> list[Cell]:
    cells = [
        build.values.cell(column.field(spec.name)) if isinstance(column, Record) else _not_stated()
        for column in columns
    ]
    return [_label(spec.name), *cells, _restrictions(build, spec.name, columns)]


def _restrictions(build: Build, name: str, columns: Sequence[Record | str]) -> Cell:
    """What is said of publishing one characteristic; what is said of a person as a whole stands below the table."""
    people = [column for column in columns if isinstance(column, Record)]
    own = [(person, _own_restriction(build, person, name)) for person in people]
    if any(text for _, text in own):
        return [
            plain([string(f"{role_of(build, person)}: "), *build.blocks.inlines.text(text)])
            for person, text in own
            if text
        ]
    general = _general(build, columns)
    if not any(general):
        return _not_stated()
    return _label(_NOTE if _is_noted(general, name) else _NONE.split(general[0], 1)[1])


def _own_restriction(build: Build, person: Record, name: str) -> str:
    entry = person.field(name)
    return build.values.value(entry.restriction) if entry is not None else ""


def _general(build: Build, columns: Sequence[Record | str]) -> list[str]:
    """What is said of each column's person as a whole; empty where nothing is, or where there is no such person."""
    return [build.values.value(column.value(RESTRICTIONS)) if isinstance(column, Record) else "" for column in columns]


def _is_noted(general: Sequence[str], name: str = "") -> bool:
    """Whether what is said needs a note: unless it is of everybody that there is none, and no exception names `name`."""
    exceptions = [_NONE.split(text, 1)[2] for text in general if _NONE.match(text)]
    if len(exceptions) < len(general):
        return True
    words = [word for word in fold_name(name).split() if len(word) >= _TELLING]
    return any(word in fold_name(exception) for exception in exceptions for word in words)


def _notes(build: Build, columns: Sequence[Record | str]) -> list[Node]:
    """What is said of each person as a whole, a paragraph each; nothing where the cells say all of it."""
    general = _general(build, columns)
    if not any(general) or all(_NONE.fullmatch(text) for text in general):
        return []
    found: list[Node] = []
    for person, text in zip(columns, general, strict=True):
        if isinstance(person, Record):
            who = f"{RESTRICTIONS}, {role_of(build, person).casefold()} ({name_of(person, person.id)}): "
            said = build.blocks.inlines.text(text) if text else [string(_elsewhere(person))]
            found.append(styled_para("Table Note", (strong(string(who)), *said)))
    return found


def _elsewhere(person: Record) -> str:
    """For a person of whom nothing is said as a whole: whether single rows say something."""
    has_own = any(entry.restriction is not None for entry in person.part.fields)
    return "As stated in the table" if has_own else NOT_STATED


def _added(people: Sequence[Record]) -> list[str]:
    """Fields that the schema does not know, by name as written."""
    return list(dict.fromkeys(entry.written for person in people for entry in person.part.fields if entry.spec is None))


def _head(build: Build, column: Record | str) -> Cell:
    role = role_of(build, column)
    if isinstance(column, str):
        return [plain((string(role),))]
    name = name_of(column, "")
    inlines: list[Node] = [string(role)]
    if name and fold_name(name) != fold_name(role):
        inlines += [line_break(), *build.blocks.inlines.text(name)]
    return [plain((span(inlines, ident=record_bookmark(column.id)),))]


def person_narrative(build: Build, person: Record, level: int) -> None:
    """What the text says of a person beside the fields, under the person's name."""
    blocks = build.narrative(person, build.body_setting)
    if blocks:
        name = name_of(person, role_of(build, person))
        build.flow.heading(styled_para(f"Record Heading {max(2, min(level, 6))}", build.blocks.inlines.text(name)))
        build.flow.add(blocks)


def _label(text: str) -> Cell:
    return [plain((string(text),))]


def _not_stated() -> Cell:
    return _label(NOT_STATED)
