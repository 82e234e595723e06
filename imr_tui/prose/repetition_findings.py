"""Passages that are told again in nearly the same words, each at its later place, naming the earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from imr_tui.document.findings import Finding, Severity
from imr_tui.document.model import Report, Section
from imr_tui.document.text import Span
from imr_tui.prose.notes import PartNotes, Read, left_out_of
from imr_tui.prose.model import ProseRules
from imr_tui.prose.repetition import Repeat, Words
from imr_tui.prose.scan import words_alone, words_with_places
from imr_tui.prose.settle import Settled

RULE = "repetition"
_ITEMS = ("overview.2",)
_FEWEST_BESIDE_NAMES = 8
_LONG_NAME = re.compile(r"[A-Z0-9][\w'-]*(?:,? (?:(?:and|of|the|for|in|on|to|with|&) ){0,2}[A-Z0-9][\w'-]*){3,}")
_LONG_TITLE = 5
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A section whose text is looked through for repetition, with what was read in it."""

    section: Section
    notes: PartNotes
    words: Words


def repetition_findings(
    report: Report, repeats: Sequence[Repeat], told: Sequence[Told], rules: ProseRules, settled: Settled
) -> Iterator[Finding]:
    """The findings for `repeats`, names of records, policies and bodies left out."""
    if not repeats:
        return
    by_words = {id(entry.words): entry for entry in told}
    titles = _titles(report)
    for repeat in repeats:
        finding = _finding(report, repeat, by_words, titles, rules, settled)
        if finding is not None:
            yield finding


def _finding(
    report: Report,
    repeat: Repeat,
    by_words: Mapping[int, Told],
    titles: Sequence[str],
    rules: ProseRules,
    settled: Settled,
) -> Finding | None:
    later, earlier = by_words[id(repeat.later)], by_words[id(repeat.earlier)]
    region = repeat.region
    read, place = _place(later, region.start, region.end, rules)
    if _mostly_names(read.scan.folded[place.start : place.end], titles):
        return None
    span = _span(later, read, place)
    other_read, other_place = _place(earlier, region.other_start, region.other_end, rules)
    related = _span(earlier, other_read, other_place)
    sentences = read.scan.sentence(place.start)
    return Finding(
        rule=RULE,
        severity=Severity.WARNING,
        span=span,
        message=_message(report, earlier.section, related),
        text=report.text[span.start : span.end],
        items=_ITEMS,
        opens=_ITEMS,
        kept=settled.keeps(RULE, *sentences),
        related=related,
        section=later.section.index,
        record=later.section.owner,
        field=read.passage.field,
        sentence=sentences[0],
    )


def _message(report: Report, section: Section, related: Span) -> str:
    line = report.position(related.start).line
    title = section.title if len(section.title) <= _SHOWN else f"{section.title[: _SHOWN - 1].rstrip()}…"
    where = f"under “{title}” (line {line})" if title else f"on line {line}"
    return f"This is told in nearly the same words {where}; keep one and refer to it from the other, or say here what is new."


def _place(told: Told, start: int, end: int, rules: ProseRules) -> tuple[Read, Span]:
    """The passage of the words `start`..`end` and their place in its folded text."""
    first, number, _, _ = told.words.passage(start)
    read = told.notes.reads[number]
    places = words_with_places(read.scan.folded, left_out_of(read, rules.stock_phrases))
    return read, Span(places[start - first][1], places[end - 1 - first][2])


def _span(told: Told, read: Read, place: Span) -> Span:
    return read.passage.source_span(place.start, place.end).shift(told.section.start)


def _titles(report: Report) -> tuple[str, ...]:
    """The longer names of records and of what the glossary explains, as words in lower case."""
    names = [record.title for record in report.records.values()]
    names += [value for value in report.front.table("glossary").values() if isinstance(value, str)]
    words = (words_alone(name) for name in names)
    return tuple(f" {' '.join(name)} " for name in words if len(name) >= _LONG_TITLE)


def _mostly_names(text: str, titles: Sequence[str]) -> bool:
    """Whether, names taken out, too little is left to be a repetition."""
    rest = f" {' '.join(words_alone(_LONG_NAME.sub(' | ', text)))} "
    for title in titles:
        if title in rest:
            rest = rest.replace(title, " ")
    return len(rest.split()) < _FEWEST_BESIDE_NAMES
