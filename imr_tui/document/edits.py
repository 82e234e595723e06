"""Wishes about records and fields as minimal text edits: set a field; insert, move and delete a record.

Nothing around the place of an edit changes, and line ends follow those in use there. Ids are
permanent: a new record gets a number that no record has and no text speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from imr_tui.dataclass import dataclass
from imr_tui.document.field_text import lines_of, value_end, written
from imr_tui.document.model import Field, Part, Record, Report, Section
from imr_tui.document.schema import FieldSpec, FieldType, KindSpec, Schema
from imr_tui.document.text import LINE_END, Span, TextEdit, line_ending
from imr_tui.document.values import is_blank
from imr_tui.errors import RefusedError

_COLON = re.compile(r"[^:\r\n]*:[*_]*")
_DEEPEST = 6
_LF = "\n"


@dataclass(frozen=True, slots=True)
class Insertion:
    """A record to insert: the edits, its new id, and where the cursor goes (an offset in the text after the edits)."""

    edits: tuple[TextEdit, ...]
    id: str
    cursor: int


def set_field(report: Report, schema: Schema, ident: str, name: str, value: str) -> tuple[TextEdit, ...]:
    """Set a record's field; further lines of `value` become paragraphs of the field. `RefusedError` for an unknown record.

    A field that is not there yet is added where the schema's order has it. The name may be a synonym.
    """
    record = report.records.get(ident)
    if record is None:
        raise RefusedError(
            "No such record", f"There is no {ident} in this document.", "“next” and “check” list what there is."
        )
    spec = schema.kinds[record.kind].field(name)
    order = [field.name for field in schema.kinds[record.kind].fields]
    return _set(report, report.section_of(record), spec.name if spec else name.strip(), value, order)


def set_section_field(report: Report, schema: Schema, section: Section, name: str, value: str) -> tuple[TextEdit, ...]:
    """Set a field that stands under the heading of a section (`Methodological approach`, a nil return)."""
    order = [spec.field.name for spec in schema.section_fields]
    known = schema.section_field(name, frozenset(spec.area for spec in schema.section_fields))
    return _set(report, section, known.field.name if known else name.strip(), value, order)


def next_id(report: Report, letter: str) -> str:
    """The id of the next new record of a kind: one past the highest that a record has or any text speaks of."""
    numbers = [int(number) for number in re.findall(rf"(?<!\w){letter}(\d{{1,6}})(?!\w)", report.text)]
    return f"{letter}{max(numbers, default=0) + 1}"


def insert_record(
    report: Report,
    schema: Schema,
    letter: str,
    *,
    at: int | None = None,
    title: str = "",
    values: Mapping[str, str] | None = None,
    prompts: bool = True,
) -> Insertion:
    """Insert a block for a new record: heading, fields and, with `prompts`, comments that say what belongs there.

    `at` is an offset: the record goes after the one of its kind there, else into one that it nests under,
    else behind that section's own text where the section covers the kind's area. Without it, or elsewhere, it goes behind the last of its
    kind, else into the section that covers its area, else to the end.
    """
    kind = schema.kinds[letter]
    offset, level = _place(report, kind, at)
    ident = next_id(report, letter)
    end = line_ending(report.text, min(offset, len(report.text)))
    block = _block(kind, ident, level, title, dict(values or {}), prompts=prompts)
    if not prompts:
        block = [line.rstrip() for line in block]
    before, after = _blank_lines(report.text, offset)
    text = end.join([""] * before + [*block] + [""] * after)
    cursor = offset + before * len(end) + len(block[0])
    return Insertion((TextEdit(offset, offset, text),), ident, cursor)


def blank_record(report: Report, letter: str) -> Record | None:
    """The first record of a kind that says nothing yet, as templates bring them; None where there is none."""
    for record in report.of_kind(letter):
        said = not is_blank(record.title) or record.part.gives_any()
        if not said and report.narrative_words(record) == 0:
            return record
    return None


def title_span(report: Report, record: Record) -> Span:
    """Where a record's title stands, or belongs: behind the colon of its heading."""
    section = report.section_of(record)
    heading = section.part.heading
    if heading is None:
        return Span(section.start, section.start)
    text = section.part.text[heading.text_span.start : heading.text_span.end]
    title = text.partition(":")[2]
    end = section.start + heading.text_span.end
    return Span(end - len(title.lstrip()), end)


def record_span(report: Report, ident: str) -> Span:
    """The whole of a record: heading, fields, narrative and the records nested in it."""
    section = report.sections[report.records[ident].section]
    end = report.sections[section.end_index].start if section.end_index < len(report.sections) else len(report.text)
    return Span(section.start, end)


def delete_record(report: Report, ident: str) -> tuple[TextEdit, ...]:
    """Take a record away with all that is nested in it; ask with `referred_to_by` first. `RefusedError` where there is none."""
    if ident not in report.records:
        raise RefusedError("No such record", f"There is no {ident} in this document.")
    span = record_span(report, ident)
    return (TextEdit(span.start, span.end, ""),)


def referred_to_by(report: Report, ident: str) -> tuple[str, ...]:
    """The records whose link fields or text name a record, in document order; nested records apart."""
    inside = record_span(report, ident)
    found: list[str] = []
    for section in report.sections:
        if inside.start <= section.start < inside.end or section.owner is None:
            continue
        named = any(mention.id == ident for mention in section.part.brackets)
        linked = any(mention.id == ident for entry in section.part.fields for mention in entry.mentions)
        if named or linked:
            found.append(section.owner)
    return tuple(dict.fromkeys(found))


def move_record(
    report: Report, ident: str, *, before: str | None = None, after: str | None = None
) -> tuple[TextEdit, ...]:
    """Move a record, with all that is nested in it, ahead of or behind another. Text and ids stay as they are.

    `RefusedError` where a record is not there or the target lies within the record.
    """
    target = before or after
    if target is None or target not in report.records or ident not in report.records:
        raise RefusedError("No such record", f"{ident} cannot be moved there: one of the two records does not exist.")
    span, goal = record_span(report, ident), record_span(report, target)
    if span.start <= goal.start < span.end:
        raise RefusedError("This cannot be moved there", f"{target} is part of {ident}.", "Choose another place.")
    offset = goal.start if before else goal.end
    if span.start <= offset <= span.end:
        return ()
    text = report.text[span.start : span.end]
    end = line_ending(report.text, span.start)
    if not text.endswith(("\n", "\r")):
        text += end
    if not text.endswith((end * 2, "\n\n", "\r\r")):
        text += end
    lead = _blank_lines(report.text, offset)[0]
    return (TextEdit(span.start, span.end, ""), TextEdit(offset, offset, end * lead + text))


def _set(report: Report, section: Section, name: str, value: str, order: list[str]) -> tuple[TextEdit, ...]:
    entry = section.part.field(name)
    end = line_ending(report.text, section.start)
    lines = lines_of(value)
    if entry is None:
        return _add(section, name, lines, order, end)
    return _replace(section, entry, lines, end)


def _replace(section: Section, entry: Field, lines: Sequence[str], end: str) -> tuple[TextEdit, ...]:
    text = section.part.text
    indent = indent_of(text, entry.item.start)
    match = _COLON.match(text, entry.label.start)
    colon = match.end() if match else entry.label.end
    stop = _ahead_of_comments(section.part, max(value_end(entry, colon), colon), colon)
    if entry.restriction is not None and entry.restriction.start < stop:
        raise RefusedError(
            "The value cannot be set",
            f"A restriction stands amid the value of “{entry.name}”.",
            "Move the restriction behind the value in the text first.",
        )
    new = written(lines, indent, end)
    old = text[colon:stop]
    if old == new:
        return ()
    following = text[stop:]
    if not new and old.strip() == "":
        return ()
    if len(lines) > 1 and following.strip() and not following.startswith(end * 2) and entry.restriction is not None:
        new += end
    return (TextEdit(section.start + colon, section.start + stop, new),)


def _ahead_of_comments(part: Part, stop: int, floor: int) -> int:
    """The end of a value without the notes to oneself that stand behind it: those stay."""
    for comment in reversed(part.comments):
        if floor <= comment.start < stop and not part.text[comment.end : stop].strip():
            stop = max(floor, comment.start - (part.text[comment.start - 1 : comment.start] == " "))
    return stop


def indent_of(text: str, item_start: int) -> str:
    """The blanks that further paragraphs of an item need."""
    match = re.compile(r"[ \t]*[-+*][ \t]+").match(text, item_start)
    return " " * (match.end() - match.start() if match else 2)


def _add(section: Section, name: str, lines: Sequence[str], order: list[str], end: str) -> tuple[TextEdit, ...]:
    part = section.part
    item = f"- {name}:{written(lines, '  ', end)}"
    earlier = set(order[: order.index(name)]) if name in order else set(order)
    previous = [entry for entry in part.fields if entry.name in earlier or name not in order]
    if part.fields:
        if previous:
            place = previous[-1].item.end
            return (TextEdit(section.start + place, section.start + place, end + item),)
        place = part.fields[0].item.start
        return (TextEdit(section.start + place, section.start + place, item + end),)
    heading = part.heading
    place = heading.end if heading else 0
    rest = part.text[place:]
    opened = LINE_END.match(rest)
    gap = end + end if heading else ""
    if opened is None:
        return (TextEdit(section.start + place, section.start + place, gap + item + end),)
    tail = "" if LINE_END.match(rest, opened.end()) or not rest.strip() else end
    return (TextEdit(section.start + place, section.start + place, gap + item + tail),)


def _place(report: Report, kind: KindSpec, at: int | None) -> tuple[int, int]:
    """Where a new record goes (offset) and at which heading level."""
    if at is not None:
        section = report.section_at(at)
        while section is not None:
            owner = report.records.get(section.record) if section.record else None
            if owner is not None and owner.kind == kind.letter:
                return record_span(report, owner.id).end, section.level
            if owner is not None and owner.kind in kind.nests_under:
                return record_span(report, owner.id).end, min(_DEEPEST, section.level + 1)
            if owner is None and kind.area in _areas(section) and not section.in_record:
                return _behind_own_text(report, section, kind), min(_DEEPEST, section.level + 1)
            section = report.sections[section.parent] if section.parent is not None else None
    existing = report.of_kind(kind.letter)
    if existing:
        last = existing[-1]
        return record_span(report, last.id).end, report.section_of(last).level
    covering = [section for section in report.sections if not section.in_record and kind.area in _areas(section)]
    if covering:
        section = covering[0]
        return _behind_own_text(report, section, kind), min(_DEEPEST, section.level + 1)
    return len(report.text), 2


def _areas(section: Section) -> set[str]:
    return {name.partition(".")[0] for name in section.covered}


def _behind_own_text(report: Report, section: Section, kind: KindSpec) -> int:
    """Behind a section's own text, and behind the records of the kind that already follow it there."""
    for index in range(section.end_index - 1, section.index, -1):
        inner = report.sections[index]
        if inner.record is not None and inner.record[0] == kind.letter and inner.parent == section.index:
            return record_span(report, inner.record).end
    return section.end


def _block(kind: KindSpec, ident: str, level: int, title: str, values: dict[str, str], *, prompts: bool) -> list[str]:
    lines = [f"{'#' * level} {ident}: {title}".rstrip() if title else f"{'#' * level} {ident}: ", ""]
    named = {spec.name: values.pop(name) for name in list(values) if (spec := kind.field(name)) is not None}
    wanted = [spec for spec in kind.fields if spec.name in kind.inserts or spec.name in named]
    hints = [_prompt(spec) for spec in wanted if prompts and not named.get(spec.name) and _prompt(spec)]
    if hints:
        lines += [f"<!-- {' '.join(hints)} -->", ""]
    for spec in wanted:
        lines += _field_lines(spec, named.get(spec.name, ""))
    for name, value in values.items():
        lines += _field_lines(FieldSpec(name), value)
    if len(lines) > 2:  # noqa: PLR2004  heading and blank line
        lines.append("")
    if prompts and kind.narrative:
        lines += [f"<!-- {kind.narrative} -->", ""]
    return lines


def _field_lines(spec: FieldSpec, value: str) -> list[str]:
    lines = lines_of(value)
    item = f"- {spec.name}:{written(lines, '  ', _LF) or ' '}"
    return item.split(_LF)


def _prompt(spec: FieldSpec) -> str:
    """How a field is written, for the comment ahead of the fields: what stands in a field itself would be typed into."""
    if spec.choices:
        return f"{spec.name}: {' / '.join(spec.choices)}."
    if spec.type is FieldType.DATE:
        return f"{spec.name}: 14 March 2023, with the time where it is known: 14 March 2023, 21:40."
    if spec.links_to:
        return f"{spec.name}: numbers of records, such as {', '.join(letter + '1' for letter in spec.links_to)}."
    return ""


def _blank_lines(text: str, offset: int) -> tuple[int, int]:
    """How many line ends a block needs ahead of it and behind it to stand by itself."""
    ahead = text[:offset]
    before = 0 if not ahead or ahead.rstrip(" \t") == "" else _missing_ahead(ahead)
    behind = text[offset:]
    after = 0 if not behind.strip() else 1
    return before, after


def _missing_ahead(ahead: str) -> int:
    ends = len(list(LINE_END.finditer(ahead[len(ahead.rstrip()) :])))
    return max(0, 2 - ends)
