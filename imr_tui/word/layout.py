"""On which page each bookmark comes to stand: an estimate, for the page numbers that stand in the contents until Word counts.

Word and every other program lay text out themselves; the estimate follows the styles' sizes, spacing and keeping together,
and is as a rule right or one page out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil

from imr_tui.dataclass import dataclass
from imr_tui.word.metrics import line_count
from imr_tui.word.palette import MARGIN_BOTTOM, MARGIN_TOP, PAGE_LONG, PAGE_SHORT, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE
from imr_tui.word.wordxml import (
    BOOKMARK_START,
    CELL,
    INDENT,
    KEEP_NEXT,
    ROW,
    SECTION,
    SPACING,
    TABLE,
    TEXTS,
    VAL,
    Element,
    P,
    W,
    child_of,
    style_of,
    text_of,
    words_of,
)

_SINGLE_LINE = 23.0  # twips a line for each point of size: Arial's own line height
_WHOLE_LINE = 240
_CELL_MARGINS = (100, 170)
_EDGE = 12
_BORDER_PADDING = 180
_EMU = 635
_NOTE_MARK = f"{W}footnoteReference"
_TOGETHER = 2  # lines of a paragraph at the foot or head of a page
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_NAME = f"{W}name"
_BORDERS, _TOP = f"{W}pBdr", f"{W}top"
_CHANGES = frozenset({SPACING, INDENT, KEEP_NEXT, f"{W}pageBreakBefore", _BORDERS})
_READ = (*TEXTS, BOOKMARK_START, _NOTE_MARK, _EXTENT)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph style does to height."""

    size: float = 11.0
    bold: bool = False
    before: int = 0
    after: int = 0
    line: int = _WHOLE_LINE
    exact: bool = False
    left: int = 0
    right: int = 0
    keep_next: bool = False
    new_page: bool = False
    padding: int = 0


_USUAL = _Look()


@dataclass(slots=True)
class _Item:
    """A paragraph or row: its height, what of it has to stand together with what is ahead, and its bookmarks."""

    height: float
    least: float
    bookmarks: tuple[str, ...]
    keep_next: bool = False
    new_page: bool = False
    whole: bool = False
    repeated: float = 0.0
    notes: float = 0.0
    before: float = 0.0
    after: float = 0.0
    padding: float = 0.0
    lines: int = 0
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Pages:
    """The page of each bookmark, from 1, and how many pages there are."""

    of: Mapping[str, int]
    count: int


def estimate(body: Element, styles: Element, footnotes: Element | None) -> Pages:
    """Where everything comes to stand."""
    return _Estimate(styles, footnotes).pages(body)


class _Estimate:
    def __init__(self, styles: Element, footnotes: Element | None) -> None:
        self._looks = _read_looks(styles)
        self._notes: dict[str, str] = {}
        if footnotes is not None:
            for note in footnotes.iterchildren(f"{W}footnote"):
                self._notes[note.get(f"{W}id", "")] = text_of(note)
        self._changed: dict[tuple[object, ...], _Look] = {}
        self._page = 1
        self._used = 0.0
        self._gap = 0.0
        self._where: dict[str, int] = {}

    def pages(self, body: Element) -> Pages:
        """Where the bookmarks of `body` come to stand."""
        for landscape, nodes in _sections(body):
            self._section(nodes, landscape=landscape)
            self._page, self._used = self._page + 1, 0.0
        return Pages(self._where, max(1, self._page - 1))

    def _section(self, nodes: list[Element], *, landscape: bool) -> None:
        width = TEXT_WIDTH_LANDSCAPE if landscape else TEXT_WIDTH
        height = float((PAGE_SHORT if landscape else PAGE_LONG) - MARGIN_TOP - MARGIN_BOTTOM)
        waiting: list[_Item] = []
        for item in self._items(nodes, width):
            waiting.append(item)
            if not item.keep_next:
                self._place(waiting, height)
                waiting = []
        self._place(waiting, height)

    def _items(self, nodes: list[Element], width: int) -> Iterator[_Item]:
        marks: list[str] = []
        boxed = False
        for node in nodes:
            if node.tag == BOOKMARK_START:
                marks.append(node.get(f"{W}name", ""))
            elif node.tag == P:
                item = self._paragraph(node, width)
                # Paragraphs with the same borders stand in one box, whose padding counts once.
                if item.padding and boxed:
                    item.height -= item.padding
                boxed = bool(item.padding)
                item.bookmarks = (*marks, *item.bookmarks)
                yield item
                marks = []
            elif node.tag == TABLE:
                boxed = False
                yield from self._table(node)
            elif node.tag == f"{W}sdt":
                yield from self._items(list(node.iter(P)), width)

    def _paragraph(self, node: Element, width: float) -> _Item:
        look = self._look(node)
        pieces: list[str] = []
        marks: list[str] = []
        notes = pictures = 0.0
        for inner in node.iter(*_READ):
            tag = inner.tag
            if tag in TEXTS:
                pieces.append(words_of(inner))
            elif tag == BOOKMARK_START:
                marks.append(inner.get(_NAME, ""))
            elif tag == _NOTE_MARK:
                notes += self._note_height(inner, width)
            else:
                pictures += int(inner.get("cy", "0")) / _EMU
        room = max(400.0, width - look.left - look.right)
        text = "".join(pieces)
        if "\n" in text:
            lines = sum(line_count(piece, room, look.size, bold=look.bold) for piece in text.split("\n"))
        else:
            lines = line_count(text, room, look.size, bold=look.bold)
        line = float(look.line) if look.exact else look.size * _SINGLE_LINE * look.line / _WHOLE_LINE
        height = look.before + lines * line + look.after + look.padding + pictures
        least = look.before + min(lines, 2) * line + pictures
        return _Item(
            height,
            least,
            tuple(marks),
            look.keep_next,
            look.new_page,
            notes=notes,
            before=look.before,
            after=look.after,
            padding=look.padding,
            lines=lines,
            line=line,
        )

    def _note_height(self, mark: Element, width: float) -> float:
        text = self._notes.get(mark.get(f"{W}id", ""), "")
        return line_count(text, width, 9) * 9 * _SINGLE_LINE + 40

    def _table(self, table: Element) -> Iterator[_Item]:
        widths = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        repeated = 0.0
        for n, row in enumerate(table.iterchildren(ROW)):
            height = 0.0
            marks: list[str] = []
            notes, held = 0.0, False
            for cell, width in zip(row.iterchildren(CELL), widths, strict=False):
                items = [self._paragraph(node, width - _CELL_MARGINS[1]) for node in cell.iterchildren(P)]
                height = max(height, sum(item.height for item in items))
                marks += [mark for item in items for mark in item.bookmarks]
                notes += sum(item.notes for item in items)
                held = held or any(item.keep_next for item in items)
            height += _CELL_MARGINS[0] + _EDGE
            if n == 0:
                repeated = height
            yield _Item(
                height, height, tuple(marks), keep_next=held, whole=True, repeated=repeated if n else 0.0, notes=notes
            )

    def _look(self, node: Element) -> _Look:
        own = child_of(node, f"{W}pPr")
        if own is None:
            return self._looks.get("Normal", _USUAL)
        style = style_of(node)
        # What changes a style's look comes again and again: it is worked out once for each that says the same.
        said: list[object] = [style]
        for child in own:
            tag = child.tag
            if tag in _CHANGES:
                said += (tag, *child.items())
                if tag == _BORDERS:
                    said.append(child_of(child, _TOP) is not None)
        if len(said) == 1:
            return self._looks.get(style or "Normal", _USUAL)
        key = tuple(said)
        if key not in self._changed:
            self._changed[key] = _read_paragraph(own, self._looks.get(style or "Normal", _USUAL))
        return self._changed[key]

    def _place(self, items: list[_Item], page_height: float) -> None:
        if not items:
            return
        if any(item.new_page for item in items):
            self._turn()
        need = sum(item.height + item.notes for item in items[:-1]) + items[-1].least + items[-1].notes
        if self._used + need > page_height and self._used:
            self._turn()
            self._used += items[-1].repeated if items[-1].whole else 0
        for item in items:
            # Of two paragraphs' spaces that meet, the larger one counts; at the head of a page there is none.
            self._used -= min(self._gap, item.before) if self._used else item.before
            self._gap = item.after
            if self._used + item.height + item.notes - item.after > page_height and item.lines:
                self._split(item, page_height)
                continue
            self._here(item)
            self._used += item.height + item.notes
            if self._used - item.after > page_height:
                over = self._used - page_height
                self._page += ceil(over / page_height)
                self._used = over % page_height

    def _here(self, item: _Item) -> None:
        for name in item.bookmarks:
            self._where[name] = self._page

    def _split(self, item: _Item, page_height: float) -> None:
        """Break a paragraph between its lines, never one line from the others."""
        left = item.lines
        fit = int((page_height - self._used - item.before - item.padding - item.notes) / item.line)
        if min(fit, left - _TOGETHER) < _TOGETHER and self._used > 0:
            self._turn()
            fit = int(page_height / item.line)
        self._here(item)
        while left > fit:
            left -= max(_TOGETHER, min(fit, left - _TOGETHER))
            self._page += 1
            fit = int(page_height / item.line)
        self._used = left * item.line + item.after + item.padding

    def _turn(self) -> None:
        if self._used:
            self._page, self._used = self._page + 1, 0.0


def _sections(body: Element) -> Iterator[tuple[bool, list[Element]]]:
    endings = list(body.iter(SECTION))
    held = {ending.getparent().getparent(): ending for ending in endings}
    nodes: list[Element] = []
    for node in body:
        ending = node if node.tag == SECTION else held.get(node)
        if node.tag != SECTION:
            nodes.append(node)
        if ending is not None:
            size = ending.find(f"{W}pgSz")
            yield size is not None and size.get(f"{W}orient") == "landscape", nodes
            nodes = []


def _read_looks(styles: Element) -> dict[str, _Look]:
    found: dict[str, _Look] = {}
    elements = {
        style.get(f"{W}styleId", ""): style
        for style in styles.iterchildren(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }

    def look(ident: str, depth: int = 0) -> _Look:
        if ident in found or ident not in elements or depth > 20:  # noqa: PLR2004  a chain of styles that ends
            return found.get(ident, _Look())
        style = elements[ident]
        based = style.find(f"{W}basedOn")
        result = look(based.get(VAL, ""), depth + 1) if based is not None else _Look()
        size, bold = style.find(f"{W}rPr/{W}sz"), style.find(f"{W}rPr/{W}b")
        if size is not None:
            result = replace(result, size=int(size.get(VAL, "22")) / 2)
        result = replace(result, bold=result.bold or bold is not None)
        own = style.find(f"{W}pPr")
        found[ident] = _read_paragraph(own, result) if own is not None else result
        return found[ident]

    for ident in elements:
        look(ident)
    return found


def _read_paragraph(holder: Element, look: _Look) -> _Look:
    """A look as paragraph properties change it."""
    spacing, indent = holder.find(f"{W}spacing"), holder.find(f"{W}ind")
    if spacing is not None:
        look = replace(
            look,
            before=int(spacing.get(f"{W}before", look.before)),
            after=int(spacing.get(f"{W}after", look.after)),
            line=int(spacing.get(f"{W}line", look.line)),
            exact=spacing.get(f"{W}lineRule", "auto") == "exact" if spacing.get(f"{W}line") else look.exact,
        )
    if indent is not None:
        look = replace(
            look, left=int(indent.get(f"{W}left", look.left)), right=int(indent.get(f"{W}right", look.right))
        )
    if holder.find(f"{W}pBdr/{W}top") is not None:
        look = replace(look, padding=_BORDER_PADDING)
    if holder.find(f"{W}keepNext") is not None:
        look = replace(look, keep_next=True)
    if holder.find(f"{W}pageBreakBefore") is not None:
        look = replace(look, new_page=True)
    return look


def fill_pages(body: Element, pages: Pages) -> None:
    """Write the estimated page into every reference to one."""
    name = ""
    for run in body.iter(f"{W}instrText", f"{W}t"):
        if run.tag == f"{W}instrText":
            words = (run.text or "").split()
            name = words[1] if len(words) > 1 and words[0] == "PAGEREF" else ""
        elif name:
            run.text = str(pages.of.get(name, 1))
            name = ""
