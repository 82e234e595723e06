"""Findings that come of reading the checklist: dates out of order, events outside the timescale, missing reasons and links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from imr_tui.checklist.chronology import event_date, timescale
from imr_tui.checklist.confirmations import NOT_APPLICABLE, author_words
from imr_tui.checklist.milestones import Milestone, milestones, misplaced
from imr_tui.checklist.reading import Reading, chosen, given, reason_given
from imr_tui.document.dates import write_date
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.model import Record
from imr_tui.document.text import Span

_POLICY = ("Force policy", "National guidance")


def checklist_findings(reading: Reading) -> tuple[Finding, ...]:
    """These findings of a report, with absolute spans, in order of place."""
    found = [
        *_missing_reasons(reading),
        *_front_dates(reading),
        *_timescale(reading),
        *_event_order(reading),
        *_outside(reading),
        *_without_link(reading),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.rule)))


def _missing_reasons(reading: Reading) -> Iterator[Finding]:
    for word in author_words(reading.report.front):
        if word.item in reading.schema.items and word.state == NOT_APPLICABLE and not word.has_reason:
            yield _front_finding(
                reading,
                "checklist.no-reason",
                Severity.WARNING,
                (f"checklist.{word.item}", ""),
                f"The question {word.item} is set aside as not applicable without a reason, so it counts for nothing. "
                "Say why it does not apply.",
                items=(word.item,),
            )


def _front_dates(reading: Reading) -> Iterator[Finding]:
    for later, earlier in misplaced(milestones(reading.report)):
        yield _front_finding(
            reading,
            "date.order",
            Severity.ERROR,
            ("dates", later.key),
            f"“{later.words}” ({_day(later)}) is ahead of “{earlier.words}” ({_day(earlier)}). Correct the one that is wrong.",
        )


def _timescale(reading: Reading) -> Iterator[Finding]:
    start, end = timescale(reading.report)
    if start is not None and end is not None and end < start:
        yield _front_finding(
            reading,
            "date.order",
            Severity.ERROR,
            ("review", "period_end"),
            "The timescale under review ends before it starts. Correct its first or its last day.",
        )


def _event_order(reading: Reading) -> Iterator[Finding]:
    for event, before in reading.disordered():
        yield _record_finding(
            reading,
            "date.order",
            Severity.WARNING,
            (event, "Date"),
            f"{event.id} ({_when(event)}) stands behind {before.id} ({_when(before)}), which is later. "
            "Move it to its place in time, or correct the date.",
            related=reading.field_place(before, "Date"),
        )


def _outside(reading: Reading) -> Iterator[Finding]:
    for event in reading.outside_timescale():
        if not reason_given(event, "Reason for inclusion"):
            yield _record_finding(
                reading,
                "event.outside-timescale",
                Severity.WARNING,
                (event, "Date"),
                f"{event.id} ({_when(event)}) lies outside the timescale under review. Say under “Reason for inclusion” why "
                "it belongs here, or correct the date.",
            )


def _without_link(reading: Reading) -> Iterator[Finding]:
    for source in reading.of_kind("S"):
        if chosen(source, "Type") in _POLICY and not given(source, "Link"):
            yield _record_finding(
                reading,
                "source.no-link",
                Severity.INFO,
                (source, "Link"),
                f"{source.id} is a policy or guidance without a link. Add one where readers can get to it.",
            )


def _front_finding(
    reading: Reading,
    rule: str,
    severity: Severity,
    key: tuple[str, str],
    message: str,
    items: tuple[str, ...] = (),
) -> Finding:
    span = reading.front_place(*key) or Span(0, 0)
    text = reading.report.source.slice(*span)
    return Finding(rule, severity, span, message, text=text, field=".".join(filter(None, key)), items=items)


def _record_finding(
    reading: Reading,
    rule: str,
    severity: Severity,
    field: tuple[Record, str],
    message: str,
    related: Span | None = None,
) -> Finding:
    record, name = field
    section = reading.report.section_of(record)
    entry = record.field(name)
    span = reading.record_place(record)
    if entry is not None and entry.value.lines:
        span = Span(entry.value.start, entry.value.end).shift(section.start)
    elif entry is not None:
        span = entry.item.shift(section.start)
    return Finding(
        rule,
        severity,
        span,
        message,
        text=reading.report.source.slice(*span),
        related=related,
        section=section.index,
        record=record.id,
        field=name,
    )


def _day(milestone: Milestone) -> str:
    return write_date(datetime.combine(milestone.day, time.min), timed=False)


def _when(event: Record) -> str:
    """An event's date as it is written."""
    value = event.value("Date")
    return " ".join(value.text.split()) if value is not None and event_date(event) is not None else "no date"
