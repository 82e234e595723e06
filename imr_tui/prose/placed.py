"""What the prose rules found in one section, its places counted from the section's start; made into findings when asked for."""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from imr_tui.document.findings import Finding, Severity
from imr_tui.document.found import Kinds
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Report, Section
from imr_tui.prose.acronym_findings import ITEMS as ACRONYM_ITEMS
from imr_tui.prose.acronym_findings import RULE as ACRONYM
from imr_tui.prose.acronym_findings import Unexplained, acronym_finding
from imr_tui.prose.acronym_findings import sentences_of as acronym_sentences
from imr_tui.prose.part_findings import Note, place
from imr_tui.prose.repetition_findings import ITEMS, RULE, Retold, repetition_finding, sentences_of, spans_of
from imr_tui.prose.settle import Settled

# Of so many sections the findings are remembered as they were last placed: those that the checklist shows the first of.
_REMEMBERED = 64


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
        sections = report.sections
        rests_on = _RestsOn(report.front, sections[index], tuple([sections[one.earlier_index] for one in self.retold]))
        return _LAST_PLACED.of(self, report, rests_on)

    def place(self, report: Report, index: int) -> list[Finding]:
        """The same, worked out."""
        section = report.sections[index]
        return [
            *(place(note, section, self.settled) for note in self.notes),
            *(acronym_finding(report, index, one, self.settled) for one in self.unexplained),
            *(repetition_finding(report, index, one, self.settled) for one in self.retold),
        ]


class _RestsOn(NamedTuple):
    """What placed findings rest on beside the notes: details, their section, and the sections that are told again."""

    front: FrontMatter
    section: Section
    earlier: tuple[Section, ...]

    def is_as(self, other: _RestsOn) -> bool:
        """Whether it is all the same, object for object."""
        return (
            self.front is other.front
            and self.section is other.section
            and all(one is two for one, two in zip(self.earlier, other.earlier, strict=True))
        )


class _LastPlaced:
    """The findings of a few sections as last placed: an edit behind them leaves them as they are."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[SectionNotes, _RestsOn, list[Finding]]] = OrderedDict()

    def of(self, notes: SectionNotes, report: Report, rests_on: _RestsOn) -> list[Finding]:
        """The findings. Threads may ask at the same time: then one of them places them in vain."""
        known = self._known.pop(id(notes), None)
        if known is None or known[0] is not notes or not known[1].is_as(rests_on):
            known = (notes, rests_on, notes.place(report, rests_on.section.index))
        self._known[id(notes)] = known
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return known[2]


_LAST_PLACED = _LastPlaced()


def _mark_order(mark: tuple[int, int, Severity, str]) -> tuple[int, int, str]:
    return mark[0], mark[1], mark[3]


@lru_cache(maxsize=4096)
def _same(kinds: Kinds) -> Kinds:
    """The same kinds as one object, wherever they were found."""
    return kinds
