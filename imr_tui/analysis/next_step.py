"""The next thing to do after a place in the document: an unsettled question or an open finding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import Item, State
from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.found import marked, marks_of
from imr_tui.document.text import Span

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: where, in one line what, and the question or the finding it is about.

    `place` is None where there is no place for it in the document yet.
    """

    place: Span | None
    text: str
    item: Item | None = None
    finding: Finding | None = None


class NextSteps(Sequence[NextStep]):
    """Everything that is left to do, in the order of its places; each step is made when somebody asks for it."""

    def __init__(self, analysis: Analysis) -> None:
        self._findings = analysis.findings
        marks = marks_of(analysis.findings)
        ends = len(analysis.report.text) + 1
        numbers = [number for number, mark in enumerate(marks) if mark.severity is not Severity.INFO]
        self._entries: list[int | NextStep] = [*numbers]
        starts = [marks[number].start for number in numbers]
        for step in _item_steps(analysis, set(starts)):
            start = step.place.start if step.place is not None else ends
            at = bisect_right(starts, start)
            starts.insert(at, start)
            self._entries.insert(at, step)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> NextStep: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[NextStep]: ...

    def __getitem__(self, index: int | slice) -> NextStep | Sequence[NextStep]:
        if isinstance(index, slice):
            return [self._step(entry) for entry in self._entries[index]]
        return self._step(self._entries[index])

    def items(self) -> Iterator[tuple[int, NextStep]]:
        """The steps about questions, each with its index."""
        return ((index, entry) for index, entry in enumerate(self._entries) if isinstance(entry, NextStep))

    def _step(self, entry: int | NextStep) -> NextStep:
        if isinstance(entry, NextStep):
            return entry
        finding = marked(self._findings, entry)
        return NextStep(finding.span, finding.message, finding=finding)


def item_steps(steps: Sequence[NextStep]) -> Iterator[tuple[int, NextStep]]:
    """Of any steps those about questions, each with its index."""
    if isinstance(steps, NextSteps):
        return steps.items()
    return ((index, step) for index, step in enumerate(steps) if step.item is not None)


def next_step(analysis: Analysis, offset: int, *, backwards: bool = False) -> NextStep | None:
    """The first step behind `offset`, or with `backwards` the last ahead of it; past the end it begins again.

    Steps that have no place yet come last. None where nothing is left to do.
    """
    steps = steps_of(analysis)
    placed = [(step.place.start, step) for step in steps if step.place is not None]
    if not placed:
        return steps[0] if steps else None
    if backwards:
        ahead = [step for start, step in placed if start < offset]
        return ahead[-1] if ahead else placed[-1][1]
    return next((step for start, step in placed if start > offset), placed[0][1])


def steps_of(analysis: Analysis) -> Sequence[NextStep]:
    """Everything that is left to do, in the order of its places; what has none yet stands last, in the checklist's order."""
    return NextSteps(analysis)


def _item_steps(analysis: Analysis, told: set[int]) -> Iterator[NextStep]:
    """The unsettled questions; one that waits for nothing but findings, whose places are `told`, is told by those."""
    for item in analysis.checklist.items:
        place = _place(item)
        waits_for_finding = place is not None and place.start in told and item.state is State.STARTED
        if not item.state.settled and not waits_for_finding:
            yield NextStep(place, f"{item.question.short}: {_wanted(item)}", item=item)


def _place(item: Item) -> Span | None:
    if item.state is State.LOOK_AGAIN:
        changed = next((part.place for part in item.parts if part.name in item.changed), None)
        if changed is not None:
            return changed
    return item.place


def _wanted(item: Item) -> str:
    """What a question still wants, in a few words."""
    if item.state is State.CONFIRM:
        return "read it once more, then confirm"
    if item.state is State.LOOK_AGAIN:
        more = len(item.changed) - _SHOWN
        names = ", ".join([*item.changed[:_SHOWN], *([f"+{more} more"] if more > 0 else [])])
        return f"look again at what changed ({names}), then confirm"
    return next((line.text for line in item.evidence if not line.holds), item.question.todo)
