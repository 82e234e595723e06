"""Passages that are told again in nearly the same words, each at its later place, naming the earlier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from imr_tui.document.findings import Finding, Severity
from imr_tui.document.model import Report, Section
from imr_tui.document.passages import fold
from imr_tui.document.text import LINE_END, Span
from imr_tui.prose.alignment import Region
from imr_tui.prose.attributed import Read
from imr_tui.prose.notes import PartNotes, left_out_of
from imr_tui.prose.repetition import Repeat, Words
from imr_tui.prose.scan import words_alone, words_with_places
from imr_tui.prose.settle import Settled

RULE = "repetition"
_ITEMS = ("overview.2",)
_FEWEST_BESIDE_NAMES = 8
_LONG_NAME = re.compile(r"[A-Z0-9][\w'-]*(?:,? (?:(?:and|of|the|for|in|on|to|with|&) ){0,2}[A-Z0-9][\w'-]*){3,}")
_LONG_TITLE = 5
_SHOWN = 60


class Told(NamedTuple):
    """A section whose text is looked through for repetition, with what was read in it."""

    section: Section
    notes: PartNotes
    words: Words


@dataclass(frozen=True, slots=True)
class Retold:
    """A repeat with its places counted from the start of their parts; `names` where it is hardly more than names."""

    repeat: Repeat
    span: Span
    related: Span
    names: bool
    field: str | None
    sentences: tuple[str, str]


class Shown(NamedTuple):
    """A finding for a repeat, and the sections of its two places as they stood."""

    later: Section
    earlier: Section
    finding: Finding


@dataclass(frozen=True, slots=True)
class RetoldMemory:
    """What was worked out of repeats before, by the later part, the place in it and the earlier part; under these titles.

    `shown` are the findings made of them, under what the author had `settled`.
    """

    titles: tuple[str, ...] = ()
    known: Mapping[tuple[int, int, Region], Retold] = field(default_factory=dict)
    settled: Settled | None = None
    shown: Mapping[tuple[int, int, Region], Shown] = field(default_factory=dict)


def repetition_findings(
    report: Report,
    repeats: Sequence[Repeat],
    told: Sequence[Told],
    stock: tuple[str, ...],
    settled: Settled,
    memory: RetoldMemory,
) -> tuple[list[Finding], RetoldMemory]:
    """The findings for `repeats`, names of records, policies and bodies left out; and what the next check builds on."""
    if not repeats:
        return [], RetoldMemory()
    by_words = {id(entry.words): entry for entry in told}
    titles = _titles(report)
    before = memory.known if memory.titles == titles else {}
    shown_before = memory.shown if memory.titles == titles and memory.settled == settled else {}
    places = _Places(stock)
    shown: dict[tuple[int, int, Region], Shown] = {}
    known: dict[tuple[int, int, Region], Retold] = {}
    found: list[Finding] = []
    for repeat in repeats:
        later, earlier = by_words[id(repeat.later)], by_words[id(repeat.earlier)]
        key = (id(repeat.later), id(repeat.earlier), repeat.region)
        retold = known[key] = before.get(key) or _retold(repeat, later, earlier, places, titles)
        if not retold.names:
            finding = _again(shown_before.get(key), later.section, earlier.section)
            finding = finding or _finding(report, retold, later, earlier, settled)
            shown[key] = Shown(later.section, earlier.section, finding)
            found.append(finding)
    return found, RetoldMemory(titles, known, settled, shown)


def _again(shown: Shown | None, later: Section, earlier: Section) -> Finding | None:
    """The finding shown before, where its sections stand now; None where it would say anything else."""
    if shown is None or (shown.later.index, shown.later.owner) != (later.index, later.owner):
        return None
    if shown.earlier.line != earlier.line:
        return None
    by, related_by = later.start - shown.later.start, earlier.start - shown.earlier.start
    return shown.finding.moved(by, related_by) if by or related_by else shown.finding


def _retold(repeat: Repeat, later: Told, earlier: Told, places: _Places, titles: Sequence[str]) -> Retold:
    region = repeat.region
    read, place = places.of(later, region.start, region.end)
    other_read, other_place = places.of(earlier, region.other_start, region.other_end)
    return Retold(
        repeat,
        read.passage.source_span(place.start, place.end),
        other_read.passage.source_span(other_place.start, other_place.end),
        _mostly_names(read.scan.folded[place.start : place.end], titles),
        read.passage.field,
        read.scan.sentences.told(place.start),
    )


def _finding(report: Report, retold: Retold, later: Told, earlier: Told, settled: Settled) -> Finding:
    span, related = retold.span.shift(later.section.start), retold.related.shift(earlier.section.start)
    return Finding(
        rule=RULE,
        severity=Severity.WARNING,
        span=span,
        message=_message(earlier.section, retold.related.start),
        text=report.text[span.start : span.end],
        items=_ITEMS,
        opens=_ITEMS,
        kept=settled.keeps(RULE, *retold.sentences),
        related=related,
        section=later.section.index,
        record=later.section.owner,
        field=retold.field,
        sentence=retold.sentences[0],
    )


def _message(section: Section, offset: int) -> str:
    line = section.line + len(LINE_END.findall(section.part.text, 0, offset))
    title = section.title if len(section.title) <= _SHOWN else f"{section.title[: _SHOWN - 1].rstrip()}…"
    where = f"under “{title}” (line {line})" if title else f"on line {line}"
    return f"This is told in nearly the same words {where}; keep one and refer to it from the other, or say here what is new."


class _Places:
    """Leads words of a part back to their places in its passages; each passage is read once."""

    def __init__(self, stock: tuple[str, ...]) -> None:
        self._stock = stock
        self._known: dict[int, list[tuple[str, int, int]]] = {}

    def of(self, told: Told, start: int, end: int) -> tuple[Read, Span]:
        """The passage of the words `start`..`end` and their place in its folded text."""
        first, number, _, _ = told.words.passage(start)
        read = told.notes.reads[number]
        places = self._known.get(id(read))
        if places is None:
            places = self._known[id(read)] = words_with_places(read.scan.folded, left_out_of(read, self._stock))
        return read, Span(places[start - first][1], places[end - 1 - first][2])


def _titles(report: Report) -> tuple[str, ...]:
    """The longer names of records and of what the glossary explains, as words in lower case."""
    names = [record.title for record in report.records.values()]
    names += [value for value in report.front.table("glossary").values() if isinstance(value, str)]
    return _long_names(tuple(names))


@lru_cache(maxsize=4)
def _long_names(names: tuple[str, ...]) -> tuple[str, ...]:
    words = (words_alone(fold(name)) for name in names if name.count(" ") >= _LONG_TITLE - 1)
    return tuple(f" {' '.join(name)} " for name in words if len(name) >= _LONG_TITLE)


def _mostly_names(text: str, titles: Sequence[str]) -> bool:
    """Whether, names taken out, too little is left to be a repetition."""
    rest = f" {' '.join(words_alone(_LONG_NAME.sub(' | ', text)))} "
    for title in titles:
        if title in rest:
            rest = rest.replace(title, " ")
    return len(rest.split()) < _FEWEST_BESIDE_NAMES
