"""Parts of the plainest kind read into blocks line by line: headings, lists of one-line items, paragraphs, and nothing else.

Most parts are that and no more: a heading, its fields, some prose. Where each line tells by how it begins what it is, whatever
stands around it, no parser of blocks is needed to say so. As soon as one line might be anything else, none of this is used.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from imr_tui.document.tree import Emphasis, Inline, Text

_HEADING = re.compile(r"(?P<marks>#{1,6}) +(?P<content>[^ ].*)")
# Emphasis of whole words, which no reader takes for anything else: a word begins behind its mark and ends ahead of it.
_EMPHASIS = re.compile(
    r"\*(?<![^ (\"'\u2018\u201c]\*)(?P<more>\*?)(?P<text>[^\W_](?:[^*\n]*[^\W_])?)\*(?P=more)(?![^ .,;:!?)\"'\u2019\u201d])"
)
_ITEM_NUMBER = re.compile(r"\d+[.)](?: |$)")
# What a line may begin with besides letters and be text all the same.
_TEXT_BEGINS = frozenset("\"'(\u2018\u201c\u00a3")


class PlainHeading(NamedTuple):
    """A heading: its level, its content, where that stands in its line, and the line's length."""

    level: int
    content: str
    column: int
    length: int


class PlainBlock(NamedTuple):
    """A paragraph or a list: where it stands in the text that was read, and the lines of its text, each with its start."""

    is_list: bool
    lines: list[tuple[int, str]]


class PlainPart(NamedTuple):
    """A heading with the blocks under it; `start` and `line` place it in the text that was read, from 0."""

    start: int
    line: int
    heading: PlainHeading
    blocks: list[PlainBlock]


def plain_parts(source: str) -> list[PlainPart] | None:
    """The parts of a text that begins with a heading, where it is plain all through; else None."""
    if not source.startswith("#") or "\t" in source or "\r" in source or "\0" in source or "<!--" in source:
        return None
    parts: list[PlainPart] = []
    at = 0
    blocks: list[PlainBlock] = []
    # The block that the next line may go on; None behind a heading or a blank line.
    last: PlainBlock | None = None
    for number, line in enumerate(source.split("\n")):
        if not line:
            last = None
        elif line[0] == "#":
            heading = _heading(line)
            if heading is None:
                return None
            blocks, last = [], None
            parts.append(PlainPart(at, number, heading, blocks))
        else:
            is_list = line[0] == "-"
            if not (_is_text(line, 2) and line[1] == " " if is_list else _is_text(line, 0)):
                return None
            if last is None:
                if is_list and blocks and blocks[-1].is_list:
                    return None
                last = PlainBlock(is_list, [])
                blocks.append(last)
            elif last.is_list is not is_list:
                return None
            last.lines.append((at, line))
        at += len(line) + 1
    return parts


def plain_emphasis(content: str, at: int) -> tuple[Inline, ...] | None:
    """The nodes of a content that stands at `at`, in which nothing but asterisks may be a mark; None where one is not plain emphasis."""
    found: list[Inline] = []
    done = 0
    for match in _EMPHASIS.finditer(content):
        if match.start() > done:
            found.append(Text(content[done : match.start()], at + done, match.start() - done))
        inner, place = match["text"], at + match.start("text")
        kind = "strong" if match["more"] else "emphasis"
        found.append(Emphasis(kind, (Text(inner, place, len(inner)),)))
        done = match.end()
    if done < len(content):
        found.append(Text(content[done:], at + done, len(content) - done))
    return None if any(isinstance(node, Text) and "*" in node.text for node in found) else tuple(found)


def _heading(line: str) -> PlainHeading | None:
    match = _HEADING.fullmatch(line)
    if match is None:
        return None
    content = match["content"].rstrip(" ")
    if content != content.strip() or content.endswith("#"):
        return None
    return PlainHeading(len(match["marks"]), content, match.start("content"), len(line))


def _is_text(line: str, at: int) -> bool:
    """Whether a line begins at `at` as nothing but text does, and has no odd blanks at its end."""
    first = line[at : at + 1]
    if not (first.isalpha() or first in _TEXT_BEGINS):
        if first in ("*", "_"):
            if not line[at + 1 : at + 2].isalpha():
                return False
        elif first == "[":
            if "]:" in line:
                return False
        elif not first.isdigit() or _ITEM_NUMBER.match(line, at):
            return False
    return not line.rstrip(" ")[-1].isspace()
