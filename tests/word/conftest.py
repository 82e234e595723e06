"""Making Word files of small documents and looking into them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from lxml import etree

from imr_tui.checklist.model import Checklist
from imr_tui.data.loader import load_schema
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

FRONT = """\
+++
imr = 1

[document]
title = "Individual Management Review"
marking = "OFFICIAL-SENSITIVE"
handling = "Share with the panel only."
status = "Draft 2"

[review]
type = "Domestic Homicide Review"
reference = "DHR/2025/014"
commissioned_by = "Northshire Community Safety Partnership"
period_start = 2022-01-01
period_end = 2025-03-09
subjects = ["Victim", "Suspect"]

[agency]
name = "Northshire Police"
author = "Priya Nair"

[dates]
incident = 2025-03-09
completed = 2025-09-26
delay_rationale = "Two officers were on leave."

[glossary]
MARAC = "Multi-Agency Risk Assessment Conference"
"""


@dataclass(frozen=True)
class Made:
    """A finished Word file, opened."""

    data: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def body(self) -> Any:
        return etree.fromstring(self.parts["word/document.xml"]).find(f"{W}body")

    def paragraphs(self, style: str = "") -> list[str]:
        """The text of the paragraphs of a style (its id) that stand in the body itself, or in cells."""
        return [text(node) for node in self.body.iter(f"{W}p") if not style or style_of(node) == style]

    def tables(self) -> list[list[list[str]]]:
        """The tables of the body as rows of cells."""
        return [
            [
                ["\n".join(text(p) for p in cell.iterchildren(f"{W}p")) for cell in row.iterchildren(f"{W}tc")]
                for row in table.iterchildren(f"{W}tr")
            ]
            for table in self.body.iterchildren(f"{W}tbl")
        ]

    def table(self, title: str) -> list[list[str]]:
        """The table of that title."""
        titles = [node.get(f"{W}val") for node in self.body.iter(f"{W}tblCaption")]
        return self.tables()[titles.index(title)]

    def titles(self) -> list[str]:
        return [node.get(f"{W}val") for node in self.body.iter(f"{W}tblCaption")]

    def words(self) -> str:
        """All text of the body."""
        return "\n".join(self.paragraphs())

    def links(self) -> list[tuple[str, str]]:
        """The links inside the file, as (text, bookmark)."""
        return [
            (text(node), node.get(f"{W}anchor"))
            for node in self.body.iter(f"{W}hyperlink")
            if node.get(f"{W}anchor") is not None
        ]

    def bookmarks(self) -> list[str]:
        return [node.get(f"{W}name") for node in self.body.iter(f"{W}bookmarkStart")]


def text(node: Any) -> str:
    pieces = []
    for inner in node.iter(f"{W}t", f"{W}tab", f"{W}br"):
        pieces.append(inner.text or "" if inner.tag == f"{W}t" else "\t" if inner.tag == f"{W}tab" else "\n")
    return "".join(pieces)


def style_of(paragraph: Any) -> str:
    node = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if node is None else node.get(f"{W}val")


@pytest.fixture(scope="session")
def schema() -> Any:
    return load_schema()


@pytest.fixture(scope="session")
def read(schema: Any) -> Callable[..., Report]:
    """Read a document: its body, and its front matter or more lines for the usual one."""

    def make(body: str, front: str = FRONT, more: str = "") -> Report:
        return parse(f"{front}{more}+++\n\n{body}", schema)

    return make


@pytest.fixture(scope="session")
def export(schema: Any, read: Callable[..., Report]) -> Callable[..., Made]:
    """Make the Word file of a document."""

    def make(
        body: str, *, front: str = FRONT, more: str = "", checklist: Checklist | None = None, **options: Any
    ) -> Made:
        return Made(export_docx(read(body, front, more), checklist or Checklist(()), schema, ExportOptions(**options)))

    return make
