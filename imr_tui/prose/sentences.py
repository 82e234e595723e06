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


def sentence_spans(folded: str, quoted: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The sentences of a folded text in order. None is cut inside one of the `quoted` stretches."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(folded):
        end = match.end()
        if any(span.start < end < span.end for span in quoted):
            continue
        if not _STARTS_SENTENCE.match(folded, end) or _is_short(folded, start, match):
            continue
        found.append(Span(start, end))
        start = _after_blanks(folded, end)
    if folded[start:].strip() or not found:
        found.append(Span(start, len(folded)))
    return tuple(found)


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
