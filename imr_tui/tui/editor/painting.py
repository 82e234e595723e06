"""How a line looks: which stretches of it are headings, field names, ids, references, emphasis or comments.

A line is judged by itself and by the state it begins in, so that a key costs one line.
"""

from __future__ import annotations

import re
from enum import IntFlag, auto

from imr_tui.document.references import KINDS
from imr_tui.tui.editor.characters import NOT_ONE_CELL, is_picture
from imr_tui.tui.editor.states import COMMENT, FRONT, TEXT, State, comments


class Look(IntFlag):
    """The looks that a stretch of a line can have; several may meet."""

    PLAIN = 0
    HEADING = auto()
    FIELD = auto()
    RECORD = auto()
    REFERENCE = auto()
    PROMPT = auto()
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    QUIET = auto()
    COMMENT = auto()
    FRONT = auto()
    PICTURE = auto()
    FOLD = auto()
    SPELLING = auto()
    INFO = auto()
    WARNING = auto()
    ERROR = auto()
    SELECTED = auto()


Stretch = tuple[int, int, Look]
"""From a column up to another, and the look that is added there."""

_HEADING = re.compile(
    rf"(?P<marks>[ ]{{0,3}}#{{1,6}}(?:[ \t]+|$))(?:(?P<id>[{KINDS}]\d{{1,6}}):(?=\s|$))?"
    r"[^{]*(?P<attributes>\{[^{}]*\}[ \t]*$)?"
)
_FIELD = re.compile(
    r"(?P<lead>[ ]*(?:[-*+]|\d{1,9}[.)])[ ]+)(?P<name>[*_]{0,3}[^\W\d_][\w+/'’\- ]{0,60}?[*_]{0,3}:[*_]{0,3})(?=\s|$)"
)
_MOST_WORDS = 6
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)]|>)(?=[ ]|$)")
_INLINE = re.compile(
    rf"""\\.
      | (?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
      | (?P<reference>\[\s*[{KINDS}]\d{{1,6}}(?:\s*(?:,|;|&|and\b|to\b|[-‐‑‒–—])+\s*[{KINDS}]?\d{{1,6}})*\s*\])
      | (?P<prompt>(?i:\[\s*(?:insert|enter|add|type|name|date|delete|to\ be)\b)[^\[\]]*\])
      | (?P<strong>\*\*(?=\S)(?:[^*\\]|\\.|\*(?!\*))+?(?<=\S)\*\*|(?<!\w)__(?=\S)[^_]+?(?<=\S)__(?!\w))
      | (?P<emphasis>\*(?=[^\s*])[^*]+?(?<=[^\s*])\*(?!\*)|(?<![\w_])_(?=[^\s_])[^_]+?(?<=[^\s_])_(?![\w_]))""",
    re.VERBOSE,
)
_INLINE_SIGNS = re.compile(r"[`\[*_]")
_INLINE_LOOKS = {
    "code": Look.CODE,
    "reference": Look.REFERENCE,
    "prompt": Look.PROMPT,
    "strong": Look.STRONG,
    "emphasis": Look.EMPHASIS,
}


def stretches(line: str, state: State, row: int) -> tuple[Stretch, ...]:
    """The stretches of a line that look other than plain text; they may overlap, columns as in the line."""
    found: list[Stretch] = []
    if state == FRONT or (row == 0 and line.strip("\ufeff \t") == FRONT):
        found.append((0, len(line), Look.FRONT))
    elif state not in {TEXT, COMMENT} or line.lstrip(" \t>").startswith(("```", "~~~")):
        found.append((0, len(line), Look.CODE))
    else:
        hidden = [(start, end) for start, end, _ in comments(line, state)] if "<!--" in line or state else []
        if hidden != [(0, len(line))]:
            found += _block(line) if state == TEXT else []
            if _INLINE_SIGNS.search(line):
                found += _inline(line, hidden)
        found += [(start, end, Look.COMMENT) for start, end in hidden]
    if NOT_ONE_CELL.search(line):
        found += [(column, column + 1, Look.PICTURE) for column, character in enumerate(line) if is_picture(character)]
    return tuple(found)


def _block(line: str) -> list[Stretch]:
    if heading := _HEADING.match(line):
        found = [(0, len(line), Look.HEADING), (*heading.span("marks"), Look.QUIET)]
        if heading["id"]:
            found.append((*heading.span("id"), Look.RECORD))
        if heading["attributes"]:
            found.append((*heading.span("attributes"), Look.QUIET))
        return found
    if field := _FIELD.match(line):
        found = [(0, field.end("lead"), Look.QUIET)]
        if len(field["name"].split()) <= _MOST_WORDS:
            found.append((*field.span("name"), Look.FIELD))
        return found
    item = _ITEM.match(line)
    return [(0, item.end(), Look.QUIET)] if item else []


def _inline(line: str, hidden: list[tuple[int, int]]) -> list[Stretch]:
    found: list[Stretch] = []
    for match in _INLINE.finditer(line):
        if match.lastgroup in _INLINE_LOOKS and not any(
            start < match.end() and match.start() < end for start, end in hidden
        ):
            found.append((*match.span(), _INLINE_LOOKS[match.lastgroup]))
            if match.lastgroup in {"strong", "emphasis"}:
                found += [
                    (inner.start(), inner.end(), Look.REFERENCE)
                    for inner in _INLINE.finditer(line, match.start() + 1, match.end() - 1)
                    if inner.lastgroup == "reference"
                ]
    return found
