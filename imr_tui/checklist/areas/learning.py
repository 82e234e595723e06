"""Learning points (practice advice 2f): what questions 1 and 2 rest on."""

from __future__ import annotations

from imr_tui.checklist.lines import ITSELF, at_least_one, each
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, given
from imr_tui.document.model import Record

_NONE = "No learning point is recorded yet"
_MOST_WORDS = 120


def defined(reading: Reading) -> tuple[Evidence, ...]:
    """learning.1: each learning point is told, succinctly, and arises from a record that exists."""

    def lacks(point: Record) -> tuple[str, ...]:
        words = reading.narrative_words(point)
        told = () if words else ("narrative",)
        if words > _MOST_WORDS:
            told = (f"in at most {_MOST_WORDS} words ({words} now)",)
        return told if point.linked("Arises from") else (*told, "Arises from")

    place = reading.kind_place("L")
    return (
        _some(reading),
        each(
            reading,
            reading.of_kind("L"),
            lacks,
            "learning points told and linked",
            none=_NONE,
            where=place,
            rests_on=ITSELF,
        ),
    )


def action_taken(reading: Reading) -> tuple[Evidence, ...]:
    """learning.2: each learning point says what has been done already."""
    name = "Action already taken"

    def lacks(point: Record) -> tuple[str, ...]:
        return () if given(point, name) else (name,)

    things = "learning points say what has been done already"
    place = reading.kind_place("L")
    return _some(reading), each(reading, reading.of_kind("L"), lacks, things, none=_NONE, where=place, rests_on=ITSELF)


def _some(reading: Reading) -> Evidence:
    return at_least_one(reading, "L", "learning point", "learning points")
