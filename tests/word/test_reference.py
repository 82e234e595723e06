import io
import re

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt, Twips
from lxml import etree

from imr_tui.word.package import read_package
from imr_tui.word.pandoc import find_pandoc
from imr_tui.word.reference import REFERENCE, build_reference, default_reference
from imr_tui.word.styles import STYLES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def built():
    return build_reference(default_reference(find_pandoc()))


def test_the_same_code_gives_the_same_bytes(built):
    assert build_reference(default_reference(find_pandoc())) == built


def test_the_one_that_is_shipped_is_the_one_that_the_code_makes(built):
    assert read_package(REFERENCE.read_bytes()) == read_package(built)


def test_every_style_it_names_is_there_and_each_once():
    names = [style.name for style in STYLES]

    assert len(set(names)) == len(names)
    assert len({style.id for style in STYLES}) == len(names)
    assert {style.based_on for style in STYLES} | {style.following for style in STYLES} <= {*names, ""}


def test_page_type_and_language(built):
    document = Document(io.BytesIO(built))
    section = document.sections[0]

    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    assert section.orientation is WD_ORIENT.PORTRAIT
    defaults = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}rFonts").get(f"{W}ascii") == "Arial"
    assert defaults.find(f"{W}sz").get(f"{W}val") == "22"
    assert defaults.find(f"{W}lang").get(f"{W}val") == "en-GB"
    assert document.styles["Heading 1"].font.size == Pt(16)


def test_numbers_are_bound_to_styles_below_the_ids_that_pandoc_drops(built):
    numbering = etree.fromstring(read_package(built)["word/numbering.xml"])
    bound = {node.get(f"{W}val") for node in numbering.iter(f"{W}pStyle")}

    assert {"Heading1", "NumberedPara", "NumberedSubpara", "AppendixHeading"} == bound
    assert all(int(node.get(f"{W}abstractNumId")) < 990 for node in numbering.iter(f"{W}abstractNum"))
    assert all(int(node.get(f"{W}numId")) < 1000 for node in numbering.iter(f"{W}num"))


def test_text_stands_out_from_its_ground():
    """At least 4.5 to 1, the contrast that readers with weak sight are promised."""
    for style in STYLES:
        xml = style.xml()
        ground = re.search(r'w:fill="([0-9A-F]{6})"', xml)
        colour = re.search(r'<w:color w:val="([0-9A-F]{6})"/>', xml)
        if style.name == "Table Heading":
            assert contrast("FFFFFF", "1F2A44") >= 4.5
        elif style.kind == "paragraph":
            assert contrast(colour.group(1) if colour else "000000", ground.group(1) if ground else "FFFFFF") >= 4.5


def contrast(first, second):
    def brightness(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((brightness(first), brightness(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
