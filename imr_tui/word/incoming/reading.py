"""From a Word file's bytes to its blocks in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from imr_tui.errors import InputError
from imr_tui.word.incoming.model import Block, Cell, LeftOut, Listed, Para, Table, What, WordText
from imr_tui.word.incoming.package import Package, W, open_package
from imr_tui.word.incoming.runs import Reader, clean
from imr_tui.word.incoming.styles import Styles, read_styles, value, whole

MOST_BLOCKS = 60_000
MOST_COLUMNS = 60
_CONTENTS_STYLE = re.compile(r"(toc|table of figures|contents) ?(heading|\d)?$")
_NOTES = (("footnotes", "f", "footnote"), ("endnotes", "e", "endnote"))
_INTO = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"})
_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_word(data: bytes) -> WordText:
    """The text of a .docx file. Raises `InputError` for a file that cannot be used."""
    package = open_package(data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise InputError("The Word file cannot be used", "It holds no text.", "Ask for the document again.")
    styles = read_styles(package)
    reader = Reader(styles, package.relations(package.main))
    blocks = tuple(_blocks(body, reader, styles))
    notes = _read_notes(package, styles, reader)
    return WordText(blocks, MappingProxyType(notes), (*reader.left_out, *_around(package)), _title(package))


def _blocks(parent: etree._Element, reader: Reader, styles: Styles) -> Iterator[Block]:
    for count, element in enumerate(_flat(parent, reader)):
        if count >= MOST_BLOCKS:
            raise InputError(
                "The Word file cannot be used", f"It has more than {MOST_BLOCKS:,} paragraphs.", "Import it in parts."
            )
        if element.tag == f"{W}tbl":
            yield _table(element, reader, styles)
        else:
            para = _paragraph(element, reader, styles)
            if para is not None:
                yield para


def flat_blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a text in order, as elements."""
    return _flat(parent, None)


def _flat(parent: etree._Element, reader: Reader | None) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls; a table of contents is left out as a whole."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _INTO:
            gallery = value(child, "sdtPr/docPartObj/docPartGallery") or ""
            if "Contents" in gallery:
                if reader is not None:
                    reader.leave(What.CONTENTS)
            else:
                yield from _flat(child, reader)


def _paragraph(element: etree._Element, reader: Reader, styles: Styles) -> Para | None:
    """A paragraph; None for an entry of a table of contents."""
    style = styles.of(value(element, "pPr/pStyle"))
    runs = reader.runs(element, hidden=style.hidden)
    if _CONTENTS_STYLE.match(style.name):
        if not any(entry.what is What.CONTENTS for entry in reader.left_out):
            reader.leave(What.CONTENTS)
        return None
    properties = element.find(f"{W}pPr")
    heading = styles.level(element)
    number = value(properties, "numPr/numId")
    number = style.number if number is None else number
    depth = whole(value(properties, "numPr/ilvl"), style.number_level)
    anchors = tuple(entry.get(f"{W}name", "") for entry in element.iter(f"{W}bookmarkStart"))
    listed = Listed.NO if heading else styles.listed(number, depth)
    return Para(runs, style.name, heading, listed, depth, tuple(name for name in anchors if name))


def _table(element: etree._Element, reader: Reader, styles: Styles) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in element.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not element:
            continue
        if row.find(f"{W}trPr/{W}del") is not None:
            reader.leave(What.DELETED, "", sum(len((entry.text or "").split()) for entry in row.iter(f"{W}t")))
            continue
        rows.append(tuple(_cells(row, reader, styles)))
    width = max((len(row) for row in rows), default=0)
    even = tuple(row + (Cell(()),) * (width - len(row)) for row in rows)
    outer = tuple(entry.get(f"{W}name", "") for entry in element.iterchildren(f"{W}bookmarkStart"))
    return Table(even, outer)


def _cells(row: etree._Element, reader: Reader, styles: Styles) -> Iterator[Cell]:
    for element in row.iter(f"{W}tc"):
        if next(element.iterancestors(f"{W}tr")) is not row:
            continue
        span = min(max(1, whole(value(element, "tcPr/gridSpan"), 1)), MOST_COLUMNS)
        merge = element.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
        yield Cell(tuple(_cell_paras(element, reader, styles)), span, goes_on)
        yield from (Cell(()) for _ in range(span - 1))


def _cell_paras(element: etree._Element, reader: Reader, styles: Styles) -> Iterator[Para]:
    """The paragraphs of a cell; a table within it gives a paragraph a row."""
    for block in _blocks(element, reader, styles):
        if isinstance(block, Para):
            yield replace(block, level=0)
            continue
        for row in block.rows:
            runs = tuple(run for cell in row for para in cell.paras for run in para.runs)
            yield Para(runs)


def _read_notes(package: Package, styles: Styles, reader: Reader) -> dict[str, tuple[Para, ...]]:
    found: dict[str, tuple[Para, ...]] = {}
    for kind, letter, tag in _NOTES:
        for name in package.related(kind):
            root = package.xml(name)
            notes = Reader(styles, package.relations(name), reader.left_out)
            for note in root.iter(f"{W}{tag}") if root is not None else ():
                if note.get(f"{W}type") is None:
                    paras = (_paragraph(entry, notes, styles) for entry in note.iter(f"{W}p"))
                    found[f"{letter}{note.get(f'{W}id', '')}"] = tuple(para for para in paras if para is not None)
    return found


def _around(package: Package) -> Iterator[LeftOut]:
    """What stands beside the text and is not carried: headers and footers that say something, comments, macros."""
    for kind, what in (("header", What.HEADER), ("footer", What.FOOTER), ("comments", What.COMMENT)):
        for name in package.related(kind):
            root = package.xml(name)
            if root is None:
                continue
            if what is What.COMMENT:
                yield from (LeftOut(what, "", _count(entry)) for entry in root.iter(f"{W}comment"))
            elif words := _words(root.iter(f"{W}t")):
                yield LeftOut(what, words[:80], len(words.split()))
    if any(name.casefold().endswith("vbaproject.bin") for name in package.parts):
        yield LeftOut(What.MACROS)


def _words(entries: Iterable[etree._Element]) -> str:
    return " ".join(clean(" ".join(entry.text or "" for entry in entries)).split())


def _count(element: etree._Element) -> int:
    return len(_words(element.iter(f"{W}t")).split())


def _title(package: Package) -> str:
    for relation in package.relations("").values():
        if relation.kind == "core-properties" and relation.target in package.parts:
            root = package.xml(relation.target)
            entry = root.find(_CORE_TITLE) if root is not None else None
            return " ".join(clean(entry.text or "").split()) if entry is not None else ""
    return ""
