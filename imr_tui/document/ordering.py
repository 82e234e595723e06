"""Records of a kind put into another order: whole blocks of text change places, nothing else changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from imr_tui.document.edits import record_span
from imr_tui.document.model import Report, Section
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema
from imr_tui.document.text import LINE_END, TextEdit, apply_edits, line_ending
from imr_tui.errors import RefusedError

_NEAR = 200


def reorder_records(report: Report, schema: Schema, order: Sequence[str]) -> tuple[TextEdit, ...]:
    """Put the records named by `order` into that order, with as few as possible moved and all that is nested in them.

    A record that is nested in another of them goes where that one goes. Blank lines are added where blocks would run
    together; no other character comes or goes. `RefusedError` where a record stands under a heading of another level
    than the place it would go to, or where the text would be read otherwise afterwards.
    """
    among = set(order)
    free = [ident for ident in order if not among & set(report.records[ident].ancestors)]
    staying = {free[index] for index in longest_run([report.records[ident].section for ident in free])}
    edits: list[TextEdit] = []
    previous = ""
    for position, ident in enumerate(free):
        if ident not in staying:
            following = next((other for other in free[position + 1 :] if other in staying), "")
            edits += _move(report, ident, previous, following)
        else:
            previous = ident
    _refuse_other_reading(report, schema, edits)
    return tuple(edits)


def longest_run(values: Sequence[Any]) -> list[int]:
    """The indices of a longest run of values that never step back."""
    ends: list[Any] = []
    at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_right(ends, value)
        before.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            at.append(index)
        else:
            ends[place], at[place] = value, index
    found: list[int] = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]


def _move(report: Report, ident: str, previous: str, following: str) -> list[TextEdit]:
    """Take a record's block away and put it behind the block of `previous`, or ahead of that of `following`."""
    span = record_span(report, ident)
    beside = previous or following
    here, there = _section(report, ident), _section(report, beside)
    if here.level != there.level:
        raise RefusedError(
            "The order cannot be repaired by itself",
            f"{ident} and {beside} stand under headings of different levels.",
            "Give both headings the same number of # signs, then try again.",
        )
    goal = record_span(report, previous).end if previous else record_span(report, following).start
    end = line_ending(report.text, span.start)
    block = report.text[span.start : span.end]
    lead = end * _missing(report.text[max(0, goal - _NEAR) : goal])
    tail = end * _missing(block) if report.text[goal:].strip() else ""
    return [TextEdit(goal, goal, lead + block + tail), TextEdit(span.start, span.end, "")]


def _section(report: Report, ident: str) -> Section:
    return report.section_of(report.records[ident])


def _missing(ahead: str) -> int:
    """How many line ends are wanting behind a text for a blank line to stand there."""
    if not ahead.strip():
        return 0
    return max(0, 2 - len(LINE_END.findall(ahead[len(ahead.rstrip()) :])))


def _refuse_other_reading(report: Report, schema: Schema, edits: Sequence[TextEdit]) -> None:
    """`RefusedError` where a moved block would swallow, or be swallowed by, what it comes to stand beside."""
    after = parse(apply_edits(report.text, edits), schema)
    same = len(after.sections) == len(report.sections) and after.records.keys() == report.records.keys()
    for ident, record in report.records.items() if same else ():
        now = after.records[ident]
        same = same and now.part.bare == record.part.bare and now.ancestors == record.ancestors
    if not same:
        raise RefusedError(
            "The order cannot be repaired by itself",
            "Something in these records, such as a quotation of code that is not closed, reaches into what follows it.",
            "See the list of problems, or move the records by hand.",
        )
