"""Overview of police contact (practice advice 2d): what questions 1 and 2 rest on."""

from __future__ import annotations

from itertools import compress

from imr_tui.checklist.lines import ITSELF, Gap, absent, at_least_one, counted, each, no_findings, nothing, prose, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, given_in, heading_place, reason_given
from imr_tui.document.model import Part, Record

_WORDS = 40
_SUMMARY = "of overview ahead of the first event"
_FIELDS = ("Date", "Contact with", "Agencies", "Action taken")


def contact(reading: Reading) -> tuple[Evidence, ...]:
    """overview.1: a summary ahead of the events, and events that are complete, in order and within the timescale."""
    summary = _summary(reading)
    some = at_least_one(reading, "E", "event", "events")
    return summary, some, _complete(reading), _in_order(reading), _outside(reading, ready=summary.holds)


def told_once(reading: Reading) -> tuple[Evidence, ...]:
    """overview.2: there is something that might be told twice, and nothing is."""
    both = _event_and_finding(reading)
    repetition = no_findings(
        reading.open_findings("repetition", "overview.2"),
        "passage told twice",
        "passages told twice",
        none="No passage is told twice",
        ready=both.holds,
    )
    return both, repetition


def _summary(reading: Reading) -> Evidence:
    events = reading.of_kind("E")
    sections = reading.covering("overview.1")
    ahead = [section for section in sections if not events or section.index < events[0].section]
    if sections and not ahead:
        text = f"0 of {_WORDS} words {_SUMMARY}"
        return Evidence(holds=False, text=text, place=heading_place(sections[0]), count=0, total=_WORDS)
    return prose(reading, ahead, _WORDS, _SUMMARY)


def _complete(reading: Reading) -> Evidence:
    def lacks(event: Record) -> tuple[str, ...]:
        return _lacks(event.part)

    none = "No event is recorded yet"
    events, where = reading.of_kind("E"), reading.kind_place("E")
    return each(reading, events, lacks, "events complete", none=none, where=where, rests_on=ITSELF)


def _lacks(part: Part) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if not (_dated(part) if name == "Date" else given_in(part, name)))


def _dated(part: Part) -> bool:
    return part.date("Date") is not None


def _is_dated(event: Record) -> bool:
    return _dated(event.part)


def _in_order(reading: Reading) -> Evidence:
    events = reading.of_kind("E")
    dated = list(compress(events, reading.memory.of_each("dated", events, _is_dated, rests_on=ITSELF)))
    if not dated:
        return nothing("No event has a date yet", reading.kind_place("E"))
    gaps = [
        Gap((event.id,), reading.field_place(event, "Date"), ((event.id, "Date"),)) for event, _ in reading.disordered()
    ]
    first = reading.field_place(dated[0], "Date")
    return tally(len(dated), gaps, "dated events in order of time", first=first, lacking="out of order")


def _outside(reading: Reading, *, ready: bool) -> Evidence:
    reason = "Reason for inclusion"
    events = reading.outside_timescale()
    if not events:
        return absent("No event lies outside the timescale", None, ready=ready)

    def lacks(event: Record) -> tuple[str, ...]:
        return () if reason_given(event, reason) else (reason,)

    things = "events outside the timescale have their reason"
    return each(reading, events, lacks, things, none="", where=None, absence=True)


def _event_and_finding(reading: Reading) -> Evidence:
    events, findings = reading.with_substance("E"), reading.with_substance("F")
    missing = tuple(name for name, records in (("events", events), ("findings", findings)) if not records)
    text = f"{counted(len(events), 'event', 'events')} and {counted(len(findings), 'finding', 'findings')} recorded"
    if missing:
        text = "Neither events nor findings recorded yet" if missing[1:] else f"No {missing[0]} recorded yet"
    place = reading.kind_place("E" if not events else "F") if missing else reading.record_place(events[0])
    return Evidence(holds=not missing, text=text, place=place, count=2 - len(missing), total=2, missing=missing)
