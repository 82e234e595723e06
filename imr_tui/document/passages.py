"""From nodes to passages: plain text as a reader sees it, each character with the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imr_tui.document.field import Mention
from imr_tui.document.passage import Passage, PassageKind, Run
from imr_tui.document.references import ids_in_brackets
from imr_tui.document.tree import (
    BlockNode,
    Break,
    CodeBlock,
    CodeSpan,
    Emphasis,
    HeadingNode,
    Inline,
    Link,
    ListNode,
    Note,
    Paragraph,
    Quote,
    TableNode,
    Text,
)
from imr_tui.document.values import is_blank

# A word from its first letter or digit on: each word that has one matches once.
_WORD = re.compile(r"[^\W_]\S*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_STANDS_FOR_CODE = "\ufffc"
_BLANKS = dict.fromkeys(
    (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000),
    " ",
)
_SINGLE = dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x2039, 0x203A, 0x02BC), "'")
_DOUBLE = dict.fromkeys((0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB), '"')
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
FOLD = {**_BLANKS, **_SINGLE, **_DOUBLE, **_DASHES}


def fold(text: str) -> str:
    """`text` with blanks as spaces, quotation marks straight and dashes as hyphens; its length does not change."""
    return text if text.isascii() and not _has_blank(text) else text.translate(FOLD)


def _has_blank(text: str) -> bool:
    return "\n" in text or "\t" in text or "\r" in text or "\x0b" in text or "\x0c" in text


def count_words(text: str) -> int:
    """How many words: runs without blanks that have a letter or a digit."""
    return len(_WORD.findall(text.replace(_STANDS_FOR_CODE, " ")))


def is_literal(node: Inline) -> bool:
    """Whether a node is text that a reader sees character for character as it is written."""
    return isinstance(node, Text) and node.raw_length == len(node.text) and not has_invisible(node.text)


def has_invisible(text: str) -> bool:
    """Whether a text has characters that a reader does not see."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def plain_text(inlines: Iterable[Inline]) -> str:
    """The text of inline nodes as a reader sees it."""
    if isinstance(inlines, tuple) and len(inlines) == 1:
        node = inlines[0]
        if isinstance(node, Text) and is_literal(node):
            return node.text
    return plain_runs(inlines)[0]


def plain_runs(inlines: Iterable[Inline]) -> tuple[str, tuple[Run, ...]]:
    """The text of inline nodes as a reader sees it, and where it stands."""
    if isinstance(inlines, tuple) and len(inlines) == 1:
        node = inlines[0]
        if isinstance(node, Text) and node.raw_length == len(node.text) and not has_invisible(node.text):
            return node.text, (Run(0, len(node.text), node.source, node.raw_length),) if node.text else ()
    return _Plain().read(inlines)


class _Plain:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def read(self, inlines: Iterable[Inline]) -> tuple[str, tuple[Run, ...]]:
        self._walk(inlines)
        return "".join(self._pieces), tuple(self._runs)

    def _walk(self, inlines: Iterable[Inline]) -> None:
        for node in inlines:
            match node:
                case Text():
                    self._text(node)
                case Break():
                    self._add("\n", node.source, 1)
                case Emphasis() | Link():
                    self._walk(node.children)
                case CodeSpan():
                    self._add(_STANDS_FOR_CODE, node.source, len(node.text) + 2)
                case _:
                    pass

    def _text(self, node: Text) -> None:
        if node.raw_length != len(node.text):
            if _INVISIBLE.fullmatch(node.text) is None:
                self._add(node.text, node.source, node.raw_length)
            return
        at = 0
        for match in _INVISIBLE.finditer(node.text):
            self._add(node.text[at : match.start()], node.source + at, match.start() - at)
            at = match.end()
        self._add(node.text[at:], node.source + at, len(node.text) - at)

    def _add(self, text: str, source: int, raw: int) -> None:
        if text:
            self._pieces.append(text)
            self._runs.append(Run(self._length, len(text), source, raw))
            self._length += len(text)


def passage(
    kind: PassageKind,
    inlines: Iterable[Inline],
    start: int,
    end: int,
    *,
    quoted: int | None = None,
    field: str | None = None,
    field_is_text: bool = True,
) -> Passage:
    """A passage of inline nodes that stand from `start` to `end`."""
    text, runs = plain_runs(inlines)
    only = runs[0] if len(runs) == 1 else None
    return Passage(
        kind,
        text,
        fold(text),
        only.source if only is not None and only.raw == only.length else runs,
        start,
        end,
        quoted=quoted,
        field=field,
        field_is_text=field_is_text,
        placeholder=is_blank(text),
        words=count_words(text),
    )


def bracketed(entry: Passage) -> list[Mention]:
    """The ids in brackets that a passage names."""
    return [Mention(ident, entry.source_span(start, end)) for ident, start, end in ids_in_brackets(entry.text)]


class PassageReader:
    """Collects the passages of a part's blocks in order, numbering its block quotations."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        self._quotes = 0

    def read(
        self,
        blocks: Iterable[BlockNode],
        *,
        kind: PassageKind = PassageKind.PARAGRAPH,
        quoted: int | None = None,
        field: str | None = None,
        field_is_text: bool = True,
    ) -> None:
        """Add the passages of `blocks`; within a field every one is of kind FIELD."""
        for block in blocks:
            match block:
                case Paragraph():
                    self._one(kind, block.inlines, block.start, block.end, quoted, field, field_is_text)
                case HeadingNode():
                    self._one(
                        PassageKind.HEADING if field is None else kind,
                        block.inlines, block.start, block.end, quoted, field, field_is_text,
                    )  # fmt: skip
                case ListNode():
                    in_item = PassageKind.ITEM if kind is PassageKind.PARAGRAPH else kind
                    for item in block.items:
                        self.read(item.blocks, kind=in_item, quoted=quoted, field=field, field_is_text=field_is_text)
                case Quote():
                    number = quoted
                    if number is None:
                        number, self._quotes = self._quotes, self._quotes + 1
                    in_quote = PassageKind.QUOTE if kind in (PassageKind.PARAGRAPH, PassageKind.ITEM) else kind
                    self.read(block.blocks, kind=in_quote, quoted=number, field=field, field_is_text=field_is_text)
                case TableNode():
                    in_cell = PassageKind.CELL if field is None and kind is not PassageKind.NOTE else kind
                    for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                        self._one(in_cell, cell.inlines, cell.start, cell.end, quoted, field, field_is_text)
                case Note():
                    self.read(block.blocks, kind=PassageKind.NOTE, quoted=quoted)
                case CodeBlock() | _:
                    pass

    def _one(
        self,
        kind: PassageKind,
        inlines: tuple[Inline, ...],
        start: int,
        end: int,
        quoted: int | None,
        field: str | None,
        field_is_text: bool,  # noqa: FBT001  handed on as it came
    ) -> None:
        self.found.append(passage(kind, inlines, start, end, quoted=quoted, field=field, field_is_text=field_is_text))
