"""Whatever a Word file's parts hold, it is read, or refused in plain words: never a fault."""

from __future__ import annotations

import contextlib
import io
import random
import re
import zipfile

import docx
import pytest

from imr_tui.data.loader import load_incoming, load_schema
from imr_tui.document.parse import parse
from imr_tui.errors import InputError
from imr_tui.word.incoming.convert import import_word
from imr_tui.word.incoming.remarks import read_remarks

_ELEMENT = re.compile(rb"<[^>]+>")
_OPEN = re.compile(rb"<(w:(?:p|tbl|tr|tc|r|t|sdt|body|ins|comment))[ >]")
_VALUES = (b"", b"-1", b"99999999999", b"x", "\u202e".encode(), b"../../x", b"heading 1")


def plain() -> dict[str, bytes]:
    document = docx.Document()
    document.add_heading("Chronology", 1)
    table = document.add_table(rows=3, cols=3)
    for cells, texts in zip(
        table.rows,
        (("Date", "Event", "Source"), ("1 May 2020", "A call", "Log"), ("2 May 2020", "A visit", "Log")),
        strict=True,
    ):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("one", style="List Bullet")
    para = document.add_paragraph("Recommendation 1: words")
    document.add_comment(para.runs, text="Why?", author="HM", initials="HM")
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PLAIN = plain()
CHANGED = [name for name in PLAIN if name.endswith((".xml", ".rels"))]


def changed(seed: int) -> bytes:
    """The file with a few elements taken out, doubled, moved, or given odd values; which, the seed says."""
    chance = random.Random(seed)  # noqa: S311  the same at every run
    parts = dict(PLAIN)
    name = chance.choice([*CHANGED, *["word/document.xml"] * 8, *["word/comments.xml"] * 2])
    data = parts[name]
    for _ in range(chance.randint(1, 6)):
        places = [match.span() for match in _ELEMENT.finditer(data)]
        if len(places) < 4:
            break
        start, end = chance.choice(places)
        opened = _OPEN.match(data[start:end])
        close = data.find(b"</" + opened[1] + b">", end) if opened else -1
        kind = chance.randint(0, 3)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = (
                data[:start]
                + re.sub(rb'"[^"]*"', b'"' + chance.choice(_VALUES) + b'"', data[start:end], count=1)
                + data[end:]
            )
        elif close > 0 and opened is not None:
            whole = data[start : close + len(opened[1]) + 3]
            if kind == 2:
                data = data[:start] + data[start + len(whole) :]
            else:
                other = chance.choice(places)[1]
                data = data[:other] + whole + data[other:]
    parts[name] = data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(150))
def test_a_changed_file_is_read_or_refused(seed: int) -> None:
    data = changed(seed)
    with contextlib.suppress(InputError):
        imported = import_word(data, load_incoming(), load_schema())
        assert parse(imported.text, load_schema()).front.readable
    with contextlib.suppress(InputError):
        read_remarks(data, load_incoming())


@pytest.mark.parametrize("length", range(0, 4000, 97))
def test_a_cut_file_is_refused(length: int) -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(InputError):
        import_word(stream.getvalue()[:length], load_incoming(), load_schema())
