"""What is still to be done and where: the way from one open place to the next, and what each wants in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imr_tui.checklist.state import State
from imr_tui.dataclass import dataclass
from imr_tui.tui import late

if TYPE_CHECKING:
    from imr_tui.analysis.next_step import NextStep
    from imr_tui.checklist.model import Checklist, Evidence, Item
    from imr_tui.document.model import Report, Section
    from imr_tui.document.schema import Schema

_SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Visit:
    """The step that was gone to last, by its key, and where the cursor was left."""

    key: str = ""
    cursor: int = -1


def key_of(step: NextStep) -> str:
    """What tells a step from others at the same place, from one analysis to the next."""
    if step.item is not None:
        return step.item.id
    return f"{step.finding.rule}:{step.finding.text}" if step.finding is not None else step.text


def label_of(step: NextStep) -> str:
    """A step in a few words (document text may be among them)."""
    return f"{step.item.question.short}: {gap(step.item)}" if step.item is not None else step.text


def step_after(steps: Sequence[NextStep], cursor: int, last: Visit) -> NextStep | None:
    """The first step after `cursor`, from the top again past the last one.

    While the cursor stands where the last visit left it, the next one is that after it in the list: so several steps at
    one place, and those that have no place, are reached in turn.
    """
    if not steps:
        return None
    here = _index(steps, cursor, last)
    if here is not None:
        return steps[(here + 1) % len(steps)]
    return steps[late.steps_up_to(steps, cursor) % len(steps)]


def step_before(steps: Sequence[NextStep], cursor: int, last: Visit) -> NextStep | None:
    """The last step before `cursor`, from the end again ahead of the first one; `last` as for `step_after`."""
    if not steps:
        return None
    here = _index(steps, cursor, last)
    if here is not None:
        return steps[here - 1]
    return steps[late.steps_up_to(steps, cursor - 1) - 1]


def names(missing: tuple[str, ...], limit: int = _SHOWN_NAMES) -> str:
    """Up to `limit` names and how many more there are: `DASH, MARAC, +2 more`."""
    more = len(missing) - limit
    return ", ".join([*missing[:limit], *([f"+{more} more"] if more > 0 else [])])


def open_evidence(item: Item) -> Evidence | None:
    """The first evidence line that does not hold; None where all hold."""
    return next((line for line in item.evidence if not line.holds), None)


def gap(item: Item) -> str:
    """What an item still wants, in a few words: the first thing missing, the changed parts, or the author's word."""
    if item.state is State.LOOK_AGAIN:
        return f"{names(item.changed_words)} changed" if item.changed_words else "changed since you confirmed"
    line = open_evidence(item)
    if line is None:
        return "needs your judgement" if item.state is State.CONFIRM else ""
    return f"missing {names(line.missing)}" if line.missing else line.text


def item_at_hand(checklist: Checklist, report: Report, schema: Schema, cursor: int) -> Item | None:
    """The question that the cursor's place is about.

    Among the questions answered where the cursor stands, one that waits for the author's word comes first, then one
    that is unsettled; where none is answered there, the first in the document that waits, or that is unsettled.
    """
    here = _items_at(checklist, report, schema, cursor)
    among = here or checklist.items
    for wanted in ((State.LOOK_AGAIN, State.CONFIRM), (State.STARTED, State.TODO)):
        item = next((item for item in among if item.state in wanted), None)
        if item is not None:
            return item
    return among[0] if among else None


def trail(report: Report, cursor: int) -> tuple[str, ...]:
    """The titles of the section at `cursor` and of those it stands in, outermost first."""
    section = report.section_at(cursor)
    titles: list[str] = []
    while section is not None:
        if section.title:
            titles.append(section.title)
        section = report.sections[section.parent] if section.parent is not None else None
    return tuple(reversed(titles))


def _items_at(checklist: Checklist, report: Report, schema: Schema, cursor: int) -> tuple[Item, ...]:
    section = report.section_at(cursor)
    if section is None:
        return ()
    covered = set(section.covered) | _record_area(report, schema, section)
    exact = tuple(item for item in checklist.items if item.id in covered)
    return exact + tuple(item for item in checklist.items if item.question.area in covered and item not in exact)


def _record_area(report: Report, schema: Schema, section: Section) -> set[str]:
    record = report.records.get(section.owner) if section.owner else None
    kind = schema.kinds.get(record.kind) if record is not None else None
    return {kind.area} if kind is not None else set()


def _index(steps: Sequence[NextStep], cursor: int, last: Visit) -> int | None:
    if not last.key or last.cursor != cursor:
        return None
    here = range(late.steps_up_to(steps, cursor - 1), late.steps_up_to(steps, cursor))
    about = (index for index, step in late.item_steps(steps) if key_of(step) == last.key)
    return next((index for index in here if key_of(steps[index]) == last.key), next(about, None))
