"""Record ids in text: in link fields, with ranges and notes, and in brackets."""

from __future__ import annotations

import re

KINDS = "PTSIEFLRA"
ID = re.compile(rf"[{KINDS}]\d{{1,6}}")
_RANGE = re.compile(
    rf"\[?(?P<kind>[{KINDS}])(?P<first>\d{{1,6}})(?:\s*(?:[-‐‑‒–—]|\bto\b)\s*(?P<kind2>[{KINDS}])?(?P<last>\d{{1,6}}))?(?!\w)\]?"
)
_SEPARATOR = re.compile(r"[,;\n]|\band\b|&")
_BRACKET = re.compile(
    rf"\[\s*(?P<ids>[{KINDS}]\d{{1,6}}(?:\s*(?:,|;|&|and\b|to\b|[-‐‑‒–—])+\s*[{KINDS}]?\d{{1,6}})*)\s*\]"
)
_LONGEST_RANGE = 500


def ids_in_field(text: str) -> list[tuple[str, int, int]]:
    """The ids of a link field's text as (id, start, end).

    Ids are parted by comma, semicolon, `and`, `&` or a line; `E1–E4` and `E1 to E4` are ranges; other
    words are a note, and so is what stands in round brackets. An id counts at the head of its piece only.
    """
    found: list[tuple[str, int, int]] = []
    for start, end in pieces_of(text):
        piece = text[start:end]
        offset = start + len(piece) - len(piece.lstrip(" \t*_["))
        match = _RANGE.match(text, offset, end)
        if match:
            found += _expand(match)
    return found


def is_ids_alone(text: str) -> bool:
    """Whether a text holds ids and nothing else (a field that may be text or a link)."""
    pieces = [(start, end) for start, end in pieces_of(text) if text[start:end].strip()]
    return bool(pieces) and all(_RANGE.fullmatch(text[start:end].strip(" \t[]")) for start, end in pieces)


def ids_in_brackets(text: str) -> list[tuple[str, int, int]]:
    """The ids in square brackets of a text, such as `[E3]` or `[L1, L2]`, as (id, start, end)."""
    found: list[tuple[str, int, int]] = []
    for match in _BRACKET.finditer(text):
        start, end = match.span("ids")
        previous = match["ids"][0]
        for piece_start, piece_end in pieces_of(text, start, end):
            piece = text[piece_start:piece_end].strip()
            bare = piece if piece[:1] in KINDS else previous + piece
            offset = piece_start + len(text[piece_start:piece_end]) - len(text[piece_start:piece_end].lstrip())
            inner = _RANGE.fullmatch(bare)
            if inner:
                previous = inner["kind"]
                found += [(ident, offset, offset + len(piece)) for ident, _, _ in _expand(inner)]
    return found


def _expand(match: re.Match[str]) -> list[tuple[str, int, int]]:
    start, end = match.span()
    if match.group().startswith("["):
        start += 1
    if match.group().endswith("]"):
        end -= 1
    first = int(match["first"])
    kind = match["kind"]
    if match["last"] is None:
        return [(f"{kind}{match['first']}", start, end)]
    last = int(match["last"])
    if match["kind2"] not in (None, kind) or not first <= last <= first + _LONGEST_RANGE:
        return [(f"{kind}{match['first']}", start, end), (f"{match['kind2'] or kind}{match['last']}", start, end)]
    return [(f"{kind}{number}", start, end) for number in range(first, last + 1)]


def pieces_of(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The stretches between separators, those in round brackets left whole."""
    end = len(text) if end is None else end
    pieces: list[tuple[int, int]] = []
    if text.find("(", start, end) < 0:
        cuts = [match.span() for match in _SEPARATOR.finditer(text, start, end)]
        return list(zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True))
    depth = 0
    at = start
    position = start
    while position < end:
        char = text[position]
        if char == "\n":
            depth = 0
        depth += (char == "(") - (char == ")" and depth > 0)
        match = _SEPARATOR.match(text, position, end) if depth == 0 else None
        if match and match.end() > position:
            pieces.append((at, position))
            at = position = match.end()
            continue
        position += 1
    pieces.append((at, end))
    return pieces
