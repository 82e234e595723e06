"""The dates of a review's way through the force, as intervals in words, with what is late and what has to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from imr_tui.checklist.milestones import MILESTONES, late_intervals, milestones

if TYPE_CHECKING:
    from imr_tui.document.model import Report


def with_answers(report: Report, answers: Mapping[tuple[str, str], object]) -> Report:
    """The review with other values in its front matter, for reckoning with; its text is as it was."""
    values: dict[str, Any] = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in report.front.values.items()
    }
    for (table, key), answer in answers.items():
        holder = values.setdefault(table, {}) if table else values
        if not isinstance(holder, dict):
            continue
        if answer is None:
            holder.pop(key, None)
        else:
            holder[key] = answer
    return replace(report, front=replace(report.front, values=values))


def interval_lines(report: Report) -> tuple[str, ...]:
    """Each step from one date to the next in days, with what is allowed: `Incident to requested: 53 days of 90`."""
    known = milestones(report)
    days = {milestone.key: milestone.day for milestone in known}
    lines = [
        f"{one.words} to {other.words.casefold()}: {_days(one.day, other.day, _limit(report, one.key, other.key))}"
        for one, other in pairwise(known)
    ]
    if len(known) > 2:  # noqa: PLR2004  two dates are the one interval above
        first, last = known[0], known[-1]
        lines.append(f"In all: {_in_days((last.day - first.day).days)}")
    unset = [words for key, words in MILESTONES if key not in days]
    if unset and known:
        lines.append(f"Not set yet: {', '.join(word.casefold() for word in unset)}")
    return tuple(lines)


def late_rationales(report: Report) -> dict[str, str]:
    """For each reason that is needed and not given, the interval that it has to explain."""
    return {late.rationale: late.words for late in late_intervals(report, milestones(report)) if not late.explained}


def _limit(report: Report, first: str, last: str) -> int | None:
    limit = report.front.table("deadlines").get(f"{first}_to_{last}")
    return limit if isinstance(limit, int) and not isinstance(limit, bool) else None


def _days(first: date, last: date, limit: int | None) -> str:
    passed = (last - first).days
    if passed < 0:
        return f"{_in_days(-passed)} too early: the dates are out of order"
    if limit is None:
        return _in_days(passed)
    over = f", {passed - limit} over: its reason is needed" if passed > limit else ""
    return f"{_in_days(passed)} of {limit} allowed{over}"


def _in_days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
