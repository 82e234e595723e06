"""The one place where Markdown is read: markdown-it's tokens become plain nodes with source offsets.

The body is CommonMark with pipe tables, strikethrough and footnotes; raw HTML is text. Block tokens
carry lines only and inline tokens no place at all, so an inline state of ours notes where each token began, and
the lines of each block are laid against the lines of the text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from imr_tui.document.comments import Cleaned, SourceMap
from imr_tui.document.inline_nodes import InlineReader
from imr_tui.document.table_rows import TRIMMED, cells, unescaped
from imr_tui.document.text import LINE_END
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
    Text,
)

_ROW_LEAD = re.compile(r"(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]+|[ \t]*>)*[ \t]*")
_TABLE_DEPTH = 2
# What may begin anything but literal text in a line's content.
_MARKS = re.compile(r"[\n\\`~*_\[!<&]")
_DROPPED = "imr-dropped-lines"


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
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A link definition: its label as written and its line, from 0."""

    label: str
    line: int


class _PlacedInline(StateInline):
    """markdown-it's inline state, noting in each token's `meta` where in the content it began."""

    _began: int | None = None

    def append_pending(self, text: str) -> None:
        if self._began is None and text:
            self._began = self.pos
        super().append_pending(text)

    @property
    def pending(self) -> str:
        return super().pending

    @pending.setter
    def pending(self, value: str) -> None:
        if not value:
            self._began = None
        elif self._began is None:
            self._began = self.pos
        self._pending = value
        self._pending_buffer = []

    def pushPending(self) -> Token:  # noqa: N802  the parser's own name
        began = self._began
        token = super().pushPending()
        self._began = None
        if began is not None:
            token.meta["at"] = began
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token


class _WatchfulBlocks(ParserBlock):
    """markdown-it's block parser, noting the lines it drops because they are nested too deep.

    The parser's own way at its limit is to skip to the end of the text; here it is to the end of what is nested.
    """

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  the parser's own names
        if state.level < state.md.options["maxNesting"]:
            super().tokenize(state, startLine, endLine)
            return
        line = startLine
        while line < endLine and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
            if not state.isEmpty(line):
                state.env.setdefault(_DROPPED, []).append(line)
            line += 1
        state.line = line


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.block = _WatchfulBlocks()
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.options["inline_definitions"] = True
    parser.block.ruler.enableOnly(
        [
            "table",
            "code",
            "fence",
            "blockquote",
            "hr",
            "list",
            "reference",
            "heading",
            "lheading",
            "paragraph",
            "footnote_def",
        ]
    )
    parser.inline.ruler.enableOnly(
        [
            "text",
            "newline",
            "escape",
            "backticks",
            "strikethrough",
            "emphasis",
            "link",
            "image",
            "autolink",
            "entity",
            "footnote_ref",
        ]
    )
    parser.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    return parser


_PARSER = _parser()


@dataclass(slots=True)
class Reading:
    """A text read into blocks: its parts, link definitions, and lines nested too deep to be read."""

    cleaned: Cleaned
    parts: tuple[RawPart, ...]
    definitions: Mapping[str, Any]
    defined: tuple[Definition, ...]
    dropped: tuple[int, ...]
    source_starts: list[int]
    clean_starts: list[int]
    source_length: int

    def nodes(self, part: RawPart, definitions: Mapping[str, Any]) -> tuple[BlockNode, ...]:
        """The part's blocks as nodes, offsets counted from the part's start; links resolve by `definitions`."""
        return _Builder(self, part.start, definitions).blocks(part.tokens)


def read(source: str, cleaned: Cleaned) -> Reading:
    """Read a whole body, or a stretch of it that begins at one of its own headings."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    _PARSER.block.parse(cleaned.text.replace("\0", "\ufffd"), _PARSER, env, tokens)
    source_starts = [0, *(match.end() for match in LINE_END.finditer(source))]
    clean_starts = [0]
    for piece in cleaned.text.split("\n"):
        clean_starts.append(clean_starts[-1] + len(piece) + 1)
    reading = Reading(
        cleaned=cleaned,
        parts=(),
        definitions=env.get("references", {}),
        defined=tuple(
            Definition(token.meta["label"], token.map[0])
            for token in tokens
            if token.type == "definition" and token.map
        ),
        dropped=tuple(env.get(_DROPPED, ())),
        source_starts=source_starts,
        clean_starts=clean_starts,
        source_length=len(source),
    )
    reading.parts = tuple(_split(reading, tokens))
    return reading


def _split(reading: Reading, tokens: list[Token]) -> Iterator[RawPart]:
    """Cut the tokens at the headings of the body itself."""
    cuts = [n for n, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    starts = [_line_of(tokens[cut]) for cut in cuts]
    bounds = [reading.source_starts[line] for line in starts] + [reading.source_length]
    yield RawPart(0, 0, bounds[0], None, tuple(tokens[: cuts[0] if cuts else len(tokens)]))
    for n, cut in enumerate(cuts):
        following = cuts[n + 1] if n + 1 < len(cuts) else len(tokens)
        heading = _heading(reading, tokens[cut], tokens[cut + 1], bounds[n])
        yield RawPart(bounds[n], starts[n], bounds[n + 1], heading, tuple(tokens[cut + 3 : following]))


def _line_of(token: Token) -> int:
    return token.map[0] if token.map else 0


def _heading(reading: Reading, opening: Token, inline: Token, origin: int) -> RawHeading:
    builder = _Builder(reading, origin, {})
    places = builder.content_places(inline, setext=opening.markup in ("-", "="))
    first, last = opening.map or [0, 1]
    return RawHeading(int(opening.tag[1]), inline.content, places, builder.start(first), builder.end(last))


def inlines(content: str, places: SourceMap, definitions: Mapping[str, Any]) -> tuple[Inline, ...]:
    """Read inline Markdown; `places` leads from `content` to the part's text."""
    if _MARKS.search(content) is None:
        # Most text has no mark in it: the parser would give it back as it is.
        if len(places.clean) == 1 and places.clean[0] == 0:
            return (Text(content, places.source[0], len(content)),) if content else ()
        pieces = places.pieces(0, len(content))
        return tuple(Text(content[start:end], source, end - start) for start, end, source in pieces)
    tokens: list[Token] = []
    env = {"references": definitions}
    state = _PlacedInline(content, _PARSER, env, tokens)
    _PARSER.inline.tokenize(state)
    for rule in _PARSER.inline.ruler2.getRules(""):
        rule(state)
    return InlineReader(places).read(state.tokens)


class _Builder:
    """Turns block tokens into nodes whose offsets count from `origin`, the start of their part."""

    def __init__(self, reading: Reading, origin: int, definitions: Mapping[str, Any]) -> None:
        self._reading = reading
        self._origin = origin
        self._definitions = definitions

    def start(self, line: int) -> int:
        return self._reading.source_starts[min(line, len(self._reading.source_starts) - 1)] - self._origin

    def end(self, line: int) -> int:
        """The end of the last line that says something ahead of `line`, without its line end."""
        line -= 1
        while line > 0 and not self._clean_line(line).strip():
            line -= 1
        starts = self._reading.source_starts
        if line + 1 >= len(starts):
            return self._reading.source_length - self._origin
        at = self._reading.cleaned.places.at(self._reading.clean_starts[line] + len(self._clean_line(line)))
        return min(at, starts[line + 1]) - self._origin

    def _clean_line(self, line: int) -> str:
        starts = self._reading.clean_starts
        if line + 1 >= len(starts):
            return ""
        return self._reading.cleaned.text[starts[line] : starts[line + 1] - 1]

    def content_places(self, token: Token, *, setext: bool = True) -> SourceMap:
        """Where the characters of an inline token's content stand in the part's text."""
        places = SourceMap()
        first = _line_of(token)
        pieces = token.content.split("\n")
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
            self._lay(places, done + lead, self._reading.clean_starts[first + n] + column, len(core))
            done += len(piece) + 1
        return places

    def _lay(self, places: SourceMap, content: int, clean: int, length: int) -> None:
        if len(self._reading.cleaned.places.clean) == 1:
            places.add(content, self._reading.cleaned.places.at(clean) - self._origin)
            return
        for start, _, source in self._reading.cleaned.places.pieces(clean, clean + length + 1):
            places.add(content + start - clean, source - self._origin)

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        return inlines(token.content, self.content_places(token), self._definitions)

    def blocks(self, tokens: tuple[Token, ...]) -> tuple[BlockNode, ...]:
        found: list[BlockNode] = []
        n = 0
        while n < len(tokens):
            close = _closing(tokens, n)
            node = self._block(tokens[n], tokens[n + 1 : close])
            if node is not None:
                found.append(node)
            n = close + 1
        return tuple(found)

    def _block(self, token: Token, inner: tuple[Token, ...]) -> BlockNode | None:
        first, last = token.map or [0, 1]
        start, end = self.start(first), self.end(last)
        match token.type:
            case "paragraph_open":
                return Paragraph(self._inlines(inner[0]), start, end, tight=token.hidden)
            case "heading_open":
                places = self.content_places(inner[0], setext=token.markup in ("-", "="))
                return HeadingNode(int(token.tag[1]), inlines(inner[0].content, places, self._definitions), start, end)
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

    def _list(self, token: Token, inner: tuple[Token, ...], start: int, end: int) -> ListNode:
        items: list[ListItem] = []
        n = 0
        while n < len(inner):
            close = _closing(inner, n)
            first, last = inner[n].map or [0, 1]
            items.append(ListItem(self.blocks(inner[n + 1 : close]), self.start(first), self.end(last)))
            n = close + 1
        tight = not any(
            part.type == "paragraph_open" and not part.hidden and part.level == token.level + 2 for part in inner
        )
        number = token.attrs.get("start", 1)
        return ListNode(token.type == "ordered_list_open", tuple(items), int(number), tight, start, end)

    def _table(self, inner: tuple[Token, ...], start: int, end: int) -> TableNode:
        rows: list[tuple[Cell, ...]] = []
        align: tuple[str, ...] = ()
        n = 0
        for n, token in enumerate(inner):
            if token.type != "tr_open":
                continue
            close = _closing(inner, n)
            row = inner[n + 1 : close]
            if not rows:
                align = tuple(
                    str(cell.attrs.get("style", "")).removeprefix("text-align:")
                    for cell in row
                    if cell.type == "th_open"
                )
            rows.append(
                self._row(
                    _line_of(token), [cell for cell in row if cell.type == "inline"], nested=token.level > _TABLE_DEPTH
                )
            )
        return TableNode(align, rows[0] if rows else (), tuple(rows[1:]), start, end)

    def _row(self, line: int, tokens: list[Token], *, nested: bool) -> tuple[Cell, ...]:
        text = self._clean_line(line)
        lead = _ROW_LEAD.match(text) if nested else None
        found_cells = cells(text, lead.end() if lead else 0)
        found: list[Cell] = []
        base = self._reading.clean_starts[line]
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
            clean_places = self._reading.cleaned.places
            found.append(
                Cell(
                    inlines(token.content, places, self._definitions),
                    clean_places.at(at) - self._origin,
                    clean_places.at(base + end) - self._origin,
                )
            )
        return tuple(found)


def _closing(tokens: tuple[Token, ...], opening: int) -> int:
    """The index of the token that closes the one at `opening` (itself where it opens nothing)."""
    if tokens[opening].nesting <= 0:
        return opening
    level = tokens[opening].level
    for n in range(opening + 1, len(tokens)):
        if tokens[n].nesting < 0 and tokens[n].level == level:
            return n
    return len(tokens) - 1
