"""What changed in a review since an earlier text, in a few names; and what is outstanding, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from imr_tui.analysis.compare import Change, How, What, compare
from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import State
from imr_tui.document.findings import Severity
from imr_tui.document.model import Report

_SHOWN = 6
_LONGEST_NAME = 40
_WHOLE = {How.ADDED: " (new)", How.REMOVED: " (removed)"}


def changed_names(old: Report, new: Report) -> tuple[str, ...]:
    """What changed, by the records and headings it is in, each once: `E3 (new)`, `F2`, `the details`."""
    found: dict[str, str] = {}
    for change in compare(old, new).changes:
        name = _name(change)
        whole = change.what in (What.RECORD, What.SECTION)
        found[name] = found.get(name) or (_WHOLE.get(change.how, "") if whole else "")
    return tuple(name + mark for name, mark in found.items())


def shortened(names: Iterable[str]) -> str:
    """Up to six names and how many more there are."""
    listed = list(names)
    more = len(listed) - _SHOWN
    return ", ".join([*listed[:_SHOWN], *([f"and {more} more"] if more > 0 else [])])


def outstanding(analysis: Analysis) -> str:
    """How far the review is and what is left, in a sentence of numbers."""
    checklist = analysis.checklist
    states = Counter(item.state for item in checklist.items)
    parts = [
        f"{states[state]} {words}"
        for state, words in (
            (State.LOOK_AGAIN, "to look at again"),
            (State.CONFIRM, "waiting for your judgement"),
            (State.STARTED, "in progress"),
            (State.TODO, "not started"),
        )
        if states[state]
    ]
    severities = Counter(finding.severity for finding in analysis.findings if finding.is_open)
    for severity, one, many in ((Severity.ERROR, "error", "errors"), (Severity.WARNING, "warning", "warnings")):
        if severities[severity]:
            parts.append(f"{severities[severity]} {one if severities[severity] == 1 else many}")
    said = f"{checklist.settled} of {checklist.total} settled"
    return f"{said}; {', '.join(parts)}." if parts else f"{said}."


def _name(change: Change) -> str:
    if change.what is What.DETAIL:
        return "the details"
    name = " ".join(change.name.split()) or "the text ahead of the first heading"
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 1].rstrip()}…"
    return name
