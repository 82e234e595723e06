"""What is still to be done and where: the way from one unsettled place to the next."""

from __future__ import annotations

from dataclasses import dataclass

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import Checklist, Evidence, Item, State
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report, Section
from imr_tui.document.schema import Schema
from imr_tui.document.text import Span

_SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that wants something: an unsettled question, an open finding, or both at one place.

    `place` is None for a question that has nowhere to go yet; such ones come last.
    """

    place: Span | None
    item: Item | None
    finding: Finding | None

    @property
    def key(self) -> str:
        """What tells this stop from others at the same place, from one analysis to the next."""
        return (
            self.item.id
            if self.item is not None
            else f"{self.finding.rule}:{self.finding.text}"
            if self.finding
            else ""
        )

    @property
    def label(self) -> str:
        """A few words on what is to be done here (document text may be among them)."""
        if self.item is not None:
            return f"{self.item.question.short}: {gap(self.item)}"
        return self.finding.message if self.finding is not None else ""


def names(missing: tuple[str, ...], limit: int = _SHOWN_NAMES) -> str:
    """Up to `limit` names and how many more there are: `DASH, MARAC, +2 more`."""
    more = len(missing) - limit
    return ", ".join([*missing[:limit], *([f"+{more} more"] if more > 0 else [])])


def open_evidence(item: Item) -> Evidence | None:
    """The first evidence line that does not hold; None where all hold."""
    return next((line for line in item.evidence if not line.holds), None)


def gap(item: Item) -> str:
    """What an item still wants, in a few words: the first thing missing, the changed parts, or the author's word."""
    if item.state is State.LOOK_AGAIN:
        return f"changed since: {names(item.changed)}" if item.changed else "changed since you confirmed"
    line = open_evidence(item)
    if line is None:
        return "needs your judgement" if item.state is State.CONFIRM else ""
    return f"missing {names(line.missing)}" if line.missing else line.text


def item_place(item: Item, report: Report) -> Span | None:
    """Where to go for an item: the changed part, its evidence's place, or the section that covers it."""
    if item.state is State.LOOK_AGAIN:
        changed = next((part.place for part in item.parts if part.name in item.changed), None)
        if changed is not None:
            return changed
    if item.place is not None:
        return item.place
    sections = report.covering(item.id)
    return Span(sections[0].start, sections[0].start) if sections else None


def stops(analysis: Analysis) -> tuple[Stop, ...]:
    """Every unsettled item and open finding, in the order of their places; those without one at the end."""
    unsettled = [
        (item, item_place(item, analysis.report)) for item in analysis.checklist.items if not item.state.settled
    ]
    found = [finding for finding in analysis.findings if finding.is_open]
    joined: list[Stop] = []
    taken: set[int] = set()
    for item, place in unsettled:
        match = next((index for index, finding in enumerate(found) if _same(item, place, finding)), None)
        if match is not None:
            taken.add(match)
        joined.append(Stop(place, item, found[match] if match is not None else None))
    joined += [Stop(finding.span, None, finding) for index, finding in enumerate(found) if index not in taken]
    last = len(analysis.report.text) + 1
    return tuple(sorted(joined, key=lambda stop: stop.place.start if stop.place else last))


def next_stop(among: tuple[Stop, ...], cursor: int, at: str = "") -> Stop | None:
    """The first stop after `cursor`, from the top again past the last one.

    `at` is the key of the stop that was reached last: while the cursor still stands on it, the next one is that
    after it, so that several stops at one place are reached in turn.
    """
    if not among:
        return None
    here = _index_at(among, cursor, at)
    if here is not None:
        return among[(here + 1) % len(among)]
    return next((stop for stop in among if stop.place is None or stop.place.start >= cursor), among[0])


def previous_stop(among: tuple[Stop, ...], cursor: int, at: str = "") -> Stop | None:
    """The last stop before `cursor`, from the end again ahead of the first one; `at` as for `next_stop`."""
    if not among:
        return None
    here = _index_at(among, cursor, at)
    if here is not None:
        return among[here - 1]
    before = [stop for stop in among if stop.place is not None and stop.place.start < cursor]
    return before[-1] if before else among[-1]


def item_at_hand(checklist: Checklist, report: Report, schema: Schema, cursor: int) -> Item | None:
    """The question that the cursor's place is about.

    Among the questions answered where the cursor stands, one that waits for the author's word comes first, then one
    that is unsettled; without any of them, the first in the document that waits, or that is unsettled.
    """
    here = _items_at(checklist, report, schema, cursor)
    for among in (here, checklist.items):
        for wanted in ((State.LOOK_AGAIN, State.CONFIRM), (State.STARTED, State.TODO)):
            item = next((item for item in among if item.state in wanted), None)
            if item is not None:
                return item
        if among and among is here:
            return among[0]
    return None


def trail(report: Report, cursor: int) -> tuple[str, ...]:
    """The titles of the section at `cursor` and of those it stands in, outermost first."""
    section = report.section_at(cursor)
    titles: list[str] = []
    while section is not None:
        if section.title:
            titles.append(section.title)
        section = report.sections[section.parent] if section.parent is not None else None
    return tuple(reversed(titles))


def _items_at(checklist: Checklist, report: Report, schema: Schema, cursor: int) -> tuple[Item, ...]:
    section = report.section_at(cursor)
    if section is None:
        return ()
    covered = set(section.covered) | _record_area(report, schema, section)
    exact = tuple(item for item in checklist.items if item.id in covered)
    return exact + tuple(item for item in checklist.items if item.question.area in covered and item not in exact)


def _record_area(report: Report, schema: Schema, section: Section) -> set[str]:
    record = report.records.get(section.owner) if section.owner else None
    kind = schema.kinds.get(record.kind) if record is not None else None
    return {kind.area} if kind is not None else set()


def _same(item: Item, place: Span | None, finding: Finding) -> bool:
    return place is not None and place.start == finding.span.start and item.id in finding.items + finding.opens


def _index_at(among: tuple[Stop, ...], cursor: int, at: str) -> int | None:
    for index, stop in enumerate(among):
        if at and stop.key == at and (stop.place is None or stop.place.start == cursor):
            return index
    return None
