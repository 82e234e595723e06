"""All prose findings of a report: each part read once, people and settings of the document applied, kept ones marked.

What a part holds by itself is remembered with the part, so that an edit re-reads the passages it changed. First uses of
acronyms and repetitions need the whole document: they are put together from what the parts remember.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from imr_tui.document.findings import Finding
from imr_tui.document.model import Report, Section
from imr_tui.document.schema import Schema
from imr_tui.prose.acronym_findings import RULE as ACRONYM
from imr_tui.prose.acronym_findings import acronym_findings
from imr_tui.prose.model import ProseRules
from imr_tui.prose.notes import PartNotes, part_words, read_part
from imr_tui.prose.part_findings import Context, Note, part_findings, place
from imr_tui.prose.people import People, people_of
from imr_tui.prose.phrases import Phrasebook, phrasebook
from imr_tui.prose.repetition import RepetitionIndex, Words
from imr_tui.prose.repetition_findings import RULE as REPETITION
from imr_tui.prose.repetition_findings import RetoldMemory, Told, repetition_findings
from imr_tui.prose.scan import Scan, scanner
from imr_tui.prose.settle import Settled, settled, without_reason
from imr_tui.prose.speller import Speller
from imr_tui.prose.spelling import SpellingMemory, spelling_findings

_RETOLD_IN = frozenset({"overview", "analysis"})
_RETOLD_KINDS = frozenset({"E", "F"})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A section's notes in their place, with what they rested on."""

    section: Section
    context: Context
    settled: Settled
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProseMemory:
    """What the next check builds on. `index` holds the repetition index until one check takes it over."""

    rules: ProseRules
    notes: Mapping[int, PartNotes]
    words: Mapping[tuple[int, int], Words]
    placed: Sequence[_Placed]
    retold: RetoldMemory
    index: list[RepetitionIndex]
    spelt: SpellingMemory


def prose_findings(
    report: Report,
    schema: Schema,
    rules: ProseRules,
    memory: ProseMemory | None = None,
    speller: Speller | None = None,
) -> tuple[tuple[Finding, ...], ProseMemory]:
    """The prose findings of a report, in order of place, with absolute spans, and the memory for the next check.

    `memory` is that of an earlier state of the same document, or None. A finding that the author keeps is marked, one of a
    rule that is switched off left out; entries without a reason are findings themselves. Without a `speller` nothing is said of spelling.
    """
    if memory is not None and memory.rules is not rules:
        memory = None
    notes = _read_parts(report, rules, memory)
    people, choices = people_of(report, rules), settled(report.front)
    placed = _place_all(report, schema, notes, people, choices, phrasebook(rules), memory)
    found = [finding for entry in placed for finding in entry.findings]
    parts = [(section, notes[id(section.part)]) for section in report.sections]
    if ACRONYM not in choices.off:
        found += acronym_findings(report, parts, rules, choices, people.names)
    spelt = memory.spelt if memory is not None else SpellingMemory()
    misspelt, spelt = spelling_findings(report, parts, speller, choices, people.names, spelt)
    found += misspelt
    words, told = _words(report, notes, rules, memory)
    index = _taken(memory)
    retold = memory.retold if memory is not None else RetoldMemory()
    if REPETITION not in choices.off:
        repeats = index.repeats([entry.words for entry in told])
        repeated, retold = repetition_findings(report, repeats, told, rules.stock_phrases, choices, retold)
        found += repeated
    found += without_reason(report)
    found.sort(key=lambda finding: finding.order)
    return tuple(found), ProseMemory(rules, notes, words, placed, retold, [index], spelt)


def _taken(memory: ProseMemory | None) -> RepetitionIndex:
    """The index of the memory, taken out of it: it changes with use, so that only one check may go on with it."""
    try:
        return memory.index.pop() if memory is not None else RepetitionIndex()
    except IndexError:
        return RepetitionIndex()


def _read_parts(report: Report, rules: ProseRules, memory: ProseMemory | None) -> dict[int, PartNotes]:
    """The notes of every part by its id; passages of parts that are gone need no second reading."""
    before = memory.notes if memory is not None else {}
    notes: dict[int, PartNotes] = {}
    new = []
    for section in report.sections:
        number = id(section.part)
        known = before.get(number)
        if known is not None:
            notes[number] = known
        else:
            new.append(section.part)
    if not new:
        return notes
    scans: dict[tuple[str, bool], Scan] = {}
    for number in before.keys() - notes.keys():
        scans.update(before[number].scans())
    engines = scanner(rules)
    for part in new:
        if id(part) not in notes:
            notes[id(part)] = read_part(part, engines, scans)
    return notes


def _place_all(
    report: Report,
    schema: Schema,
    notes: Mapping[int, PartNotes],
    people: People,
    choices: Settled,
    phrases: Phrasebook,
    memory: ProseMemory | None,
) -> list[_Placed]:
    before = {id(entry.section.part): entry for entry in memory.placed} if memory is not None else {}
    areas = frozenset(schema.areas)
    contexts: dict[tuple[frozenset[str], str], Context] = {}
    placed: list[_Placed] = []
    for section in report.sections:
        number = id(section.part)
        own = notes[number]
        if not own.may_find:
            continue
        frame = (section.covered, section.owner[0] if section.owner else "")
        context = contexts.get(frame)
        if context is None:
            covered = _areas(section.covered) & areas
            context = contexts[frame] = Context(people, choices.off, covered, frame[1])
        old = before.get(number)
        if old is not None and old.context is not context:
            if old.context != context:
                old = None
            else:
                # The same again: the next sections of its kind are then told at once.
                context = contexts[frame] = old.context
        if old is not None and old.section is section and old.settled == choices:
            placed.append(old)
            continue
        found = old.notes if old is not None else part_findings(own, context, phrases)
        placed.append(_Placed(section, context, choices, found, tuple(place(note, section, choices) for note in found)))
    return placed


def _words(
    report: Report, notes: Mapping[int, PartNotes], rules: ProseRules, memory: ProseMemory | None
) -> tuple[dict[tuple[int, int], Words], list[Told]]:
    """The words of the sections in which a passage may be told twice, in order."""
    before = memory.words if memory is not None else {}
    vocabulary: dict[str, str] = {}
    words: dict[tuple[int, int], Words] = {}
    told: list[Told] = []
    for section in report.sections:
        if not _may_retell(section):
            continue
        number = id(section.part)
        own = notes[number]
        key = (number, 0)
        while key in words:
            key = (number, key[1] + 1)
        found = before.get(key)
        if found is None:
            found = part_words(own, rules.stock_phrases, vocabulary)
        words[key] = found
        if found.words:
            told.append(Told(section, own, found))
    return words, told


def _may_retell(section: Section) -> bool:
    """Whether a section belongs to the overview or the analysis: by what covers it, or as an event or a finding."""
    if section.owner is not None and section.owner[0] in _RETOLD_KINDS:
        return True
    return not _RETOLD_IN.isdisjoint(_areas(section.covered))


@lru_cache(maxsize=256)
def _areas(covered: frozenset[str]) -> frozenset[str]:
    """The areas of the names that a section covers, items included."""
    return frozenset(name.partition(".")[0] for name in covered)
