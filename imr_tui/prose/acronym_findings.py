"""Acronyms that are not explained where they first stand, with the fixes that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.model import Report
from imr_tui.document.text import TextEdit
from imr_tui.prose.acronyms import Mentioned, acronym_reader, bare
from imr_tui.prose.attributed import Read
from imr_tui.prose.glossary import front_keys, glossary_fix, part_keys, written_out
from imr_tui.prose.model import ProseRules
from imr_tui.prose.notes import PartNotes
from imr_tui.prose.settle import Settled

RULE = "acronym.undefined"
ITEMS = ("language.2",)
_SIGHT = 40


class Unexplained(NamedTuple):
    """An acronym at its first use, in passage `number` of a part, which nothing explains; `expansions` are what it may stand for."""

    notes: PartNotes
    number: int
    mentioned: Mentioned
    expansions: tuple[str, ...]

    def read(self) -> Read:
        """The passage that it stands in."""
        return self.notes.read(self.number)


def unexplained(
    report: Report, notes: Sequence[PartNotes], rules: ProseRules, names: frozenset[str]
) -> dict[int, tuple[Unexplained, ...]]:
    """Each acronym that nothing explains at or ahead of its first use, by the section of that; `names` are names in lower case."""
    glossaries = _glossaries(report, notes)
    explained = set(front_keys(report))
    for index in glossaries:
        explained |= part_keys(notes[index].part)
    found: dict[int, tuple[Unexplained, ...]] = {}
    known = acronym_reader(rules).known
    for index, own in enumerate(notes):
        if not own.acronyms or index in glossaries:
            continue
        for mentioned, number in own.acronyms:
            key = mentioned.key
            if key in explained or key.lower() in names:
                continue
            explained.add(key)
            if not mentioned.defined:
                found[index] = (*found.get(index, ()), Unexplained(own, number, mentioned, known.get(key, ())))
    return found


def _glossaries(report: Report, notes: Sequence[PartNotes]) -> frozenset[int]:
    """The sections under a heading of a glossary or a list of abbreviations, sub-sections included."""
    found: set[int] = set()
    roots = [index for index, own in enumerate(notes) if own.glossary]
    for index in roots:
        found.update(range(index, report.sections.outline.slots[index].end_index))
    return frozenset(found)


def sentences_of(one: Unexplained) -> tuple[str, str]:
    """The sentence that an acronym stands in, as told in one way or two."""
    return one.read().sentences.told(one.mentioned.start)


def acronym_finding(report: Report, index: int, one: Unexplained, settled: Settled) -> Finding:
    """The finding for an acronym in section `index`, with the fixes that explain it."""
    section, read, mentioned = report.sections[index], one.read(), one.mentioned
    span = read.passage.source_span(mentioned.start, mentioned.end).shift(section.start)
    sentences = read.sentences.told(mentioned.start)
    return Finding(
        rule=RULE,
        severity=Severity.WARNING,
        span=span,
        message=_message(mentioned.key, one.expansions),
        text=report.source.slice(*span),
        suggestions=one.expansions,
        fixes=tuple(_fixes(report, read, mentioned, span.start, one.expansions)),
        items=ITEMS,
        opens=ITEMS,
        kept=settled.keeps(RULE, *sentences),
        section=index,
        record=section.owner,
        field=read.passage.field,
        sentence=sentences[0],
    )


def _message(key: str, expansions: tuple[str, ...]) -> str:
    if len(expansions) > 1:
        return f"“{key}” has more than one meaning and is not explained; write out which is meant at its first use, or add it to the glossary."
    return f"“{key}” is not explained; write it out at its first use, with the short form in brackets, or add it to the glossary."


def _fixes(report: Report, read: Read, mentioned: Mentioned, start: int, expansions: tuple[str, ...]) -> Iterable[Fix]:
    written = read.passage.text[mentioned.start : mentioned.end]
    verbatim = report.source.slice(start, start + len(written)) == written
    quoted = read.in_attributed(mentioned.start, mentioned.end) or read.passage.quoted is not None
    for expansion in expansions:
        fix = glossary_fix(report, mentioned.key, expansion)
        if fix is not None:
            yield fix
    if not verbatim or quoted or mentioned.possessive:
        return
    for expansion in expansions:
        text = written_out(written, expansion, read.folded[max(0, mentioned.start - _SIGHT) : mentioned.start])
        if text is not None:
            yield Fix(f"Write it out here: {bare(expansion)}", (TextEdit(start, start + len(written), text),))
