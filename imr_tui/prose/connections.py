"""An analysis whose findings stand side by side: none takes up two incidents, names another or says what they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from imr_tui.document.findings import Severity
from imr_tui.document.model import Record, Report, Slot
from imr_tui.document.text import Span
from imr_tui.prose.notes import PartNotes
from imr_tui.prose.part_findings import Note
from imr_tui.prose.settle import Settled

RULE = "advice.unconnected-findings"
FEWEST = 3
_AREA = "analysis"
_ITEMS = ("analysis.1",)
_MESSAGE = (
    "The findings stand side by side, and none says how it hangs together with another; say what the incidents have in common, "
    "how one led to the next, or that nothing connects them."
)


def unconnected_notes(
    report: Report,
    notes: Sequence[PartNotes],
    settled: Settled,
    before: Mapping[int, tuple[Note, ...]],
    changed: tuple[int, ...] | None = None,
) -> Mapping[int, tuple[Note, ...]]:
    """One finding, at the first finding's heading, where three findings or more are nowhere connected, by its section; else none.

    Connected are findings where one takes up two events, names another finding, or the analysis speaks of what incidents
    have in common. `notes` go by the sections in order; `before` is what this gave last time, given back where it is the same.
    `changed` are the sections that alone have become others since then, where that is known.
    """
    if RULE in settled.off:
        return {}
    sections = report.sections
    slots = sections.outline.slots
    if changed is not None and not any(_is_analysis(slots[at]) for at in changed):
        return before
    findings = report.of_kind("F")
    records = list(islice(filter(_says_something, findings), FEWEST))
    if len(records) < FEWEST or any(_says_something(record) for record in findings if _takes_up_several(record)):
        return {}
    read = sections.outline.once("analysis", lambda: tuple([at for at, slot in enumerate(slots) if _is_analysis(slot)]))
    if any(_connects(report, slots[at], notes[at]) for at in read):
        return {}
    found = {report.section_of(records[0]).index: (_note(report, records[0]),)}
    return before if found == before else found


def _says_something(record: Record) -> bool:
    part = record.part
    return part.prose_words > 0 or any(field.value.is_value for field in part.fields)


def _takes_up_several(record: Record) -> bool:
    return len(record.linked("Events")) > 1


def _is_analysis(slot: Slot) -> bool:
    """Whether a section's words are analysis: by what covers it, or as the text of a finding."""
    if slot.owner is not None:
        return slot.owner[0] == "F"
    return any(name.partition(".")[0] == _AREA for name in slot.covered)


def _connects(report: Report, slot: Slot, notes: PartNotes) -> bool:
    if notes.connects:
        return True
    record = report.records.get(slot.owner) if slot.owner is not None else None
    if record is None:
        return False
    own = {record.id, *record.linked("Events")}
    return any(mention.id[0] in "FE" and mention.id not in own for mention in notes.part.brackets)


def _note(report: Report, first: Record) -> Note:
    part = report.section_of(first).part
    span = part.heading.text_span if part.heading is not None else Span(0, 0)
    title = " ".join((part.heading.text if part.heading is not None else "").split())
    told = ("say how the findings hang together",)
    return Note(RULE, Severity.INFO, span, _MESSAGE, told, "", _ITEMS, (), None, (title, title))
