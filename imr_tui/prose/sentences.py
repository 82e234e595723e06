"""Sentences of a passage: where each begins and ends in its folded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from imr_tui.document.text import Span
from imr_tui.prose import lexicon

_END = re.compile(r"[.?!\u2026]+[\"')\]]*(?= )")
_STARTS_SENTENCE = re.compile(r" +[\"'(\[]*(?:[A-Z0-9]|$)")
_NUMBER = re.compile(r" +\d")
_LAST_WORD = re.compile(r"([\w.]+)\.[\"')\]]*$")


class Sentences:
    """The sentences of a passage, worked out when first asked for.

    `text` and `folded` are the passage's; no sentence is cut inside one of the `quoted` stretches, which are in order.
    """

    __slots__ = ("_cut", "_folded", "_plain", "_quoted", "_text", "_whole")

    def __init__(self, text: str, folded: str, quoted: Sequence[Span] = ()) -> None:
        self._text, self._folded, self._quoted = text, folded, quoted
        self._whole: tuple[Span, ...] = ()
        self._cut: tuple[Span, ...] = ()
        self._plain: dict[Span, str] | None = None

    @property
    def whole(self) -> tuple[Span, ...]:
        """The sentences in order, quotations in one piece."""
        self._whole = self._whole or sentence_spans(self._folded, self._quoted)
        return self._whole

    @property
    def cut(self) -> tuple[Span, ...]:
        """The sentences in order, quotations cut at their full stops too."""
        if not self._quoted:
            return self.whole
        self._cut = self._cut or sentence_spans(self._folded)
        return self._cut

    def at(self, offset: int) -> int:
        """The index in `whole` of the sentence that holds `offset`."""
        return sentence_of(self.whole, offset)

    def told(self, offset: int) -> tuple[str, str]:
        """The sentence at `offset` as plain text, blanks folded; and the same where quotations are cut."""
        first = self.whole[self.at(offset)]
        other = self.cut[sentence_of(self.cut, offset)]
        return self._as_plain(first), self._as_plain(other)

    def _as_plain(self, span: Span) -> str:
        known = self._plain
        if known is None:
            known = self._plain = {}
        if span not in known:
            known[span] = " ".join(self._text[span.start : span.end].split())
        return known[span]


def sentence_spans(folded: str, quoted: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The sentences of a folded text in order. None is cut inside one of the `quoted` stretches, which are in order."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(folded):
        end = match.end()
        if inside(quoted, end, end):
            continue
        if not _STARTS_SENTENCE.match(folded, end) or _is_short(folded, start, match):
            continue
        found.append(Span(start, end))
        start = _after_blanks(folded, end)
    if folded[start:].strip() or not found:
        found.append(Span(start, len(folded)))
    return tuple(found)


def inside(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether a stretch lies inside one of `spans`, which are in order and do not overlap; ends alone are not inside."""
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    return at >= 0 and spans[at].start <= start and end <= spans[at].end and not start == end == spans[at].end


def _after_blanks(folded: str, offset: int) -> int:
    while offset < len(folded) and folded[offset] == " ":
        offset += 1
    return offset


def sentence_of(spans: Sequence[Span], offset: int) -> int:
    """The index of the sentence that holds `offset`."""
    return max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)


def _is_short(folded: str, start: int, match: re.Match[str]) -> bool:
    if match.group()[0] != "." or match.group()[:2] == "..":
        return False
    word = _LAST_WORD.search(folded, max(start, match.start() - 12), match.end())
    if word is None:
        return False
    bare = word[1].lower()
    if bare == "no":
        return _NUMBER.match(folded, match.end()) is not None
    return bare in lexicon.SHORT_FORMS or (len(bare) == 1 and word[1].isupper() and bare != "i")
