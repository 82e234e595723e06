"""The checklist of a report: evidence, the author's word, states."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.checklist.areas import EVIDENCE
from imr_tui.checklist.confirmations import author_word
from imr_tui.checklist.model import Area, AreaTitle, Checklist, Item, PartsRead, Question
from imr_tui.checklist.nil_returns import nil_return_for
from imr_tui.checklist.part_words import parts_in_words
from imr_tui.checklist.parts import parts_of
from imr_tui.checklist.reading import PartMemory, Reading
from imr_tui.checklist.states import state_of
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.document.steps import Steps


def evaluate(
    report: Report,
    schema: Schema,
    areas: Sequence[AreaTitle],
    questions: Sequence[Question],
    findings: Sequence[Finding],
    memory: PartMemory | None = None,
) -> Steps[Checklist]:
    """The checklist as the document stands, in short steps.

    `findings` are all findings with absolute spans; the open ones keep their questions open, and error-level ones mark the
    questions in their `items`. `memory` holds what an earlier evaluation worked out of parts that are still there.
    """
    reading = Reading(report, schema, findings, memory)
    wrong = {item for finding in reading.findings.errors() for item in finding.items}
    items: list[Item] = []
    for question in questions:
        yield
        items.append(_item(reading, question, areas, questions, has_error=question.id in wrong))
    return Checklist(
        tuple(Area(title, tuple(item for item in items if item.question.area == title.id)) for title in areas)
    )


def _item(
    reading: Reading,
    question: Question,
    areas: Sequence[AreaTitle],
    questions: Sequence[Question],
    *,
    has_error: bool,
) -> Item:
    nil = nil_return_for(reading, question.id)
    evidence = EVIDENCE[question.id](reading) if nil is None else (nil.evidence,)
    parts = PartsRead(lambda: parts_of(reading, question.id, nil))
    word = author_word(reading.report.front, question.id)
    state, changed = state_of(evidence, parts, word, judge=question.judge)
    return Item(
        question=question,
        state=state,
        evidence=evidence,
        parts=parts,
        changed=changed,
        changed_words=parts_in_words(changed, question.id, questions, areas, reading.schema) if changed else (),
        reason=word.reason if word is not None else "",
        by=word.by if word is not None else "",
        on=word.on if word is not None else "",
        has_error=has_error,
    )
