"""From pandoc's file to the finished one: the text dressed, the frame around it, pages estimated, parts in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from imr_tui.errors import ExportError
from imr_tui.word.dressing import dress, dress_notes
from imr_tui.word.flow import section_properties
from imr_tui.word.frame import DROPPED, Frame, content_types, frame_parts, package_relations, relations, section_frame
from imr_tui.word.layout import estimate, fill_pages
from imr_tui.word.numbering import PANDOC_ABSTRACT, look_of_level
from imr_tui.word.package import CONTENT_TYPES
from imr_tui.word.tables import TableFacts
from imr_tui.word.wordxml import VAL, Element, W, fragment, make, parse, serialise

_DOCUMENT, _STYLES, _NUMBERING, _FOOTNOTES = (
    f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes")
)


def finish(
    parts: Mapping[str, bytes],
    facts: Mapping[str, TableFacts],
    frame: Frame,
    *,
    numbered: bool,
    ends_landscape: bool,
    has_cover: bool,
    annotate: Callable[[Element], Mapping[str, bytes]] | None = None,
) -> dict[str, bytes]:
    """The parts of the finished file; `annotate` puts comments into the body and gives their parts."""
    done = {name: data for name, data in parts.items() if name not in DROPPED}
    document, styles, numbering, footnotes = (
        parse(done[name]) for name in (_DOCUMENT, _STYLES, _NUMBERING, _FOOTNOTES)
    )
    body = document.find(f"{W}body")
    if body is None:
        raise ExportError("The Word file was not made", "pandoc wrote a file without text.", "Try again.")
    _last_section(body, landscape=ends_landscape)
    dress(body, facts, numbered=numbered)
    dress_notes(footnotes)
    _first_section(body, has_cover=has_cover)
    _drop_code_colours(styles, document)
    if not numbered:
        _unnumber(styles)
    _bullets(numbering)
    comments = annotate(body) if annotate is not None else {}
    pages = estimate(body, styles, footnotes)
    fill_pages(body, pages)
    for name, root in ((_DOCUMENT, document), (_STYLES, styles), (_NUMBERING, numbering), (_FOOTNOTES, footnotes)):
        done[name] = serialise(root)
    done.update(frame_parts(frame, pages.count))
    done.update(comments)
    done["word/_rels/document.xml.rels"] = relations(done["word/_rels/document.xml.rels"], has_comments=bool(comments))
    done["_rels/.rels"] = package_relations(done["_rels/.rels"])
    done[CONTENT_TYPES] = content_types(done[CONTENT_TYPES], done)
    return done


def _last_section(body: Element, *, landscape: bool) -> None:
    for old in body.findall(f"{W}sectPr"):
        body.remove(old)
    body.extend(fragment(section_properties(landscape=landscape)))


def _first_section(body: Element, *, has_cover: bool) -> None:
    """Header and footer stand with the first section; the others take them over. Its first page is the cover."""
    first = next(body.iter(f"{W}sectPr"))
    for n, reference in enumerate(fragment(section_frame())):
        first.insert(n, reference)
    if has_cover:
        first.append(make("titlePg"))


def _drop_code_colours(styles: Element, document: Element) -> None:
    """Take out the styles that pandoc adds for the colours of programs' code, which nothing here is set in."""
    used = {node.get(VAL) for node in document.iter(f"{W}rStyle")}
    for style in list(styles.iterchildren(f"{W}style")):
        ident = style.get(f"{W}styleId", "")
        if ident.endswith("Tok") and style.get(f"{W}type") == "character" and ident not in used:
            styles.remove(style)


def _unnumber(styles: Element) -> None:
    """Headings without numbers, for those who do not want them."""
    for style in styles.iterchildren(f"{W}style"):
        if style.get(f"{W}styleId") == "Heading1":
            holder = style.find(f"{W}pPr")
            for name in ("numPr", "ind"):
                found = holder.find(f"{W}{name}") if holder is not None else None
                if holder is not None and found is not None:
                    holder.remove(found)


def _bullets(numbering: Element) -> None:
    """Give the bullets of pandoc's lists our marks and places."""
    for abstract in numbering.iterchildren(f"{W}abstractNum"):
        if int(abstract.get(f"{W}abstractNumId", "0")) < PANDOC_ABSTRACT:
            continue
        for level in abstract.iterchildren(f"{W}lvl"):
            kind, mark = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
            if kind is None or mark is None or kind.get(VAL) != "bullet" or not mark.get(VAL, "").strip():
                continue
            for element in fragment(look_of_level(int(level.get(f"{W}ilvl", "0")))):
                old = level.find(element.tag)
                if old is None:
                    level.append(element)
                else:
                    level.replace(old, element)
