"""Which quotations of a part are attributed: by their own sentence, the one ahead, their row, or a block's last line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Part
from imr_tui.document.passage import Passage, PassageKind
from imr_tui.document.passages import fold
from imr_tui.document.text import Span
from imr_tui.prose import attribution
from imr_tui.prose.quotations import FEWEST_WORDS
from imr_tui.prose.scan import Scan, spans_of
from imr_tui.prose.sentences import Sentences, inside

_LONGEST_SOURCE = 15
_FARTHEST_LEAD = 40  # items that may stand between one and the paragraph that leads its list in
_SIGHT = 300  # characters of a sentence, to either side of a quotation, that may say whose words it gives
_LEADING = re.compile(r"^ *(?:-+|\(|source:|from:)", re.IGNORECASE)
_TAIL = re.compile(r"(?: -+ |[.?!\"'] *-+ *|\()([^()]{3,80})\)?\.? *$")
_ENDS_SENTENCE = re.compile(r"[.?!][\"')]*$")


class Read:
    """A passage with its scan, its number in the part, and where in it attributed quotations stand."""

    __slots__ = ("_sentences", "attributed", "number", "passage", "scan")

    def __init__(self, number: int, passage: Passage, scan: Scan, attributed: tuple[Span, ...] = ()) -> None:
        self.number = number
        self.passage = passage
        self.scan = scan
        self.attributed = attributed
        self._sentences: Sentences | None = None

    @property
    def folded(self) -> str:
        """The passage's folded text."""
        return self.passage.folded

    @property
    def sentences(self) -> Sentences:
        """The passage's sentences."""
        if self._sentences is None:
            self._sentences = Sentences(self.passage.text, self.passage.folded, spans_of(self.scan.quotations))
        return self._sentences

    def in_attributed(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside an attributed quotation."""
        return bool(self.attributed) and inside(self.attributed, start, end)

    def with_attributed(self, attributed: tuple[Span, ...]) -> Read:
        """The same with the places of attributed quotations."""
        if not attributed:
            return self
        found = Read(self.number, self.passage, self.scan, attributed)
        found._sentences = self._sentences
        return found


@dataclass(frozen=True, slots=True)
class Unattributed:
    """A quotation that does not say whose words it gives: its passage and place there."""

    read: Read
    span: Span


def attribute(part: Part, reads: list[Read]) -> tuple[tuple[Read, ...], tuple[Unattributed, ...]]:
    """The reads of a part with their attributed quotations, and the quotations that nobody is named for."""
    if not any(read.scan.quotations or read.passage.quoted is not None for read in reads):
        return tuple(reads), ()
    settled: list[Read] = []
    open_ones: list[Unattributed] = []
    blocks = {number: _block_attributed(reads, places) for number, places in _blocks(reads).items()}
    for at, read in enumerate(reads):
        number = read.passage.quoted
        if number is None:
            settled.append(_attribute_passage(part, reads, at, settled[-1] if settled else None, open_ones))
            continue
        first = at == 0 or reads[at - 1].passage.quoted != number
        attributed, words = blocks[number]
        whole = Span(0, len(read.folded))
        settled.append(read.with_attributed((whole,) if attributed else ()))
        if first and not attributed and words >= FEWEST_WORDS:
            open_ones.append(Unattributed(settled[-1], whole))
    return tuple(settled), tuple(open_ones)


def _blocks(reads: list[Read]) -> dict[int, list[int]]:
    """The places in `reads` of the passages of each block quotation, by its number."""
    found: dict[int, list[int]] = {}
    for at, read in enumerate(reads):
        if read.passage.quoted is not None:
            found.setdefault(read.passage.quoted, []).append(at)
    return found


def _block_attributed(reads: list[Read], places: list[int]) -> tuple[bool, int]:
    """Whether a block quotation is attributed, by what stands ahead of it or by its own last line; and its words."""
    block = [reads[at] for at in places]
    words = sum(read.passage.words for read in block)
    if any(attribution.introduces(sentence) for sentence in _sentences_ahead(reads, places[0])):
        return True, words
    first = block[0]
    if first.scan.quotations and attribution.introduces(_blanked(first)[:_SIGHT]):
        return True, words
    lines = [line for read in block for line in read.passage.text.split("\n") if line.strip()]
    return bool(lines) and _is_source_line(lines[-1], alone=len(lines) == 1), words


def _is_source_line(line: str, *, alone: bool) -> bool:
    folded = fold(line).strip()[-_SIGHT:]
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


def _attribute_passage(
    part: Part, reads: list[Read], at: int, before: Read | None, open_ones: list[Unattributed]
) -> Read:
    read = reads[at]
    scan = read.scan
    if not scan.quotations:
        return read
    blanked = _blanked(read)
    attributed: list[Span] = []
    for quotation in scan.quotations:
        span = quotation.span
        if before is not None and span.start == 0 and _goes_on(before):
            if before.in_attributed(len(before.folded) - 1, len(before.folded)):
                attributed.append(span)
            continue
        number = read.sentences.at(span.start)
        sentence = read.sentences.whole[number]
        ahead = blanked[max(sentence.start, span.start - _SIGHT) : span.start]
        behind = blanked[span.end : min(sentence.end, span.end + _SIGHT)]
        here = attribution.names_a_source(ahead, behind)
        elsewhere = quotation.counts and not attribution.speaks_vaguely(ahead)
        if here or (elsewhere and _attributed_ahead(part, reads, at, blanked, number)):
            attributed.append(span)
        elif quotation.counts:
            open_ones.append(Unattributed(read, span))
    return read.with_attributed(tuple(attributed))


def _goes_on(read: Read) -> bool:
    """Whether a passage ends in a quotation that it does not close, so that the next one goes on with it."""
    found = read.scan.quotations
    return bool(found) and found[-1].span.end == len(read.folded) and not read.folded.endswith('"')


def _attributed_ahead(part: Part, reads: list[Read], at: int, blanked: str, number: int) -> bool:
    """Whether what stands ahead of sentence `number` of a passage, or beside it in its row, names the speaker."""
    if number > 0:
        before = reads[at].sentences.whole[number - 1]
        return attribution.introduces(blanked[max(before.start, before.end - _SIGHT) : before.end])
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
            yield read.folded


def _sentences_ahead(reads: list[Read], at: int) -> Iterator[str]:
    """What stands directly ahead of a passage: the last sentence of the one before, and what leads a list in."""
    if at == 0:
        return
    passage, before = reads[at].passage, reads[at - 1]
    if passage.kind is PassageKind.FIELD and before.passage.field != passage.field:
        return
    yield _last_sentence(before)
    if passage.kind is PassageKind.ITEM:
        lead = next(
            (
                read
                for read in reversed(reads[max(0, at - _FARTHEST_LEAD) : at])
                if read.passage.kind is not PassageKind.ITEM
            ),
            None,
        )
        if lead is not None and lead.folded.rstrip().endswith(":"):
            yield _last_sentence(lead)


def _last_sentence(read: Read) -> str:
    last = read.sentences.whole[-1]
    return _blanked(read)[max(last.start, last.end - _SIGHT) : last.end]


def _blanked(read: Read) -> str:
    """A folded text with the words inside its quotations struck out, so that they speak for nobody."""
    pieces: list[str] = []
    done = 0
    for quotation in read.scan.quotations:
        start, end = quotation.span.start + 1, quotation.span.end - 1
        pieces += (read.folded[done:start], "_" * (end - start))
        done = end
    return "".join((*pieces, read.folded[done:]))
