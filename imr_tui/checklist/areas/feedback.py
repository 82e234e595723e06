"""Bringing the learning back (practice advice 2h): what questions 1 to 3 rest on."""

from __future__ import annotations

from imr_tui.checklist.areas.recommendations import NONE, some
from imr_tui.checklist.lines import Check, absent, prose, tally
from imr_tui.checklist.milestones import MILESTONES, Milestone, late_intervals, milestones, misplaced
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, known_or_reasoned

_WORDS = 15
_OWNERSHIP = ("Owner", "Tracking", "Dissemination")


def owned(reading: Reading) -> tuple[Evidence, ...]:
    """feedback.1: each recommendation has its owner, and how it is tracked and shared, or why that is not known."""
    checks: list[Check] = []
    for one in reading.of_kind("R"):
        lacks = [name for name in _OWNERSHIP if not known_or_reasoned(one, name)]
        place = reading.field_place(one, lacks[0]) if lacks else reading.record_place(one)
        checks.append(Check(not lacks, place, tuple(f"{one.id} {name}" for name in lacks)))
    owners = tally(
        checks, "recommendations with an owner, tracking and dissemination", none=NONE, where=reading.kind_place("R")
    )
    return some(reading), owners


def dates(reading: Reading) -> tuple[Evidence, ...]:
    """feedback.2: the five dates, their order, and a reason for each delay."""
    front = reading.report.front
    known = milestones(reading.report)
    found = {milestone.key for milestone in known}
    checks = [Check(key in found, reading.front_place("dates", key), (words,)) for key, words in MILESTONES]
    are_set = tally(checks, "dates are set", none="", where=front.inner)
    return are_set, _in_order(reading, known), _delays(reading, known, ready=are_set.holds)


def strategy(reading: Reading) -> tuple[Evidence, ...]:
    """feedback.3: the section on the force's strategy."""
    return (prose(reading, reading.covering("feedback.3"), _WORDS, "on the force's strategy"),)


def _in_order(reading: Reading, known: tuple[Milestone, ...]) -> Evidence:
    place = reading.front_place("dates", known[0].key if known else "")
    if not known[1:]:
        return Evidence(holds=False, text="Fewer than two dates are set", place=place)
    wrong = misplaced(known)
    if not wrong:
        return Evidence(holds=True, text="The dates are in order", place=place)
    later, earlier = wrong[0]
    text = f"Out of order: {later.words} is ahead of {earlier.words}"
    missing = tuple(milestone.words for milestone, _ in wrong)
    return Evidence(holds=False, text=text, place=reading.front_place("dates", later.key), missing=missing)


def _delays(reading: Reading, known: tuple[Milestone, ...], *, ready: bool) -> Evidence:
    checks = [
        Check(late.explained, reading.front_place("dates", late.rationale), (late.words,))
        for late in late_intervals(reading.report, known)
    ]
    return absent(
        checks,
        "intervals longer than their deadline are explained",
        none="No interval is longer than its deadline",
        ready=ready,
        where=None,
    )
