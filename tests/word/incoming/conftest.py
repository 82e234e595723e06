"""Word files made for the tests, as others make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import docx
import pytest
from docx.document import Document
from lxml import etree

from imr_tui.data.loader import load_incoming, load_schema
from imr_tui.word.incoming.convert import Imported, import_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill(document: Document, rows: Sequence[Sequence[str]]) -> docx.table.Table:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            first, *others = text.split("\n\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    return table


def insert(document: Document, xml: str) -> None:
    """Add a piece of the text's XML ahead of the last section's properties."""
    body = document.element.body
    piece = etree.fromstring(
        f'<w:x xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{xml}</w:x>'
    )
    for child in list(piece):
        body.insert(len(body) - 1, child)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """A package with its parts changed; None takes one out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return target.getvalue()


@pytest.fixture
def make() -> SimpleNamespace:
    """`saved`, `fill`, `insert` and `repacked`, for the tests."""
    return SimpleNamespace(saved=saved, fill=fill, insert=insert, repacked=repacked)


@pytest.fixture
def document() -> Document:
    return docx.Document()


@pytest.fixture
def taken() -> Callable[[Document], Imported]:
    return lambda document: import_word(saved(document), load_incoming(), load_schema())
