"""Recommendations and action plan (practice advice 2g): what questions 1 to 3 rest on."""

from __future__ import annotations

from collections.abc import Callable

from imr_tui.checklist.lines import ITSELF, at_least_one, each
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, given, known_or_reasoned, reason_given
from imr_tui.document.model import Record


def aligned(reading: Reading) -> tuple[Evidence, ...]:
    """recommendations.1: recommendations and learning points belong together, both ways."""
    linked = reading.linked("R", "Learning points")
    reason = "No recommendation because"

    def unlinked(one: Record) -> tuple[str, ...]:
        return () if one.linked("Learning points") else ("Learning points",)

    def unanswered(point: Record) -> tuple[str, ...]:
        return () if point.id in linked or reason_given(point, reason) else (reason,)

    return (
        some(reading),
        each_recommendation(
            reading, unlinked, "recommendations linked to their learning", ids_only=True, rests_on=ITSELF
        ),
        each(
            reading,
            reading.of_kind("L"),
            unanswered,
            "learning points with a recommendation, or why not",
            none="No learning point is recorded yet",
            where=reading.kind_place("L"),
            ids_only=True,
            rests_on=linked,
        ),
    )


def smart(reading: Reading) -> tuple[Evidence, ...]:
    """recommendations.2: each says what is to be done, to what end, how it is measured, and that it can be done in time."""

    def lacks(one: Record) -> tuple[str, ...]:
        narrative = () if reading.narrative_words(one) else ("narrative",)
        plain = _without(one, ("Intended outcome", "Measure"), given)
        return narrative + plain + _without(one, ("Achievable", "Realistic", "Target date"), known_or_reasoned)

    return some(reading), each_recommendation(reading, lacks, "recommendations complete", rests_on=ITSELF)


def action_plan(reading: Reading) -> tuple[Evidence, ...]:
    """recommendations.3: each recommendation has an action, each action its owner, date and progress."""
    carried_out = reading.linked("A", "Recommendation")

    def idle(one: Record) -> tuple[str, ...]:
        return () if one.id in carried_out else ("action",)

    def lacks(action: Record) -> tuple[str, ...]:
        return _without(action, ("Owner", "Due"), known_or_reasoned) + _without(action, ("Progress",), given)

    return (
        some(reading),
        each_recommendation(reading, idle, "recommendations with an action", ids_only=True, rests_on=carried_out),
        each(
            reading,
            reading.of_kind("A"),
            lacks,
            "actions complete",
            none="No action is recorded yet",
            where=reading.kind_place("A"),
            rests_on=ITSELF,
        ),
    )


def some(reading: Reading) -> Evidence:
    """The line that asks for a recommendation."""
    return at_least_one(reading, "R", "recommendation", "recommendations")


def each_recommendation(
    reading: Reading,
    lacks: Callable[[Record], tuple[str, ...]],
    things: str,
    *,
    rests_on: object,
    ids_only: bool = False,
) -> Evidence:
    """A line over all recommendations; `rests_on` as `each` has it."""
    none = "No recommendation is recorded yet"
    place = reading.kind_place("R")
    return each(
        reading,
        reading.of_kind("R"),
        lacks,
        things,
        none=none,
        where=place,
        ids_only=ids_only,
        rests_on=rests_on,
    )


def _without(record: Record, names: tuple[str, ...], there: Callable[[Record, str], bool]) -> tuple[str, ...]:
    return tuple(name for name in names if not there(record, name))
