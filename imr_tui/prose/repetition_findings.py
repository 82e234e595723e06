"""Passages that are told again in nearly the same words, each at its later place, naming the earlier."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from imr_tui.document.findings import Finding, Severity
from imr_tui.document.model import Report, Section
from imr_tui.document.passages import fold
from imr_tui.document.text import LINE_END, Span
from imr_tui.prose.alignment import Region
from imr_tui.prose.attributed import Read
from imr_tui.prose.notes import PartNotes, word_places
from imr_tui.prose.scan import words_alone
from imr_tui.prose.settle import Settled
from imr_tui.prose.shingles import Words

RULE = "repetition"
ITEMS = ("overview.2",)
_FEWEST_BESIDE_NAMES = 8
_LONG_NAME = re.compile(r"[A-Z0-9][\w'-]*(?:,? (?:(?:and|of|the|for|in|on|to|with|&) ){0,2}[A-Z0-9][\w'-]*){3,}")
_LONG_TITLE = 5
_SHOWN = 60


class Told(NamedTuple):
    """What was read in a part whose text is looked through for repetition, `stock` formulae left out."""

    notes: PartNotes
    words: Words
    stock: tuple[str, ...]

    def stretch(self, start: int, end: int) -> tuple[Read, Span]:
        """The passage of the words `start`..`end` and their place in its folded text."""
        return self.stretches(((start, end),))[0]

    def stretches(self, bounds: Iterable[tuple[int, int]]) -> list[tuple[Read, Span]]:
        """The same for several stretches; each passage is read once."""
        found: list[tuple[Read, Span]] = []
        known: dict[int, tuple[Read, list[tuple[int, int]]]] = {}
        for start, end in bounds:
            first, number, _, _ = self.words.passage(start)
            if number not in known:
                read = self.notes.read(number)
                known[number] = read, word_places(read, self.stock)
            read, places = known[number]
            found.append((read, Span(places[start - first][0], places[end - 1 - first][1])))
        return found


class Retold(NamedTuple):
    """A stretch of a part that repeats one of an earlier part, the one of section `earlier_index`."""

    later: Told
    earlier: Told
    earlier_index: int
    region: Region


def is_news(read: Read, place: Span, titles: Sequence[str]) -> bool:
    """Whether a repetition, as the stretch of a passage that it is, is more than names of records, policies and bodies."""
    return not _mostly_names(read.folded[place.start : place.end], titles)


def spans_of(retold: Sequence[Retold]) -> array[int]:
    """Where the repetitions of one section stand, counted from its start: start and end of each in turn."""
    found = array("I")
    if retold:
        for read, place in retold[0].later.stretches([(one.region.start, one.region.end) for one in retold]):
            span = read.passage.source_span(place.start, place.end)
            found.extend((span.start, span.end))
    return found


def sentences_of(retold: Retold) -> tuple[str, str]:
    """The sentence that a repetition stands in, as told in one way or two."""
    read, place = retold.later.stretch(retold.region.start, retold.region.end)
    return read.sentences.told(place.start)


def repetition_finding(report: Report, index: int, retold: Retold, settled: Settled) -> Finding:
    """The finding for a repetition in section `index`."""
    section, earlier, region = report.sections[index], report.sections[retold.earlier_index], retold.region
    read, place = retold.later.stretch(region.start, region.end)
    other, other_place = retold.earlier.stretch(region.other_start, region.other_end)
    span = read.passage.source_span(place.start, place.end)
    related = other.passage.source_span(other_place.start, other_place.end)
    sentences = read.sentences.told(place.start)
    return Finding(
        rule=RULE,
        severity=Severity.WARNING,
        span=span.shift(section.start),
        message=_message(earlier, related.start),
        text=section.part.text[span.start : span.end],
        items=ITEMS,
        opens=ITEMS,
        kept=settled.keeps(RULE, *sentences),
        related=related.shift(earlier.start),
        section=index,
        record=section.owner,
        field=read.passage.field,
        sentence=sentences[0],
    )


def _message(section: Section, offset: int) -> str:
    line = section.line + len(LINE_END.findall(section.part.text, 0, offset))
    title = section.title if len(section.title) <= _SHOWN else f"{section.title[: _SHOWN - 1].rstrip()}…"
    where = f"under “{title}” (line {line})" if title else f"on line {line}"
    return f"This is told in nearly the same words {where}; keep one and refer to it from the other, or say here what is new."


def long_titles(report: Report) -> tuple[str, ...]:
    """The longer names of records and of what the glossary explains, as words in lower case."""
    names = [record.title for record in report.records.values()]
    names += [value for value in report.front.table("glossary").values() if isinstance(value, str)]
    return _long_names(tuple(names))


@lru_cache(maxsize=4)
def _long_names(names: tuple[str, ...]) -> tuple[str, ...]:
    words = (words_alone(fold(name)) for name in names if name.count(" ") >= _LONG_TITLE - 1)
    return tuple(dict.fromkeys([f" {' '.join(name)} " for name in words if len(name) >= _LONG_TITLE]))


def _mostly_names(text: str, titles: Sequence[str]) -> bool:
    """Whether, names taken out, too little is left to be a repetition."""
    words = words_alone(_LONG_NAME.sub(" | ", text))
    if len(words) < _FEWEST_BESIDE_NAMES:
        return True
    rest = f" {' '.join(words)} "
    for title in titles:
        while title in rest:
            rest = rest.replace(title, " ")
    return len(rest.split()) < _FEWEST_BESIDE_NAMES
