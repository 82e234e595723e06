"""From text to everything that is known of it: report, findings, checklist, counts; after an edit only what it touched."""

from __future__ import annotations

from dataclasses import field

from imr_tui.analysis.counts import count_words
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.checklist.evaluate import evaluate
from imr_tui.checklist.findings import checklist_findings
from imr_tui.checklist.reading import PartMemory, Reading
from imr_tui.checklist.reads import items_for
from imr_tui.dataclass import dataclass
from imr_tui.document.found import Findings
from imr_tui.document.parse import PartPool, parse_steps
from imr_tui.document.steps import Steps, at_one_go
from imr_tui.prose.check import ProseMemory, prose_steps
from imr_tui.prose.notes import PartNotes


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the next analysis builds on: the rules it holds for, and what was worked out of single parts."""

    rules: Rules
    parts: PartMemory
    prose: ProseMemory


@dataclass(slots=True)
class Progress:
    """What analyses that were given up before their end had worked out of single parts: the next one goes on from there."""

    parts: PartPool = field(default_factory=PartPool)
    notes: dict[int, PartNotes] = field(default_factory=dict)

    def forget(self) -> None:
        """Let go of it all: an analysis has come to its end, and holds what is still wanted."""
        self.parts.clear()
        self.notes.clear()


def analyse(text: str, rules: Rules, previous: Analysis | None = None, *, packs: bool = True) -> Analysis:
    """Everything that is known of a document. Never raises: what is wrong with it is a finding.

    With the `previous` analysis of an earlier state of the same document, under the same rules (spelling left aside), parts
    that did not change are used again; for the same text and the same speller it is returned as it is.
    Whoever goes through the whole once, for an export, has nothing packed that would have to be read again.
    """
    return at_one_go(analysis_steps(text, rules, previous, Progress(PartPool(packs=packs))))


def analysis_steps(
    text: str, rules: Rules, previous: Analysis | None = None, progress: Progress | None = None
) -> Steps[Analysis]:
    """The same in short steps: each takes a millisecond or two, and between any two of them it may be given up.

    What it had worked out of single parts by then is in `progress`, for another one to go on with.
    """
    memory = _memory_of(previous, rules)
    if (
        previous is not None
        and memory is not None
        and previous.report.source.is_text(text)
        and memory.rules.speller is rules.speller
    ):
        return previous
    progress = progress or Progress()
    earlier = previous.report if previous is not None and memory is not None else None
    report = yield from parse_steps(text, rules.schema, earlier, progress.parts)
    yield
    parts = PartMemory(memory.parts if memory is not None else None)
    prose, prose_memory = yield from prose_steps(
        report, rules.schema, rules.prose, memory.prose if memory is not None else None, rules.speller, progress.notes
    )
    yield
    own = checklist_findings(Reading(report, rules.schema, memory=parts))
    found = Findings(report, prose.groups, (*report.findings, *prose.loose, *own), items_for)
    yield
    checklist = yield from evaluate(report, rules.schema, rules.areas, rules.questions, found, parts)
    counts = count_words(report, rules.schema)
    parts.forget_earlier()
    progress.forget()
    return Analysis(report, checklist, found, counts, _Memory(rules, parts, prose_memory))


def _memory_of(previous: Analysis | None, rules: Rules) -> _Memory | None:
    memory = previous.memory if previous is not None else None
    return memory if isinstance(memory, _Memory) and memory.rules.read_alike(rules) else None
