"""The chronology of a review: its events in order of time, gaps in contact between them, and their order in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from imr_tui.checklist.chronology import disordered, event_date, outside_timescale, timescale
from imr_tui.checklist.reading import reason_given
from imr_tui.dataclass import dataclass
from imr_tui.document.dates import write_date
from imr_tui.document.model import DateValue, Record, Report
from imr_tui.document.ordering import longest_run
from imr_tui.document.schema import fold_name
from imr_tui.document.text import Span

GAP_DAYS = 90
"""From how many days without contact on a gap is told, unless another length is chosen."""

_FIRST, _LAST = datetime(1, 1, 1), datetime(9999, 12, 31)
_BREAK = re.compile(r"[,;/&\n]|\band\b")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the chronology shows it.

    `when` is None for one without a date that can be read; `date` and `time` are as written out. `outside` says that
    it lies outside the timescale under review, `reasoned` that it says why it is in all the same, `out_of_order` that the
    text has it behind a later one.
    """

    id: str
    title: str
    place: Span
    when: DateValue | None
    date: str
    time: str
    persons: tuple[str, ...]
    sources: str
    outside: bool = False
    reasoned: bool = False
    out_of_order: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch without contact: the last day of contact ahead of it, the first after it, and the days between."""

    after: date
    until: date
    days: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the chronology is narrowed to: a person ("" for all), the first and last day, the days that make a gap (0: none)."""

    person: str = ""
    first: date | None = None
    last: date | None = None
    gap_days: int = GAP_DAYS


def happenings(report: Report) -> tuple[Happening, ...]:
    """All events in order of time, those without a date last, events of one moment as the text has them."""
    events = report.of_kind("E")
    outside = {event.id for event in outside_timescale(report, events)}
    late = {event.id for event, _ in disordered(events)}
    listed = [_happening(report, event, outside, late) for event in events]
    return tuple(sorted(listed, key=lambda one: one.when.first if one.when is not None else _LAST))


def narrowed(report: Report, listed: Sequence[Happening], wanted: Wanted) -> tuple[Happening | Silence, ...]:
    """What is left of the chronology, with the gaps in contact as rows between; events without a date stand last.

    The ends of the period, else those of the timescale under review, bound the first and the last gap.
    """
    kept = [one for one in listed if _is_wanted(one, wanted)]
    dated = [one for one in kept if one.when is not None]
    if not wanted.gap_days:
        return tuple(kept)
    start, end = timescale(report)
    rows: list[Happening | Silence] = []
    reached = wanted.first or start
    for one in dated:
        if one.when is not None:
            rows += _silence(reached, one.when.first.date(), wanted.gap_days)
            reached = max(reached or one.when.last.date(), one.when.last.date())
        rows.append(one)
    if dated:
        rows += _silence(reached, wanted.last or end, wanted.gap_days)
    return (*rows, *(one for one in kept if one.when is None))


def persons_of(listed: Iterable[Happening]) -> tuple[str, ...]:
    """With whom there was contact, as written, each once, in the order of their first contact."""
    found: dict[str, str] = {}
    for one in listed:
        for person in one.persons:
            found.setdefault(fold_name(person), person)
    return tuple(found.values())


def in_order_of_time(events: Sequence[Record]) -> tuple[str, ...]:
    """The ids of the dated events in order of time, with as few as possible moved.

    A date without a time may be any moment of its day, as the checklist has it.
    """
    moments = _moments(events)
    dated = [event for event in events if event.id in moments]
    staying = longest_run([moments[event.id] for event in dated])
    order = [dated[index].id for index in staying]
    keys = [moments[ident] for ident in order]
    kept = set(staying)
    for index, event in enumerate(dated):
        if index not in kept:
            at = bisect_right(keys, moments[event.id])
            keys.insert(at, moments[event.id])
            order.insert(at, event.id)
    return tuple(order)


def _happening(report: Report, event: Record, outside: set[str], late: set[str]) -> Happening:
    when = event_date(event)
    day, clock = _date_and_time(when, event)
    heading = report.section_of(event).part.heading
    start = report.section_of(event).start
    return Happening(
        event.id,
        event.title,
        Span(start, start) if heading is None else heading.text_span.shift(start),
        when,
        day,
        clock,
        _persons(event),
        ", ".join(event.linked("Sources")) or _written(event, "Sources"),
        event.id in outside,
        reason_given(event, "Reason for inclusion"),
        event.id in late,
    )


def _written(event: Record, name: str) -> str:
    entry = event.field(name)
    return entry.value.text if entry is not None else ""


def _date_and_time(when: DateValue | None, event: Record) -> tuple[str, str]:
    """Date and time apart; a part of a date, or text that is none, as it was written."""
    if when is None or when.partial:
        return _written(event, "Date"), ""
    day = write_date(when.first, timed=False)
    return f"?{day}" if when.uncertain else day, f"{when.first:%H:%M}" if when.timed else ""


def _persons(event: Record) -> tuple[str, ...]:
    value = event.value("Contact with")
    pieces = _BREAK.split(value.text) if value is not None else []
    return tuple(dict.fromkeys(" ".join(piece.split()).removesuffix(".") for piece in pieces if piece.strip(" .\n")))


def _is_wanted(one: Happening, wanted: Wanted) -> bool:
    if wanted.person and fold_name(wanted.person) not in {fold_name(person) for person in one.persons}:
        return False
    if one.when is None:
        return wanted.first is None and wanted.last is None
    too_early = wanted.first is not None and one.when.last.date() < wanted.first
    too_late = wanted.last is not None and one.when.first.date() > wanted.last
    return not (too_early or too_late)


def _silence(after: date | None, until: date | None, least: int) -> list[Happening | Silence]:
    if after is None or until is None or until - after <= timedelta(days=least):
        return []
    return [Silence(after, until, (until - after).days)]


def _moments(events: Sequence[Record]) -> dict[str, datetime]:
    """The moment that each dated event stands for: one without a time, or a part of a date, stays where it may."""
    moments: dict[str, datetime] = {}
    reached = _FIRST
    for event in events:
        when = event_date(event)
        if when is None:
            continue
        moment = when.first
        if not when.timed and moment < reached <= datetime.combine(moment.date(), time.max):
            moment = reached
        moments[event.id] = moment
        reached = max(reached, moment) if moment.date() == reached.date() else moment
    return moments
