"""From parts to Report: sections placed and nested, records and their links, and the findings about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from imr_tui.document.findings import Finding, Severity
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Heading, Mention, Part, Record, Report, Section, Slot
from imr_tui.document.outline import Outline, Sections
from imr_tui.document.schema import FieldType, Schema
from imr_tui.document.source import Lines, Source
from imr_tui.document.steps import Steps
from imr_tui.document.text import Span

_NOTHING: frozenset[str] = frozenset()
_AT_A_TIME = 128


class Nesting:
    """Follows headings in order: what each covers by itself or by an ancestor, and whether it stands in a record."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, frozenset[str], bool]] = []

    def enter(self, heading: Heading | None) -> tuple[frozenset[str], bool]:
        """What the next heading covers, and whether it stands in a record."""
        if heading is None:
            return _NOTHING, False
        stack = self._stack
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        above = stack[-1][1] if stack else _NOTHING
        covered = above.union(heading.covers) if heading.covers else above
        in_record = heading.record_id is not None or bool(stack and stack[-1][2])
        stack.append((heading.level, covered, in_record))
        return covered, in_record


def inherited(headings: Iterable[Heading | None]) -> list[tuple[frozenset[str], bool]]:
    """For each heading in order: what it covers by itself or by an ancestor, and whether it stands in a record."""
    return list(map(Nesting().enter, headings))


def assemble(
    text: str,
    front: FrontMatter,
    schema: Schema,
    parts: Sequence[Part],
    definitions: Mapping[str, Any],
    extra: Sequence[Finding],
) -> Steps[Report]:
    """Put parts together into a report, in short steps."""
    sections = _sections(parts, front)
    yield
    records = yield from _records(sections, schema)
    findings = [*front.findings, *extra, *_part_findings(sections), *_duplicates(sections, records)]
    yield
    for piece in _batches(range(len(sections))):
        findings += _references([sections[index] for index in piece], records, schema)
        yield
    source = _source(text, sections, front)
    return Report(
        source=source,
        front=front,
        sections=sections,
        records=MappingProxyType(records),
        findings=_in_order(text, findings),
        lines=Lines(source, sections),
        definitions=definitions,
    )


def reassemble(
    text: str, front: FrontMatter, schema: Schema, previous: Report, first: int, parts: Sequence[Part]
) -> Report:
    """The report after an edit that changed only the parts from section `first` on, and none of their headings' shape."""
    changed = range(first, first + len(parts))
    sections = previous.sections.replaced(first, parts, front.body_start, front.body_line)
    records = dict(previous.records)

    def known(ident: str) -> str | None:
        record = records.get(ident)
        return None if record is None else record.id

    for index in changed:
        ident = sections.outline.slots[index].record
        if ident is not None and sections.parts[index] is not previous.sections.parts[index]:
            records[ident] = _record(ident, index, records[ident].inner, sections, schema, known)
    touched = [sections[index] for index in changed]
    findings = [*front.findings, *_part_findings(touched), *_duplicates(sections, records)]
    findings += _references(touched, records, schema)
    findings += [
        _shifted(finding, previous, sections)
        for finding in previous.findings
        if finding.section is not None and finding.section not in changed and finding.rule != "record.duplicate-id"
    ]
    source = _source(text, sections, front)
    return Report(
        source=source,
        front=front,
        sections=sections,
        records=MappingProxyType(records),
        findings=_in_order(text, findings),
        lines=Lines(source, sections),
        definitions=previous.definitions,
    )


def _source(text: str, sections: Sections, front: FrontMatter) -> Source:
    return Source(text, text[: front.body_start], sections)


def _shifted(finding: Finding, previous: Report, sections: Sections) -> Finding:
    """A finding of an untouched section, where that section stands now."""
    if finding.section is None:
        return finding
    by = sections.starts[finding.section] - previous.sections.starts[finding.section]
    return replace(finding, span=finding.span.shift(by)) if by else finding


def _in_order(text: str, findings: list[Finding]) -> tuple[Finding, ...]:
    findings.sort(key=lambda finding: finding.order)
    return tuple(
        finding if finding.text else replace(finding, text=text[finding.span.start : finding.span.end])
        for finding in findings
    )


def _sections(parts: Sequence[Part], front: FrontMatter) -> Sections:
    contexts = inherited([part.heading for part in parts])
    stack: list[int] = []
    owners: list[str | None] = []
    seen: set[str] = set()
    levels = [part.heading.level if part.heading else 0 for part in parts]
    parents: list[int | None] = []
    ends = [len(parts)] * len(parts)
    placed: list[tuple[str | None, str | None]] = []
    for index, part in enumerate(parts):
        while stack and (levels[stack[-1]] >= levels[index] or levels[stack[-1]] == 0):
            ends[stack.pop()] = index
        parents.append(stack[-1] if stack else None)
        ident = part.heading.record_id if part.heading else None
        record = ident if ident is not None and ident not in seen else None
        if record is not None:
            seen.add(record)
        inner = owners[stack[-1]] if stack and ident is None else None
        owners.append(record if ident is not None else inner)
        placed.append((record, owners[index]))
        stack.append(index)
    if parts and levels[0] == 0:
        ends[0] = 1
    slots = [
        Slot(levels[index], parents[index], ends[index], covered, *placed[index], in_record)
        for index, (covered, in_record) in enumerate(contexts)
    ]
    return Sections(Outline(slots), parts, front.body_start, front.body_line)


def _records(sections: Sections, schema: Schema) -> Steps[dict[str, Record]]:
    slots = sections.outline.slots
    # Each id as the one object that all who name it share.
    known = {slot.record: slot.record for slot in slots if slot.record is not None}
    inner: dict[str, list[int]] = {}
    for index, slot in enumerate(slots):
        if slot.owner is not None and slot.record is None:
            inner.setdefault(slot.owner, []).append(index)
    found: dict[str, Record] = {}
    for piece in _batches(range(len(slots))):
        for index in piece:
            ident = slots[index].record
            if ident is not None:
                found[ident] = _record(ident, index, tuple(inner.get(ident, ())), sections, schema, known.get)
        yield
    return found


def _batches(indices: range) -> Iterator[range]:
    """The same in stretches, each of them work for a millisecond or so."""
    return (indices[at : at + _AT_A_TIME] for at in range(0, len(indices), _AT_A_TIME))


def _record(
    ident: str,
    index: int,
    inner: tuple[int, ...],
    sections: Sections,
    schema: Schema,
    known: Callable[[str], str | None],
) -> Record:
    ancestors = _ancestors(sections, index)
    part = sections.parts[index]
    return Record(ident, index, inner, part, ancestors, _links(part, ancestors, schema, ident[0], known))


def _ancestors(sections: Sections, index: int) -> tuple[str, ...]:
    slots = sections.outline.slots
    found: list[str] = []
    parent = slots[index].parent
    while parent is not None:
        record = slots[parent].record
        if record is not None:
            found.append(record)
        parent = slots[parent].parent
    return tuple(found)


def _links(
    part: Part, ancestors: tuple[str, ...], schema: Schema, letter: str, known: Callable[[str], str | None]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The existing records of the right kind that each link field links, nesting included."""
    links: list[tuple[str, tuple[str, ...]]] = []
    given = {spec.name: mentions for spec, mentions in part.linking()}
    for spec in schema.kinds[letter].fields:
        if spec.type not in (FieldType.LINK, FieldType.TEXT_OR_LINK):
            continue
        named = [known(mention.id) for mention in given.get(spec.name, ()) if mention.id[0] in spec.links_to]
        ids = [ident for ident in named if ident is not None]
        if spec.type is FieldType.LINK:
            for kind in spec.links_to:
                nearest = next((ident for ident in ancestors if ident[0] == kind), None)
                if nearest is not None:
                    ids.append(nearest)
        if ids:
            links.append(_same_link((spec.name, tuple(dict.fromkeys(ids)))))
    return tuple(links)


@lru_cache(maxsize=512)
def _same_link(link: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """The same link as one object, whichever records have it: many rest on the same source."""
    return link


def _part_findings(sections: Iterable[Section]) -> list[Finding]:
    return [
        replace(finding, span=finding.span.shift(section.start), section=section.index, record=section.owner)
        for section in sections
        for finding in section.part.findings
    ]


def _duplicates(sections: Sections, records: Mapping[str, Record]) -> list[Finding]:
    found: list[Finding] = []
    for index in sections.outline.once("duplicates", lambda: _seconds(sections)):
        section = sections[index]
        heading = section.part.heading
        if heading is None or heading.record_id is None:
            continue
        first = sections[records[heading.record_id].section]
        found.append(
            Finding(
                "record.duplicate-id",
                Severity.ERROR,
                heading.text_span.shift(section.start),
                f"There is another {heading.record_id}, at line {first.line}; only that one counts. Give this one a number of its own.",
                related=first.part.heading.text_span.shift(first.start) if first.part.heading else None,
                section=section.index,
                record=heading.record_id,
            )
        )
    return found


def _seconds(sections: Sections) -> tuple[int, ...]:
    """The sections that bear a record's id a second time."""
    return tuple(
        index
        for index, (part, slot) in enumerate(zip(sections.parts, sections.outline.slots, strict=True))
        if slot.record is None and part.heading is not None and part.heading.record_id is not None
    )


def _references(sections: Iterable[Section], records: Mapping[str, Record], schema: Schema) -> list[Finding]:
    found: list[Finding] = []
    for section in sections:
        for mention in section.part.brackets:
            if mention.id not in records:
                found.append(_unknown(section, mention, None))
        for spec, mentions in section.part.linking():
            for mention in mentions:
                if mention.id not in records:
                    found.append(_unknown(section, mention, spec.name))
                elif mention.id[0] not in spec.links_to:
                    wanted = " or ".join(schema.kinds[letter].plural for letter in spec.links_to)
                    found.append(
                        Finding(
                            "record.wrong-kind",
                            Severity.ERROR,
                            mention.span.shift(section.start),
                            f"{mention.id} is {_article(schema.kinds[mention.id[0]].name)}; “{spec.name}” takes {wanted}.",
                            section=section.index,
                            record=section.owner,
                            field=spec.name,
                        )
                    )
    return found


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _unknown(section: Section, mention: Mention, field: str | None) -> Finding:
    return Finding(
        "record.unknown-reference",
        Severity.ERROR,
        _placed(mention.span, section),
        f"There is no {mention.id} in this document. Correct the number, or add the record.",
        section=section.index,
        record=section.owner,
        field=field,
    )


def _placed(span: Span, section: Section) -> Span:
    return span.shift(section.start)
