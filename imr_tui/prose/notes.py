"""What a part of the document holds for the prose rules: its passages read, its quotations attributed, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from imr_tui.document.model import Part
from imr_tui.document.passage import Passage, PassageKind
from imr_tui.document.text import Span
from imr_tui.prose import glossary
from imr_tui.prose.acronyms import Mentioned
from imr_tui.prose.alignment import BREAK, FEWEST_WORDS
from imr_tui.prose.attributed import Read, Unattributed, attribute
from imr_tui.prose.patterns import compiled
from imr_tui.prose.scan import NOTHING, Scan, Scanner, places_outside, words_outside
from imr_tui.prose.shingles import Vocabulary, Words, words_of

_OPENING_MARKS = ('"', "\u201c", "\u201e", "\u00ab")


class Noted(NamedTuple):
    """What the rules see in one passage, by its number in the part, and where attributed quotations stand in it."""

    number: int
    scan: Scan
    attributed: tuple[Span, ...]


class PartNotes:
    """All that the prose rules read in a part by itself.

    `noted` are the passages that hold anything. `unattributed` are quotations that nobody is named for, `acronyms` the first
    mention of each acronym, both with the number of the passage. `glossary` says that the part's tables and lists
    would define acronyms under its heading, `may_find` that it may have a finding of its own, `connects` that it speaks of
    things that hang together.
    """

    __slots__ = ("_reads", "acronyms", "connects", "glossary", "may_find", "noted", "part", "unattributed")

    def __init__(self, part: Part, reads: tuple[Read, ...], unattributed: tuple[Unattributed, ...]) -> None:
        self.part = part
        self.noted = tuple(
            [
                Noted(read.number, read.scan, read.attributed)
                for read in reads
                if read.attributed or read.scan is not NOTHING
            ]
        )
        self.unattributed = tuple([(one.read.number, one.span) for one in unattributed])
        self.acronyms = _first_mentions(self.noted)
        self.glossary = part.heading is not None and glossary.is_glossary(part.heading.text)
        self.may_find = bool(unattributed) or any(one.scan.matches or one.scan.limited for one in self.noted)
        self.connects = any(one.scan.connects for one in self.noted)
        self._reads: tuple[Read, ...] | None = reads

    @property
    def reads(self) -> tuple[Read, ...]:
        """The passages that are read, in order; made again where they were let go."""
        if self._reads is not None:
            return self._reads
        noted = {one.number: one for one in self.noted}
        return tuple([_read(number, passage, noted.get(number)) for number, passage in self.part.said()])

    def read(self, number: int) -> Read:
        """The passage of that number."""
        noted = next((one for one in self.noted if one.number == number), None)
        return _read(number, self.part.passage(number), noted)

    def let_go(self) -> None:
        """Keep what was found alone, and no passages."""
        self._reads = None

    def scans(self) -> Iterator[tuple[tuple[str, bool], Scan]]:
        """The scans by the text they are of, for the next state of the part."""
        reads = self.reads
        for key, read in zip(_keys([read.passage for read in reads]), reads, strict=True):
            yield key, read.scan


def _read(number: int, passage: Passage, noted: Noted | None) -> Read:
    return Read(number, passage, NOTHING) if noted is None else Read(number, passage, noted.scan, noted.attributed)


def read_part(part: Part, scanner: Scanner, known: Mapping[tuple[str, bool], Scan]) -> PartNotes:
    """Read a part; `known` are scans of passages that were read before."""
    numbered = part.said()
    keys = _keys([passage for _, passage in numbered])
    bare = [
        Read(number, passage, known.get(key) or scanner.scan(passage, goes_on=key[1]))
        for (number, passage), key in zip(numbered, keys, strict=True)
    ]
    return PartNotes(part, *attribute(part, bare))


def _keys(passages: list[Passage]) -> list[tuple[str, bool]]:
    following = [*(passage.text.startswith(_OPENING_MARKS) for passage in passages[1:]), False]
    return [(passage.text, goes_on) for passage, goes_on in zip(passages, following, strict=False)]


def _first_mentions(noted: tuple[Noted, ...]) -> tuple[tuple[Mentioned, int], ...]:
    first: dict[str, tuple[Mentioned, int]] = {}
    for one in noted:
        for mentioned in one.scan.mentioned:
            first.setdefault(mentioned.key, (mentioned, one.number))
    return tuple(first.values())


# -- the words of a part, for repetition


def part_words(notes: PartNotes, stock_phrases: tuple[str, ...], vocabulary: Vocabulary) -> Words:
    """The words of a part's passages that may be a repetition: long enough, no heading, no attributed quotation, no formula.

    `vocabulary` has the words of other parts, so that one word is one character in all of them; new ones are added.
    """
    pieces: list[str] = []
    passages: list[tuple[int, int, bool]] = []
    length = 0
    for read in notes.reads:
        if read.passage.kind is PassageKind.HEADING or read.passage.words < FEWEST_WORDS:
            continue
        passages.append((length, read.number, read.passage.kind is PassageKind.FIELD))
        words = words_outside(read.folded, left_out_of(read, stock_phrases))
        pieces += (*map(vocabulary.__getitem__, words), BREAK)
        length += len(words) + 1
    return words_of("".join(pieces), passages)


def word_places(read: Read, stock_phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where those words of a passage stand in its folded text: start and end of each."""
    return places_outside(read.folded, left_out_of(read, stock_phrases))


def left_out_of(read: Read, stock_phrases: tuple[str, ...]) -> tuple[Span, ...]:
    """Where in a passage attributed quotations and stock formulae stand."""
    stock = _stock(stock_phrases) if read.scan.stock else ()
    if not stock:
        return read.attributed
    return (
        *read.attributed,
        *(Span(*match.span()) for phrase in stock for match in compiled(phrase).finditer(read.folded)),
    )


@lru_cache(maxsize=4)
def _stock(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"([^\w ])", r"\\\1", phrase) for phrase in phrases)
