"""The reference document: the file that gives pandoc our styles, made by code from pandoc's own.

It lies beside this module, ready made, so that an export need not build it. `python -m imr_tui.word.reference`
writes it anew after the styles, or pandoc, have changed; the same code and the same pandoc give the same bytes.
"""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Twips

from imr_tui.word.numbering import numbering_xml
from imr_tui.word.package import read_package, write_package
from imr_tui.word.palette import (
    FOOTER_DISTANCE,
    HEADER_DISTANCE,
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE_LONG,
    PAGE_SHORT,
)
from imr_tui.word.pandoc import find_pandoc
from imr_tui.word.styles import DOC_DEFAULTS, STYLES, WORD_NS

REFERENCE = Path(__file__).parent / "reference.docx"
_KEPT = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "docProps/custom.xml",
    "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels",
    "word/comments.xml",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footnotes.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
    "word/webSettings.xml",
)


def default_reference(program: Path) -> bytes:
    """Pandoc's own reference document."""
    command = [str(program), "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, capture_output=True, check=True, timeout=60, env={}).stdout  # noqa: S603  an absolute path


def build_reference(default: bytes) -> bytes:
    """Our reference document, made from pandoc's."""
    document = Document(io.BytesIO(default))
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.append(parse_xml(DOC_DEFAULTS))
    for style in STYLES:
        styles.append(parse_xml(style.xml()))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    _set_page(document)
    saved = io.BytesIO()
    document.save(saved)
    parts = read_package(saved.getvalue())
    parts["word/numbering.xml"] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{numbering_xml()}'.encode()
    return write_package({name: parts[name] for name in _KEPT if name in parts})


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    for old in section._sectPr.findall(f"{{{WORD_NS}}}footnotePr"):  # noqa: SLF001  python-docx has no name for it
        section._sectPr.remove(old)  # noqa: SLF001  notes are numbered through, not anew in each section
    section.page_width, section.page_height = Twips(PAGE_SHORT), Twips(PAGE_LONG)
    section.left_margin = section.right_margin = Twips(MARGIN_SIDE)
    section.top_margin, section.bottom_margin = Twips(MARGIN_TOP), Twips(MARGIN_BOTTOM)
    section.header_distance, section.footer_distance = Twips(HEADER_DISTANCE), Twips(FOOTER_DISTANCE)
    section.gutter = Twips(0)


if __name__ == "__main__":
    REFERENCE.write_bytes(build_reference(default_reference(find_pandoc())))
