"""The parts around the text: header and footer with the marking, settings, fonts and properties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from imr_tui.dataclass import dataclass
from imr_tui.word.nodes import xml_text
from imr_tui.word.palette import FONT, LANGUAGE
from imr_tui.word.styles import WORD_NS
from imr_tui.word.wordxml import RELATION_NS, parse, serialise

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# Part, its kind, which pages show it; the relation's id is the part's name.
FRAME_PARTS = (
    ("header1", "header", "default"),
    ("header2", "header", "first"),
    ("footer1", "footer", "default"),
    ("footer2", "footer", "first"),
)
COMMENT_PARTS = (
    ("comments", f"{RELATION_NS}/comments"),
    ("commentsExtended", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"),
)
DROPPED = ("docProps/custom.xml", "word/comments.xml", "word/webSettings.xml")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text, all of it from the front matter: marking, footer line and properties."""

    marking: str
    footer: tuple[str, ...]
    title: str
    subject: str
    author: str
    company: str
    on: date | None


def frame_parts(frame: Frame, pages: int) -> dict[str, bytes]:
    """The parts by name. `pages` is how many pages there seem to be: Word counts them itself when it opens the file."""
    marking = f'<w:p><w:pPr><w:pStyle w:val="ProtectiveMarking"/></w:pPr><w:r><w:t xml:space="preserve">{xml_text(frame.marking)}</w:t></w:r></w:p>'
    line = "  |  ".join(xml_text(piece) for piece in frame.footer)
    footer = (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">{line}  |  Page </w:t></w:r>'
        f'{_field("PAGE", 2)}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_field("NUMPAGES", pages)}</w:p>'
    )
    return {
        "word/header1.xml": _part("hdr", marking),
        "word/header2.xml": _part("hdr", marking),
        "word/footer1.xml": _part("ftr", footer + marking),
        "word/footer2.xml": _part("ftr", marking),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "docProps/core.xml": _core(frame),
        "docProps/app.xml": _app(frame),
    }


def relations(existing: bytes, *, has_comments: bool = False) -> bytes:
    """The document's relations with the frame's added and those to dropped parts taken out."""
    root = parse(existing)
    gone = {name.removeprefix("word/") for name in DROPPED}
    for node in list(root):
        if node.get("Target", "").lstrip("/").removeprefix("word/") in gone:
            root.remove(node)
    added = [(name, f"{RELATION_NS}/{kind}") for name, kind, _ in FRAME_PARTS]
    for name, kind in (*added, *(COMMENT_PARTS if has_comments else ())):
        node = root.makeelement(
            f"{{{root.nsmap[None]}}}Relationship",
            {"Id": name, "Type": kind, "Target": f"{name}.xml"},
        )
        root.append(node)
    return serialise(root)


def package_relations(existing: bytes) -> bytes:
    """The package's relations without those to dropped parts."""
    root = parse(existing)
    for node in list(root):
        if node.get("Target", "").lstrip("/") in DROPPED:
            root.remove(node)
    return serialise(root)


def content_types(existing: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The list of content types for exactly these parts."""
    root = parse(existing)
    space = root.nsmap[None]
    for node in list(root):
        name = node.get("PartName")
        if name is not None and name.lstrip("/") not in parts:
            root.remove(node)
    added = [(name, kind) for name, kind, _ in FRAME_PARTS]
    added += [(name, name) for name, _ in COMMENT_PARTS if f"word/{name}.xml" in parts]
    known = {node.get("PartName") for node in root}
    for name, kind in added:
        if f"/word/{name}.xml" in known:
            continue
        root.append(
            root.makeelement(
                f"{{{space}}}Override", {"PartName": f"/word/{name}.xml", "ContentType": f"{_TYPES}{kind}+xml"}
            )
        )
    return serialise(root)


def section_frame() -> str:
    """The references of the first section, which the others take over, as XML."""
    return "".join(f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>' for name, kind, pages in FRAME_PARTS)


def _field(name: str, cached: int) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{cached}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _part(root: str, inside: str) -> bytes:
    return f'{_HEAD}<w:{root} xmlns:w="{WORD_NS}" xmlns:r="{RELATION_NS}">{inside}</w:{root}>'.encode()


def _settings() -> bytes:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", "15"),
            ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"),
            ("doNotFlipMirrorIndents", "1"),
            ("differentiateMultirowTableHeaders", "1"),
        )
    )
    names = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "followedHyperlink", "hyperlink")
    colours = 'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" ' + " ".join(
        f'w:{name}="{name}"' for name in names
    )
    inside = (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compatibility}</w:compat><w:themeFontLang w:val="{LANGUAGE}"/>'
        f'<w:clrSchemeMapping {colours}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )
    return _part("settings", inside)


def _fonts() -> bytes:
    rows = (
        (FONT, "020B0604020202020204", "swiss", "variable"),
        ("Courier New", "02070309020205020404", "modern", "fixed"),
    )
    inside = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:charset w:val="00"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
        for name, panose, family, pitch in rows
    )
    return _part("fonts", inside)


def _core(frame: Frame) -> bytes:
    """Title, subject, author, language and dates; what the front matter does not give is left out."""
    texts = (
        ("dc:title", frame.title),
        ("dc:subject", frame.subject),
        ("dc:creator", frame.author),
        ("cp:lastModifiedBy", frame.author),
    )
    inside = "".join(f"<{name}>{xml_text(text)}</{name}>" for name, text in texts if text)
    inside += f"<dc:language>{LANGUAGE}</dc:language>"
    if frame.on is not None:
        moment = f"{frame.on.isoformat()}T00:00:00Z"
        inside += "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
        )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inside}</cp:coreProperties>'
    ).encode()


def _app(frame: Frame) -> bytes:
    company = f"<Company>{xml_text(frame.company)}</Company>" if frame.company else ""
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{company}</Properties>'
    ).encode()
