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
SECTION, KEEP_NEXT, INDENT, SPACING = f"{W}sectPr", f"{W}keepNext", f"{W}ind", f"{W}spacing"
_PROPERTIES, _STYLE, _LIST = f"{W}pPr", f"{W}pStyle", f"{W}numPr"
_TEXT, _BREAK, _TAB = f"{W}t", f"{W}br", f"{W}tab"
TEXTS = (_TEXT, _BREAK, _TAB)
"""What the words of a paragraph stand in."""

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


def child_of(element: Element, tag: str) -> Element | None:
    """The first child of that name; None where there is none."""
    # `find` does the same in several times the time: it takes a path.
    for found in element.iterchildren(tag):
        return found
    return None


def properties(paragraph: Element) -> Element:
    """A paragraph's properties, made where there are none."""
    found = child_of(paragraph, _PROPERTIES)
    if found is None:
        found = etree.Element(_PROPERTIES)
        paragraph.insert(0, found)
    return found


def set_property(holder: Element, element: Element) -> None:
    """Put a property into a paragraph's properties at its place in the schema's order, instead of an older one."""
    tag = element.tag
    rank = _RANK[tag]
    old: Element | None = None
    behind: Element | None = None
    for child in holder:
        own = child.tag
        if own == tag:
            old = child if old is None else old
        elif behind is None and _RANK.get(own, 0) > rank:
            behind = child
    if old is not None:
        holder.remove(old)
    if behind is None:
        holder.append(element)
    else:
        behind.addprevious(element)


def keep_next(paragraph: Element) -> None:
    """Hold a paragraph together with the one behind it."""
    holder = properties(paragraph)
    for child in holder:
        tag = child.tag
        if tag == KEEP_NEXT:
            return
        if tag != _STYLE:
            set_property(holder, etree.Element(KEEP_NEXT))
            return
    etree.SubElement(holder, KEEP_NEXT)


def make(name: str, **attributes: object) -> Element:
    """An element of Word's namespace with attributes of the same."""
    return etree.Element(f"{W}{name}", {f"{W}{key}": str(value) for key, value in attributes.items()})


def add(parent: Element, name: str, **attributes: object) -> None:
    """Such an element as the last child of another."""
    etree.SubElement(parent, f"{W}{name}", {f"{W}{key}": str(value) for key, value in attributes.items()})


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style; empty where it has none."""
    # Asked of every paragraph many times. The schema has the properties first of all, and the style first of them.
    for holder in paragraph:
        if holder.tag != _PROPERTIES:
            return ""
        for first in holder:
            style: str = first.get(VAL, "") if first.tag == _STYLE else ""
            return style
        return ""
    return ""


_IN_STYLE = etree.XPath("w:p[w:pPr/w:pStyle/@w:val = $style]", namespaces={"w": WORD_NS})


def in_style(body: Element, style: str) -> list[Element]:
    """The paragraphs of a style that stand in the body itself, in order."""
    found: list[Element] = _IN_STYLE(body, style=style)
    return found


def set_style(paragraph: Element, style: str) -> None:
    """Set a paragraph in a style."""
    holder = properties(paragraph)
    old = child_of(holder, _STYLE)
    if old is None:
        set_property(holder, make("pStyle", val=style))
    else:
        old.set(VAL, style)


def text_of(element: Element) -> str:
    """The words in an element; a line break is a line end."""
    found: list[str] = []
    for node in element.iter(*TEXTS):
        found.append(words_of(node))
    return "".join(found)


def words_of(node: Element) -> str:
    """What one of `TEXTS` says."""
    tag = node.tag
    return (node.text or "") if tag == _TEXT else "\n" if tag == _BREAK else " "


def list_of(paragraph: Element) -> tuple[int, int] | None:
    """The number and level of the list that a paragraph itself (not its style) is set in."""
    own = child_of(paragraph, _PROPERTIES)
    holder = child_of(own, _LIST) if own is not None else None
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
