"""What a parse gives: parts, sections, records, fields, passages of prose, and the Report that holds them.

A `Part` is one heading with what stands under it up to the next heading. It knows nothing of
where it stands: its offsets count from its own first code point, so an unchanged part is used
again after an edit elsewhere. A `Section` places a part in the document; `section.start` added
to an offset of its part is an offset in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from imr_tui.dataclass import dataclass
from imr_tui.document.field import DateValue, Field, Mention, Value, ValueState
from imr_tui.document.findings import Finding
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.heading import Heading
from imr_tui.document.part import Part, Read
from imr_tui.document.passage import Passage
from imr_tui.document.source import Lines, Source
from imr_tui.document.text import Position

if TYPE_CHECKING:
    from imr_tui.document.outline import Sections

__all__ = [
    "DateValue", "Field", "Heading", "Mention", "Part", "Read", "Record", "Report", "Section", "Slot", "Value", "ValueState",
]  # fmt: skip


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
    """A record: its id, its section's index and the fields of its part.

    `linking` has for each link field's canonical name the ids it links, nesting included (existing records of
    the right kind only, in order, each once). `ancestors` are the ids of the records it is nested in, nearest first.
    `inner` are the indices of the sub-sections that are no records.
    """

    id: str
    section: int
    inner: tuple[int, ...]
    part: Part
    ancestors: tuple[str, ...]
    linking: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def kind(self) -> str:
        """The letter of its kind."""
        return self.id[0]

    @property
    def number(self) -> int:
        """The number in its id."""
        return int(self.id[1:])

    @property
    def title(self) -> str:
        """Its heading's text without the id."""
        return self.part.heading.title if self.part.heading is not None else ""

    @property
    def sections(self) -> tuple[int, ...]:
        """The indices of the sections that make it up: its own and sub-sections that are no records."""
        return (self.section, *self.inner)

    @property
    def links(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that each of its link fields links."""
        return dict(self.linking)

    def field(self, name: str) -> Field | None:
        """The first field of that canonical name; None where it is not there."""
        return self.part.field(name)

    def value(self, name: str) -> Value | None:
        """Its value where there is one (neither empty nor a placeholder); else None."""
        entry = self.part.field(name)
        return entry.value if entry is not None and entry.value.is_value else None

    def linked(self, name: str) -> tuple[str, ...]:
        """The ids that its link field `name` links, nesting included."""
        for linked, ids in self.linking:
            if linked == name:
                return ids
        return ()


@dataclass(frozen=True, slots=True)
class Report:
    """A document as read: the text and everything that was found in it.

    The `text` as a whole may have to be put together first: who needs its length or a stretch of it takes `source`.

    `records` has the first record of each id, in document order. `findings` are the structural ones, in
    order of place, with absolute spans. `definitions` are the link definitions' labels.
    """

    source: Source
    front: FrontMatter
    sections: Sections
    records: Mapping[str, Record]
    findings: tuple[Finding, ...]
    lines: Lines = field(compare=False)
    definitions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole text, exact."""
        return self.source.text

    def opened(self) -> Report:
        """The same report with all that was read in its parts at hand, for those who go through the whole of it again and again."""
        sections = self.sections.opened()
        records = {
            ident: replace(record, part=sections.parts[record.section]) for ident, record in self.records.items()
        }
        return replace(self, sections=sections, records=records)

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
