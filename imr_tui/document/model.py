"""What a parse gives: parts, sections, records, fields, passages of prose, and the Report that holds them.

A `Part` is one heading with what stands under it up to the next heading. It knows nothing of
where it stands: its offsets count from its own first code point, so an unchanged part is used
again after an edit elsewhere. A `Section` places a part in the document; `section.start` added
to an offset of its part is an offset in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from imr_tui.document.findings import Finding
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.passage import PROSE_KINDS, Passage
from imr_tui.document.schema import FieldSpec
from imr_tui.document.text import LineIndex, Position, Span
from imr_tui.document.tree import BlockNode, Inline

if TYPE_CHECKING:
    from imr_tui.document.outline import Sections


class ValueState(StrEnum):
    """What a value amounts to."""

    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    NOT_KNOWN = "not-known"
    NONE = "none"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a field: its lines as plain text, what it amounts to, and the reason it gives.

    `lines` are the first line, further paragraphs and nested items, in order. `reason` belongs to
    `Not known – …` and `None identified – …`. `start` and `end` are offsets in the part.
    """

    lines: tuple[str, ...]
    state: ValueState
    reason: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The whole value, lines joined."""
        return "\n".join(self.lines)

    @property
    def is_value(self) -> bool:
        """Whether there is a value at all: neither empty nor a placeholder."""
        return self.state not in (ValueState.EMPTY, ValueState.PLACEHOLDER)

    @property
    def known_or_reasoned(self) -> bool:
        """A value, or `Not known` and its like with a reason."""
        return self.is_value and (self.state is not ValueState.NOT_KNOWN or bool(self.reason))


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as written: the first and last moment it may mean.

    `timed` where a time stands; `partial` where day or month is left out; `uncertain` with
    `about` or a leading question mark.
    """

    first: datetime
    last: datetime
    timed: bool = False
    partial: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A record id in a link field or in brackets, with its place in the part."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One field as written. `name` is canonical where `spec` is known, else as written.

    `date` is set where the value of a date field could be read; `choice` is the canonical choice;
    `mentions` are the ids of a link field (ranges written out). `restriction` is a person field's own.
    `counts` is False for the second field of a name. `item` is the whole list item's span, `label` the written
    name's, offsets in the part.
    """

    name: str
    written: str
    spec: FieldSpec | None
    value: Value
    item: Span
    label: Span
    blocks: tuple[BlockNode, ...] = ()
    date: DateValue | None = None
    date_invalid: bool = False
    choice: str | None = None
    choice_invalid: bool = False
    mentions: tuple[Mention, ...] = ()
    restriction: Value | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A part's heading: its level, its text without attributes, its inlines, and what it covers as written."""

    level: int
    text: str
    inlines: tuple[Inline, ...]
    start: int
    end: int
    text_span: Span
    covers: tuple[str, ...] = ()
    covers_span: Span | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    record_id: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading and what stands under it up to the next heading; position-free.

    `blocks` is the narrative tree in order without the fields' list; `passages` every stretch a
    reader sees in order (heading, fields, prose). `brackets` are ids in brackets anywhere in the text.
    `findings` carry spans relative to the part. `text` ends where the next part begins. `words` are those that a reader reads, placeholders left out;
    `prose_words` those of the author's own prose, fields and heading left out too.
    """

    text: str
    heading: Heading | None
    fields: tuple[Field, ...]
    blocks: tuple[BlockNode, ...]
    passages: tuple[Passage, ...]
    brackets: tuple[Mention, ...]
    comments: tuple[Span, ...]
    findings: tuple[Finding, ...]
    line_count: int
    fields_end: int
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    words: int = field(init=False, repr=False, compare=False)
    prose_words: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {entry.name: entry for entry in reversed(self.fields) if entry.counts}
        object.__setattr__(self, "by_name", named)
        read = [passage for passage in self.passages if not passage.placeholder]
        object.__setattr__(self, "words", sum([passage.words for passage in read]))
        prose = sum([passage.words for passage in read if passage.kind in PROSE_KINDS])
        object.__setattr__(self, "prose_words", prose)

    @property
    def bare(self) -> str:
        """The text without comments, white space folded (for digests)."""
        pieces, at = [], 0
        for comment in self.comments:
            pieces.append(self.text[at : comment.start])
            at = comment.end
        return " ".join("".join((*pieces, self.text[at:])).split())

    def field(self, name: str) -> Field | None:
        """The first field of that canonical name; None where it is not there."""
        return self.by_name.get(name)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a section stands among the others, wherever that is in the file; what its fields mean is told with `Section`."""

    level: int
    parent: int | None
    end_index: int
    covered: frozenset[str]
    record: str | None
    owner: str | None
    in_record: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part in its place: `index` in `report.sections`, `start` offset, `line` number (from 1)."""

    index: int
    part: Part
    start: int
    line: int
    slot: Slot

    @property
    def level(self) -> int:
        """Its heading's level; 0 for the text ahead of the first heading."""
        return self.slot.level

    @property
    def parent(self) -> int | None:
        """The index of the section it is nested in."""
        return self.slot.parent

    @property
    def end_index(self) -> int:
        """The index of the first section after its subtree."""
        return self.slot.end_index

    @property
    def covered(self) -> frozenset[str]:
        """The areas and items that it answers, by itself or by an ancestor."""
        return self.slot.covered

    @property
    def record(self) -> str | None:
        """The id of the record it is; None for a second one of the same id."""
        return self.slot.record

    @property
    def owner(self) -> str | None:
        """The id of the record whose text it belongs to: itself, or the nearest ancestor that is one."""
        return self.slot.owner

    @property
    def in_record(self) -> bool:
        """Whether it is a record or stands in one."""
        return self.slot.in_record

    @property
    def end(self) -> int:
        """The offset where its own part ends."""
        return self.start + len(self.part.text)

    @property
    def title(self) -> str:
        """The heading's text; empty for the text ahead of the first heading."""
        return self.part.heading.text if self.part.heading else ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its id, kind letter, title, its section's index and the fields of its part.

    `links` maps a link field's canonical name to the ids it links, nesting included (existing records of
    the right kind only, in order, each once). `ancestors` are the ids of the records it is nested in, nearest first.
    `sections` are the indices of the sections that make up the record: its own and sub-sections that are no records.
    """

    id: str
    kind: str
    number: int
    title: str
    section: int
    sections: tuple[int, ...]
    part: Part
    ancestors: tuple[str, ...]
    links: Mapping[str, tuple[str, ...]]

    def field(self, name: str) -> Field | None:
        """The first field of that canonical name; None where it is not there."""
        return self.part.field(name)

    def value(self, name: str) -> Value | None:
        """Its value where there is one (neither empty nor a placeholder); else None."""
        entry = self.part.field(name)
        return entry.value if entry is not None and entry.value.is_value else None

    def linked(self, name: str) -> tuple[str, ...]:
        """The ids that its link field `name` links, nesting included."""
        return self.links.get(name, ())


@dataclass(frozen=True, slots=True)
class Report:
    """A document as read: the text and everything that was found in it.

    `records` has the first record of each id, in document order. `findings` are the structural ones, in
    order of place, with absolute spans. `definitions` are the link definitions' labels.
    """

    text: str
    front: FrontMatter
    sections: Sections
    records: Mapping[str, Record]
    findings: tuple[Finding, ...]
    lines: LineIndex
    definitions: Mapping[str, Any] = field(default_factory=dict)

    def of_kind(self, letter: str) -> tuple[Record, ...]:
        """The records of a kind, in document order."""
        return tuple(record for record in self.records.values() if record.kind == letter)

    def section_of(self, record: Record) -> Section:
        """The section a record's heading starts."""
        return self.sections[record.section]

    def narrative(self, record: Record) -> Iterator[tuple[Section, Passage]]:
        """The passages of a record's narrative: what is left of its sections without fields and nested records."""
        for index in record.sections:
            section = self.sections[index]
            for passage in section.part.passages:
                if passage.is_prose:
                    yield section, passage

    def narrative_words(self, record: Record) -> int:
        """How many words of prose the record's narrative has."""
        return sum(self.sections.parts[index].prose_words for index in record.sections)

    def covering(self, name: str) -> tuple[Section, ...]:
        """The sections (no records among them, sub-sections included) in which area or item `name` is answered.

        An item is covered by a section that names it or names its area.
        """
        area = name.partition(".")[0]
        return tuple(
            section
            for section in self.sections
            if not section.in_record and (name in section.covered or area in section.covered)
        )

    def position(self, offset: int) -> Position:
        """Line and column of an offset in the file."""
        return self.lines.position(offset)

    def section_at(self, offset: int) -> Section | None:
        """The section that holds `offset`; None in the front matter or an empty document."""
        return self.sections.at(offset)
