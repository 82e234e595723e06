import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor
from lxml import etree

from imr_tui.errors import InputError
from imr_tui.word.house_style import merge_house_style
from imr_tui.word.package import read_package, write_package
from imr_tui.word.reference import REFERENCE
from imr_tui.word.styles import STYLES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAROON = "7A002E"


def house(change=None):
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor.from_string(MAROON)
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(10.5)
    document.add_paragraph("The force's own words")
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def merged(data):
    parts = read_package(merge_house_style(REFERENCE.read_bytes(), data))
    return parts, etree.fromstring(parts["word/styles.xml"])


def by_id(styles):
    return {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}


def test_their_styles_are_used_and_ours_added():
    parts, styles = merged(house())
    found = by_id(styles)

    assert MAROON in etree.tostring(found["Heading1"]).decode()
    assert "Georgia" in etree.tostring(found["Normal"]).decode()
    assert {style.id for style in STYLES} <= set(found)
    assert len(found) == len(list(styles.iter(f"{W}style")))
    assert b"own words" not in b"".join(parts.values())


def test_chapters_keep_our_numbers_and_their_lists_stay_behind():
    def number(document):
        properties = document.styles["Heading 2"].element.get_or_add_pPr()
        numbers = OxmlElement("w:numPr")
        ident = OxmlElement("w:numId")
        ident.set(f"{W}val", "44")
        numbers.append(ident)
        properties.append(numbers)

    _, styles = merged(house(number))
    found = by_id(styles)

    assert found["Heading1"].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"
    assert {node.get(f"{W}val") for node in styles.iter(f"{W}numId")} == {"1", "2"}


def test_a_style_of_their_own_id_takes_the_id_we_use():
    parts = read_package(house())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"Heading1"', b'"berschrift1"')
    _, styles = merged(write_package(parts))
    found = by_id(styles)

    assert found["Heading1"].find(f"{W}name").get(f"{W}val").casefold() == "heading 1"
    assert "berschrift1" not in etree.tostring(styles).decode()


def test_another_style_of_an_id_we_use_makes_way():
    def add(document):
        style = document.styles.add_style("Their Finding", 1)
        style.element.set(f"{W}styleId", "Finding")

    _, styles = merged(house(add))
    found = by_id(styles)

    assert found["Finding"].find(f"{W}name").get(f"{W}val") == "Finding"
    assert found["FindingHouse"].find(f"{W}name").get(f"{W}val") == "Their Finding"


def test_the_language_stays_british():
    parts = read_package(house())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="en-US"', b'w:val="de-DE"')
    _, styles = merged(write_package(parts))

    assert {node.get(f"{W}val") for node in styles.iter(f"{W}lang")} == {"en-GB"}


def test_headings_ahead_of_the_body_have_the_type_of_chapters_without_their_number():
    _, styles = merged(house())
    front = by_id(styles)["FrontHeading"]

    assert MAROON in etree.tostring(front).decode()
    assert front.find(f"{W}pPr/{W}numPr") is None
    assert by_id(styles)["TOCHeading"].find(f"{W}basedOn").get(f"{W}val") == "FrontHeading"


@pytest.mark.parametrize(
    "styles",
    [
        b"",
        b"<broken",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><x/>'.encode("utf-16"),
    ],
)
def test_styles_that_cannot_be_read_are_refused(styles):
    parts = read_package(house())
    parts["word/styles.xml"] = styles

    with pytest.raises(InputError):
        merged(write_package(parts))


def test_what_is_no_word_file_is_refused():
    with pytest.raises(InputError):
        merged(b"not a Word file")


def test_an_export_with_a_house_style_is_sound_and_brings_nothing_else_of_it(export):
    def meddle(document):
        document.sections[0].header.paragraphs[0].text = "THEIR HEADER"

    made = export("# One\n\nText.\n\n## F1: Found\n\n- Why: so\n", house_style=house(meddle))

    assert MAROON.encode() in made.parts["word/styles.xml"]
    assert made.paragraphs("TOC1")[0] == "1\tOne\t3"
    for part in made.parts.values():
        assert b"THEIR HEADER" not in part
        assert b"own words" not in part


# A hostile file

BLIP = b'<a:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId9"/></a:blipFill>'


@pytest.mark.parametrize(
    ("name", "types"),
    [("word/vbaProject.bin", b""), ("word/vbaData.xml", b""), ("customXml/x.xml", b"macroEnabled.main+xml")],
)
def test_a_file_with_macros_is_refused(name, types):
    parts = read_package(house())
    parts[name] = b"x"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"main+xml", types or b"main+xml", 1)

    with pytest.raises(InputError, match="house style") as refused:
        merged(write_package(parts))
    assert "macros" in refused.value.detail


def test_links_to_elsewhere_stay_behind(export):
    parts = read_package(house())
    parts["word/theme/theme1.xml"] = parts["word/theme/theme1.xml"].replace(
        b"<a:bgFillStyleLst>", b"<a:bgFillStyleLst>" + BLIP
    )
    outside = b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file://server/share/evil.dotm" TargetMode="External"/>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", outside + b"</Relationships>"
    )
    parts["word/_rels/settings.xml.rels"] = parts["word/_rels/document.xml.rels"]
    parts["word/theme/_rels/theme1.xml.rels"] = parts["word/_rels/document.xml.rels"]
    made = export("# One\n\nText.", house_style=write_package(parts))

    for name, data in made.parts.items():
        assert b"evil" not in data, name
        assert b"r:link" not in data, name


def test_their_colours_and_typefaces_are_used():
    parts = read_package(house())
    theme = parts["word/theme/theme1.xml"]
    parts["word/theme/theme1.xml"] = theme.replace(b"<a:accent1>", b"<a:accent1><!-- theirs -->", 1)

    assert b"theirs" in merged(write_package(parts))[0]["word/theme/theme1.xml"]


def bomb(size, members=1):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "word/document.xml"):
            package.writestr(name, b"<x/>")
        for n in range(members):
            package.writestr(f"word/{n}.xml", b"\0" * size)
    return out.getvalue()


@pytest.mark.parametrize("data", [bomb(41 * 1024 * 1024), bomb(1, members=2100)], ids=["large", "many"])
def test_a_file_that_unpacks_to_too_much_is_refused(data):
    with pytest.raises(InputError, match="cannot be used"):
        merged(data)


def test_a_size_that_lies_is_refused():
    data = bytearray(bomb(1000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    with pytest.raises(InputError):
        merged(bytes(data))


@pytest.mark.parametrize(
    "styles",
    [
        b"<a>" * 5000 + b"</a>" * 5000,
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="'
        + b"A" * 11_000_000
        + b'"/></w:styles>',
    ],
    ids=["deep", "long"],
)
def test_styles_beyond_all_bounds_are_refused(styles):
    parts = read_package(house())
    parts["word/styles.xml"] = styles

    with pytest.raises(InputError):
        merged(write_package(parts))


def test_a_table_stays_with_its_caption_under_a_style_that_does_not_ask_for_it(export):
    made = export("# One\n\n## E1: A call\n\n- Date: 1 May 2023\n", house_style=house())

    captions = [
        node for node in made.body.iter(f"{W}p") if node.find(f"{W}pPr/{W}pStyle[@{W}val='Caption']") is not None
    ]
    assert captions
    assert all(node.find(f"{W}pPr/{W}keepNext") is not None for node in captions)
