"""Overview of police contact (practice advice 2d): what questions 1 and 2 rest on."""

from __future__ import annotations

from imr_tui.checklist.chronology import disordered, outside_timescale
from imr_tui.checklist.lines import Check, absent, at_least_one, no_findings, prose, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, given_in, heading_place, reason_given
from imr_tui.document.model import Part

_WORDS = 40
_SUMMARY = "words of overview ahead of the first event"
_FIELDS = ("Date", "Contact with", "Agencies", "Action taken")


def contact(reading: Reading) -> tuple[Evidence, ...]:
    """overview.1: a summary ahead of the events, and events that are complete, in order and within the timescale."""
    summary = _summary(reading)
    return summary, _some(reading), _complete(reading), _in_order(reading), _outside(reading, ready=summary.holds)


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
        text = f"0 of {_WORDS} {_SUMMARY}"
        return Evidence(holds=False, text=text, place=heading_place(sections[0]), count=0, total=_WORDS)
    return prose(reading, ahead, _WORDS, _SUMMARY.removeprefix("words "))


def _some(reading: Reading) -> Evidence:
    return at_least_one(reading, "E", "event", "events")


def _complete(reading: Reading) -> Evidence:
    checks: list[Check] = []
    for event in reading.of_kind("E"):
        lacks = reading.memory.once(event.part, "event lacks", _lacks)
        place = reading.field_place(event, lacks[0]) if lacks else reading.record_place(event)
        checks.append(Check(not lacks, place, tuple(f"{event.id} {name}" for name in lacks)))
    return tally(checks, "events complete", none="No event is recorded yet", where=reading.kind_place("E"))


def _lacks(part: Part) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if not (_dated(part) if name == "Date" else given_in(part, name)))


def _dated(part: Part) -> bool:
    entry = part.field("Date")
    return entry is not None and entry.date is not None


def _in_order(reading: Reading) -> Evidence:
    dated = [event for event in reading.of_kind("E") if _dated(event.part)]
    late = {after.id for after, _ in disordered(reading.of_kind("E"))}
    checks = [Check(event.id not in late, reading.field_place(event, "Date"), (event.id,)) for event in dated]
    return tally(
        checks,
        "dated events in order of time",
        none="No event has a date yet",
        where=reading.kind_place("E"),
        lacking="out of order",
    )


def _outside(reading: Reading, *, ready: bool) -> Evidence:
    reason = "Reason for inclusion"
    checks = [
        Check(reason_given(event, reason), reading.field_place(event, reason), (f"{event.id} {reason}",))
        for event in outside_timescale(reading.report, reading.of_kind("E"))
    ]
    return absent(
        checks,
        "events outside the timescale have their reason",
        none="No event lies outside the timescale",
        ready=ready,
        where=None,
    )


def _event_and_finding(reading: Reading) -> Evidence:
    counted = [("events", reading.with_substance("E")), ("findings", reading.with_substance("F"))]
    missing = tuple(name for name, records in counted if not records)
    text = f"{len(counted[0][1])} events and {len(counted[1][1])} findings recorded"
    if missing:
        text = "Neither events nor findings recorded yet" if len(missing) > 1 else f"No {missing[0]} recorded yet"
    place = reading.kind_place("E" if "events" in missing else "F")
    if not missing:
        place = reading.record_place(counted[0][1][0])
    return Evidence(holds=not missing, text=text, place=place, count=2 - len(missing), total=2, missing=missing)
