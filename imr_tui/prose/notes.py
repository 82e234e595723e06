"""What a part of the document holds for the prose rules: its passages read, its quotations attributed, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from imr_tui.document.model import Part, Passage, PassageKind
from imr_tui.document.text import Span
from imr_tui.prose import attribution, glossary
from imr_tui.prose.acronyms import Mentioned
from imr_tui.prose.alignment import BREAK, FEWEST_WORDS
from imr_tui.prose.patterns import compiled
from imr_tui.prose.quotations import FEWEST_WORDS as FEWEST_QUOTED
from imr_tui.prose.repetition import Words, words_of
from imr_tui.prose.scan import Scan, Scanner, words_alone, words_with_places
from imr_tui.prose.sentences import sentence_of

_LONGEST_SOURCE = 15
_LEADING = re.compile(r"^ *(?:-+|\(|source:|from:)", re.IGNORECASE)
_TAIL = re.compile(r"(?: -+ |[.?!\"'] *-+ *|\()([^()]{3,80})\)?\.? *$")
_ENDS_SENTENCE = re.compile(r"[.?!][\"')]*$")
_OPENING_MARKS = ('"', "\u201c", "\u201e", "\u00ab")


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with its scan, its number in the part, and where in it attributed quotations stand."""

    number: int
    passage: Passage
    scan: Scan
    attributed: tuple[Span, ...] = ()

    def in_attributed(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside an attributed quotation."""
        return any(span.start <= start and end <= span.end for span in self.attributed)


@dataclass(frozen=True, slots=True)
class Unattributed:
    """A quotation that does not say whose words it gives: its passage and place there."""

    read: Read
    span: Span


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
    reads, unattributed = _attribute(part, bare)
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


# -- whose words quotations are


def _attribute(part: Part, reads: list[Read]) -> tuple[tuple[Read, ...], tuple[Unattributed, ...]]:
    if not any(read.scan.quotations or read.passage.quoted is not None for read in reads):
        return tuple(reads), ()
    settled: list[Read] = []
    open_ones: list[Unattributed] = []
    blocks = {number: _block_attributed(reads, number) for number in _block_numbers(reads)}
    for at, read in enumerate(reads):
        number = read.passage.quoted
        if number is None:
            settled.append(_attribute_passage(part, reads, at, settled[-1] if settled else None, open_ones))
            continue
        first = at == 0 or reads[at - 1].passage.quoted != number
        attributed, words = blocks[number]
        whole = Span(0, len(read.scan.folded))
        settled.append(Read(read.number, read.passage, read.scan, (whole,) if attributed else ()))
        if first and not attributed and words >= FEWEST_QUOTED:
            open_ones.append(Unattributed(settled[-1], whole))
    return tuple(settled), tuple(open_ones)


def _block_numbers(reads: list[Read]) -> set[int]:
    return {read.passage.quoted for read in reads if read.passage.quoted is not None}


def _block_attributed(reads: list[Read], number: int) -> tuple[bool, int]:
    """Whether a block quotation is attributed, by what stands ahead of it or by its own last line; and its words."""
    inside = [at for at, read in enumerate(reads) if read.passage.quoted == number]
    block = [reads[at] for at in inside]
    words = sum(read.passage.words for read in block)
    if any(attribution.introduces(sentence) for sentence in _sentences_ahead(reads, inside[0])):
        return True, words
    first = block[0].scan
    if first.quotations and attribution.introduces(_blanked(first)):
        return True, words
    lines = [line for read in block for line in read.passage.text.split("\n") if line.strip()]
    return bool(lines) and _is_source_line(lines[-1], alone=len(lines) == 1), words


def _is_source_line(line: str, *, alone: bool) -> bool:
    folded = line.translate(_FOLDED_DASHES).strip()
    tail = _TAIL.search(folded)
    if tail and attribution.is_source(tail[1]):
        return True
    if alone:
        return False
    if _LEADING.match(folded):
        return attribution.is_source(folded.lstrip(" -("))
    short = len(folded.split()) <= _LONGEST_SOURCE
    return (
        short
        and attribution.is_source(folded)
        and not (_ENDS_SENTENCE.search(folded) and not attribution.is_record(folded))
    )


_FOLDED_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")


def _attribute_passage(
    part: Part, reads: list[Read], at: int, before: Read | None, open_ones: list[Unattributed]
) -> Read:
    read = reads[at]
    scan = read.scan
    if not scan.quotations:
        return read
    blanked = _blanked(scan)
    sentences = scan.sentences()
    attributed: list[Span] = []
    result = Read(read.number, read.passage, scan)
    for quotation in scan.quotations:
        if before is not None and quotation.span.start == 0 and _goes_on(before):
            if before.in_attributed(len(before.scan.folded) - 1, len(before.scan.folded)):
                attributed.append(quotation.span)
            continue
        number = sentence_of(sentences, quotation.span.start)
        sentence = sentences[number]
        here = attribution.names_a_source(
            blanked[sentence.start : quotation.span.start], blanked[quotation.span.end : sentence.end]
        )
        if here or (quotation.counts and _attributed_ahead(part, reads, at, blanked, sentences, number)):
            attributed.append(quotation.span)
        elif quotation.counts:
            open_ones.append(Unattributed(result, quotation.span))
    return Read(read.number, read.passage, scan, tuple(attributed))


def _goes_on(read: Read) -> bool:
    """Whether a passage ends in a quotation that it does not close, so that the next one goes on with it."""
    scan = read.scan
    return bool(scan.quotations) and scan.quotations[-1].span.end == len(scan.folded) and not scan.folded.endswith('"')


def _attributed_ahead(
    part: Part, reads: list[Read], at: int, blanked: str, sentences: tuple[Span, ...], number: int
) -> bool:
    if number > 0:
        before = sentences[number - 1]
        return attribution.introduces(blanked[before.start : before.end])
    if any(attribution.introduces(sentence) for sentence in _sentences_ahead(reads, at)):
        return True
    return reads[at].passage.kind is PassageKind.CELL and any(map(attribution.is_source, _row(part, reads, at)))


def _row(part: Part, reads: list[Read], at: int) -> Iterator[str]:
    """The other cells of the row that a cell stands in."""
    here = reads[at].passage
    for read in reads[max(0, at - 12) : at + 12]:
        other = read.passage
        if other is here or other.kind is not PassageKind.CELL:
            continue
        between = part.text[min(here.start, other.start) : max(here.start, other.start)]
        if "\n" not in between and "\r" not in between:
            yield read.scan.folded


def _sentences_ahead(reads: list[Read], at: int) -> Iterator[str]:
    """What stands directly ahead of a passage: the last sentence of the one before, and what leads a list in."""
    if at == 0:
        return
    passage, before = reads[at].passage, reads[at - 1]
    if passage.kind is PassageKind.FIELD and before.passage.field != passage.field:
        return
    yield _last_sentence(before)
    if passage.kind is PassageKind.ITEM:
        lead = next((read for read in reversed(reads[:at]) if read.passage.kind is not PassageKind.ITEM), None)
        if lead is not None and lead.scan.folded.rstrip().endswith(":"):
            yield _last_sentence(lead)


def _last_sentence(read: Read) -> str:
    last = read.scan.sentences()[-1]
    return _blanked(read.scan)[last.start : last.end]


def _blanked(scan: Scan) -> str:
    """A folded text with the words inside its quotations struck out, so that they speak for nobody."""
    text = scan.folded
    for quotation in scan.quotations:
        start, end = quotation.span.start + 1, quotation.span.end - 1
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


# -- the words of a part, for repetition


def part_words(notes: PartNotes, stock_phrases: tuple[str, ...]) -> Words:
    """The words of a part's passages that may be a repetition: long enough, no heading, no attributed quotation, no formula."""
    words: list[str] = []
    passages: list[tuple[int, int, bool]] = []
    for position, read in enumerate(notes.reads):
        if read.passage.kind is PassageKind.HEADING or read.passage.words < FEWEST_WORDS:
            continue
        passages.append((len(words), position, read.passage.kind is PassageKind.FIELD))
        left_out = left_out_of(read, stock_phrases)
        if left_out:
            words += [word for word, _, _ in words_with_places(read.scan.folded, left_out)]
        else:
            words += words_alone(read.scan.folded)
        words.append(BREAK)
    return words_of(words, passages)


def left_out_of(read: Read, stock_phrases: tuple[str, ...]) -> tuple[Span, ...]:
    """Where in a passage attributed quotations and stock formulae stand."""
    stock = _stock(stock_phrases) if read.scan.stock else ()
    return (
        *read.attributed,
        *(Span(*match.span()) for phrase in stock for match in compiled(phrase).finditer(read.scan.folded)),
    )


@lru_cache(maxsize=4)
def _stock(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"([^\w ])", r"\\\1", phrase) for phrase in phrases)
