"""Paragraphs, lists, quotations and the author's tables: from the document's nodes to pandoc's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto

from imr_tui.document.model import Report
from imr_tui.document.passages import plain_text as plain_words
from imr_tui.document.tree import (
    BlockNode,
    CodeBlock,
    HeadingNode,
    Image,
    Inline,
    ListItem,
    ListNode,
    Note,
    Paragraph,
    Quote,
    Rule,
    TableNode,
)
from imr_tui.word.inlines import InlineWriter
from imr_tui.word.nodes import (
    Node,
    bullets,
    code_block,
    note,
    numbers,
    para,
    plain,
    plain_text,
    quote,
    raw_block,
    string,
    strong,
    styled_para,
)
from imr_tui.word.palette import LINE
from imr_tui.word.tables import TableWriter

_DEEPEST_LIST = 9
NO_TEXT = "Not stated"
_RULE = (
    '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:pBdr>'
    f'<w:bottom w:val="single" w:sz="6" w:space="1" w:color="{LINE}"/></w:pBdr></w:pPr></w:p>'
)


class Setting(Enum):
    """Where blocks stand: in the numbered body, in the body, or inside a cell, a set-off block, a list or a note.

    LINKS is the inside of a link field, whose ids need no brackets.
    """

    NUMBERED = auto()
    BODY = auto()
    INSIDE = auto()
    LINKS = auto()


class BlockWriter:
    """Writes blocks. `tables` numbers the tables and keeps their titles; the author's own take `table_title`'s."""

    def __init__(
        self,
        report: Report,
        targets: frozenset[str],
        anchors: Mapping[str, str],
        images: Mapping[str, bytes],
        tables: TableWriter,
    ) -> None:
        self.inlines = InlineWriter(targets, anchors, images, self._footnote)
        self.table_title = ""
        self._tables = tables
        self._notes = {found.label: found for found in _notes(report)}
        self._depth = 0
        self._open_notes: list[str] = []

    def write(self, blocks: Iterable[BlockNode], setting: Setting) -> list[Node]:
        """The blocks as pandoc's; footnotes' texts are left out, they go where their marks stand."""
        found: list[Node] = []
        follows_numbered = False
        for block in blocks:
            if isinstance(block, ListNode) and setting is Setting.NUMBERED and follows_numbered and _is_lettered(block):
                found += self._lettered(block)
                follows_numbered = False
                continue
            found += self._block(block, setting)
            if isinstance(block, Paragraph):
                follows_numbered = True
            elif isinstance(block, ListNode) and block.ordered:
                follows_numbered = False
        return found

    def heading(self, inlines: tuple[Inline, ...]) -> list[Node]:
        """A heading's text."""
        return self.inlines.write(inlines)

    def _block(self, block: BlockNode, setting: Setting) -> list[Node]:
        match block:
            case Paragraph():
                return self._paragraph(block, setting)
            case HeadingNode():
                return [para((strong(*self.inlines.write(block.inlines)),))]
            case ListNode():
                return [self._list(block, setting)]
            case Quote():
                return [quote(self.write(block.blocks, Setting.INSIDE))]
            case TableNode():
                return self._table(block)
            case CodeBlock():
                return [code_block(block.text)]
            case Rule():
                return [raw_block(_RULE)]
            case Note():
                return []

    def _paragraph(self, block: Paragraph, setting: Setting) -> list[Node]:
        inlines = self.inlines.write(block.inlines, bare_ids=setting is Setting.LINKS)
        if not inlines:
            return []
        if (
            len(block.inlines) == 1
            and isinstance(block.inlines[0], Image)
            and setting in (Setting.NUMBERED, Setting.BODY)
        ):
            return self._figure(block.inlines[0], inlines)
        if block.tight:
            return [plain(inlines)]
        return [styled_para("Numbered Para", inlines)] if setting is Setting.NUMBERED else [para(inlines)]

    def _figure(self, image: Image, inlines: list[Node]) -> list[Node]:
        found = [styled_para("Figure", inlines)]
        if image.title:
            found.append(styled_para("Image Caption", self.inlines.text(image.title)))
        return found

    def _list(self, block: ListNode, setting: Setting) -> Node:
        """A list; past the depth that Word has levels for, its items go on at the deepest one."""
        inside = Setting.LINKS if setting is Setting.LINKS else Setting.INSIDE
        self._depth += 1
        try:
            items = [self.write(item, inside) or [plain(())] for item in self._flattened(block.items)]
        finally:
            self._depth -= 1
        return numbers(items, max(0, block.first)) if block.ordered else bullets(items)

    def _flattened(self, items: tuple[ListItem, ...]) -> Iterator[tuple[BlockNode, ...]]:
        for item in items:
            if self._depth < _DEEPEST_LIST:
                yield item.blocks
                continue
            stack: list[BlockNode] = [*reversed(item.blocks)]
            kept: list[BlockNode] = []
            while stack:
                block = stack.pop()
                if isinstance(block, ListNode):
                    stack += [inner for entry in reversed(block.items) for inner in reversed(entry.blocks)]
                else:
                    kept.append(block)
            yield from ((block,) for block in kept)

    def _lettered(self, block: ListNode) -> list[Node]:
        """A numbered list under a numbered paragraph: (a), (b), and (i), (ii) below them, as paragraphs of their own styles."""
        found: list[Node] = []
        for item in block.items:
            first, *rest = item.blocks or (Paragraph((), block.start, block.end),)
            if isinstance(first, Paragraph):
                found.append(styled_para("Numbered Subpara", self.inlines.write(first.inlines)))
            else:
                found.append(styled_para("Numbered Subpara", ()))
                rest = [first, *rest]
            for inner in rest:
                if isinstance(inner, ListNode) and inner.ordered and inner.first == 1:
                    items = [self.write(entry.blocks, Setting.INSIDE) or [plain(())] for entry in inner.items]
                    found.append(numbers(items, style="LowerRoman"))
                elif isinstance(inner, Paragraph):
                    found.append(styled_para("Continued Subpara", self.inlines.write(inner.inlines)))
                else:
                    found += self._block(inner, Setting.INSIDE)
        return found

    def _table(self, block: TableNode) -> list[Node]:
        if not block.head:
            return []
        width = len(block.head)
        head = [[plain(self.inlines.write(cell.inlines))] for cell in block.head]
        rows = [
            [[plain(self.inlines.write(cell.inlines))] for cell in row[:width]]
            + [[plain(())] for _ in range(width - len(row))]
            for row in block.rows
        ]
        names = ", ".join(filter(None, (plain_text(cell) for cell in head)))
        title = self.table_title or names or "Table"
        return self._tables.author_table(title, names, head, rows, block.align)

    def _footnote(self, label: str) -> list[Node]:
        """A footnote at its mark; the label in brackets where the text gives no such note.

        Word has no note inside a note: there the inner one's words stand in brackets.
        """
        found = self._notes.get(label)
        if found is None or label in self._open_notes:
            return [string(f"[{label}]")]
        self._open_notes.append(label)
        try:
            blocks = self.write(found.blocks, Setting.INSIDE)
        finally:
            self._open_notes.pop()
        if self._open_notes:
            return [string(f" [{plain_text(blocks)}]")]
        return [note(blocks or [para((string(NO_TEXT),))])]


def _is_lettered(block: ListNode) -> bool:
    return block.ordered and block.first == 1


def _notes(report: Report) -> Iterator[Note]:
    """Every footnote's text, the first of each label last so that it is the one kept."""
    found: list[Note] = []
    for section in report.sections:
        found += _inner_notes(section.part.blocks)
        for entry in section.part.fields:
            found += _inner_notes(entry.blocks)
    return reversed(found)


def _inner_notes(blocks: Iterable[BlockNode]) -> Iterator[Note]:
    for block in blocks:
        match block:
            case Note():
                yield block
                yield from _inner_notes(block.blocks)
            case Quote():
                yield from _inner_notes(block.blocks)
            case ListNode():
                for item in block.items:
                    yield from _inner_notes(item.blocks)
            case _:
                pass


def texts_of(report: Report) -> Iterator[str]:
    """Every paragraph, cell and item that may hold a bracket, as plain text in the order of the document."""
    for section in report.sections:
        for entry in section.part.fields:
            yield from _inner_texts(entry.blocks)
        yield from _inner_texts(section.part.blocks)


def _inner_texts(blocks: Iterable[BlockNode]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | HeadingNode():
                yield plain_words(block.inlines)
            case Note() | Quote():
                yield from _inner_texts(block.blocks)
            case ListNode():
                for item in block.items:
                    yield from _inner_texts(item.blocks)
            case TableNode():
                for row in (block.head, *block.rows):
                    yield from (plain_words(cell.inlines) for cell in row)
            case _:
                pass
