"""The five dates of the review's way through the force: what is set, in which order, and what took longer than agreed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from imr_tui.checklist.chronology import front_date
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.values import is_reason

MILESTONES = (
    ("incident", "Incident"),
    ("requested", "Requested"),
    ("completed", "Completed"),
    ("quality_assured", "Quality assured"),
    ("signed_off", "Signed off"),
)
_KEYS = tuple(key for key, _ in MILESTONES)
_REQUEST = "request_delay_rationale"
_WORK = "delay_rationale"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One of the five dates that is set: its key in `[dates]`, its name in words and its day."""

    key: str
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class LateInterval:
    """An interval longer than its deadline: in words, the key its reason belongs to, and whether there is one."""

    words: str
    rationale: str
    explained: bool


def milestones(report: Report) -> tuple[Milestone, ...]:
    """The dates that are set, in the order that they ought to have."""
    found = ((key, words, front_date(report, "dates", key)) for key, words in MILESTONES)
    return tuple(Milestone(key, words, day) for key, words, day in found if day is not None)


def misplaced(known: tuple[Milestone, ...]) -> tuple[tuple[Milestone, Milestone], ...]:
    """The dates that are earlier than one that ought to come before them, each with the one just before it."""
    return tuple((later, earlier) for earlier, later in pairwise(known) if later.day < earlier.day)


def late_intervals(report: Report, known: tuple[Milestone, ...]) -> tuple[LateInterval, ...]:
    """The intervals longer than the deadline that `[deadlines]` sets for them, in days.

    `incident_to_requested` is explained by `request_delay_rationale`, one that ends later by `delay_rationale`; one
    from the incident past the request by either.
    """
    days = {milestone.key: milestone for milestone in known}
    found: list[LateInterval] = []
    for key, limit in report.front.table("deadlines").items():
        first, _, last = key.partition("_to_")
        if first not in days or last not in days or isinstance(limit, bool) or not isinstance(limit, int):
            continue
        passed = (days[last].day - days[first].day).days
        if passed > limit:
            found.append(_late(report, days[first], days[last], passed, limit))
    return tuple(found)


def _late(report: Report, first: Milestone, last: Milestone, passed: int, limit: int) -> LateInterval:
    keys = (_WORK,) if first.key != _KEYS[0] else (_REQUEST,) if last.key == _KEYS[1] else (_WORK, _REQUEST)
    explained = any(is_reason(report.front.text("dates", key)) for key in keys)
    words = f"{first.words} to {last.words} ({passed} days, {limit} allowed)"
    return LateInterval(words, keys[0], explained)
