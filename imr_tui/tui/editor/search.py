"""Finding and replacing words in a text, as a writer means them: quotes and dashes of any kind, blanks and line ends alike."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span, TextEdit

_ALIKE = ("'‘’ʼ", '"“”„', "-‐‑‒–—−")
_BLANK = r"(?:[^\S\r\n]+(?:(?:\r\n|\n|\r)[^\S\r\n]*)?|(?:\r\n|\n|\r)[^\S\r\n]*)"
_CLASSES = {character: f"[{re.escape(group)}]" for group in _ALIKE for character in group}


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: the words, whether capitals count, and whether only whole words do."""

    words: str
    match_case: bool = False
    whole_word: bool = False


def find_all(text: str, query: Query, within: Sequence[Span]) -> tuple[Span, ...]:
    """Where the words of `query` stand in the stretches `within`, in order, none overlapping."""
    if not query.words:
        return ()
    pattern = _pattern(query)
    return tuple(
        Span(*match.span()) for stretch in within for match in pattern.finditer(text, stretch.start, stretch.end)
    )


def _pattern(query: Query) -> re.Pattern[str]:
    words = re.split(r"(\s+)", query.words)
    body = "".join(_BLANK if piece.isspace() else "".join(map(_alike, piece)) for piece in words)
    if query.whole_word:
        before = r"(?<!\w)" if query.words[0].isalnum() else ""
        after = r"(?!\w)" if query.words[-1].isalnum() else ""
        body = f"{before}{body}{after}"
    return re.compile(body, 0 if query.match_case else re.IGNORECASE)


def _alike(character: str) -> str:
    return _CLASSES.get(character) or re.escape(character)


def next_index(spans: Sequence[Span], offset: int) -> int | None:
    """Which of the spans is the first from `offset` on, the first of all after the last; None where there is none."""
    if not spans:
        return None
    return bisect_left([span.start for span in spans], offset) % len(spans)


def previous_index(spans: Sequence[Span], offset: int) -> int | None:
    """Which of the spans is the last that begins before `offset`, the last of all before the first; None where none."""
    if not spans:
        return None
    return (bisect_left([span.start for span in spans], offset) - 1) % len(spans)


def replacement(text: str, span: Span, query: Query, put: str) -> TextEdit:
    """The edit that puts `put` in place of what was found, with its capital where capitals do not count."""
    found = text[span.start : span.end]
    if not query.match_case and put[:1].islower() and query.words == query.words.lower() and found[:1].isupper():
        put = put.upper() if len(found) > 1 and found.isupper() else put[0].upper() + put[1:]
    return TextEdit(span.start, span.end, put)
