"""The one place where Markdown is read: markdown-it's tokens become plain nodes with source offsets.

The body is CommonMark with pipe tables, strikethrough and footnotes; raw HTML is text. Block tokens
carry lines only and inline tokens no place at all, so an inline state of ours notes where each token began, and
the lines of each block are laid against the lines of the text it was read from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from imr_tui.document.block_nodes import BlockReader, Definition, Lines, RawHeading, RawPart, line_of
from imr_tui.document.comments import Cleaned, SourceMap
from imr_tui.document.inline_nodes import InlineReader
from imr_tui.document.plain import PlainBlock, PlainPart, plain_emphasis, plain_parts
from imr_tui.document.text import LINE_END
from imr_tui.document.tree import BlockNode, Inline, ListItem, ListNode, Paragraph, Text

# What may begin anything but literal text in a line's content.
_MARKS = re.compile(r"[\n\\`~*_<&]|\[\^|\]\(")
# A link may be no more than its text in brackets where its address is given elsewhere.
_MARKS_AND_BRACKETS = re.compile(r"[\n\\`~*_<&\[]")
_OTHER_MARKS = re.compile(r"[\n\\`~_<&\[]")
_DROPPED = "imr-dropped-lines"


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


_BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]
# What a line has to begin with for a rule to have anything to do with it; rules not named here may take any line.
_BEGIN: Mapping[str, str] = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "footnote_def": "[",
    "heading": "#",
}
# Rules that need a line behind the first one that is not empty.
_OF_TWO_LINES = frozenset({"table", "lheading"})


class _GuidedRuler(Ruler[_BlockRule]):
    """The parser's rules in their order, each asked only about lines that begin with what it looks for."""

    def __init__(self) -> None:
        super().__init__()
        self._guided: dict[str, list[_BlockRule]] = {}

    def getRules(self, chainName: str = "") -> list[_BlockRule]:  # noqa: N802, N803  the parser's own names
        if self.__cache__ is None:
            self._guided.clear()
        found = self._guided.get(chainName)
        if found is None:
            names = {rule.fn: rule.name for rule in self.__rules__}
            found = [_guided([(names[rule], rule) for rule in super().getRules(chainName)])]
            self._guided[chainName] = found
        return found


def _guided(rules: list[tuple[str, _BlockRule]]) -> _BlockRule:
    """One rule that tries those of `rules` that a line may be for."""
    known: dict[tuple[str, bool], tuple[_BlockRule, ...]] = {}

    def guided(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser's own shape
        at = state.bMarks[line] + state.tShift[line]
        first = state.src[at] if at < state.eMarks[line] else ""
        alone = line + 1 >= end or state.isEmpty(line + 1)
        wanted = known.get((first, alone))
        if wanted is None:
            wanted = known[(first, alone)] = tuple(
                rule
                for name, rule in rules
                if (name not in _BEGIN or (first and first in _BEGIN[name])) and not (alone and name in _OF_TWO_LINES)
            )
        for rule in wanted:  # noqa: SIM110  a generator for each line would cost what this saves
            if rule(state, line, end, silent):
                return True
        return False

    return guided


class _WatchfulBlocks(ParserBlock):
    """markdown-it's block parser, noting the lines it drops because they are nested too deep.

    The parser's own way at its limit is to skip to the end of the text; here it is to the end of what is nested.
    """

    def __init__(self) -> None:
        super().__init__()
        plain = self.ruler
        self.ruler = _GuidedRuler()
        for rule in plain.__rules__:
            self.ruler.push(rule.name, rule.fn, {"alt": rule.alt})

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


class _NoRenderer:
    """Nothing is ever made of the tokens but what stands here."""

    __output__: ClassVar[str] = "none"

    def __init__(self, _parser: MarkdownIt) -> None:
        pass

    def render(self, _tokens: Sequence[Token], _options: OptionsDict, _env: EnvType) -> Any:
        """Nothing."""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", renderer_cls=_NoRenderer)
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
class Reading(Lines):
    """A text read into blocks: its parts, link definitions, and lines nested too deep to be read."""

    parts: tuple[RawPart, ...]
    definitions: Mapping[str, Any]
    defined: tuple[Definition, ...]
    dropped: tuple[int, ...]

    def nodes(self, part: RawPart, definitions: Mapping[str, Any]) -> tuple[BlockNode, ...]:
        """The part's blocks as nodes, offsets counted from the part's start; links resolve by `definitions`."""
        return BlockReader(self, part.start, inlines, definitions).blocks(part.tokens)


@dataclass(slots=True)
class _PlainReading(Reading):
    """A text of which each part is plain; `plain` has the parts that begin with a heading."""

    plain: Sequence[PlainPart]

    def nodes(self, part: RawPart, definitions: Mapping[str, Any]) -> tuple[BlockNode, ...]:
        """The part's blocks as nodes."""
        at = bisect_left(self.plain, part.start, key=_start_of)
        if part.heading is None:
            return ()
        return tuple([_plain_node(block, part.start, definitions) for block in self.plain[at].blocks])


def _start_of(part: PlainPart) -> int:
    return part.start


def _plain_node(block: PlainBlock, origin: int, definitions: Mapping[str, Any]) -> BlockNode:
    if not block.is_list:
        start, (last, line) = block.lines[0][0], block.lines[-1]
        content = "\n".join([line for _, line in block.lines]).rstrip(" ")
        return Paragraph(plain_inlines(content, start - origin, definitions), start - origin, last + len(line) - origin)
    items: list[ListItem] = []
    for at, line in block.lines:
        start, end = at - origin, at + len(line) - origin
        inner = plain_inlines(line[2:].rstrip(" "), start + 2, definitions)
        items.append(ListItem((Paragraph(inner, start, end, tight=True),), start, end))
    return ListNode(ordered=False, items=tuple(items), first=1, tight=True, start=items[0].start, end=items[-1].end)


def has_marks(content: str, definitions: Mapping[str, Any]) -> bool:
    """Whether inline content may be anything but literal text."""
    # Most text has none of these characters, which is found out at once.
    found = _MARKS_AND_BRACKETS.search(content)
    return found is not None and (bool(definitions) or _MARKS.search(content, found.start()) is not None)


def plain_inlines(content: str, at: int, definitions: Mapping[str, Any]) -> tuple[Inline, ...]:
    """Read inline Markdown of which each character stands in the part's text as it is, from `at` on."""
    if not has_marks(content, definitions):
        return (Text(content, at, len(content)),)
    plain = plain_emphasis(content, at) if _OTHER_MARKS.search(content) is None else None
    return plain if plain is not None else inlines(content, SourceMap([0], [at]), definitions)


def plain_part(source: str, part: PlainPart, end: int | None = None) -> RawPart:
    """A plain part of a text, up to `end` or the text's."""
    level, content, column, length = part.heading
    heading = RawHeading(level, content, SourceMap([0], [column]), 0, length)
    return RawPart(part.start, part.line, len(source) if end is None else end, heading, ())


def _plainly(source: str, cleaned: Cleaned, plain: Sequence[PlainPart]) -> Reading:
    ends = [*(part.start for part in plain[1:]), len(source)]
    raw = [RawPart(0, 0, 0, None, ())]
    raw += [plain_part(source, part, end) for part, end in zip(plain, ends, strict=True)]
    return _PlainReading(cleaned, [], [], len(source), tuple(raw), {}, (), (), plain)


def read(source: str, cleaned: Cleaned) -> Reading:
    """Read a whole body, or a stretch of it that begins at one of its own headings."""
    plain = plain_parts(source)
    if plain is not None:
        return _plainly(source, cleaned, plain)
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
    starts = [line_of(tokens[cut]) for cut in cuts]
    bounds = [reading.source_starts[line] for line in starts] + [reading.source_length]
    yield RawPart(0, 0, bounds[0], None, tuple(tokens[: cuts[0] if cuts else len(tokens)]))
    for n, cut in enumerate(cuts):
        following = cuts[n + 1] if n + 1 < len(cuts) else len(tokens)
        heading = _heading(reading, tokens[cut], tokens[cut + 1], bounds[n])
        yield RawPart(bounds[n], starts[n], bounds[n + 1], heading, tuple(tokens[cut + 3 : following]))


def _heading(reading: Reading, opening: Token, inline: Token, origin: int) -> RawHeading:
    builder = BlockReader(reading, origin, inlines, {})
    places = builder.content_places(inline, setext=opening.markup in ("-", "="))
    first, last = opening.map or [0, 1]
    return RawHeading(int(opening.tag[1]), inline.content, places, builder.start(first), builder.end(last))


def inlines(content: str, places: SourceMap, definitions: Mapping[str, Any]) -> tuple[Inline, ...]:
    """Read inline Markdown; `places` leads from `content` to the part's text."""
    if not has_marks(content, definitions):
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
