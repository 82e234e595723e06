"""Learning points (practice advice 2f): what questions 1 and 2 rest on."""

from __future__ import annotations

from imr_tui.checklist.lines import Check, at_least_one, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, given

_NONE = "No learning point is recorded yet"
_MOST_WORDS = 120


def defined(reading: Reading) -> tuple[Evidence, ...]:
    """learning.1: each learning point is told, succinctly, and arises from a record that exists."""
    checks: list[Check] = []
    for point in reading.of_kind("L"):
        words = reading.narrative_words(point)
        lacks: list[str] = []
        place = reading.record_place(point)
        if not words:
            lacks.append(f"{point.id} narrative")
        elif words > _MOST_WORDS:
            lacks.append(f"{point.id} in at most {_MOST_WORDS} words ({words} now)")
        if not point.linked("Arises from"):
            place = place if lacks else reading.field_place(point, "Arises from")
            lacks.append(f"{point.id} Arises from")
        checks.append(Check(not lacks, place, tuple(lacks)))
    return _some(reading), tally(checks, "learning points told and linked", none=_NONE, where=reading.kind_place("L"))


def action_taken(reading: Reading) -> tuple[Evidence, ...]:
    """learning.2: each learning point says what has been done already."""
    name = "Action already taken"
    checks = [
        Check(given(point, name), reading.field_place(point, name), (f"{point.id} {name}",))
        for point in reading.of_kind("L")
    ]
    things = "learning points say what has been done already"
    return _some(reading), tally(checks, things, none=_NONE, where=reading.kind_place("L"))


def _some(reading: Reading) -> Evidence:
    return at_least_one(reading, "L", "learning point", "learning points")
