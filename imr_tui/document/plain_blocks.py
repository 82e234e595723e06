"""Parts that need no Markdown parser: a heading, then paragraphs and lists of items of one line each.

Most parts of a review are no more than that. They are read here line by line, into the very blocks that the parser would
give; anything else is left to it.
"""

from __future__ import annotations

import re

from imr_tui.document.comments import Cleaned, SourceMap
from imr_tui.document.markdown import RawHeading, RawPart, Reading, inlines
from imr_tui.document.tree import BlockNode, Inline, ListItem, ListNode, Paragraph

_HEADING = re.compile(r"(?P<marks>#{1,6}) +(?P<content>[^#\n]*[^#\s])[ ]*(?:\n|\Z)")
# How a line begins that can be nothing but text, wherever it stands.
_TEXT = re.compile(r"""[^\W\d_]|["'(“‘£]|\d+(?![.)\d])|\*{1,2}[^\W_]""")
_LEFT_TO_THE_PARSER = ("\t", "\r", "\0", "<!--")


def read_plain(text: str) -> Reading | None:
    """The reading of a part that begins at its heading; None where it holds anything that is not plain."""
    heading = _HEADING.match(text)
    if heading is None or any(mark in text for mark in _LEFT_TO_THE_PARSER):
        return None
    reader = _Lines(text)
    if not reader.read(heading.end()):
        return None
    content = heading["content"].strip()
    places = SourceMap()
    places.add(0, text.rfind(content, 0, heading.end()))
    end = heading.end() - 1 if text.endswith("\n", 0, heading.end()) else heading.end()
    head = RawHeading(len(heading["marks"]), content, places, 0, end)
    part = RawPart(0, 0, len(text), head, ())
    return Reading(
        cleaned=Cleaned(text, reader.places, (), None),
        parts=(part,),
        definitions={},
        defined=(),
        dropped=(),
        source_starts=[],
        clean_starts=[],
        source_length=len(text),
        plain=tuple(reader.found),
    )


class _Lines:
    """Reads the lines under a heading into blocks."""

    def __init__(self, text: str) -> None:
        self.found: list[BlockNode] = []
        self.places = SourceMap()
        self.places.add(0, 0)
        self._text = text

    def read(self, start: int) -> bool:
        """Read from `start` to the end; False where a line is met that is not plain."""
        text, length = self._text, len(self._text)
        at = start
        while at < length:
            if text[at] == "\n":
                at += 1
                continue
            end = self._list(at) if text[at] == "-" else self._paragraph(at)
            if end is None:
                return False
            at = end
        return True

    def _list(self, start: int) -> int | None:
        """Read a list up to the line behind it."""
        items: list[ListItem] = []
        text, at, end = self._text, start, start
        while text.startswith("- ", at) and _TEXT.match(text, at + 2):
            end = self._line_end(at)
            if text[end - 1].isspace():
                return None
            paragraph = Paragraph(self._inlines(at + 2, end), at, end, tight=True)
            items.append(ListItem((paragraph,), at, end))
            at = end + 1
        behind = at
        while text.startswith("\n", behind):
            behind += 1
        ended = at >= len(text) or (behind > at and not text.startswith("-", behind))
        if not items or not ended:
            return None
        self.found.append(ListNode(False, tuple(items), 1, True, start, end))  # noqa: FBT003  as the node has them
        return at

    def _paragraph(self, start: int) -> int | None:
        """Read a paragraph up to the line behind it."""
        text, at, end = self._text, start, start
        while at < len(text) and text[at] != "\n":
            if _TEXT.match(text, at) is None:
                return None
            end = self._line_end(at)
            at = end + 1
        if text[end - 1].isspace():
            return None
        self.found.append(Paragraph(self._inlines(start, end), start, end))
        return at

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _inlines(self, start: int, end: int) -> tuple[Inline, ...]:
        places = SourceMap()
        places.add(0, start)
        return inlines(self._text[start:end], places, {})
