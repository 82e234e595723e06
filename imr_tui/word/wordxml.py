"""Word's XML: names, and the few ways in which finished parts are changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from imr_tui.word.styles import WORD_NS

W = f"{{{WORD_NS}}}"
RELATION_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{RELATION_NS}}}"
Element: TypeAlias = Any  # lxml carries no types

P, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
BOOKMARK_START, BOOKMARK_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
VAL = f"{W}val"
_PROPERTIES, _STYLE = f"{W}pPr", f"{W}pStyle"

# The schema's order of the paragraph properties that are set here.
_PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *(
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
    ),
    *("autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
    *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle"),
    *("rPr", "sectPr", "pPrChange"),
)
_RANK = {f"{W}{name}": rank for rank, name in enumerate(_PARAGRAPH_ORDER)}


def parse(data: bytes, *, ours: bool = True) -> Element:
    """A part's root. Nothing is fetched; parts of files from elsewhere (not `ours`) are read within libxml2's limits."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=ours)
    return etree.fromstring(data, parser)


def serialise(root: Element) -> bytes:
    """A part as bytes."""
    out: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return out


def fragment(xml: str) -> list[Element]:
    """Elements from XML without namespace declarations."""
    return list(etree.fromstring(f'<x xmlns:w="{WORD_NS}" xmlns:r="{RELATION_NS}">{xml}</x>'))


def properties(paragraph: Element) -> Element:
    """A paragraph's properties, made where there are none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def set_property(holder: Element, element: Element) -> None:
    """Put a property into a paragraph's properties at its place in the schema's order, instead of an older one."""
    old = holder.find(element.tag)
    if old is not None:
        holder.remove(old)
    rank = _RANK[element.tag]
    at = next((n for n, child in enumerate(holder) if _RANK.get(child.tag, 0) > rank), len(holder))
    holder.insert(at, element)


def make(name: str, **attributes: object) -> Element:
    """An element of Word's namespace with attributes of the same."""
    element = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        element.set(f"{W}{key}", str(value))
    return element


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style; empty where it has none."""
    # Asked of every paragraph many times. The schema has the properties first of all, and the style first of them.
    if not len(paragraph) or paragraph[0].tag != _PROPERTIES:
        return ""
    holder = paragraph[0]
    if not len(holder) or holder[0].tag != _STYLE:
        return ""
    style: str = holder[0].get(VAL, "")
    return style


def set_style(paragraph: Element, style: str) -> None:
    """Set a paragraph in a style."""
    set_property(properties(paragraph), make("pStyle", val=style))


def text_of(element: Element) -> str:
    """The words in an element; a line break is a line end."""
    found: list[str] = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        found.append((node.text or "") if node.tag == f"{W}t" else "\n" if node.tag == f"{W}br" else " ")
    return "".join(found)


def list_of(paragraph: Element) -> tuple[int, int] | None:
    """The number and level of the list that a paragraph itself (not its style) is set in."""
    holder = paragraph.find(f"{W}pPr/{W}numPr")
    if holder is None:
        return None
    level, number = holder.find(f"{W}ilvl"), holder.find(f"{W}numId")
    if number is None:
        return None
    return int(number.get(VAL, "0")), int(level.get(VAL, "0")) if level is not None else 0


def inside(start: Element) -> Iterator[Element]:
    """The siblings between a bookmark's start and its end."""
    ident = start.get(f"{W}id")
    node = start.getnext()
    while node is not None:
        if node.tag == BOOKMARK_END and node.get(f"{W}id") == ident:
            return
        yield node
        node = node.getnext()
