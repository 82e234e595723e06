"""Acronyms that are not explained where they first stand, with the fixes that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.model import Report, Section
from imr_tui.document.text import TextEdit
from imr_tui.prose.acronyms import Mentioned, acronym_reader, bare
from imr_tui.prose.attributed import Read
from imr_tui.prose.glossary import front_keys, glossary_fix, part_keys, written_out
from imr_tui.prose.model import ProseRules
from imr_tui.prose.notes import PartNotes
from imr_tui.prose.settle import Settled

RULE = "acronym.undefined"
_ITEMS = ("language.2",)
_SIGHT = 40


def acronym_findings(
    report: Report,
    parts: Sequence[tuple[Section, PartNotes]],
    rules: ProseRules,
    settled: Settled,
    names: frozenset[str],
) -> list[Finding]:
    """One finding for each acronym that nothing explains at or ahead of its first use; `names` are names in lower case."""
    glossaries = _glossaries(parts)
    explained = set(front_keys(report))
    for section, notes in parts:
        if section.index in glossaries:
            explained |= part_keys(notes.part)
    found: list[Finding] = []
    known = acronym_reader(rules).known
    for section, notes in parts:
        if not notes.acronyms or section.index in glossaries:
            continue
        for mentioned, read in notes.acronyms:
            if mentioned.key in explained or mentioned.key.lower() in names:
                continue
            explained.add(mentioned.key)
            if not mentioned.defined:
                found.append(_finding(report, section, read, mentioned, known.get(mentioned.key, ()), settled))
    return found


def _glossaries(parts: Iterable[tuple[Section, PartNotes]]) -> frozenset[int]:
    """The sections under a heading of a glossary or a list of abbreviations, sub-sections included."""
    found: set[int] = set()
    for section, notes in parts:
        if notes.glossary or (found and section.parent in found):
            found.add(section.index)
    return frozenset(found)


def _finding(
    report: Report, section: Section, read: Read, mentioned: Mentioned, expansions: tuple[str, ...], settled: Settled
) -> Finding:
    span = read.passage.source_span(mentioned.start, mentioned.end).shift(section.start)
    sentences = read.scan.sentences.told(mentioned.start)
    return Finding(
        rule=RULE,
        severity=Severity.WARNING,
        span=span,
        message=_message(mentioned.key, expansions),
        text=report.text[span.start : span.end],
        suggestions=expansions,
        fixes=tuple(_fixes(report, read, mentioned, span.start, expansions)),
        items=_ITEMS,
        opens=_ITEMS,
        kept=settled.keeps(RULE, *sentences),
        section=section.index,
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
    verbatim = report.text[start : start + len(written)] == written
    quoted = read.in_attributed(mentioned.start, mentioned.end) or read.passage.quoted is not None
    for expansion in expansions:
        fix = glossary_fix(report, mentioned.key, expansion)
        if fix is not None:
            yield fix
    if not verbatim or quoted or mentioned.possessive:
        return
    for expansion in expansions:
        text = written_out(written, expansion, read.scan.folded[max(0, mentioned.start - _SIGHT) : mentioned.start])
        if text is not None:
            yield Fix(f"Write it out here: {bare(expansion)}", (TextEdit(start, start + len(written), text),))
