"""What the prose rules found in one section, its places counted from the section's start; made into findings when asked for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from imr_tui.document.findings import Finding, Severity
from imr_tui.document.found import Kinds
from imr_tui.document.model import Report
from imr_tui.prose.acronym_findings import ITEMS as ACRONYM_ITEMS
from imr_tui.prose.acronym_findings import RULE as ACRONYM
from imr_tui.prose.acronym_findings import Unexplained, acronym_finding
from imr_tui.prose.acronym_findings import sentences_of as acronym_sentences
from imr_tui.prose.part_findings import Note, place
from imr_tui.prose.repetition_findings import ITEMS, RULE, Retold, repetition_finding, sentences_of, spans_of
from imr_tui.prose.settle import Settled


class SectionNotes:
    """The notes of a section and what it tells again, under what the author settled."""

    __slots__ = ("_spans", "count", "errors", "notes", "open", "retold", "settled", "unexplained")

    def __init__(
        self,
        notes: tuple[Note, ...],
        retold: tuple[Retold, ...],
        unexplained: tuple[Unexplained, ...],
        settled: Settled,
    ) -> None:
        self.notes = notes
        self.retold = retold
        self.settled = settled
        self._spans: array[int] | None = None
        self.unexplained = unexplained
        self.count = len(notes) + len(retold) + len(unexplained)
        kept = settled.keeps
        self.errors = any(note.severity is Severity.ERROR and not kept(note.rule, *note.sentences) for note in notes)
        self.open: Kinds = _same(tuple((*kind, count) for kind, count in Counter(self._open()).items()))

    def _open(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        kept = self.settled.keeps
        for note in self.notes:
            if note.severity is not Severity.INFO and not kept(note.rule, *note.sentences):
                yield note.rule, note.opens
        asked = self.settled.may_keep(ACRONYM)
        for unexplained in self.unexplained:
            if not asked or not kept(ACRONYM, *acronym_sentences(unexplained)):
                yield ACRONYM, ACRONYM_ITEMS
        asked = self.settled.may_keep(RULE)
        for one in self.retold:
            if not asked or not kept(RULE, *sentences_of(one)):
                yield RULE, ITEMS

    def _retold_spans(self) -> array[int]:
        if self._spans is None:
            self._spans = spans_of(self.retold)
        return self._spans

    @property
    def marks(self) -> tuple[tuple[int, int, Severity, str], ...]:
        """Where those stand that are not kept, counted from the section's start, in order: start, end, severity and rule."""
        return tuple(sorted(self._all_marks(), key=_mark_order))

    def _all_marks(self) -> Iterator[tuple[int, int, Severity, str]]:
        kept = self.settled.keeps
        for note in self.notes:
            if not kept(note.rule, *note.sentences):
                yield note.span.start, note.span.end, note.severity, note.rule
        for one in self.unexplained:
            span = one.read().passage.source_span(one.mentioned.start, one.mentioned.end)
            if not kept(ACRONYM, *acronym_sentences(one)):
                yield span.start, span.end, Severity.WARNING, ACRONYM
        asked = self.settled.may_keep(RULE)
        spans = self._retold_spans()
        for again, start, end in zip(self.retold, spans[::2], spans[1::2], strict=True):
            if not asked or not kept(RULE, *sentences_of(again)):
                yield start, end, Severity.WARNING, RULE

    def placed(self, report: Report, index: int) -> list[Finding]:
        """The findings, where section `index` of the report stands."""
        section = report.sections[index]
        return [
            *(place(note, section, self.settled) for note in self.notes),
            *(acronym_finding(report, index, one, self.settled) for one in self.unexplained),
            *(repetition_finding(report, index, one, self.settled) for one in self.retold),
        ]


def _mark_order(mark: tuple[int, int, Severity, str]) -> tuple[int, int, str]:
    return mark[0], mark[1], mark[3]


@lru_cache(maxsize=4096)
def _same(kinds: Kinds) -> Kinds:
    """The same kinds as one object, wherever they were found."""
    return kinds
