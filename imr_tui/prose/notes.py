"""What a part of the document holds for the prose rules: its passages read, its quotations attributed, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Part
from imr_tui.document.passage import Passage, PassageKind
from imr_tui.document.text import Span
from imr_tui.prose import glossary
from imr_tui.prose.acronyms import Mentioned
from imr_tui.prose.alignment import BREAK, FEWEST_WORDS
from imr_tui.prose.attributed import Read, Unattributed, attribute
from imr_tui.prose.patterns import compiled
from imr_tui.prose.scan import Scan, Scanner, places_outside, words_outside
from imr_tui.prose.shingles import Vocabulary, Words, words_of

_OPENING_MARKS = ('"', "\u201c", "\u201e", "\u00ab")


@dataclass(frozen=True, slots=True, eq=False)
class PartNotes:
    """All that the prose rules read in a part by itself.

    `acronyms` holds for each acronym its first mention. `explained` are the acronyms that the part's tables and lists
    would define under the heading of a glossary. `may_find` says that it may have a finding of its own.
    """

    part: Part
    reads: tuple[Read, ...]
    unattributed: tuple[Unattributed, ...]
    acronyms: tuple[tuple[Mentioned, Read], ...]
    glossary: bool
    may_find: bool

    def scans(self) -> Iterator[tuple[tuple[str, bool], Scan]]:
        """The scans by the text they are of, for the next state of the part."""
        for key, read in zip(_keys([read.passage for read in self.reads]), self.reads, strict=True):
            yield key, read.scan


def read_part(part: Part, scanner: Scanner, known: Mapping[tuple[str, bool], Scan]) -> PartNotes:
    """Read a part; `known` are scans of passages that were read before."""
    numbered = [
        (number, passage)
        for number, passage in enumerate(part.passages)
        if passage.field_is_text and not passage.placeholder
    ]
    keys = _keys([passage for _, passage in numbered])
    bare = [
        Read(number, passage, known.get(key) or scanner.scan(passage, goes_on=key[1]))
        for (number, passage), key in zip(numbered, keys, strict=True)
    ]
    reads, unattributed = attribute(part, bare)
    title = part.heading.text if part.heading else ""
    may_find = bool(unattributed) or any(read.scan.matches or read.scan.limited for read in reads)
    return PartNotes(part, reads, unattributed, _first_mentions(reads), glossary.is_glossary(title), may_find)


def _keys(passages: list[Passage]) -> list[tuple[str, bool]]:
    following = [*(passage.text.startswith(_OPENING_MARKS) for passage in passages[1:]), False]
    return [(passage.text, goes_on) for passage, goes_on in zip(passages, following, strict=False)]


def _first_mentions(reads: tuple[Read, ...]) -> tuple[tuple[Mentioned, Read], ...]:
    first: dict[str, tuple[Mentioned, Read]] = {}
    for read in reads:
        for mentioned in read.scan.mentioned:
            first.setdefault(mentioned.key, (mentioned, read))
    return tuple(first.values())


# -- the words of a part, for repetition


def part_words(notes: PartNotes, stock_phrases: tuple[str, ...], vocabulary: Vocabulary) -> Words:
    """The words of a part's passages that may be a repetition: long enough, no heading, no attributed quotation, no formula.

    `vocabulary` has the words of other parts, so that one word is one character in all of them; new ones are added.
    """
    pieces: list[str] = []
    passages: list[tuple[int, int, bool]] = []
    length = 0
    for position, read in enumerate(notes.reads):
        if read.passage.kind is PassageKind.HEADING or read.passage.words < FEWEST_WORDS:
            continue
        passages.append((length, position, read.passage.kind is PassageKind.FIELD))
        words = words_outside(read.scan.folded, left_out_of(read, stock_phrases))
        pieces += (*map(vocabulary.__getitem__, words), BREAK)
        length += len(words) + 1
    return words_of("".join(pieces), passages)


def word_places(read: Read, stock_phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where those words of a passage stand in its folded text: start and end of each."""
    return places_outside(read.scan.folded, left_out_of(read, stock_phrases))


def left_out_of(read: Read, stock_phrases: tuple[str, ...]) -> tuple[Span, ...]:
    """Where in a passage attributed quotations and stock formulae stand."""
    stock = _stock(stock_phrases) if read.scan.stock else ()
    if not stock:
        return read.attributed
    return (
        *read.attributed,
        *(Span(*match.span()) for phrase in stock for match in compiled(phrase).finditer(read.scan.folded)),
    )


@lru_cache(maxsize=4)
def _stock(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"([^\w ])", r"\\\1", phrase) for phrase in phrases)
