"""What a report tells again in nearly the same words, by the section of the later place; after an edit only what it touched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from itertools import compress, count
from operator import is_not

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.outline import Outline
from imr_tui.document.steps import Steps
from imr_tui.prose.notes import PartNotes, part_words
from imr_tui.prose.repetition import Found, RepetitionIndex
from imr_tui.prose.repetition_findings import RULE, Retold, Told, is_news, long_titles
from imr_tui.prose.settle import Settled
from imr_tui.prose.shingles import Vocabulary

_RETOLD_IN = frozenset({"overview", "analysis"})
_RETOLD_KINDS = frozenset({"E", "F"})


@dataclass(frozen=True, slots=True)
class Retelling:
    """The repetitions by section, and what the next look builds on.

    `told` has the words of the sections that are looked through, in order, `found` what the index found for each of them.
    `index` holds the repetition index while nobody is at work with it, `vocabulary` each word once.
    """

    retold: Mapping[int, tuple[Retold, ...]] = field(default_factory=dict)
    told: Sequence[Told] = ()
    found: Sequence[Found] = ()
    titles: tuple[str, ...] = ()
    named: tuple[object, ...] = ()
    outline: Outline | None = None
    index: list[RepetitionIndex] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


class Telling:
    """A look at a report for what it tells again, with what was told `before`."""

    def __init__(self, report: Report, stock: tuple[str, ...], before: Retelling) -> None:
        self._report = report
        self._stock = stock
        self._before = before
        self._may_retell = _indices(report.sections.outline)
        self._ready: dict[int, Told] = {}

    def take(self, index: int, notes: PartNotes) -> None:
        """Read the words of a part ahead, where they will be wanted."""
        at = bisect_left(self._may_retell, index)
        if at < len(self._may_retell) and self._may_retell[at] == index:
            self._ready[id(notes)] = self._told(notes)

    def steps(self, notes: Sequence[PartNotes], settled: Settled) -> Steps[Retelling]:
        """The repetitions of the report, in short steps; `notes` are its parts as they were read, in order."""
        told = yield from self._all(notes)
        return (yield from _retelling_steps(self._report, told, settled, self._before))

    def _told(self, notes: PartNotes) -> Told:
        return Told(notes, part_words(notes, self._stock, self._before.vocabulary), self._stock)

    def _all(self, notes: Sequence[PartNotes]) -> Steps[Sequence[Told]]:
        """The words of the sections in which a passage may be told twice, in order."""
        before = self._before
        own = list(map(notes.__getitem__, self._may_retell))
        if self._report.sections.outline is before.outline:
            changed = list(_others(own, [told.notes for told in before.told]))
            if not changed:
                return before.told
            found = list(before.told)
            for at in changed:
                ready = id(own[at]) in self._ready
                found[at] = self._ready.pop(id(own[at])) if ready else self._told(own[at])
            return found
        pool: dict[int, list[Told]] = {}
        for told in before.told:
            pool.setdefault(id(told.notes), []).append(told)
        found = []
        for part in own:
            same = pool.get(id(part))
            if same:
                found.append(same.pop())
                continue
            ready = id(part) in self._ready
            found.append(self._ready.pop(id(part)) if ready else self._told(part))
            if not ready:
                yield
        return found


def _retelling_steps(report: Report, told: Sequence[Told], settled: Settled, before: Retelling) -> Steps[Retelling]:
    outline = report.sections.outline
    if RULE in settled.off:
        return Retelling(told=told, outline=outline, index=before.index, vocabulary=before.vocabulary)
    index = before.index.pop() if before.index else RepetitionIndex()
    parts = [own.words for own in told]
    try:
        yield from index.update(parts)
    finally:
        before.index[:] = [index]
    named: tuple[object, ...] = (report.front, *[part.heading for part in report.sections.parts])
    titles = before.titles if named == before.named else long_titles(report)
    found = index.found()
    same = outline is before.outline and titles == before.titles and len(found) == len(before.found)
    changed: Iterable[int] = range(len(found))
    if same:
        changed = sorted({*_others(found, before.found), *_others(told, before.told)})
    retold = dict(before.retold) if same else {}
    indices = _indices(outline)
    ranks = {id(part): rank for rank, part in enumerate(parts)} if changed else {}
    for at in changed:
        again = [Retold(told[at], told[ranks[id(one)]], indices[ranks[id(one)]], region) for one, region in found[at]]
        stretches = told[at].stretches([(region.start, region.end) for _, region in found[at]])
        news = tuple(one for one, where in zip(again, stretches, strict=True) if is_news(*where, titles))
        if news:
            retold[indices[at]] = news
        else:
            retold.pop(indices[at], None)
        if again:
            yield
    now = before.retold if same and not changed else retold
    return Retelling(now, told, found, titles, named, outline, before.index, before.vocabulary)


def _others(now: Sequence[object], before: Sequence[object]) -> Iterable[int]:
    """Where one sequence has something else than another."""
    return compress(count(), map(is_not, now, before)) if now is not before else ()


def _indices(outline: Outline) -> tuple[int, ...]:
    """The sections in which a passage may be told twice."""
    return outline.once("may retell", lambda: _may_retell(outline))


def _may_retell(outline: Outline) -> tuple[int, ...]:
    """The sections that belong to the overview or the analysis: by what covers them, or as an event or a finding."""
    return tuple(
        index
        for index, slot in enumerate(outline.slots)
        if (slot.owner is not None and slot.owner[0] in _RETOLD_KINDS)
        or not _RETOLD_IN.isdisjoint(areas_of(slot.covered))
    )


@lru_cache(maxsize=256)
def areas_of(covered: frozenset[str]) -> frozenset[str]:
    """The areas of the names that a section covers, items included."""
    return frozenset(name.partition(".")[0] for name in covered)
