"""A Word file from elsewhere is opened within limits, and refused in plain words where it cannot be."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from imr_tui.errors import InputError
from imr_tui.word.incoming import package
from imr_tui.word.incoming.package import open_package
from imr_tui.word.incoming.reading import read_word


def repacked(data, change, extra=None):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def plain() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


PLAIN = plain()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def in_text(change):
    return repacked(PLAIN, lambda name, data: change(data) if name == "word/document.xml" else data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no .docx"),
        (b"just words", "no .docx"),
        (PLAIN[: len(PLAIN) // 2], "no .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older format, or protected"),
        (zipped(hello=b"x"), "no Word document"),
        (in_text(lambda data: data[:-20]), "cannot be read"),
        (in_text(lambda data: data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)), "no Word document needs"),
        (in_text(lambda data: data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")), "strict form"),
        (in_text(lambda data: data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 400, 1).replace(b"</w:body>", b"</w:sdt>" * 400 + b"</w:body>")), "nested too deeply"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_word(data)
    assert said in refused.value.detail
    assert refused.value.hint


def test_a_declaration_far_down_is_refused_too() -> None:
    late = b"?>" + b" " * 200_000 + b'<!DOCTYPE x [<!ENTITY a "b">]>'
    with pytest.raises(InputError, match="no Word document needs"):
        read_word(in_text(lambda data: data.replace(b"?>", late, 1)))


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_BYTES", 100), ("MOST_MEMBERS", 2), ("MOST_UNPACKED", 1000), ("MOST_XML", 500)]
)
def test_limits_hold(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_package(PLAIN).main == "word/document.xml"
    monkeypatch.setattr(package, limit, value)
    with pytest.raises(InputError):
        open_package(PLAIN)


def test_a_member_that_says_it_is_small_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_XML", 1_000_000)
    bomb = repacked(PLAIN, lambda _name, data: data, {"word/bomb.xml": b"<a/>" + b" " * 50_000_000})
    assert len(bomb) < 200_000
    with pytest.raises(InputError, match="unpacks to more"):
        open_package(bomb)


def test_names_that_lead_outside_stay_inside() -> None:
    data = repacked(PLAIN, lambda _name, content: content, {"../../etc/passwd.xml": b"<a/>"})
    assert "etc/passwd.xml" in open_package(data).parts


def test_nothing_outside_is_followed() -> None:
    data = in_text(lambda text: text)
    relations = open_package(data).relations("word/document.xml")
    assert relations
    assert not any(relation.outside for relation in relations.values())
    linked = repacked(
        data,
        lambda name, content: content.replace(b"</Relationships>", b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="http://example.org/s.xml" TargetMode="External"/></Relationships>')
        if name == "word/_rels/document.xml.rels"
        else content,
    )  # fmt: skip
    assert "http://example.org/s.xml" not in open_package(linked).related("styles")
