"""Rows of a table made events of the review: each in its place in time, with its sources, as one set of edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from imr_tui.analysis.event_rows import Incoming
from imr_tui.checklist.chronology import event_date
from imr_tui.dataclass import dataclass
from imr_tui.document.edits import blank_record, insert_record, next_id, record_span, set_field, title_span
from imr_tui.document.field_text import lines_of, paragraphs, written
from imr_tui.document.literal import literal, literal_title
from imr_tui.document.model import Record, Report
from imr_tui.document.parse import parse
from imr_tui.document.references import ID
from imr_tui.document.schema import KindSpec, Schema, fold_name
from imr_tui.document.text import LINE_END, TextEdit, apply_edits, line_ending
from imr_tui.errors import RefusedError

_REFERENCE = re.compile(
    r"^(?P<name>.*?\w)[\s,–-]*(?P<note>\(.*\)|\b(?:log|ref|reference|no|number|page|p|entry|serial|crime|incident)\b\.?:?\s*\S*\d.*)$",
    re.IGNORECASE,
)
_LAST = datetime(9999, 12, 31)
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do: the edits, the ids of the events it makes and of the sources it adds, in order."""

    edits: tuple[TextEdit, ...]
    events: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _New:
    """A record to be made: title, fields and paragraphs as the document has them."""

    title: str
    values: dict[str, str]
    narrative: tuple[str, ...]


def import_events(report: Report, schema: Schema, rows: Sequence[Incoming]) -> Import:
    """The edits that make the rows events, each behind the last event that is not later than it.

    A source that is no record yet becomes one; blank records that a template brings are filled first. The text is read
    again before the edits are handed out: `RefusedError` where anything else would be read otherwise.
    """
    ordered = sorted(rows, key=lambda row: row.when.first if row.when is not None else _LAST)
    links, named = _sources(report, ordered)
    news = [_event(row, links) for row in ordered]
    source_ids, source_edits = _make(report, schema, "S", [_New(title, {}, ()) for title in named], [None] * len(named))
    numbers = dict(zip(named, source_ids, strict=True))
    for new in news:
        new.values.update({name: _numbered(text, numbers) for name, text in new.values.items() if name == "Sources"})
    moments = [row.when.first if row.when is not None else None for row in ordered]
    ids, event_edits = _make(report, schema, "E", news, moments)
    edits = (*source_edits, *event_edits)
    _refuse_other_reading(report, schema, edits, [*source_ids, *ids])
    return Import(edits, tuple(ids), tuple(source_ids))


def _make(
    report: Report,
    schema: Schema,
    letter: str,
    news: Sequence[_New],
    moments: Sequence[datetime | None],
) -> tuple[list[str], list[TextEdit]]:
    """Fill a blank record with the first, unless others have dates already, and insert the rest; ids in order, edits."""
    if not news:
        return [], []
    kind = schema.kinds[letter]
    dated = [(when.first, event) for event in report.of_kind(letter) if (when := event_date(event)) is not None]
    blank = blank_record(report, letter) if not dated else None
    first = int(next_id(report, letter)[1:])
    ids = [blank.id] if blank is not None else []
    ids += [f"{letter}{first + number}" for number in range(len(news) - len(ids))]
    edits = list(_filled(report, schema, blank, news[0])) if blank is not None else []
    at_end = _place_at_end(report, schema, kind)
    taken: set[int] = set()
    for ident, new, moment in list(zip(ids, news, moments, strict=True))[blank is not None :]:
        place = at_end if moment is None or not dated else _place_in_time(report, dated, moment)
        edits.append(_block(report, kind, place, ident, new, leads=place[0] not in taken))
        taken.add(place[0])
    return ids, edits


def _filled(report: Report, schema: Schema, blank: Record, new: _New) -> Iterable[TextEdit]:
    """The edits that fill a record which says nothing; comments in it stay."""
    title = title_span(report, blank)
    lead = " " if new.title and report.text[title.start - 1 : title.start] == ":" else ""
    yield TextEdit(title.start, title.end, lead + new.title)
    for name, value in new.values.items():
        yield from set_field(report, schema, blank.id, name, value)
    if new.narrative:
        section = report.section_of(blank)
        end = line_ending(report.text, section.start)
        place = section.start + len(section.part.text.rstrip())
        yield TextEdit(place, place, end * 2 + paragraphs(new.narrative, end))


def _block(report: Report, kind: KindSpec, place: tuple[int, int], ident: str, new: _New, *, leads: bool) -> TextEdit:
    """The insertion of one record at its place; `leads` says that it is the first one there."""
    offset, level = place
    end = line_ending(report.text, min(offset, max(0, len(report.text) - 1)))
    ahead = report.text[max(0, offset - _NEAR) : offset]
    lines = [f"{'#' * level} {ident}: {new.title}", ""]
    names = [spec.name for spec in kind.fields if spec.name in kind.inserts or spec.name in new.values]
    for name in names:
        lines.append(f"- {name}:{written(lines_of(new.values.get(name, '')), '  ', end) or ' '}")
    if names:
        lines.append("")
    if new.narrative:
        lines += [paragraphs(new.narrative, end), ""]
    lead = max(0, 2 - len(LINE_END.findall(ahead[len(ahead.rstrip()) :]))) if leads and ahead.strip() else 0
    return TextEdit(offset, offset, end * lead + end.join([*lines, ""]))


def _place_in_time(report: Report, dated: Sequence[tuple[datetime, Record]], moment: datetime) -> tuple[int, int]:
    """Where an event goes, as an offset, and the level of its heading: behind the last that is not later."""
    earlier = [event for first, event in dated if first <= moment]
    if earlier:
        return record_span(report, earlier[-1].id).end, report.section_of(earlier[-1]).level
    first = report.section_of(dated[0][1])
    return first.start, first.level


def _place_at_end(report: Report, schema: Schema, kind: KindSpec) -> tuple[int, int]:
    """Where a new record of the kind goes by itself."""
    (edit,) = insert_record(report, schema, kind.letter, prompts=False).edits
    heading = edit.text.lstrip()
    return edit.start, len(heading) - len(heading.lstrip("#"))


def _event(row: Incoming, links: dict[str, str]) -> _New:
    when = row.date.written
    values = {"Date": when if row.when is not None else literal(when)} if when else {}
    values |= {name: "\n".join(map(literal, text.splitlines())) for name, text in row.values.items() if text.strip()}
    noted = [source for source in row.sources if not links[source]]
    if len(noted) < len(row.sources):
        values["Sources"] = "; ".join(links[source] for source in row.sources if links[source])
    narrative = [*row.narrative, *(f"Source: {source}" for source in noted)]
    return _New(literal_title(row.title), values, tuple(line for line in map(literal, narrative) if line))


def _sources(report: Report, rows: Iterable[Incoming]) -> tuple[dict[str, str], list[str]]:
    """What stands in the link field for each source as written, and the titles of those that are no record yet.

    A title that is no record yet stands in the field by itself, between marks, until it has its number.
    """
    known = {fold_name(record.title): record.id for record in report.of_kind("S")}
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    for said in (source for row in rows for source in row.sources):
        if said in links:
            continue
        ident = said.partition(" ")[0].rstrip(",:").upper()
        if ident in report.records and report.records[ident].kind == "S":
            links[said] = ident
            continue
        name, note = _apart(said)
        if fold_name(said) in known:
            name, note = said, ""
        title = literal_title(name)
        number = known.get(fold_name(name))
        if not title.strip():
            links[said] = ""
            continue
        if number is None:
            title = named.setdefault(fold_name(name), title)
        links[said] = f"{number or _mark(title)}{f' ({note})' if note else ''}"
    return links, list(dict.fromkeys(named.values()))


def _apart(source: str) -> tuple[str, str]:
    """A source's name, and what stands behind it: the number of a log, a page. Notes with numbers like records' stay with the name."""
    match = _REFERENCE.fullmatch(source)
    if (
        match is None
        or ID.search(match["note"])
        or re.search(r"[,;&()<>\[\]*_`\\|]|\band\b|\bto\b", match["note"].strip("()"))
    ):
        return source, ""
    return match["name"], literal(match["note"].removeprefix("(").removesuffix(")"))


def _mark(title: str) -> str:
    return f"\0{title}\0"


def _numbered(text: str, numbers: dict[str, str]) -> str:
    return re.sub("\0(.*?)\0", lambda match: numbers[match[1]], text)


def _refuse_other_reading(report: Report, schema: Schema, edits: Sequence[TextEdit], made: Sequence[str]) -> None:
    """`RefusedError` where the new text is not the old one with the records that were to be made."""
    after = parse(apply_edits(report.text, edits), schema, report)
    fresh = [ident for ident in made if ident not in report.records]
    same = set(after.records) == {*report.records, *fresh}
    same = same and len(after.sections) == len(report.sections) + len(fresh)
    for ident, record in report.records.items() if same else ():
        same = same and (ident in made or after.records[ident].part.bare == record.part.bare)
    errors = [sum(finding.severity == "error" for finding in one.findings) for one in (report, after)]
    if not same or errors[1] > errors[0]:
        raise RefusedError(
            "The table was not imported",
            "Something in it, or in the text it would stand beside, would then be read otherwise.",
            "See the list of problems first; or leave the doubtful rows out and try again.",
        )
