"""The next thing to do after a place in the document: an unsettled question or an open finding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import Item, State
from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding
from imr_tui.document.found import Findings, OpenFindings
from imr_tui.document.text import Span

_SHOWN = 3
# Further on than any place in a document.
_BEHIND_ALL = 1 << 62


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
        report, found = analysis.report, analysis.findings
        self._open = (found if isinstance(found, Findings) else Findings(report, {}, found)).made_open()
        end = report.source.length + 1
        steps = sorted(
            _item_steps(analysis, self._open), key=lambda step: end if step.place is None else step.place.start
        )
        self._items = steps
        # Each stands behind the findings that begin where it does; what has no place yet stands last.
        ahead = [len(self._open) if step.place is None else self._open.up_to(step.place.start) for step in steps]
        self._at = [number + index for index, number in enumerate(ahead)]

    def __len__(self) -> int:
        return len(self._open) + len(self._items)

    @overload
    def __getitem__(self, index: int) -> NextStep: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[NextStep]: ...

    def __getitem__(self, index: int | slice) -> NextStep | Sequence[NextStep]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        number = index % len(self)
        items = bisect_right(self._at, number)
        if items and self._at[items - 1] == number:
            return self._items[items - 1]
        finding = self._open[number - items]
        return NextStep(finding.span, finding.told, finding=finding)

    def up_to(self, offset: int) -> int:
        """How many begin at an offset or ahead of it; none is made for that."""
        items = sum([step.place is not None and step.place.start <= offset for step in self._items])
        return self._open.up_to(offset) + items

    def items(self) -> Iterator[tuple[int, NextStep]]:
        """The steps about questions, each with its index."""
        return zip(self._at, self._items, strict=True)


def item_steps(steps: Sequence[NextStep]) -> Iterator[tuple[int, NextStep]]:
    """Of any steps those about questions, each with its index."""
    if isinstance(steps, NextSteps):
        return steps.items()
    return ((index, step) for index, step in enumerate(steps) if step.item is not None)


def steps_up_to(steps: Sequence[NextStep], offset: int) -> int:
    """How many of any steps begin at an offset or ahead of it; those that have no place stand last."""
    if isinstance(steps, NextSteps):
        return steps.up_to(offset)
    return bisect_right(steps, offset, key=_start_of)


def _start_of(step: NextStep) -> int:
    return step.place.start if step.place is not None else _BEHIND_ALL


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


def _item_steps(analysis: Analysis, told: OpenFindings) -> Iterator[NextStep]:
    """The unsettled questions; one that waits for nothing but findings is told by those."""
    for item in analysis.checklist.items:
        place = _place(item)
        waits_for_finding = item.state is State.STARTED and place is not None and told.begins_at(place.start)
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
        more = len(item.changed_words) - _SHOWN
        names = ", ".join([*item.changed_words[:_SHOWN], *([f"+{more} more"] if more > 0 else [])])
        return f"look again at what changed ({names}), then confirm"
    return next((line.text for line in item.evidence if not line.holds), item.question.todo)
