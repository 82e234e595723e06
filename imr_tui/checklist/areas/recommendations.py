"""Recommendations and action plan (practice advice 2g): what questions 1 to 3 rest on."""

from __future__ import annotations

from imr_tui.checklist.lines import Check, at_least_one, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, given, known_or_reasoned, reason_given
from imr_tui.document.model import Record

NONE = "No recommendation is recorded yet"


def aligned(reading: Reading) -> tuple[Evidence, ...]:
    """recommendations.1: recommendations and learning points belong together, both ways."""
    links = [
        Check(bool(one.linked("Learning points")), reading.field_place(one, "Learning points"), (one.id,))
        for one in reading.of_kind("R")
    ]
    linked = reading.linked("R", "Learning points")
    reason = "No recommendation because"
    points = [
        Check(point.id in linked or reason_given(point, reason), reading.field_place(point, reason), (point.id,))
        for point in reading.of_kind("L")
    ]
    return (
        some(reading),
        tally(links, "recommendations linked to their learning", none=NONE, where=reading.kind_place("R")),
        tally(
            points,
            "learning points with a recommendation, or why not",
            none="No learning point is recorded yet",
            where=reading.kind_place("L"),
        ),
    )


def smart(reading: Reading) -> tuple[Evidence, ...]:
    """recommendations.2: each says what is to be done, to what end, how it is measured, and that it can be done in time."""
    checks = [
        _complete(
            reading,
            one,
            ("Intended outcome", "Measure"),
            ("Achievable", "Realistic", "Target date"),
            narrative=reading.narrative_words(one) > 0,
        )
        for one in reading.of_kind("R")
    ]
    return some(reading), tally(checks, "recommendations complete", none=NONE, where=reading.kind_place("R"))


def action_plan(reading: Reading) -> tuple[Evidence, ...]:
    """recommendations.3: each recommendation has an action, each action its owner, date and progress."""
    carried_out = reading.linked("A", "Recommendation")
    with_action = [Check(one.id in carried_out, reading.record_place(one), (one.id,)) for one in reading.of_kind("R")]
    actions = [_complete(reading, one, ("Progress",), ("Owner", "Due")) for one in reading.of_kind("A")]
    return (
        some(reading),
        tally(with_action, "recommendations with an action", none=NONE, where=reading.kind_place("R")),
        tally(actions, "actions complete", none="No action is recorded yet", where=reading.kind_place("A")),
    )


def some(reading: Reading) -> Evidence:
    """The line that asks for a recommendation."""
    return at_least_one(reading, "R", "recommendation", "recommendations")


def _complete(
    reading: Reading, record: Record, plain: tuple[str, ...], reasoned: tuple[str, ...], *, narrative: bool = True
) -> Check:
    lacks = [name for name in plain if not given(record, name)]
    lacks += [name for name in reasoned if not known_or_reasoned(record, name)]
    place = reading.field_place(record, lacks[0]) if lacks and narrative else reading.record_place(record)
    missing = tuple(f"{record.id} {name}" for name in ([] if narrative else ["narrative"]) + lacks)
    return Check(not missing, place, missing)
