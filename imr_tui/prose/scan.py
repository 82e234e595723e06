"""What one passage holds for the prose rules, whoever the people are and wherever it stands. Read once for each text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from imr_tui.document.model import Passage
from imr_tui.document.text import Span
from imr_tui.prose.acronyms import AcronymReader, Mentioned, acronym_reader
from imr_tui.prose.model import ProseRules
from imr_tui.prose.phrases import Match, Phrasebook, phrasebook
from imr_tui.prose.quotations import Quotation, may_quote, quotations
from imr_tui.prose.sentences import sentence_of, sentence_spans

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Scan:
    """A passage's phrase matches (subjects unsettled), quotations, acronyms, and whether it may hold a stock formula.

    `limited` are rules worth trying where the passage stands in a record of their kinds.
    """

    text: str
    folded: str
    matches: tuple[Match, ...]
    quotations: tuple[Quotation, ...]
    mentioned: tuple[Mentioned, ...]
    stock: bool
    limited: tuple[int, ...] = ()

    @property
    def quoted(self) -> tuple[Span, ...]:
        """Where quotations stand, marks included."""
        return tuple(quotation.span for quotation in self.quotations)

    def sentences(self) -> tuple[Span, ...]:
        """The passage's sentences."""
        return sentence_spans(self.folded, self.quoted)

    def sentence(self, offset: int) -> tuple[str, str]:
        """The sentence at `offset` as plain text, blanks folded; and the same where quotations are cut at their full stops too."""
        whole, cut = self.sentences(), sentence_spans(self.folded)
        first = whole[sentence_of(whole, offset)]
        other = cut[sentence_of(cut, offset)] if self.quotations else first
        return self.plain(first), self.plain(other)

    def plain(self, span: Span) -> str:
        """A stretch as plain text, blanks folded."""
        return " ".join(self.text[span.start : span.end].split())


@dataclass(frozen=True, slots=True)
class Scanner:
    """The engines that read a single passage."""

    phrases: Phrasebook
    acronyms: AcronymReader

    def scan(self, passage: Passage, *, goes_on: bool) -> Scan:
        """Read a passage. `goes_on` says that the next one begins with an opening quotation mark."""
        text, folded = passage.text, passage.folded
        hits = self.phrases.hits(folded)
        found = quotations(text, folded, goes_on=goes_on) if may_quote(folded) else ()
        matches = self.phrases.matches(folded, hits.rules, tuple(one.span for one in found)) if hits.rules else ()
        return Scan(text, folded, matches, found, self.acronyms.read(folded), hits.stock, hits.limited)


def scanner(rules: ProseRules) -> Scanner:
    """The scanner of a set of rules; its engines are built once for them."""
    return Scanner(phrasebook(rules), acronym_reader(rules))


def words_with_places(folded: str, left_out: tuple[Span, ...]) -> list[tuple[str, int, int]]:
    """The words of a folded text in lower case with their places, without those in `left_out`."""
    return [
        (match.group().lower(), *match.span())
        for match in _WORD.finditer(folded)
        if not any(span.start <= match.start() < span.end for span in left_out)
    ]


def words_alone(folded: str) -> list[str]:
    """The words of a folded text in lower case."""
    return _WORD.findall(folded.lower())
