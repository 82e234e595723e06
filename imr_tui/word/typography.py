"""Straight quotation marks and apostrophes, set as a printer would: one mark for one, so that places stay the same."""

from __future__ import annotations

import re

_OPENERS = frozenset("([{<-–—/‘“…")
_SHORTENED = re.compile(r"(?:\d\ds?\b|(?:tis|twas|til|em|cause|bout|n)\b)", re.IGNORECASE)
_CLOSING = re.compile(r"(?<=[^\s'])'(?![^\W_])")


def curl(text: str) -> str:
    """`text` with straight quotes made typographic, of the same length; marks of feet and inches stay."""
    if '"' not in text and "'" not in text:
        return text
    marks = list(text)
    double = single = False
    for n, mark in enumerate(text):
        if mark not in "\"'":
            continue
        before = marks[n - 1] if n else " "
        after = text[n + 1] if n + 1 < len(text) else " "
        at_head = before.isspace() or before in _OPENERS
        if mark == '"':
            marks[n], double = _double(before, after, at_head=at_head, is_open=double)
        else:
            marks[n], single = _single(text, n, before, after, at_head=at_head, is_open=single)
    return "".join(marks)


def _double(before: str, after: str, *, at_head: bool, is_open: bool) -> tuple[str, bool]:
    if before.isdigit() and not is_open:
        return '"', False
    if at_head and not (is_open and after.isspace()):
        return "“", True
    return "”", False


def _single(text: str, n: int, before: str, after: str, *, at_head: bool, is_open: bool) -> tuple[str, bool]:
    if before.isdigit() and not is_open and not after.isalpha():
        return "'", False
    if not at_head or not (after.isalnum() or after in '"“['):
        return "’", is_open and after.isalnum()
    if _SHORTENED.match(text, n + 1) or _CLOSING.search(text, n + 1) is None:
        return "’", is_open
    return "‘", True
