"""The golden thread: event, finding, learning point, recommendation, action; and term of reference to finding.

What is missing of a record is what the checklist's evidence says is missing: nothing is judged a second time. One gap is
told here alone, for no question of the checklist asks for it: a finding that calls for learning, and has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.areas.analysis import missed_opportunity
from imr_tui.checklist.chronology import event_date
from imr_tui.checklist.model import Checklist
from imr_tui.checklist.nil_returns import nil_return_for
from imr_tui.checklist.reading import Reading, chosen, heading_place
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Record, Report
from imr_tui.document.schema import Schema
from imr_tui.document.text import Span

# What the checklist wants of a record that is another record: by the question, the record's kind and the name wanted.
_MISSING_RECORD = {
    ("analysis.1", "E", "finding"): "F",
    ("analysis.4", "T", "Not addressed because"): "F",
    ("recommendations.1", "L", "No recommendation because"): "R",
    ("recommendations.3", "R", "action"): "A",
}
_KIND_WORDS = {"F": "finding", "R": "recommendation", "A": "action"}
_CALLS_FOR_LEARNING = frozenset({"Not consistent with policy", "Consistent, but the policy was not appropriate"})
# The links that make the thread: what points (kind and field) to what stands ahead of it.
_AHEAD = {
    "F": ("Events", "Terms of reference"),
    "L": ("Arises from",),
    "R": ("Learning points",),
    "A": ("Recommendation",),
}
ON_THE_THREAD = "EFLRA"
"""The kinds of the thread, in its order."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a record lacks, in words. `wants` is the kind of record to be made for it, `field` the field to be filled."""

    text: str
    wants: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """One record: where it stands, what it links by which field, what links it, and its gaps.

    `links` has link fields and nesting, by the field's name; `linked_by` the ids of records whose link fields name it, in
    document order.
    """

    id: str
    kind: str
    title: str
    place: Span
    links: Mapping[str, tuple[str, ...]]
    linked_by: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """All records by id, in document order."""

    strands: Mapping[str, Strand]

    @property
    def gaps(self) -> int:
        """How many gaps there are in all."""
        return sum(len(strand.gaps) for strand in self.strands.values())

    def of_kind(self, letter: str) -> tuple[Strand, ...]:
        """The records of a kind, in document order."""
        return tuple(strand for strand in self.strands.values() if strand.kind == letter)

    def behind(self, strand: Strand) -> tuple[Strand, ...]:
        """What follows from a record on the thread: the records of later kinds that name it, in document order."""
        return tuple(
            self.strands[ident]
            for ident in strand.linked_by
            if _is_behind(self.strands[ident], strand) and ident != strand.id
        )

    def ahead(self, strand: Strand) -> tuple[Strand, ...]:
        """What a record follows from on the thread."""
        names = _AHEAD.get(strand.kind, ())
        found = dict.fromkeys(ident for name in names for ident in strand.links.get(name, ()))
        return tuple(self.strands[ident] for ident in found)


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A row of the thread laid out as a tree: a record at its `depth`, or a heading (`strand` None).

    `again` says that what follows from the record is laid out further up already.
    """

    depth: int
    strand: Strand | None = None
    heading: str = ""
    again: bool = False


def golden_thread(analysis: Analysis, schema: Schema) -> Thread:
    """Every record of a review with its links and its gaps."""
    report = analysis.report
    missing = _missing(analysis.checklist, report)
    reading = Reading(report, schema)
    linked_by = _linked_by(report)
    learnt = _learnt(report)
    no_learning = nil_return_for(reading, "learning.1") is not None
    strands: dict[str, Strand] = {}
    for record in report.records.values():
        gaps = missing.get(record.id, [])
        if record.kind == "F" and not no_learning and _calls_for_learning(record) and not _taught(record, learnt):
            gaps = [*gaps, Gap("no learning point", wants="L")]
        strands[record.id] = Strand(
            record.id,
            record.kind,
            record.title,
            heading_place(report.section_of(record)),
            MappingProxyType({name: ids for name, ids in record.links.items() if ids}),
            tuple(linked_by.get(record.id, {})),
            tuple(dict.fromkeys(gaps)),
        )
    return Thread(MappingProxyType(strands))


def thread_rows(thread: Thread) -> tuple[ThreadRow, ...]:
    """The thread as a tree: events with what follows from each, what hangs on no event, then terms with their findings.

    What follows from a record is laid out where the record stands first; further on its row says `again`.
    """
    rows: list[ThreadRow] = []
    laid: set[str] = set()
    events = thread.of_kind("E")
    if events:
        rows.append(ThreadRow(0, heading="Events and what follows from them"))
        for event in events:
            rows.extend(_laid_out(thread, event, 1, laid))
    loose = [strand for letter in ON_THE_THREAD for strand in thread.of_kind(letter) if strand.id not in laid]
    if loose:
        rows.append(ThreadRow(0, heading="Not tied to an event"))
        for strand in loose:
            if strand.id not in laid:
                rows.extend(_laid_out(thread, strand, 1, laid))
    terms = thread.of_kind("T")
    if terms:
        rows.append(ThreadRow(0, heading="Terms of reference and the findings that answer them"))
        for term in terms:
            rows.append(ThreadRow(1, term))
            rows.extend(ThreadRow(2, finding, again=True) for finding in thread.behind(term))
    return tuple(rows)


def _laid_out(thread: Thread, strand: Strand, depth: int, laid: set[str]) -> Iterator[ThreadRow]:
    behind = _next(thread, strand)
    if strand.id in laid:
        yield ThreadRow(depth, strand, again=bool(behind))
        return
    laid.add(strand.id)
    yield ThreadRow(depth, strand)
    for other in behind:
        yield from _laid_out(thread, other, depth + 1, laid)


def _next(thread: Thread, strand: Strand) -> tuple[Strand, ...]:
    """What follows from a record at once: what also follows from something that follows from it is laid out there."""
    behind = thread.behind(strand)
    further = {other.id for one in behind for other in thread.behind(one)}
    return tuple(one for one in behind if one.id not in further)


def _is_behind(strand: Strand, of: Strand) -> bool:
    return any(of.id in strand.links.get(name, ()) for name in _AHEAD.get(strand.kind, ()))


def _linked_by(report: Report) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for record in report.records.values():
        for ids in record.links.values():
            for ident in ids:
                found.setdefault(ident, {})[record.id] = None
    return found


def _learnt(report: Report) -> frozenset[str]:
    """The events and findings that a learning point arises from."""
    return frozenset(ident for point in report.of_kind("L") for ident in point.linked("Arises from"))


def _taught(finding: Record, learnt: frozenset[str]) -> bool:
    """Whether a learning point arises from a finding, or from one of its events."""
    return finding.id in learnt or any(event in learnt for event in finding.linked("Events"))


def _calls_for_learning(finding: Record) -> bool:
    return missed_opportunity(finding) or chosen(finding, "Practice") in _CALLS_FOR_LEARNING


def _missing(checklist: Checklist, report: Report) -> dict[str, list[Gap]]:
    """What the evidence says that records lack, by the record."""
    found: dict[str, list[Gap]] = {}
    for item in checklist.items:
        for line in item.evidence:
            for ident, name in line.wants if not line.holds else ():
                found.setdefault(ident, []).append(_gap(item.id, report.records[ident], name))
    return found


def _gap(item: str, record: Record, name: str) -> Gap:
    letter = _MISSING_RECORD.get((item, record.kind, name))
    if letter is not None:
        return Gap(f"no {_KIND_WORDS[letter]}", wants=letter)
    if item == "characteristics.3":
        return Gap(f"{name} not taken up in the analysis")
    if item == "overview.1" and name == "Date" and event_date(record) is not None:
        return Gap("out of order of time", field="Date")
    if name.startswith("in at most "):
        return Gap(f"to be told {name}")
    if name == "narrative":
        return Gap("no text yet")
    if name.startswith("analysis ("):
        return Gap(f"more analysis wanted {name.removeprefix('analysis ')}")
    return Gap(f"no {name}", field=name)
