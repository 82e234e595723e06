"""All prose findings of a report: each part read once, people and settings of the document applied, kept ones marked.

What a part holds by itself is remembered with the part, so that an edit re-reads the passages it changed. First uses of
acronyms and repetitions need the whole document: they are put together from what the parts remember. All of it is held by
section with places counted from there, and made into findings by whoever asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding
from imr_tui.document.found import Findings
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Report
from imr_tui.document.outline import Sections
from imr_tui.document.schema import Schema
from imr_tui.document.steps import Steps, at_one_go
from imr_tui.prose.acronym_findings import RULE as ACRONYM
from imr_tui.prose.acronym_findings import Unexplained, unexplained
from imr_tui.prose.connections import unconnected_notes
from imr_tui.prose.model import ProseRules
from imr_tui.prose.notes import PartNotes, read_part
from imr_tui.prose.part_findings import Context, Note, part_findings
from imr_tui.prose.people import People, people_of
from imr_tui.prose.phrases import Phrasebook, phrasebook
from imr_tui.prose.placed import SectionNotes
from imr_tui.prose.retelling import Retelling, Telling, areas_of
from imr_tui.prose.scan import Scan, scanner
from imr_tui.prose.settle import Settled, settled, without_reason
from imr_tui.prose.speller import Speller
from imr_tui.prose.spelling import SpellingMemory, SpellingOf

_NAMED_IN = frozenset({"P", "I"})
_LEARNING = "L"  # learning points are read as a whole too


@dataclass(frozen=True, slots=True)
class Frame:
    """What all parts are read under: who is who, what the author settled, the front matter they come from."""

    front: FrontMatter
    people: People
    settled: Settled


@dataclass(frozen=True, slots=True)
class Local:
    """What a section yields by itself, and what that rests on besides its text."""

    context: Context
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ProseMemory:
    """What the next check builds on; sequences go by the sections in order, mappings by their index."""

    rules: ProseRules
    sections: Sections
    frame: Frame
    notes: Sequence[PartNotes]
    local: Sequence[Local | None]
    unexplained: Mapping[int, tuple[Unexplained, ...]]
    retelling: Retelling
    spelt: SpellingMemory
    unconnected: Mapping[int, tuple[Note, ...]]
    groups: Mapping[int, SectionNotes]


def prose_findings(
    report: Report,
    schema: Schema,
    rules: ProseRules,
    memory: ProseMemory | None = None,
    speller: Speller | None = None,
) -> tuple[Findings, ProseMemory]:
    """The prose findings of a report, in order of place, with absolute spans, and the memory for the next check.

    `memory` is that of an earlier state of the same document, or None. A finding that the author keeps is marked, one of a
    rule that is switched off left out; entries without a reason are findings themselves. Without a `speller` nothing is said of spelling.
    """
    return at_one_go(prose_steps(report, schema, rules, memory, speller, {}))


def prose_steps(
    report: Report,
    schema: Schema,
    rules: ProseRules,
    memory: ProseMemory | None,
    speller: Speller | None,
    read: dict[int, PartNotes],
) -> Steps[tuple[Findings, ProseMemory]]:
    """The same in short steps. `read` has parts that were read already, by id, and is given those that are read."""
    if memory is not None and memory.rules is not rules:
        memory = None
    changed = _changed(report.sections, memory)
    frame = _frame(report, rules, memory, changed)
    same_frame = memory is not None and frame.people is memory.frame.people and frame.settled is memory.frame.settled
    touched = changed if same_frame else None
    judge = _Judge(report.sections, frozenset(schema.areas), frame, phrasebook(rules))
    before = memory.retelling if memory is not None else Retelling()
    old = memory.spelt if memory is not None else SpellingMemory()
    told, spelt = Telling(report, rules.stock_phrases, before), SpellingOf(report, speller, frame.settled, old)

    def hand_round(index: int, own: PartNotes) -> None:
        """Have all done with a part that is to be done, while its passages are at hand."""
        judge.judge(index, own)
        told.take(index, own)
        spelt.take(own)
        own.let_go()

    notes = yield from _read_parts(report.sections, rules, memory, changed, read, hand_round)
    local = yield from _local(notes, judge, memory, touched)
    explained = _unexplained(report, notes, rules, frame, memory)
    again = yield from told.steps(notes, frame.settled)
    words = yield from spelt.steps(notes, frame.people.names)
    apart = unconnected_notes(report, notes, frame.settled, memory.unconnected if memory is not None else {}, touched)
    yield
    found = ProseMemory(rules, report.sections, frame, notes, local, explained, again, words, apart, {})
    groups = _grouped(found, memory, touched)
    yield
    found = replace(found, groups=groups)
    return Findings(report, groups, _loose(report)), found


def _loose(report: Report) -> tuple[Finding, ...]:
    return tuple(without_reason(report)) if report.front.values else ()


def _changed(sections: Sections, memory: ProseMemory | None) -> tuple[int, ...] | None:
    """The sections of which the part is another; None where they are nested or cover otherwise than before."""
    if memory is None or memory.sections.outline is not sections.outline:
        return None
    pairs = enumerate(zip(sections.parts, memory.sections.parts, strict=True))
    return tuple([index for index, (part, before) in pairs if part is not before])


def _read_parts(
    sections: Sections,
    rules: ProseRules,
    memory: ProseMemory | None,
    changed: tuple[int, ...] | None,
    read: dict[int, PartNotes],
    hand_round: Callable[[int, PartNotes], None],
) -> Steps[list[PartNotes]]:
    """The notes of every part in order; passages of parts that are gone need no second reading.

    What is read anew is handed round with the index of its section.
    """
    engines = scanner(rules)
    scans: dict[tuple[str, bool], Scan] = {}
    if memory is not None and changed is not None:
        notes = list(memory.notes)
        for index in changed:
            scans.update(notes[index].scans())
        for index in changed:
            notes[index] = read_part(sections.parts[index], engines, scans)
            hand_round(index, notes[index])
        return notes
    if memory is not None:
        present = set(map(id, sections.parts))
        for own in memory.notes:
            if id(own.part) in present:
                read[id(own.part)] = own
            else:
                scans.update(own.scans())
    notes = []
    for index, part in enumerate(sections.parts):
        known = read.get(id(part))
        if known is None or known.part is not part:
            known = read[id(part)] = read_part(part, engines, scans)
            hand_round(index, known)
            yield
        notes.append(known)
    return notes


def _frame(report: Report, rules: ProseRules, memory: ProseMemory | None, changed: tuple[int, ...] | None) -> Frame:
    """What all parts are read under; the same objects as before where it is the same."""
    if memory is None:
        return Frame(report.front, people_of(report, rules), settled(report.front))
    before = memory.frame
    same_front = report.front is before.front
    slots = report.sections.outline.slots
    if same_front and changed is not None and not any((slots[at].owner or "-")[0] in _NAMED_IN for at in changed):
        return before
    people, choices = people_of(report, rules), settled(report.front)
    return Frame(
        report.front,
        before.people if people == before.people else people,
        before.settled if choices == before.settled else choices,
    )


class _Judge:
    """What sections yield by themselves, under one frame."""

    def __init__(self, sections: Sections, areas: frozenset[str], frame: Frame, phrases: Phrasebook) -> None:
        self.found: dict[int, Local | None] = {}
        self._slots = sections.outline.slots
        self._areas = areas
        self._frame = frame
        self._phrases = phrases
        self._contexts: dict[tuple[frozenset[str], str], Context] = {}

    def judge(self, index: int, own: PartNotes, old: Local | None = None) -> None:
        """Find what a section yields; `old` is what it yielded before, which holds where it rests on the same."""
        kind = (self._slots[index].owner or "")[:1]
        if not own.may_find and kind != _LEARNING:
            self.found[index] = None
            return
        key = (self._slots[index].covered, kind)
        context = self._contexts.get(key)
        if context is None:
            people, off = self._frame.people, self._frame.settled.off
            context = self._contexts[key] = Context(people, off, areas_of(key[0]) & self._areas, kind)
        if old is not None and old.context == context:
            # The same again: the next sections of its kind are then told at once.
            self._contexts[key] = old.context
            self.found[index] = old
        else:
            self.found[index] = Local(context, part_findings(own, context, self._phrases))


def _local(
    notes: Sequence[PartNotes], judge: _Judge, memory: ProseMemory | None, changed: tuple[int, ...] | None
) -> Steps[list[Local | None]]:
    """What each section yields by itself: of `changed` ones anew, of all where that is None."""
    before: dict[int, Local] = {}
    found: list[Local | None] = [None] * len(notes)
    if memory is not None and changed is not None:
        found = list(memory.local)
    elif memory is not None:
        before = {id(own): local for own, local in zip(memory.notes, memory.local, strict=True) if local is not None}
    for index in range(len(notes)) if changed is None else changed:
        if index not in judge.found:
            judge.judge(index, notes[index], before.get(id(notes[index])))
            if notes[index].may_find:
                yield
        found[index] = judge.found[index]
    return found


def _unexplained(
    report: Report, notes: Sequence[PartNotes], rules: ProseRules, frame: Frame, memory: ProseMemory | None
) -> dict[int, tuple[Unexplained, ...]]:
    """The acronyms that nothing explains, by the section of their first use; the same objects where they are the same."""
    if ACRONYM in frame.settled.off:
        return {}
    found = unexplained(report, notes, rules, frame.people.names)
    before = memory.unexplained if memory is not None else {}
    return {index: before[index] if before.get(index) == own else own for index, own in found.items()}


def _grouped(
    found: ProseMemory, memory: ProseMemory | None, changed: tuple[int, ...] | None
) -> dict[int, SectionNotes]:
    """What was found, by section; made anew for those of which something is another."""
    retold, spelt = found.retelling.retold, found.spelt.told
    if memory is None or changed is None:
        indices: Iterable[int] = range(len(found.local))
        groups: dict[int, SectionNotes] = {}
    else:
        indices = {
            *changed,
            *_others(found.unexplained, memory.unexplained),
            *_others(retold, memory.retelling.retold),
            *_others(spelt, memory.spelt.told),
            *_others(found.unconnected, memory.unconnected),
        }
        groups = dict(memory.groups)
    for index in indices:
        local = found.local[index]
        notes = (
            *(local.notes if local is not None else ()),
            *found.unconnected.get(index, ()),
            *spelt.get(index, ()),
        )
        own = SectionNotes(notes, retold.get(index, ()), found.unexplained.get(index, ()), found.frame.settled)
        if own.count:
            groups[index] = own
        else:
            groups.pop(index, None)
    return groups


def _others(now: Mapping[int, object], before: Mapping[int, object]) -> set[int]:
    """Where one of the two has what the other has not."""
    if now is before:
        return set()
    return {index for index in {*now, *before} if now.get(index) is not before.get(index)}
