"""What has to hold of every finished file before it is handed over."""

from __future__ import annotations

from collections.abc import Mapping

from imr_tui.errors import ExportError
from imr_tui.word.package import CONTENT_TYPES
from imr_tui.word.palette import LANGUAGE
from imr_tui.word.wordxml import BOOKMARK_START, RELATION_NS, ROW, TABLE, VAL, Element, P, W, parse, text_of

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LONGEST_BOOKMARK = 40
_HARMLESS = (["TOC"], ["PAGEREF"], ["SEQ"])
_OUTWARD = ("http://", "https://", "mailto:")
_READ = tuple(
    f"word/{name}.xml"
    for name in ("document", "footnotes", "numbering", "styles", "header1", "header2", "footer1", "footer2", "comments")
)


def check(parts: Mapping[str, bytes], marking: str) -> None:
    """Raise ExportError where the file is not sound; `marking` has to stand at the head and foot of every page."""
    faults = find_faults(parts, marking)
    if faults:
        raise ExportError(
            "The Word file was not made",
            f"The finished file did not pass this program's own checks: {'; '.join(faults)}.",
            "Your document is unchanged. Tell whoever looks after this program.",
        )


def find_faults(parts: Mapping[str, bytes], marking: str) -> list[str]:
    """What is wrong with a file, in words that quote nothing of the document."""
    roots = {name: parse(parts[name]) for name in _READ if name in parts}
    document = roots["word/document.xml"]
    body = document.find(f"{W}body")
    if body is None:
        return ["there is no text part"]
    found = [
        *_bookmarks(body),
        *_styles(roots),
        *_fields(body),
        *_headings(body),
        *_tables(body),
        *_pictures(body),
        *_sections(body, parts, marking),
        *_comments(body, roots),
        *_package(parts),
    ]
    return list(dict.fromkeys(found))


def _bookmarks(body: Element) -> list[str]:
    names = [start.get(f"{W}name", "") for start in body.iter(BOOKMARK_START)]
    found = []
    if len(set(names)) != len(names):
        found.append("a bookmark stands twice")
    if any(not name or len(name) > _LONGEST_BOOKMARK or not name[0].isalpha() for name in names):
        found.append("a bookmark has a name that Word does not take")
    targets = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    pages = {
        words[1] for words in (_instruction(node) for node in body.iter(f"{W}instrText")) if words[:1] == ["PAGEREF"]
    }
    if not (targets | pages) <= set(names):
        found.append("a link leads nowhere")
    return found


def _instruction(node: Element) -> list[str]:
    return (node.text or "").split()


def _styles(roots: Mapping[str, Element]) -> list[str]:
    styles = roots["word/styles.xml"]
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    lists = {number.get(f"{W}numId") for number in roots["word/numbering.xml"].iterchildren(f"{W}num")}
    found = []
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or language.get(VAL) != LANGUAGE:
        found.append("the language is not set")
    for root in roots.values():
        used = {node.get(VAL) for node in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn")}
        if not used <= known:
            found.append("a style is missing")
        if not {node.get(VAL) for node in root.iter(f"{W}numId")} <= lists | {"0"}:
            found.append("a list's numbering is missing")
    return found


def _fields(body: Element) -> list[str]:
    """Every field is closed, and none is of a kind that fetches or runs anything."""
    asked = [_instruction(node) for node in body.iter(f"{W}instrText")]
    asked += [node.get(f"{W}instr", "").split() for node in body.iter(f"{W}fldSimple")]
    if any(words[:1] not in _HARMLESS for words in asked):
        return ["a field is of a kind that is not used here"]
    depth = 0
    for node in body.iter(f"{W}fldChar"):
        kind = node.get(f"{W}fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0 or node.get(f"{W}dirty") is not None:
            return ["a field is not closed"]
    return ["a field is not closed"] if depth else []


def _headings(body: Element) -> list[str]:
    level = 0
    for holder in body.iter(f"{W}pStyle"):
        name = holder.get(VAL, "")
        if name == "AppendixHeading":
            level = 1
        elif name.startswith(("Heading", "RecordHeading")) and name[-1].isdigit():
            now = int(name[-1])
            if now > level + 1:
                return ["the headings leave out a level"]
            level = now
    return []


def _tables(body: Element) -> list[str]:
    found = []
    for table in body.iter(TABLE):
        row = table.find(ROW)
        if row is None or row.find(f"{W}trPr/{W}tblHeader") is None:
            found.append("a table has no header row")
        title = table.find(f"{W}tblPr/{W}tblCaption")
        if title is None or not title.get(VAL):
            found.append("a table has no title")
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in table.iterchildren(ROW)):
            found.append("a table's row may be split")
    return found


def _pictures(body: Element) -> list[str]:
    return ["a picture has no alternative text"] if any(not node.get("descr") for node in body.iter(_DRAWING)) else []


def _comments(body: Element, roots: Mapping[str, Element]) -> list[str]:
    """Every comment is anchored once, from a beginning to an end, and every anchor has its comment."""
    part = roots.get("word/comments.xml")
    known = [node.get(f"{W}id") for node in part] if part is not None else []
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        anchored = [node.get(f"{W}id") for node in body.iter(f"{W}{name}")]
        if sorted(anchored, key=str) != sorted(known, key=str) or len(set(anchored)) != len(anchored):
            return ["a comment has lost its place"]
    return []


def _sections(body: Element, parts: Mapping[str, bytes], marking: str) -> list[str]:
    """Every section shows the marking in header and footer, its own or the ones it takes over from the section before."""
    targets = {node.get("Id"): node.get("Target", "") for node in parse(parts["word/_rels/document.xml.rels"])}
    shown: dict[tuple[str, str], bool] = {}
    for section in body.iter(f"{W}sectPr"):
        for node in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
            name = f"word/{targets.get(node.get(f'{{{RELATION_NS}}}id'), '')}"
            holds = name in parts and any(text_of(line).strip() == marking for line in parse(parts[name]).iter(P))
            shown[(node.tag, node.get(f"{W}type", ""))] = holds
        pages = ("default", "first") if section.find(f"{W}titlePg") is not None else ("default",)
        if not all(
            shown.get((f"{W}{kind}", page)) for kind in ("headerReference", "footerReference") for page in pages
        ):
            return ["the protective marking is missing on a page"]
    return []


def _package(parts: Mapping[str, bytes]) -> list[str]:
    types = parse(parts[CONTENT_TYPES])
    named = {node.get("PartName", "").lstrip("/") for node in types if node.get("PartName")}
    endings = {node.get("Extension", "").lower() for node in types if node.get("Extension")}
    untyped = [
        name
        for name in parts
        if name != CONTENT_TYPES and name not in named and name.rpartition(".")[2].lower() not in endings
    ]
    found = ["a part has no content type"] if untyped or not named <= set(parts) else []
    relations = [node for name in parts if name.endswith(".rels") for node in parse(parts[name])]
    outward = [node for node in relations if node.get("TargetMode") == "External"]
    if not all(
        node.get("Type", "").endswith("/hyperlink") and node.get("Target", "").lower().startswith(_OUTWARD)
        for node in outward
    ):
        found.append("a part leads outside the file")
    if any(name.lower().endswith((".bin", ".vba", ".dotm")) for name in parts):
        found.append("a part may hold a program")
    return found
