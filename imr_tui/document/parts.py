"""Parts: one heading and what stands under it, read into fields, blocks and passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.block_nodes import RawPart
from imr_tui.document.comments import clean
from imr_tui.document.field import Mention
from imr_tui.document.fields import FieldsRead, Lookup, parted_blocks, read_fields, written_name
from imr_tui.document.findings import Finding, Severity, control_findings
from imr_tui.document.heading import Heading
from imr_tui.document.headings import is_nearly_record, read_heading
from imr_tui.document.markdown import Reading, read
from imr_tui.document.part import Part, Read
from imr_tui.document.passage import Passage, PassageKind
from imr_tui.document.passages import PassageReader, bracketed, passage
from imr_tui.document.references import ID
from imr_tui.document.schema import FieldSpec, KindSpec, Schema
from imr_tui.document.text import LINE_END, Span
from imr_tui.document.tree import BlockNode, ListNode


@dataclass(frozen=True, slots=True)
class Frame:
    """What a part is read within: the schema (with the document's own fields), the areas covered, and definitions; whether what is read is packed."""

    schema: Schema
    areas: frozenset[str]
    in_record: bool
    definitions: Mapping[str, Any]
    packs: bool = True

    def lookup(self, heading: Heading | None) -> tuple[Lookup, KindSpec | None]:
        """How field names are found under `heading`, and the kind of record it is."""
        if heading is not None and heading.record_id is not None:
            kind = self.schema.kinds[heading.record_id[0]]
            return partial(self.schema.kind_field, kind.letter), kind
        areas = frozenset() if self.in_record else self.areas

        def known(name: str) -> FieldSpec | None:
            spec = self.schema.section_field(name, areas)
            return spec.field if spec else None

        return known, None

    def read_again(self, text: str, heading: Heading | None) -> Read:
        """What the part of that text and heading was read into: it stands alone, whatever stood around it."""
        reading = read(text, clean(text))
        found = _fields(reading.nodes(reading.parts[-1], self.definitions), heading, self)
        return Read(found.fields, found.blocks, _passages(heading, found))

    def read_blocks(self, text: str, fields: int) -> tuple[Sequence[Sequence[BlockNode]], tuple[BlockNode, ...]]:
        """The blocks of the part of that text: those of the values of its so many fields, and those that are left."""
        reading = read(text, clean(text))
        return parted_blocks(reading.nodes(reading.parts[-1], self.definitions), fields)


def read_part(reading: Reading, raw: RawPart, source: str, heading: Heading | None, frame: Frame) -> Part:
    """Read one part of `source`; every offset counts from the part's start."""
    text = source[raw.start : raw.end]
    blocks = reading.nodes(raw, frame.definitions)
    found = _fields(blocks, heading, frame)
    passages = _passages(heading, found)
    findings = [
        *found.findings,
        *heading_findings(heading, frame.schema, fields_follow=_fields_follow(blocks)),
        *control_findings(text),
    ]
    findings += _lost(reading, raw, text)
    within = [one for one in reading.cleaned.comments if one.start < raw.end and one.end > raw.start]
    comments = tuple(
        Span(max(comment.start, raw.start), min(comment.end, raw.end)).shift(-raw.start) for comment in within
    )
    # What a comment of another part reaches into does not stand alone.
    alone = all(one.start >= raw.start and one.end <= raw.end for one in within)
    return Part(
        text,
        heading,
        Read(found.fields, found.blocks, passages),
        brackets=_brackets(passages),
        comments=comments,
        findings=tuple(replace(finding, text=text[finding.span.start : finding.span.end]) for finding in findings),
        line_count=len(LINE_END.findall(text)),
        fields_end=found.end,
        reader=frame if alone and frame.packs else None,
    )


def _fields(blocks: tuple[BlockNode, ...], heading: Heading | None, frame: Frame) -> FieldsRead:
    if heading is None:
        return FieldsRead((), blocks, (), (), 0)
    lookup, kind = frame.lookup(heading)
    return read_fields(blocks, lookup, kind, heading.end)


def read_part_heading(raw: RawPart, definitions: Mapping[str, Any]) -> Heading | None:
    """The heading of a part; None for the text ahead of the first."""
    return read_heading(raw.heading, definitions) if raw.heading is not None else None


def _passages(heading: Heading | None, read: FieldsRead) -> tuple[Passage, ...]:
    found: list[Passage] = []
    if heading is not None:
        found.append(passage(PassageKind.HEADING, heading.inlines, heading.text_span.start, heading.text_span.end))
    found += read.passages
    reader = PassageReader()
    reader.read(read.blocks)
    found += [entry for entry in reader.found if entry.text.strip()]
    return tuple(found)


def _brackets(passages: tuple[Passage, ...]) -> tuple[Mention, ...]:
    return tuple(
        mention
        for entry in passages
        if "[" in entry.text and (entry.field is None or entry.field_is_text)
        for mention in bracketed(entry)
    )


def _fields_follow(blocks: tuple[BlockNode, ...]) -> bool:
    first = blocks[0] if blocks else None
    return isinstance(first, ListNode) and not first.ordered and written_name(first.items[0]) is not None


def heading_findings(heading: Heading | None, schema: Schema, *, fields_follow: bool) -> list[Finding]:
    """What is odd about a heading; `fields_follow` says that the list under it begins with what may be a field."""
    if heading is None:
        return []
    found: list[Finding] = []
    if is_nearly_record(heading, fields_follow=fields_follow):
        found.append(
            Finding(
                "record.heading",
                Severity.WARNING,
                heading.text_span,
                "This heading looks like a record's but is not read as one. A record's heading starts with its number, a colon "
                "and a blank, as in “E3: 999 call from a neighbour”.",
            )
        )
    for name in heading.covers:
        if name not in schema.areas and name not in schema.items:
            found.append(
                Finding(
                    "covers.unknown",
                    Severity.WARNING,
                    heading.covers_span or heading.text_span,
                    f"“{name}” is no area or question of the checklist. The areas are: {', '.join(schema.areas)}; a question is "
                    "named by its area and number, such as analysis.2.",
                )
            )
    return found


def _lost(reading: Reading, raw: RawPart, text: str) -> list[Finding]:
    """Text of this part that a reader of the Word file would never see."""
    found: list[Finding] = []
    for definition in reading.defined:
        start = reading.source_starts[definition.line]
        # A label is matched whatever its case: [e2] would be one for [E2].
        label = definition.label.strip().upper()
        if raw.start <= start < raw.end and ID.fullmatch(label):
            found.append(
                _vanishes(
                    text,
                    start - raw.start,
                    f"This line is read as a link's address and would vanish. To name the record in text, write [{label}] "
                    "without a colon behind it; a record itself starts with a heading.",
                )
            )
    dropped = frozenset(reading.dropped)
    for line in sorted(dropped):
        start = reading.source_starts[line]
        if line - 1 not in dropped and raw.start <= start < raw.end:
            found.append(
                _vanishes(
                    text,
                    start - raw.start,
                    "This text is nested too deep to be read and would vanish. Move it further out.",
                )
            )
    return found


def _vanishes(text: str, start: int, message: str) -> Finding:
    match = LINE_END.search(text, start)
    return Finding("text.vanishes", Severity.ERROR, Span(start, match.start() if match else len(text)), message)
