"""A force's own Word file as house style: its styles are used, and those of ours that it lacks are added.

Only styles and the theme's colours and typefaces are taken. Text, pictures, links to other files and the file's own lists
stay behind; a file with macros is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from imr_tui.errors import InputError
from imr_tui.word.package import CONTENT_TYPES, read_package, write_package
from imr_tui.word.palette import LANGUAGE, NUMBER_INDENT
from imr_tui.word.styles import NUMBERED_LIST
from imr_tui.word.wordxml import VAL, Element, W, fragment, make, parse, serialise, set_property

_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PROGRAMS = ("vbaproject.bin", "vbadata.xml", "activex1.xml", "activex1.bin")
_MOST_BYTES = 40 * 1024 * 1024
# What holds the contents, tables and page heads together, whatever a house style says of it.
_ALWAYS_OURS = frozenset({"toc heading", "toc 1", "toc 2", "table", "header", "footer"})
_REFERS = tuple(f"{W}{name}" for name in ("basedOn", "next", "link", "pStyle", "rStyle"))


def merge_house_style(reference: bytes, house: bytes) -> bytes:
    """Our reference document with the styles of `house`, a Word file.

    Raises InputError where that cannot be read as one.
    """
    ours = read_package(reference)
    theirs = read_package(house, most_bytes=_MOST_BYTES)
    _refuse_macros(theirs)
    styles = _read(theirs, _STYLES)
    own = parse(ours[_STYLES])
    _rename(styles, _new_ids(styles, own))
    _drop_lists(styles)
    for style in list(styles.iterchildren(f"{W}style")):
        if _name(style) in _ALWAYS_OURS:
            styles.remove(style)
    known = {_name(style) for style in styles.iterchildren(f"{W}style")}
    default_kinds = {
        style.get(f"{W}type") for style in styles.iterchildren(f"{W}style") if style.get(f"{W}default") == "1"
    }
    for style in own.iterchildren(f"{W}style"):
        if _name(style) in known:
            continue
        added = deepcopy(style)
        if added.get(f"{W}type") in default_kinds and added.get(f"{W}default") is not None:
            del added.attrib[f"{W}default"]
        styles.append(added)
    _number_headings(styles)
    _match_front_headings(styles)
    _set_language(styles, own)
    merged = dict(ours)
    merged[_STYLES] = serialise(styles)
    if _THEME in theirs:
        merged[_THEME] = serialise(_themed(parse(ours[_THEME]), _read(theirs, _THEME)))
    return write_package(merged)


def _refuse_macros(parts: Mapping[str, bytes]) -> None:
    """InputError for a file that brings programs with it, whatever it is called."""
    types = parts[CONTENT_TYPES].lower()
    if any(name.lower().endswith(_PROGRAMS) for name in parts) or b"macroenabled" in types:
        raise InputError(
            "The house style cannot be used",
            "The file holds macros, and this program takes none from anywhere.",
            "Open it in Word, save it as a plain document (.docx) without macros and choose that file.",
        )


def _themed(own: Element, theirs: Element) -> Element:
    """Our theme with their colours and typefaces; the rest of a theme can lead to pictures that stay behind."""
    for name in ("clrScheme", "fontScheme"):
        old, new = (next(theme.iter(f"{_DRAWING}{name}"), None) for theme in (own, theirs))
        if old is not None and new is not None:
            old.getparent().replace(old, deepcopy(new))
    return own


def _read(parts: Mapping[str, bytes], name: str) -> Element:
    """A part of a file from elsewhere: no document type, hence no entities."""
    data = parts.get(name, b"")
    try:
        root = parse(data, ours=False)
    except etree.XMLSyntaxError as error:
        raise _unreadable() from error
    if root.getroottree().docinfo.doctype:
        raise _unreadable()
    return root


def _unreadable() -> InputError:
    return InputError(
        "The house style cannot be used",
        "Its styles cannot be read.",
        "Open the file in Word, save it again as .docx and choose that file.",
    )


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return name.get(VAL, "").casefold() if name is not None else ""


def _new_ids(styles: Element, own: Element) -> dict[str, str]:
    """Their ids that have to change: styles of a name we use take our id, other styles of that id make way."""
    wanted = {_name(style): style.get(f"{W}styleId", "") for style in own.iterchildren(f"{W}style")}
    taken = set(wanted.values())
    found: dict[str, str] = {}
    for style in styles.iterchildren(f"{W}style"):
        ident, name = style.get(f"{W}styleId", ""), _name(style)
        if name in wanted:
            found[ident] = wanted[name]
        elif ident in taken:
            found[ident] = f"{ident}House"
    return found


def _rename(styles: Element, ids: Mapping[str, str]) -> None:
    for style in styles.iterchildren(f"{W}style"):
        ident = style.get(f"{W}styleId", "")
        style.set(f"{W}styleId", ids.get(ident, ident))
        for node in style.iter(*_REFERS):
            node.set(VAL, ids.get(node.get(VAL, ""), node.get(VAL, "")))


def _drop_lists(styles: Element) -> None:
    """Their lists are not taken over, so their styles may not ask for them."""
    for node in list(styles.iter(f"{W}numPr")):
        node.getparent().remove(node)


def _number_headings(styles: Element) -> None:
    """Chapters keep our numbers, whatever they look like."""
    for style in styles.iterchildren(f"{W}style"):
        if style.get(f"{W}styleId") != "Heading1":
            continue
        holder = style.find(f"{W}pPr")
        if holder is None:
            holder = make("pPr")
            run = style.find(f"{W}rPr")
            style.insert(list(style).index(run) if run is not None else len(style), holder)
        numbers = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{NUMBERED_LIST}"/></w:numPr>'
        indent = f'<w:ind w:left="{NUMBER_INDENT}" w:hanging="{NUMBER_INDENT}"/>'
        for element in fragment(numbers + indent):
            set_property(holder, element)


def _match_front_headings(styles: Element) -> None:
    """The headings ahead of the body have no numbers but the same type as the chapters."""
    by_id = {style.get(f"{W}styleId"): style for style in styles.iterchildren(f"{W}style")}
    look = by_id["Heading1"].find(f"{W}rPr")
    for ident in ("FrontHeading", "AppendixHeading"):
        old = by_id[ident].find(f"{W}rPr")
        if old is not None:
            by_id[ident].remove(old)
        if look is not None:
            by_id[ident].append(deepcopy(look))


def _set_language(styles: Element, own: Element) -> None:
    """The text is British English, whatever language the house style was saved in."""
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        styles.insert(0, deepcopy(own.find(f"{W}docDefaults")))
        return
    run_defaults = defaults.find(f"{W}rPrDefault")
    run = run_defaults.find(f"{W}rPr") if run_defaults is not None else None
    if run is None:
        ours = own.find(f"{W}docDefaults/{W}rPrDefault")
        if run_defaults is not None:
            defaults.remove(run_defaults)
        defaults.insert(0, deepcopy(ours))
        return
    language = run.find(f"{W}lang")
    if language is None:
        language = make("lang")
        run.append(language)
    language.set(VAL, LANGUAGE)
    for style in styles.iterchildren(f"{W}style"):
        for node in style.findall(f"{W}rPr/{W}lang"):
            node.getparent().remove(node)
