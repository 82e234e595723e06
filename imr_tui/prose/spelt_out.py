"""Acronyms that a text spells out beside them: `Multi-Agency Risk Assessment Conference (MARAC)`, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imr_tui.document.passages import fold
from imr_tui.prose.acronyms import spells

_BEHIND = re.compile(r"\( ?(?:(?:the|or|hereafter|known as|abbreviated to) )?[\"']?([A-Z][A-Za-z]*[A-Z])s?[\"']? ?\)")
_AHEAD = re.compile(r"(?<![\w-])([A-Z][A-Za-z]*[A-Z])s? \(([^()]{6,160})\)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|&")
_SENTENCE = re.compile(r"[.;:!?()\"]")
_SIGHT = 160
_LONGEST = 12
_SHORTEST_KEY = 2


def spelt_out(text: str) -> Iterator[tuple[str, str]]:
    """The acronyms that a text spells out in place, each with its words as written, in order."""
    if "(" not in text:
        return
    folded = fold(text)
    for match in _BEHIND.finditer(folded):
        start = max(0, match.start() - _SIGHT)
        parted = [found.end() for found in _SENTENCE.finditer(folded, start, match.start())]
        found = _words_ahead(match[1], text, folded, parted[-1] if parted else start, match.start())
        if found:
            yield match[1], found
    for match in _AHEAD.finditer(folded):
        words = _WORD.findall(match[2].lower())
        if len(match[1]) >= _SHORTEST_KEY and spells(match[1].lower(), tuple(words)):
            yield match[1], text[match.start(2) : match.end(2)].split(";", maxsplit=1)[0].strip()


def _words_ahead(key: str, text: str, folded: str, start: int, end: int) -> str:
    """The fewest words right ahead of an acronym that spell it; empty where none do."""
    words = list(_WORD.finditer(folded, start, end))[-_LONGEST:]
    for at in range(len(words) - 1, -1, -1):
        if spells(key.lower(), tuple(word.group().lower() for word in words[at:])):
            return " ".join(text[words[at].start() : words[-1].end()].split())
    return ""
