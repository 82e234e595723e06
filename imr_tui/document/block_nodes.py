"""From block tokens to nodes: each block finds its place in the text again.

Block tokens carry lines only: the lines of each block are laid against the lines of the text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

from imr_tui.dataclass import dataclass
from imr_tui.document.comments import Cleaned, SourceMap
from imr_tui.document.table_rows import TRIMMED, cells, unescaped
from imr_tui.document.tree import (
    BlockNode,
    Cell,
    CodeBlock,
    HeadingNode,
    Inline,
    ListItem,
    ListNode,
    Note,
    Paragraph,
    Quote,
    Rule,
    TableNode,
)

_ROW_LEAD = re.compile(r"(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]+|[ \t]*>)*[ \t]*")
_TABLE_DEPTH = 2


class BlockToken(Protocol):
    """What is needed of the parser's block tokens."""

    type: str
    tag: str
    nesting: Any
    level: int
    markup: str
    content: str
    info: str
    hidden: bool
    map: list[int] | None

    @property
    def attrs(self) -> Mapping[str, Any]:
        """The attributes of a list or cell."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Notes on the token."""


# Reads the inline content of a block; the map leads from there to the part's text, the mapping has the link definitions.
InlineRead: TypeAlias = Callable[[str, SourceMap, Mapping[str, Any]], tuple[Inline, ...]]


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A heading of the body itself: level, its content as written (attributes and all) and where that stands."""

    level: int
    content: str
    places: SourceMap
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawPart:
    """A heading and the blocks under it; `start` and `line` place it in the text that was read, from 0."""

    start: int
    line: int
    end: int
    heading: RawHeading | None
    tokens: tuple[BlockToken, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A link definition: its label as written and its line, from 0."""

    label: str
    line: int


@dataclass(slots=True)
class Lines:
    """The lines of a text that was read, with and without its comments."""

    cleaned: Cleaned
    source_starts: list[int]
    clean_starts: list[int]
    source_length: int


class BlockReader:
    """Turns block tokens into nodes whose offsets count from `origin`, the start of their part."""

    def __init__(self, lines: Lines, origin: int, read: InlineRead, definitions: Mapping[str, Any]) -> None:
        self._lines = lines
        self._origin = origin
        self._read = read
        self._definitions = definitions

    def start(self, line: int) -> int:
        """Where a line, counted from 0 in the text that was read, starts in the part."""
        return self._lines.source_starts[min(line, len(self._lines.source_starts) - 1)] - self._origin

    def end(self, line: int) -> int:
        """The end of the last line that says something ahead of `line`, without its line end."""
        line -= 1
        while line > 0 and not self._clean_line(line).strip():
            line -= 1
        starts = self._lines.source_starts
        if line + 1 >= len(starts):
            return self._lines.source_length - self._origin
        at = self._lines.cleaned.places.at(self._lines.clean_starts[line] + len(self._clean_line(line)))
        return min(at, starts[line + 1]) - self._origin

    def _clean_line(self, line: int) -> str:
        starts = self._lines.clean_starts
        if line + 1 >= len(starts):
            return ""
        return self._lines.cleaned.text[starts[line] : starts[line + 1] - 1]

    def content_places(self, token: BlockToken, *, setext: bool = True) -> SourceMap:
        """Where the characters of an inline token's content stand in the part's text."""
        places = SourceMap()
        first = line_of(token)
        pieces = token.content.split("\n")
        # A line of form feeds alone is stripped from the beginning of a paragraph, whose first words then stand further down.
        while first + len(pieces) < (token.map or (0, 0))[1] and pieces[0].lstrip(" \t") not in self._clean_line(first):
            first += 1
        done = 0
        for n, piece in enumerate(pieces):
            line = self._clean_line(first + n)
            core = piece.lstrip(" \t")
            if setext:
                body = line.rstrip(TRIMMED) if n == len(pieces) - 1 else line
                column = max(0, len(body) - len(core))
            else:
                column = max(0, line.rfind(core)) if core else len(line)
            lead = len(piece) - len(core)
            self._lay(places, done + lead, self._lines.clean_starts[first + n] + column, len(core))
            done += len(piece) + 1
        return places

    def _lay(self, places: SourceMap, content: int, clean: int, length: int) -> None:
        if len(self._lines.cleaned.places.clean) == 1:
            places.add(content, self._lines.cleaned.places.at(clean) - self._origin)
            return
        for start, _, source in self._lines.cleaned.places.pieces(clean, clean + length + 1):
            places.add(content + start - clean, source - self._origin)

    def _inlines(self, token: BlockToken) -> tuple[Inline, ...]:
        return self._read(token.content, self.content_places(token), self._definitions)

    def blocks(self, tokens: tuple[BlockToken, ...]) -> tuple[BlockNode, ...]:
        """The nodes of a row of block tokens."""
        found: list[BlockNode] = []
        n = 0
        while n < len(tokens):
            close = closing(tokens, n)
            node = self._block(tokens[n], tokens[n + 1 : close])
            if node is not None:
                found.append(node)
            n = close + 1
        return tuple(found)

    def _block(self, token: BlockToken, inner: tuple[BlockToken, ...]) -> BlockNode | None:
        first, last = token.map or [0, 1]
        start, end = self.start(first), self.end(last)
        match token.type:
            case "paragraph_open":
                return Paragraph(self._inlines(inner[0]), start, end, tight=token.hidden)
            case "heading_open":
                places = self.content_places(inner[0], setext=token.markup in ("-", "="))
                return HeadingNode(
                    int(token.tag[1]), self._read(inner[0].content, places, self._definitions), start, end
                )
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, inner, start, end)
            case "blockquote_open":
                return Quote(self.blocks(inner), start, end)
            case "table_open":
                return self._table(inner, start, end)
            case "fence" | "code_block":
                return CodeBlock(token.content, token.info.strip(), start, end)
            case "footnote_reference_open":
                return Note(str(token.meta["label"]), self.blocks(inner), start, end)
            case _:
                return Rule(start, end) if token.type == "hr" else None

    def _list(self, token: BlockToken, inner: tuple[BlockToken, ...], start: int, end: int) -> ListNode:
        items: list[ListItem] = []
        n = 0
        while n < len(inner):
            close = closing(inner, n)
            first, last = inner[n].map or [0, 1]
            items.append(ListItem(self.blocks(inner[n + 1 : close]), self.start(first), self.end(last)))
            n = close + 1
        tight = not any(
            part.type == "paragraph_open" and not part.hidden and part.level == token.level + 2 for part in inner
        )
        number = token.attrs.get("start", 1)
        return ListNode(token.type == "ordered_list_open", tuple(items), int(number), tight, start, end)

    def _table(self, inner: tuple[BlockToken, ...], start: int, end: int) -> TableNode:
        rows: list[tuple[Cell, ...]] = []
        align: tuple[str, ...] = ()
        n = 0
        for n, token in enumerate(inner):
            if token.type != "tr_open":
                continue
            close = closing(inner, n)
            row = inner[n + 1 : close]
            if not rows:
                align = tuple(
                    str(cell.attrs.get("style", "")).removeprefix("text-align:")
                    for cell in row
                    if cell.type == "th_open"
                )
            rows.append(
                self._row(
                    line_of(token), [cell for cell in row if cell.type == "inline"], nested=token.level > _TABLE_DEPTH
                )
            )
        return TableNode(align, rows[0] if rows else (), tuple(rows[1:]), start, end)

    def _row(self, line: int, tokens: list[BlockToken], *, nested: bool) -> tuple[Cell, ...]:
        text = self._clean_line(line)
        lead = _ROW_LEAD.match(text) if nested else None
        found_cells = cells(text, lead.end() if lead else 0)
        found: list[Cell] = []
        base = self._lines.clean_starts[line]
        for token, (content, start, end) in zip(
            tokens, found_cells + [("", len(text), len(text))] * len(tokens), strict=False
        ):
            places = SourceMap()
            at = base + start
            if content == token.content:
                position = 0
                for chunk in unescaped(text, start, end):
                    self._lay(places, position, base + chunk[0], chunk[1] - chunk[0])
                    position += chunk[1] - chunk[0]
            else:
                self._lay(places, 0, at, len(token.content))
            clean_places = self._lines.cleaned.places
            found.append(
                Cell(
                    self._read(token.content, places, self._definitions),
                    clean_places.at(at) - self._origin,
                    clean_places.at(base + end) - self._origin,
                )
            )
        return tuple(found)


def line_of(token: BlockToken) -> int:
    """The line that a token begins on, from 0."""
    return token.map[0] if token.map else 0


def closing(tokens: tuple[BlockToken, ...], opening: int) -> int:
    """The index of the token that closes the one at `opening` (itself where it opens nothing)."""
    if tokens[opening].nesting <= 0:
        return opening
    level = tokens[opening].level
    for n in range(opening + 1, len(tokens)):
        if tokens[n].nesting < 0 and tokens[n].level == level:
            return n
    return len(tokens) - 1
