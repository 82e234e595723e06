"""From text to everything that is known of it: report, findings, checklist, counts; after an edit only what it touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from imr_tui.analysis.counts import count_words
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.checklist.evaluate import evaluate
from imr_tui.checklist.findings import checklist_findings
from imr_tui.checklist.reading import PartMemory, Reading
from imr_tui.checklist.reads import items_for
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.prose.check import ProseMemory, prose_findings


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the next analysis builds on: the rules it holds for, and what was worked out of single parts."""

    rules: Rules
    parts: PartMemory
    prose: ProseMemory


def analyse(text: str, rules: Rules, previous: Analysis | None = None) -> Analysis:
    """Everything that is known of a document. Never raises: what is wrong with it is a finding.

    With the `previous` analysis of an earlier state of the same document, under the same rules (spelling left aside), parts
    that did not change are used again; for the same text and the same speller it is returned as it is.
    """
    memory = _memory_of(previous, rules)
    earlier = previous.report if previous is not None and memory is not None else None
    if (
        previous is not None
        and memory is not None
        and previous.report.text == text
        and memory.rules.speller is rules.speller
    ):
        return previous
    report = parse(text, rules.schema, earlier)
    parts = PartMemory(memory.parts if memory is not None else None)
    prose, prose_memory = prose_findings(
        report, rules.schema, rules.prose, memory.prose if memory is not None else None, rules.speller
    )
    own = checklist_findings(Reading(report, rules.schema, memory=parts))
    found = _in_order((*report.findings, *prose, *own), report)
    checklist = evaluate(report, rules.schema, rules.areas, rules.questions, found, parts)
    counts = count_words(report, rules.schema)
    parts.forget_earlier()
    return Analysis(report, checklist, found, counts, _Memory(rules, parts, prose_memory))


def _memory_of(previous: Analysis | None, rules: Rules) -> _Memory | None:
    memory = previous.memory if previous is not None else None
    return memory if isinstance(memory, _Memory) and memory.rules.read_alike(rules) else None


def _in_order(found: Iterable[Finding], report: Report) -> tuple[Finding, ...]:
    """Findings in the order of their places, each with the questions it belongs to."""
    named = [finding.with_items(items_for(finding, report)) for finding in found]
    named.sort(key=_order)
    return tuple(named)


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.order
