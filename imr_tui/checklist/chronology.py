"""Events in time: whether they stand in order, and which lie outside the timescale under review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from imr_tui.document.model import DateValue, Record, Report


def disordered(events: Iterable[Record]) -> tuple[tuple[Record, Record], ...]:
    """The dated events that stand out of order, each with the event it ought to stand ahead of.

    A date without a time may be any moment of its day; a part of a date and an uncertain one count as
    their start; equal dates are in order. After a step back the order is judged anew from there.
    """
    found: list[tuple[Record, Record]] = []
    reached: datetime | None = None
    before: Record | None = None
    for event in events:
        when = event_date(event)
        if when is None:
            continue
        if before is not None and reached is not None and _latest(when) < reached:
            found.append((event, before))
        elif reached is not None and when.first < reached:
            continue
        reached, before = when.first, event
    return tuple(found)


def event_date(event: Record) -> DateValue | None:
    """The event's date; None where it has none that can be read."""
    return event.part.date("Date")


def timescale(report: Report) -> tuple[date | None, date | None]:
    """The first and the last day of the timescale under review; None for an end that is not set."""
    return front_date(report, "review", "period_start"), front_date(report, "review", "period_end")


def front_date(report: Report, table: str, key: str) -> date | None:
    """A date of the front matter, without its time; None where it is not set or no date."""
    value = report.front.get(table, key)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def outside_timescale(report: Report, events: Iterable[Record]) -> tuple[Record, ...]:
    """The dated events of which no day lies in the timescale."""
    start, end = timescale(report)
    found: list[Record] = []
    for event in events:
        when = event_date(event)
        if when is None:
            continue
        too_early = start is not None and when.last.date() < start
        too_late = end is not None and when.first.date() > end
        if too_early or too_late:
            found.append(event)
    return tuple(found)


def _latest(when: DateValue) -> datetime:
    """The last moment of a date in the order of events."""
    return when.first if when.timed else datetime.combine(when.first.date(), time.max)
