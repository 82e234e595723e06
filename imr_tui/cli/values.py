"""What `set` may be asked to set, and the review as it stands afterwards, refused where the value does not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.places import record_named
from imr_tui.cli.review import Review
from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date
from imr_tui.document.edits import set_field, set_section_field
from imr_tui.document.findings import Severity
from imr_tui.document.front_edits import FrontValue, set_values
from imr_tui.document.model import Field, Record, Report
from imr_tui.document.record_text import NARRATIVE, TITLE, Cell, Sort, read_record, set_cells
from imr_tui.document.schema import FieldSpec, FrontKey, fold_name
from imr_tui.document.text import TextEdit
from imr_tui.document.values import match_choice
from imr_tui.errors import InputError, RefusedError

_RECORD = re.compile(r"[A-Za-z]\d{1,6}")
_DATE_HINT = "Write it as 14 March 2023 or 2023-03-14, day before month."


@dataclass(frozen=True, slots=True)
class Change:
    """What was set: its full name, the value as written, and the review afterwards."""

    name: str
    value: str
    review: Review


def set_target(review: Review, target: str, value: str) -> Change:
    """Set `target`, such as `E3.Date`, `dates.requested` or `methodology.Interviews`; nothing is written.

    RefusedError where the review has no such place or the value does not fit; InputError where `target` is none.
    """
    head, dot, name = target.partition(".")
    schema = review.rules.schema
    tables = {key.table for key in schema.front_keys if key.table} | {"glossary"}
    section_areas = {spec.area for spec in schema.section_fields}
    if not dot or not name.strip():
        raise _no_target(target, [])
    if _RECORD.fullmatch(head):
        return _set_record(review, record_named(head, review.report), name.strip(), value)
    if head in tables:
        return _set_front(review, head, name.strip(), value)
    if head in section_areas:
        return _set_section(review, head, name.strip(), value)
    raise _no_target(head, [*tables, *section_areas, *review.report.records])


def _no_target(target: str, known: Iterable[str]) -> InputError:
    hint = did_you_mean(
        target, known, "Name a record's field (E3.Date) or a value of the front matter (dates.requested)."
    )
    return InputError("There is nothing of that name", f'"{target}" cannot be set.', hint)


def _set_record(review: Review, record: Record, name: str, value: str) -> Change:
    cell = _cell_named(review, record, name)
    if cell is not None:
        edits = set_cells(review.report, review.rules.schema, record.id, {cell: value})
        changed = review.after(edits)
        refuse_new_errors(review.report, changed.report, "The value does not fit")
        return Change(f"{record.id}.{name}", read_record(changed.report, record.id).text(cell), changed)
    spec = _field_spec(review, record, name)
    value = _canonical(spec, value)
    edits = set_field(review.report, review.rules.schema, record.id, spec.name, value)
    changed = _unharmed(review, edits)
    now = changed.report.records[record.id]
    entry = now.field(spec.name)
    if entry is not None:
        _refuse_misfit(entry, f"{record.id}.{spec.name}")
    return Change(f"{record.id}.{spec.name}", entry.value.text if entry else "", changed)


def _cell_named(review: Review, record: Record, name: str) -> Cell | None:
    """What is no field: a record's title or narrative, or the restriction on a field; None for a field."""
    head, dot, tail = name.rpartition(".")
    if dot and fold_name(tail) == Sort.RESTRICTION.value:
        spec = _field_spec(review, record, head)
        if not spec.characteristic:
            raise RefusedError("There is no such field", f"{record.id}.{spec.name} carries no restriction of its own.")
        return Cell(Sort.RESTRICTION, spec.name)
    if review.rules.schema.kinds[record.kind].field(name) is not None:
        return None
    return {TITLE.sort.value: TITLE, NARRATIVE.sort.value: NARRATIVE}.get(fold_name(name))


def _field_spec(review: Review, record: Record, name: str) -> FieldSpec:
    """The field of that name: the kind's, one the review adds, or one that the record has already."""
    kind = review.rules.schema.kinds[record.kind]
    known = kind.field(name)
    if known is not None:
        return known
    table = review.report.front.table("fields").get(record.kind)
    added = table.get("add", ()) if isinstance(table, dict) else ()
    own = [entry for entry in added if isinstance(entry, str)] + [entry.name for entry in record.part.fields]
    for other in own:
        if fold_name(other) == fold_name(name):
            return FieldSpec(other)
    names = [field.name for field in kind.fields] + own
    raise RefusedError(
        "There is no such field",
        f'{"An" if kind.name[0] in "aeiou" else "A"} {kind.name} has no field "{name}".',
        did_you_mean(name, names, f"It has {', '.join(names)}."),
    )


def _canonical(spec: FieldSpec, value: str) -> str:
    return (match_choice(value, spec.choices) or value) if spec.choices else value


def _set_section(review: Review, area: str, name: str, value: str) -> Change:
    schema, report = review.rules.schema, review.report
    spec = schema.section_field(name, frozenset({area}))
    if spec is None:
        names = [entry.field.name for entry in schema.section_fields if entry.area == area]
        hint = did_you_mean(name, names, f"It has {', '.join(names)}.")
        raise RefusedError("There is no such field", f'A section on {area} has no field "{name}".', hint)
    covering = [section for section in report.covering(area) if section.part.heading is not None]
    if not covering:
        hint = f"Give a heading the attribute {{covers={area}}} first."
        raise RefusedError("There is no section for it", f"No heading of the review covers {area}.", hint)
    having = [section for section in covering if section.part.field(spec.field.name) is not None]
    section = (having or covering)[0]
    changed = _unharmed(review, set_section_field(report, schema, section, spec.field.name, value))
    entry = changed.report.sections[section.index].part.field(spec.field.name)
    return Change(f"{area}.{spec.field.name}", entry.value.text if entry else "", changed)


def _set_front(review: Review, table: str, name: str, value: str) -> Change:
    keys = {key.key: key for key in review.rules.schema.front_keys if key.table == table}
    if table == "glossary":
        typed: FrontValue = value.strip() or None
    elif name in keys:
        typed = _typed(keys[name], value.strip())
    else:
        hint = did_you_mean(name, keys, f"It has {', '.join(keys)}.")
        raise RefusedError("There is no such value", f'The table {table} has no value "{name}".', hint)
    changed = _unharmed(review, set_values(review.report, {(table, name): typed}))
    return Change(f"{table}.{name}", _in_words(typed), changed)


def _typed(key: FrontKey, value: str) -> FrontValue:
    """The value as the front matter holds it; an empty one takes away what is no text."""
    if key.type == "string":
        if value and key.choices and value not in key.choices:
            raise RefusedError("The value does not fit", f"{key.label} is {' or '.join(key.choices)}.")
        return value
    if not value:
        return None
    if key.type == "date":
        return _day(key, value)
    if key.type == "integer":
        if not (value.isascii() and value.isdecimal()):
            raise RefusedError("The value does not fit", f"{key.label} is a whole number.")
        return int(value)
    return tuple(piece.strip() for piece in re.split(r"[,;]", value) if piece.strip())


def _day(key: FrontKey, value: str) -> date:
    found = read_date(value)
    if found is None or found.partial or found.timed or found.uncertain:
        raise RefusedError("The value does not fit", f"{key.label} is one day.", _DATE_HINT)
    return found.first.date()


def _in_words(value: FrontValue) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int, date)):
        return str(value)
    return ", ".join(value)


def _unharmed(review: Review, edits: tuple[TextEdit, ...]) -> Review:
    """The review after `edits`; RefusedError where more than the one value would be another."""
    changed = review.after(edits)
    before, after = review.report, changed.report
    same = [section.title for section in before.sections] == [section.title for section in after.sections]
    if not same or list(before.records) != list(after.records) or before.front.readable != after.front.readable:
        raise RefusedError(
            "The value does not fit",
            "It would not stay in its place: it would be read as a heading or a record of its own.",
            "Put it in plain words.",
        )
    refuse_new_errors(before, after, "The value does not fit")
    return changed


def refuse_new_errors(before: Report, after: Report, title: str) -> None:
    """RefusedError where a change brings an error that the document did not have before."""
    known = Counter(finding.rule for finding in before.findings)
    for finding in after.findings:
        known[finding.rule] -= 1
        if finding.severity is Severity.ERROR and known[finding.rule] < 0:
            raise RefusedError(title, finding.message)


def _refuse_misfit(entry: Field, name: str) -> None:
    """RefusedError where a field that was just set is no date or no choice."""
    if entry.date_invalid:
        raise RefusedError("The value does not fit", f"{name} is a date.", _DATE_HINT)
    if entry.choice_invalid and entry.spec is not None:
        raise RefusedError("The value does not fit", f"{name} is one of: {'; '.join(entry.spec.choices)}.")
