"""A report as the checklist reads it: what covers what, who the subjects are, what a record holds, nil returns."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain, compress, count
from operator import is_, is_not
from typing import Any, NamedTuple, TypeVar, cast

from imr_tui.checklist.chronology import disordered, outside_timescale, timescale
from imr_tui.document.findings import Finding
from imr_tui.document.found import Findings, Open
from imr_tui.document.front import key_span
from imr_tui.document.model import Field, Part, Record, Report, Section, Value, ValueState
from imr_tui.document.outline import Sections
from imr_tui.document.schema import Schema, fold_name
from imr_tui.document.text import Span
from imr_tui.document.values import is_blank, is_reason

T = TypeVar("T")
P = TypeVar("P")

_FAMILIES = frozenset({"wording", "jargon", "acronym", "quotation", "repetition"})
_ROLE_BREAK = re.compile(r"[,;/&\n()]|\band\b|\s[-‐‑‒–—]\s")


class _Each(NamedTuple):
    """What was worked out of each of some records; those `of_several` sections are always worked out again."""

    rests_on: object
    records: Sequence[Record]
    found: list[Any]
    of_several: list[int]


class PartMemory:
    """What was worked out of single parts, handed from one analysis to the next.

    A part never changes, so what was worked out of it holds as long as the part is in use; what the
    newest reading did not ask for is dropped with the reading before it.
    """

    __slots__ = ("_earlier", "_earlier_each", "_earlier_joint", "each", "joint", "kept")

    def __init__(self, earlier: PartMemory | None = None) -> None:
        self._earlier: dict[int, tuple[Part, dict[Callable[[Part], Any], Any]]] = (
            earlier.kept if earlier is not None else {}
        )
        self.kept: dict[int, tuple[Part, dict[Callable[[Part], Any], Any]]] = {}
        self._earlier_joint: dict[Hashable, tuple[Sequence[Any], Any]] = earlier.joint if earlier is not None else {}
        self.joint: dict[Hashable, tuple[Sequence[Any], Any]] = {}
        self._earlier_each: dict[str, _Each] = earlier.each if earlier is not None else {}
        self.each: dict[str, _Each] = {}

    def once(self, part: Part, work_out: Callable[[Part], T]) -> T:
        """`work_out(part)`, worked out once for a part; `work_out` is a function of a module."""
        number = id(part)
        entry = self.kept.get(number)
        if entry is None:
            entry = self.kept[number] = self._earlier.get(number) or (part, {})
        known = entry[1]
        if work_out not in known:
            known[work_out] = work_out(part)
        found: T = known[work_out]
        return found

    def of_all(self, name: Hashable, parts: Sequence[P], work_out: Callable[[Sequence[P]], T]) -> T:
        """`work_out(parts)`, worked out anew only where one of the parts (or records) that `name` stood for before is another."""
        known = self.joint.get(name) or self._earlier_joint.get(name)
        if known is None or len(known[0]) != len(parts) or not all(map(is_, known[0], parts)):
            known = (parts, work_out(parts))
        self.joint[name] = known
        found: T = known[1]
        return found

    def of_each(
        self, name: str, records: Sequence[Record], work_out: Callable[[Record], T], rests_on: object = None
    ) -> Sequence[T]:
        """`work_out` of each record, worked out anew for those that are not the same as `name` had them before.

        Beside the record and its own sections it may rest on `rests_on` alone, which is compared. A record of several
        sections is always worked out, for one of them may be another while the record is the same.
        """
        known = self._earlier_each.get(name)
        if known is None or len(known.records) != len(records) or known.rests_on != rests_on:
            found = [work_out(record) for record in records]
            several = [number for number, record in enumerate(records) if record.inner]
        else:
            found, several = known.found, known.of_several
            others = list(compress(count(), map(is_not, records, known.records)))
            if others:
                several = [number for number, record in enumerate(records) if record.inner]
            again = {*several, *others}
            if again:
                found = list(found)
                for number in again:
                    found[number] = work_out(records[number])
        self.each[name] = _Each(rests_on, records, found, several)
        return found

    def forget_earlier(self) -> None:
        """Let go of what only the reading before needed."""
        self._earlier_each = {}
        self._earlier_joint = {}
        self._earlier = {}


class Reading:
    """A report with the schema and the open questions of one evaluation; every look-up is made once."""

    def __init__(
        self, report: Report, schema: Schema, findings: Sequence[Finding] = (), memory: PartMemory | None = None
    ) -> None:
        self.report = report
        self.schema = schema
        self.findings = findings if isinstance(findings, Findings) else Findings(report, {}, findings)
        self.memory = memory or PartMemory()
        self._cache: dict[str, Any] = {}

    def once(self, key: str, work_out: Callable[[], T]) -> T:
        """`work_out()`, worked out once in this reading."""
        if key not in self._cache:
            self._cache[key] = work_out()
        return cast("T", self._cache[key])

    @property
    def free(self) -> tuple[Section, ...]:
        """The sections that are no records and stand in none."""
        sections = self.report.sections
        return self.once(
            "free", lambda: tuple(map(sections.__getitem__, sections.outline.once("free", lambda: _free(sections))))
        )

    # -- records

    def of_kind(self, letter: str) -> tuple[Record, ...]:
        """The records of a kind, in document order."""
        return self.once(f"kind {letter}", lambda: self._of_kind(letter))

    def _of_kind(self, letter: str) -> tuple[Record, ...]:
        report = self.report
        kinds = report.sections.outline.once("kinds", lambda: _by_kind(report))
        return tuple(map(report.records.__getitem__, kinds.get(letter, ())))

    def with_substance(self, letter: str) -> tuple[Record, ...]:
        """The records of a kind that say something: a title, a field's value or a word of narrative."""
        return self.once(
            f"substance {letter}",
            lambda: tuple(compress(self.of_kind(letter), self._saying(letter))),
        )

    def _saying(self, letter: str) -> Sequence[bool]:
        return self.memory.of_each(f"substance {letter}", self.of_kind(letter), self._says_something)

    def _says_something(self, record: Record) -> bool:
        return _part_says_something(record.part) or self.narrative_words(record) > 0

    def narrative_words(self, record: Record) -> int:
        """How many words of prose the record's narrative has."""
        if not record.inner:
            return record.part.prose_words
        sections = self.report.sections
        return sum([sections[index].part.prose_words for index in record.sections])

    def words(self, section: Section) -> int:
        """How many words of prose stand in a section's own part."""
        return section.part.prose_words

    def linked(self, letter: str, field: str) -> frozenset[str]:
        """The ids that records of the kind link by that field; a record that says nothing links nothing."""
        return self.once(
            f"linked {letter} {field}",
            lambda: self.memory.of_all(
                ("linked", letter, field), self.with_substance(letter), lambda records: _links_of(records, field)
            ),
        )

    # -- events in time

    def disordered(self) -> tuple[tuple[Record, Record], ...]:
        """The dated events that stand out of order, each with the event it ought to stand ahead of."""
        found = self.memory.of_all("disordered", self._event_parts(), lambda _: _ids(disordered(self.of_kind("E"))))
        records = self.report.records
        return tuple((records[event], records[before]) for event, before in found)

    def outside_timescale(self) -> tuple[Record, ...]:
        """The dated events of which no day lies in the timescale."""
        found = self.memory.of_all(
            ("outside", *timescale(self.report)),
            self._event_parts(),
            lambda _: tuple(event.id for event in outside_timescale(self.report, self.of_kind("E"))),
        )
        return tuple(map(self.report.records.__getitem__, found))

    def _event_parts(self) -> list[Part]:
        return self.once("event parts", lambda: [event.part for event in self.of_kind("E")])

    # -- subjects

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in `review.subjects` that are values."""
        return subject_roles(self.report)

    @property
    def subjects(self) -> tuple[Record, ...]:
        """The persons who have one of the subjects' roles, in document order."""
        return self.once("subjects", lambda: subjects_of(self.report))

    def people_in(self, role: str) -> tuple[Record, ...]:
        """The persons whose Role is `role`."""
        wanted = fold_name(role)
        return tuple(person for person in self.of_kind("P") if wanted in _roles_of(person))

    # -- sections

    def covering(self, name: str) -> tuple[Section, ...]:
        """The sections, no records among them, in which an area or item is answered."""
        area = name.partition(".")[0]
        return self.once(
            f"covering {name}",
            lambda: tuple(
                section for section in self.free if name in section.slot.covered or area in section.slot.covered
            ),
        )

    def in_area(self, area: str) -> tuple[Section, ...]:
        """The sections, no records among them, that cover the area or any of its items."""
        return self.once(
            f"in area {area}",
            lambda: tuple(
                section
                for section in self.free
                if any(covers_part_of(name, area, self.schema) for name in section.covered)
            ),
        )

    def section_fields(self, area: str, name: str) -> Iterator[tuple[Section, Field]]:
        """The fields of that name which stand under the headings covering the area, each with its section."""
        for section in self.in_area(area):
            for entry in section.part.fields:
                if entry.counts and entry.spec is not None and entry.name == name:
                    yield section, entry

    def section_value(self, area: str, name: str) -> tuple[Section, Field] | None:
        """The first of those fields that has a value; None where none has."""
        return next((found for found in self.section_fields(area, name) if found[1].value.is_value), None)

    def nil_return(self, area: str, name: str) -> tuple[Section, Field] | None:
        """The field that says, with its reason, that there is none; None where none does."""
        return next((found for found in self.section_fields(area, name) if says_none(found[1].value)), None)

    # -- findings

    def open_findings(self, family: str, item: str = "") -> Open:
        """The open findings of a family of rules; with `item` also those of other families that keep it open."""
        return self.findings.open_of(
            lambda rule, opens: in_family(rule, family) or (item in opens and not _has_line(rule))
        )

    # -- places

    def field_place(self, record: Record, name: str) -> Span:
        """Where a record's field stands, else its heading."""
        entry = record.field(name)
        section = self.report.section_of(record)
        return entry.item.shift(section.start) if entry is not None else heading_place(section)

    def record_place(self, record: Record) -> Span:
        """A record's heading."""
        return heading_place(self.report.section_of(record))

    def section_place(self, name: str) -> Span | None:
        """The heading of the first section that covers `name`; None where none does."""
        sections = self.covering(name)
        return heading_place(sections[0]) if sections else None

    def front_place(self, table: str, key: str) -> Span | None:
        """Where a key of the front matter stands, else its table, else the front matter's start; None without any."""
        inner = self.report.front.inner
        return key_span(self.report.source.head, inner, table, key) if inner is not None else self.report.front.span

    def kind_place(self, letter: str) -> Span | None:
        """Where records of a kind belong: the first section covering their area; None where none does."""
        kind = self.schema.kinds.get(letter)
        return self.section_place(kind.area) if kind is not None else None


def subject_roles(report: Report) -> tuple[str, ...]:
    """The roles in `review.subjects` that are values."""
    written = report.front.get("review", "subjects")
    entries = written if isinstance(written, list) else []
    return tuple(entry.strip() for entry in entries if isinstance(entry, str) and not is_blank(entry))


def subjects_of(report: Report) -> tuple[Record, ...]:
    """The persons who have one of the subjects' roles, in document order."""
    roles = {fold_name(role) for role in subject_roles(report)}
    return tuple(person for person in report.of_kind("P") if roles & _roles_of(person))


def heading_place(section: Section) -> Span:
    """The text of a section's heading, or the section's start where it has none."""
    heading = section.part.heading
    return Span(section.start, section.start) if heading is None else heading.text_span.shift(section.start)


def covers_part_of(name: str, area: str, schema: Schema) -> bool:
    """Whether a name that a heading covers is the area or one of its items."""
    return name == area or (name in schema.items and name.partition(".")[0] == area)


def field_at(section: Section, entry: Field) -> Span:
    """Where a field of a section stands in the file."""
    return entry.item.shift(section.start)


def in_family(rule: str, family: str) -> bool:
    """Whether a rule is `family` itself or one of its rules (`wording.suicide` is of `wording`)."""
    return rule == family or rule.startswith(f"{family}.")


def given(record: Record, name: str) -> bool:
    """Whether a record's field has a value; what a date field cannot read is none."""
    return given_in(record.part, name)


def given_in(part: Part, name: str) -> bool:
    """Whether a part's field has a value; what a date field cannot read is none."""
    return part.gives(name)


def known_or_reasoned(record: Record, name: str) -> bool:
    """Whether a field has a value, where `Not known` and its like need their reason."""
    return record.part.gives_known(name)


def chosen(record: Record, name: str) -> str | None:
    """The choice that a record's field makes; None where it makes none."""
    return record.part.choice(name)


def reason_given(record: Record, name: str) -> bool:
    """Whether a field gives a reason: `None` and `Not known` alone are no reason."""
    return record.part.gives_reason(name)


def says_none(value: Value) -> bool:
    """Whether a value is a nil return: it says that there is none, and why."""
    return value.state is ValueState.NONE and is_reason(value.reason)


def _by_kind(report: Report) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for ident, record in report.records.items():
        found.setdefault(record.kind, []).append(ident)
    return {letter: tuple(records) for letter, records in found.items()}


def _free(sections: Sections) -> tuple[int, ...]:
    return tuple(index for index, slot in enumerate(sections.outline.slots) if not slot.in_record)


def _links_of(records: Iterable[Record], field: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(record.linked(field) for record in records))


def _ids(pairs: Iterable[tuple[Record, Record]]) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, other.id) for one, other in pairs)


def _part_says_something(part: Part) -> bool:
    title = part.heading.title if part.heading is not None else ""
    return not is_blank(title) or part.gives_any()


def _roles_of(person: Record) -> frozenset[str]:
    value = person.value("Role")
    if value is None:
        return frozenset()
    pieces = [*value.lines, *(piece for line in value.lines for piece in _ROLE_BREAK.split(line))]
    return frozenset(fold_name(piece) for piece in pieces) - {""}


def _has_line(rule: str) -> bool:
    """Whether a rule's family has an evidence line of its own."""
    return rule.partition(".")[0] in _FAMILIES
