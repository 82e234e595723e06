"""Bringing the learning back (practice advice 2h): what questions 1 to 3 rest on."""

from __future__ import annotations

from imr_tui.checklist.areas.recommendations import each_recommendation, some
from imr_tui.checklist.lines import ITSELF, Gap, absent, nothing, prose, tally
from imr_tui.checklist.milestones import MILESTONES, Milestone, late_intervals, milestones, misplaced
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, known_or_reasoned
from imr_tui.document.model import Record
from imr_tui.document.text import Span

_WORDS = 15
_OWNERSHIP = ("Owner", "Tracking", "Dissemination")


def owned(reading: Reading) -> tuple[Evidence, ...]:
    """feedback.1: each recommendation has its owner, and how it is tracked and shared, or why that is not known."""

    def lacks(one: Record) -> tuple[str, ...]:
        return tuple(name for name in _OWNERSHIP if not known_or_reasoned(one, name))

    things = "recommendations with an owner, tracking and dissemination"
    return some(reading), each_recommendation(reading, lacks, things, rests_on=ITSELF)


def dates(reading: Reading) -> tuple[Evidence, ...]:
    """feedback.2: the five dates, their order, and a reason for each delay."""
    known = milestones(reading.report)
    found = {milestone.key for milestone in known}
    gaps = [Gap((words,), reading.front_place("dates", key)) for key, words in MILESTONES if key not in found]
    are_set = tally(len(MILESTONES), gaps, "dates are set", first=_place(reading, known))
    return are_set, _in_order(reading, known), _delays(reading, known, ready=are_set.holds)


def strategy(reading: Reading) -> tuple[Evidence, ...]:
    """feedback.3: the section on the force's strategy."""
    return (prose(reading, reading.covering("feedback.3"), _WORDS, "on the force's strategy"),)


def _place(reading: Reading, known: tuple[Milestone, ...]) -> Span | None:
    return reading.front_place("dates", known[0].key if known else "")


def _in_order(reading: Reading, known: tuple[Milestone, ...]) -> Evidence:
    if not known[1:]:
        return nothing("Fewer than two dates are set", _place(reading, known))
    wrong = misplaced(known)
    if not wrong:
        return Evidence(holds=True, text="The dates are in order", place=_place(reading, known))
    later, earlier = wrong[0]
    text = f"Out of order: {later.words} is ahead of {earlier.words}"
    missing = tuple(milestone.words for milestone, _ in wrong)
    return Evidence(holds=False, text=text, place=reading.front_place("dates", later.key), missing=missing)


def _delays(reading: Reading, known: tuple[Milestone, ...], *, ready: bool) -> Evidence:
    late = late_intervals(reading.report, known)
    if not late:
        return absent("No interval is longer than its deadline", None, ready=ready)
    places = [reading.front_place("dates", interval.rationale) for interval in late]
    gaps = [
        Gap((interval.words,), place) for interval, place in zip(late, places, strict=True) if not interval.explained
    ]
    things = "intervals longer than their deadline are explained"
    return tally(len(late), gaps, things, first=places[0], absence=True)
