"""A record as a form shows it: title, fields, restrictions and narrative as lines of text, and the edits that set them.

What is set is read again before it is handed out: it stands as it was written and nothing else of the
document is read another way, or it is refused. Unknown fields, comments and all other text stay to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from imr_tui.dataclass import dataclass
from imr_tui.document.difference import difference
from imr_tui.document.edits import indent_of, set_field, title_span
from imr_tui.document.field_text import block_lines, escaped, lines_of, paragraphs, read_value_text
from imr_tui.document.model import Field, Record, Report, Section
from imr_tui.document.parse import parse, with_own_fields
from imr_tui.document.schema import FieldSpec, KindSpec, Schema
from imr_tui.document.text import LINE_END, Span, TextEdit, apply_edits, line_ending
from imr_tui.document.values import is_blank
from imr_tui.errors import RefusedError

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Sort(Enum):
    """What of a record a cell of its form holds."""

    TITLE = "title"
    FIELD = "field"
    RESTRICTION = "restriction"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that a form asks of a record; `name` is the field's, empty for title and narrative."""

    sort: Sort
    name: str = ""


TITLE = Cell(Sort.TITLE)
NARRATIVE = Cell(Sort.NARRATIVE)


class CellRefusedError(RefusedError):
    """A cell of a record cannot hold what is wanted of it."""

    def __init__(self, cell: Cell, title: str, detail: str, hint: str) -> None:
        super().__init__(title, detail, hint)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class RecordText:
    """What stands in each cell of a record's form. `locked` cells hold what can be changed in the text alone."""

    values: Mapping[Cell, str]
    locked: frozenset[Cell]

    def text(self, cell: Cell) -> str:
        """What stands there; empty for nothing."""
        return self.values.get(cell, "")


def kind_of(report: Report, schema: Schema, letter: str) -> KindSpec:
    """A kind with the fields that the document adds to it."""
    return with_own_fields(schema, report.front).kinds[letter]


def fields_of(kind: KindSpec, record: Record) -> tuple[FieldSpec, ...]:
    """The fields a form asks for: the kind's in order, then those that the record has of its own."""
    known = {spec.name for spec in kind.fields}
    own = dict.fromkeys(entry.name for entry in record.part.fields if entry.name not in known)
    return (*kind.fields, *(FieldSpec(name) for name in own))


def read_record(report: Report, ident: str) -> RecordText:
    """What a form shows of a record. A title that only holds a place is shown as none."""
    record = report.records[ident]
    values: dict[Cell, str] = {}
    locked: set[Cell] = set()
    title = title_span(report, record)
    values[TITLE] = "" if is_blank(record.title) else report.text[title.start : title.end]
    if "<!--" in values[TITLE]:
        locked.add(TITLE)
    for entry in record.part.fields:
        if entry.counts:
            _read_field(record, entry, values, locked)
    values[NARRATIVE] = _narrative(record)
    return RecordText(values, frozenset(locked))


def set_cells(report: Report, schema: Schema, ident: str, wanted: Mapping[Cell, str]) -> tuple[TextEdit, ...]:
    """The edits after which the cells of a record read as `wanted`; none for cells that read so already.

    `CellRefusedError` for the first cell that cannot hold what is wanted of it.
    """
    before = read_record(report, ident)
    now = report
    for cell in _in_order(report, schema, ident, wanted):
        text = wanted[cell]
        if _same(cell, text, before.text(cell)):
            continue
        if cell in before.locked or _UNSEEN.search(text.replace("\r", "")):
            raise _refused(cell, locked=cell in before.locked)
        after = parse(apply_edits(now.text, _edits(now, schema, ident, cell, text)), schema, now)
        if not _holds(now, after, ident, cell, text):
            raise _refused(cell)
        now = after
    if now is report:
        return ()
    old, new = report.section_of(report.records[ident]), now.section_of(now.records[ident])
    return difference(old.part.text, new.part.text, old.start)


def called(cell: Cell) -> str:
    """A cell in words."""
    if cell.sort is Sort.RESTRICTION:
        return f"the restriction on “{cell.name}”"
    return f"“{cell.name}”" if cell.sort is Sort.FIELD else f"the {cell.sort.value}"


def _in_order(report: Report, schema: Schema, ident: str, wanted: Mapping[Cell, str]) -> list[Cell]:
    """A field ahead of its restriction, which stands in it; fields in the schema's order."""
    kind = kind_of(report, schema, report.records[ident].kind)
    names = [spec.name for spec in fields_of(kind, report.records[ident])]
    ranks = {name: rank for rank, name in enumerate(names)}
    sorts = list(Sort)
    return sorted(wanted, key=lambda cell: (ranks.get(cell.name, len(ranks)), sorts.index(cell.sort)))


def _read_field(record: Record, entry: Field, values: dict[Cell, str], locked: set[Cell]) -> None:
    cell = Cell(Sort.FIELD, entry.name)
    text = read_value_text(record.part, entry)
    if text is None:
        locked.add(cell)
    values[cell] = entry.value.text if text is None else text
    if entry.restriction is not None:
        cell = Cell(Sort.RESTRICTION, entry.name)
        values[cell] = entry.restriction.text
        if len(entry.restriction.lines) > 1 or _holds_comment(record, entry.restriction.start, entry.restriction.end):
            locked.add(cell)


def _holds_comment(record: Record, start: int, end: int) -> bool:
    return any(start <= comment.start < end for comment in record.part.comments)


def _narrative_span(record: Record) -> Span | None:
    blocks = record.part.blocks
    if not blocks:
        return None
    start, stop = min(block.start for block in blocks), max(block.end for block in blocks)
    for comment in reversed(record.part.comments):
        if start <= comment.start < stop and not record.part.text[comment.end : stop].strip():
            stop = comment.start
    inner = record.part.text[start:stop]
    return Span(start, start + len(inner.rstrip()))


def _is_plain(record: Record) -> bool:
    """Whether a narrative is paragraphs and flat lists alone, so that a line of the form stands for each."""
    return block_lines(record.part, record.part.blocks) is not None


def _narrative(record: Record) -> str:
    lines = block_lines(record.part, record.part.blocks)
    if lines is not None:
        return paragraphs_shown(lines)
    span = _narrative_span(record)
    return "" if span is None else LINE_END.sub("\n", record.part.text[span.start : span.end])


def paragraphs_shown(lines: tuple[str, ...]) -> str:
    """Paragraphs as a form shows them: a blank line between two, none between the items of a list."""
    from_document = paragraphs(lines, "\n")
    shown = iter(lines)
    return "\n".join(next(shown) if line else "" for line in from_document.split("\n"))


def _same(cell: Cell, one: str, other: str) -> bool:
    if cell.sort in (Sort.TITLE, Sort.RESTRICTION):
        return " ".join(one.split()) == " ".join(other.split())
    if one == other:
        return True
    return lines_of(one) == lines_of(other)


def _edits(report: Report, schema: Schema, ident: str, cell: Cell, text: str) -> tuple[TextEdit, ...]:
    record = report.records[ident]
    if cell.sort is Sort.TITLE:
        return _set_title(report, record, " ".join(text.split()))
    if cell.sort is Sort.NARRATIVE:
        return _set_narrative(report, record, text)
    if cell.sort is Sort.RESTRICTION:
        return _set_restriction(report, schema, record, cell.name, " ".join(text.split()))
    own = with_own_fields(schema, report.front)
    return set_field(report, own, ident, cell.name, text)


def _set_title(report: Report, record: Record, title: str) -> tuple[TextEdit, ...]:
    span = title_span(report, record)
    lead = " " if title and report.text[span.start - 1 : span.start] == ":" else ""
    return (TextEdit(span.start, span.end, lead + title),)


def _set_narrative(report: Report, record: Record, text: str) -> tuple[TextEdit, ...]:
    section = report.section_of(record)
    end = line_ending(report.text, section.start)
    written = paragraphs(lines_of(text), end) if _is_plain(record) else LINE_END.sub(end, text.strip("\r\n"))
    span = _narrative_span(record)
    if span is not None:
        return (TextEdit(section.start + span.start, section.start + span.end, written),)
    place = section.start + len(record.part.text.rstrip())
    return (TextEdit(place, place, end * 2 + written),)


def _set_restriction(report: Report, schema: Schema, record: Record, name: str, text: str) -> tuple[TextEdit, ...]:
    section = report.section_of(record)
    entry = record.field(name)
    if entry is None:
        first = set_field(report, with_own_fields(schema, report.front), record.id, name, "")
        text_with_field = parse(apply_edits(report.text, first), schema, report)
        further = _set_restriction(text_with_field, schema, text_with_field.records[record.id], name, text)
        new = apply_edits(text_with_field.text, further)
        after = parse(new, schema, text_with_field)
        return difference(section.part.text, after.section_of(after.records[record.id]).part.text, section.start)
    part = section.part
    item = f"- Restriction: {escaped(text)}"
    if entry.restriction is None:
        end = line_ending(report.text, section.start)
        place = section.start + entry.item.start + len(part.text[entry.item.start : entry.item.end].rstrip())
        return (TextEdit(place, place, f"{end}{indent_of(part.text, entry.item.start)}{item}"),)
    start, stop = entry.restriction.start, entry.restriction.end
    stop = start + len(part.text[start:stop].rstrip())
    start = stop - len(part.text[start:stop].lstrip())
    if text:
        return (TextEdit(section.start + start, section.start + stop, item),)
    ahead = part.text[:start].rstrip()
    return (TextEdit(section.start + len(ahead), section.start + stop, ""),)


def _holds(before: Report, after: Report, ident: str, cell: Cell, text: str) -> bool:
    """Whether a cell now reads as wanted and everything else as before."""
    if ident not in after.records or not _same_elsewhere(before, after, ident):
        return False
    was, now = read_record(before, ident), read_record(after, ident)
    wanted = {**was.values, cell: text}
    cells = {*wanted, *now.values}
    if not all(_same(each, wanted.get(each, ""), now.text(each)) for each in cells) or now.locked - was.locked:
        return False
    if cell.sort is Sort.TITLE and _headed(before, ident) != _headed(after, ident):
        return False
    one, other = before.records[ident].part, after.records[ident].part
    return len(one.comments) == len(other.comments)


def _headed(report: Report, ident: str) -> tuple[object, ...]:
    heading = report.section_of(report.records[ident]).part.heading
    return () if heading is None else (heading.level, heading.attributes)


def _same_elsewhere(before: Report, after: Report, ident: str) -> bool:
    if len(before.sections) != len(after.sections) or before.front.values != after.front.values:
        return False
    own = before.records[ident].section
    if list(before.records) != list(after.records) or after.records[ident].section != own:
        return False
    same = (
        one.part is other.part or (one.part.text == other.part.text and one.part == other.part)
        for one, other in _others(before, after, own)
    )
    return all(same) and before.definitions == after.definitions


def _others(before: Report, after: Report, own: int) -> Iterator[tuple[Section, Section]]:
    for one, other in zip(before.sections, after.sections, strict=True):
        if one.index != own:
            yield one, other


def _refused(cell: Cell, *, locked: bool = False) -> CellRefusedError:
    name = called(cell)
    if locked:
        return CellRefusedError(
            cell,
            "This is changed in the text",
            f"What stands in {name} is more than a form can show: a table, a quotation, a note to oneself or the like.",
            "Close the form and change it in the text.",
        )
    return CellRefusedError(
        cell,
        "This cannot be kept as it is written",
        f"Something in {name} would be read as more than its words: a heading, a list, code, a note to oneself, or a "
        "character that cannot be seen.",
        "Say it in plain words, without the sign that a line begins or ends with.",
    )
