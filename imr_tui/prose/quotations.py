"""Quotations in a passage: where somebody else's words stand, told apart from titles, defined terms and apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left

from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span
from imr_tui.prose import lexicon

FEWEST_WORDS = 3
_LONGEST_SINGLE = 800  # characters that single quotation marks may hold between them
_OPENING_DOUBLE = "\u201c\u201e\u201f\u00ab"
_CLOSING_DOUBLE = "\u201d\u00bb"
_LOW_PAIR = "\u201e\u201c"  # a mark that opens, and the one that closes what it opened but opens anywhere else
_OPENING_SINGLE = "\u2018\u201a\u201b\u2039"
_BEFORE_OPENING = " ([{-/\"'"
_MAY_OPEN_SINGLE = re.compile(r"(?:^|[ (\[{\"/-])'(?=\w)")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ELISION = re.compile(r"'(?:til|em|tis|twas|cause|n|cos|phone|bout)\b|'\d0s\b", re.IGNORECASE)
_TERM_AHEAD = re.compile(
    r"(?:\b(?:terms?|label|labell?ed|titled?|entitled|called|named|nicknamed|dubbed|headed|heading|so[ -]called|marked|flagged"
    r"|coded|graded|classified|categorised|defined|policy|procedure|guidance|leaflet|booklet|book|film|poster|campaign|course|module"
    r"|training|chapter|section|box|option|category|principle|operation|definition of|concept of|known|referred to)"
    r"(?: \w+)? as|\b(?:terms?|label|titled?|entitled|called|named|nicknamed|dubbed|headed|heading|so[ -]called|marked|flagged|coded"
    r"|graded|policy|procedure|guidance|leaflet|booklet|book|film|poster|campaign|course|module|training|chapter|section|box|option"
    r"|category|principle|operation|definition of|concept of|meaning of)"
    r"|\b(?:entitles|calls|names|defines|terms)(?: it| this| that)?"
    r"|\b(?:title|heading|headline|name)(?: of (?:which|it|that \w+))?,? (?:is|was|reads?))(?: the| a)?[ :,]*$",
    re.IGNORECASE,
)
_TERM_BEHIND = re.compile(
    r" *(?:approach|policy|procedure|model|principle|campaign|marker|flag|form|training|course|guidance|strategy|framework"
    r"|programme|project|scheme|category|code|box|field|option|button|tick|pathway|process|protocol|agreement|document"
    r"|leaflet|toolkit|standard|means|is defined|refers to|denotes)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: the whole with its marks, how many words, and whether it is a title or term."""

    span: Span
    words: int
    term: bool

    @property
    def counts(self) -> bool:
        """Whether it is a quotation that has to say whose words it gives."""
        return self.words >= FEWEST_WORDS and not self.term


def may_quote(folded: str) -> bool:
    """Whether a folded text may hold a quotation at all."""
    return '"' in folded or ("'" in folded and _MAY_OPEN_SINGLE.search(folded) is not None)


def quotations(text: str, folded: str, *, goes_on: bool = False) -> tuple[Quotation, ...]:
    """The quotations of a passage, outermost only, in order.

    `text` tells curly marks apart. `goes_on` says that the passage behind begins with an opening mark, so that a
    quotation that is not closed here goes on there.
    """
    doubles = _double(text, folded, goes_on=goes_on)
    singles = [span for span in _single(text, folded) if not _overlaps(doubles, span)]
    return tuple(_quotation(folded, span) for span in sorted(doubles + singles))


def _overlaps(spans: list[Span], span: Span) -> bool:
    """Whether `span` overlaps one of `spans`, which are in order."""
    at = bisect_left(spans, span.end, key=lambda one: one.start)
    return at > 0 and spans[at - 1].end > span.start


def _quotation(folded: str, span: Span) -> Quotation:
    inner = folded[span.start + 1 : span.end].rstrip("\"'")
    words = _WORD.findall(inner)
    term = _is_title(words) or bool(_TERM_AHEAD.search(folded[max(0, span.start - 60) : span.start]))
    return Quotation(span, len(words), term or bool(_TERM_BEHIND.match(folded, span.end)))


def _is_title(words: list[str]) -> bool:
    """Whether the words are written as a title is: all that carry meaning begin with a capital."""
    carrying = [word for word in words if word.lower() not in lexicon.SMALL]
    return len(carrying) > 1 and all(word[0].isupper() or word[0].isdigit() for word in carrying)


def _double(text: str, folded: str, *, goes_on: bool) -> list[Span]:
    found: list[Span] = []
    start: int | None = None
    at = folded.find('"')
    while at >= 0:
        closes = start is not None and text[start] + text[at] == _LOW_PAIR
        if not closes and _opens_double(text, folded, at):
            start = at
        elif start is not None:
            found.append(Span(start, at + 1))
            start = None
        at = folded.find('"', at + 1)
    if start is not None and goes_on:
        found.append(Span(start, len(folded)))
    return found


def _opens_double(text: str, folded: str, at: int) -> bool:
    if text[at] in _OPENING_DOUBLE:
        return True
    if text[at] in _CLOSING_DOUBLE:
        return False
    return (at == 0 or folded[at - 1] in _BEFORE_OPENING) and at + 1 < len(folded) and folded[at + 1] != " "


def _single(text: str, folded: str) -> list[Span]:
    found: list[Span] = []
    done = 0
    for match in _MAY_OPEN_SINGLE.finditer(folded):
        at = match.end() - 1
        if at < done or text[at] == "\u2019" or _ELISION.match(folded, at):
            continue
        end = _closing_single(text, folded, at + 1)
        if end is not None:
            found.append(Span(at, end + 1))
            done = end + 1
    return found


def _closing_single(text: str, folded: str, start: int) -> int | None:
    """Where a single quotation mark closes: not at an apostrophe, and at a plural's possessive only for want of another."""
    possessive: int | None = None
    last = start + _LONGEST_SINGLE
    at = folded.find("'", start, last)
    while at >= 0:
        behind = folded[at + 1 : at + 2]
        if folded[at - 1] != " " and not behind.isalnum() and text[at] not in _OPENING_SINGLE:
            if folded[at - 1] != "s" or not behind or behind in '.,;:?!)"':
                return at
            if possessive is None:
                possessive = at
        at = folded.find("'", at + 1, last)
    return possessive
