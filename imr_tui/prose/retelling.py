"""What a report tells again in nearly the same words, by the section of the later place; after an edit only what it touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from imr_tui.document.model import Report
from imr_tui.document.outline import Outline
from imr_tui.document.steps import Steps
from imr_tui.prose.notes import PartNotes, part_words
from imr_tui.prose.repetition import Found, RepetitionIndex
from imr_tui.prose.repetition_findings import RULE, Retold, Told, is_news, long_titles
from imr_tui.prose.settle import Settled

_RETOLD_IN = frozenset({"overview", "analysis"})
_RETOLD_KINDS = frozenset({"E", "F"})


@dataclass(frozen=True, slots=True)
class Retelling:
    """The repetitions by section, and what the next look builds on.

    `told` has the words of the sections that are looked through, by their index, `found` what the index found for each of them.
    `index` holds the repetition index while nobody is at work with it.
    """

    retold: Mapping[int, tuple[Retold, ...]] = field(default_factory=dict)
    told: Mapping[int, Told] = field(default_factory=dict)
    found: Mapping[int, Found] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    named: tuple[object, ...] = ()
    outline: Outline | None = None
    index: list[RepetitionIndex] = field(default_factory=list)


def retelling_steps(
    report: Report, notes: Sequence[PartNotes], stock: tuple[str, ...], settled: Settled, before: Retelling
) -> Steps[Retelling]:
    """The repetitions of a report, in short steps."""
    outline = report.sections.outline
    told = yield from _told(outline, notes, stock, before)
    if RULE in settled.off:
        return Retelling(told=told, outline=outline, index=before.index)
    index = before.index.pop() if before.index else RepetitionIndex()
    yield from index.update([own.words for own in told.values()])
    before.index[:] = [index]
    found = dict(zip(told, index.found(), strict=True))
    named: tuple[object, ...] = (report.front, *[part.heading for part in report.sections.parts])
    titles = before.titles if named == before.named else long_titles(report)
    same = outline is before.outline and titles == before.titles
    retold = yield from _retold(told, found, titles, before if same else Retelling())
    return Retelling(retold, told, found, titles, named, outline, before.index)


def _told(
    outline: Outline, notes: Sequence[PartNotes], stock: tuple[str, ...], before: Retelling
) -> Steps[Mapping[int, Told]]:
    """The words of the sections in which a passage may be told twice, by the index of the section."""
    indices = outline.once("may retell", lambda: _may_retell(outline))
    if outline is before.outline:
        changed = [
            index for index in indices if index not in before.told or before.told[index].notes is not notes[index]
        ]
        if not changed:
            return before.told
        known = before.told
        found = {index: known.get(index) for index in indices}
    else:
        changed, found = list(indices), dict.fromkeys(indices)
    pool: dict[int, list[Told]] = {}
    for own in before.told.values() if outline is not before.outline else ():
        pool.setdefault(id(own.notes), []).append(own)
    for index in changed:
        same = pool.get(id(notes[index]))
        if same:
            found[index] = same.pop()
        else:
            found[index] = Told(notes[index], part_words(notes[index], stock))
            yield
    return {index: own for index, own in found.items() if own is not None}


def _retold(
    told: Mapping[int, Told], found: Mapping[int, Found], titles: Sequence[str], before: Retelling
) -> Steps[Mapping[int, tuple[Retold, ...]]]:
    """What each section tells again; the same objects as before where the index found the same."""
    changed = [index for index, own in found.items() if own is not before.found.get(index)]
    if not changed:
        return before.retold
    where = {id(own.words): index for index, own in told.items()}
    retold = dict(before.retold)
    for index in changed:
        again = [Retold(told[index], told[where[id(one)]], where[id(one)], region) for one, region in found[index]]
        if again:
            news = tuple(one for one in again if is_news(one, titles))
            yield
        if again and news:
            retold[index] = news
        else:
            retold.pop(index, None)
    return retold


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
