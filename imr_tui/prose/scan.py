"""What one passage holds for the prose rules, whoever the people are and wherever it stands. Read once for each text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imr_tui.dataclass import dataclass
from imr_tui.document.passage import Passage
from imr_tui.document.text import Span
from imr_tui.prose.acronyms import AcronymReader, Mentioned, acronym_reader
from imr_tui.prose.model import ProseRules
from imr_tui.prose.phrases import Match, Phrasebook, phrasebook
from imr_tui.prose.quotations import Quotation, may_quote, quotations
from imr_tui.prose.sentences import Sentences, inside
from imr_tui.prose.words_in import WordsIn

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Scan:
    """A passage's phrase matches (subjects unsettled), quotations, acronyms, and whether it may hold a stock formula.

    `limited` are rules worth trying where the passage stands in a record of their kinds. `connects` says that it speaks of
    things that hang together.
    """

    matches: tuple[Match, ...]
    quotations: tuple[Quotation, ...]
    mentioned: tuple[Mentioned, ...]
    stock: bool
    limited: tuple[int, ...] = ()
    connects: bool = False


NOTHING = Scan((), (), (), stock=False)
"""The scan of a passage that holds nothing of all this; most do not."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """The engines that read a single passage."""

    phrases: Phrasebook
    acronyms: AcronymReader

    def scan(self, passage: Passage, *, goes_on: bool) -> Scan:
        """Read a passage. `goes_on` says that the next one begins with an opening quotation mark."""
        text, folded = passage.text, passage.folded
        words = WordsIn(folded)
        hits = self.phrases.hits(words)
        found = quotations(text, folded, goes_on=goes_on) if may_quote(folded) else ()
        matches: tuple[Match, ...] = ()
        if hits.rules:
            sentences = Sentences(text, folded, spans_of(found) if found else ())
            matches = self.phrases.matches(words, hits.rules, sentences, hits.clauses)
        mentioned = self.acronyms.read(folded)
        if matches or found or mentioned or hits.stock or hits.limited or hits.connects:
            return Scan(matches, found, mentioned, hits.stock, hits.limited, hits.connects)
        return NOTHING


def spans_of(found: Sequence[Quotation]) -> tuple[Span, ...]:
    """Where quotations stand, marks included."""
    return tuple([one.span for one in found])


def scanner(rules: ProseRules) -> Scanner:
    """The scanner of a set of rules; its engines are built once for them."""
    return Scanner(phrasebook(rules), acronym_reader(rules))


def words_outside(folded: str, left_out: Sequence[Span]) -> list[str]:
    """The words of a folded text in lower case, without those in `left_out`."""
    if not left_out and folded.isascii():
        return words_alone(folded)
    return [folded[start:end].lower() for start, end in places_outside(folded, left_out)]


def places_outside(folded: str, left_out: Sequence[Span]) -> list[tuple[int, int]]:
    """Where the words of a folded text stand, without those in `left_out`."""
    places = [match.span() for match in WORD.finditer(folded)]
    if not left_out:
        return places
    spans = merged(left_out)
    return [(start, end) for start, end in places if not inside(spans, start, start)]


def merged(spans: Sequence[Span]) -> list[Span]:
    """`spans` in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def words_alone(folded: str) -> list[str]:
    """The words of a folded text in lower case."""
    return WORD.findall(folded.lower())
