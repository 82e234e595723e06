from lxml import etree

from imr_tui.word.layout import estimate, fill_pages
from imr_tui.word.package import read_package
from imr_tui.word.reference import REFERENCE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = etree.fromstring(read_package(REFERENCE.read_bytes())["word/styles.xml"])


def paragraph(text, style="BodyText", mark="", inside=""):
    bookmark = f'<w:bookmarkStart w:id="1" w:name="{mark}"/><w:bookmarkEnd w:id="1"/>' if mark else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{inside}</w:pPr>{bookmark}<w:r><w:t>{text}</w:t></w:r></w:p>'


def section(landscape=False):
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    return f"<w:sectPr><w:pgSz {size}/></w:sectPr>"


def pages(*blocks):
    body = etree.fromstring(f'<w:body xmlns:w="{W}">{"".join(blocks)}{section()}</w:body>')
    return body, estimate(body, STYLES, None)


def test_a_page_holds_about_forty_lines_of_text():
    _, found = pages(*(paragraph("word", mark=f"m{n}") for n in range(60)))

    assert found.of["m0"] == 1
    assert 28 <= sum(page == 1 for page in found.of.values()) <= 40
    assert found.count == 2


def test_a_section_starts_a_page():
    _, found = pages(paragraph("a", mark="a"), paragraph("b", inside=section(landscape=True)), paragraph("c", mark="c"))

    assert (found.of["a"], found.of["c"], found.count) == (1, 2, 2)


def test_a_heading_stays_with_what_follows_it():
    lines = [paragraph("word") for _ in range(34)]
    _, found = pages(*lines, paragraph("Heading", "Heading1", "head"), paragraph("long " * 400, mark="text"))

    assert found.of["head"] == found.of["text"]


def test_a_heading_that_breaks_the_page_does():
    _, found = pages(paragraph("a", mark="a"), paragraph("Control", "NewPageHeading", "b"))

    assert (found.of["a"], found.of["b"]) == (1, 2)


def test_rows_are_not_split_and_long_text_runs_over_pages():
    row = "<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>"
    rows = "".join(row.format(paragraph("word " * 200, "TableText", f"r{n}")) for n in range(12))
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'
    _, found = pages(table, paragraph("long " * 6000, mark="text"), paragraph("end", mark="end"))

    assert [found.of[f"r{n}"] for n in range(12)] == sorted(found.of[f"r{n}"] for n in range(12))
    assert found.of["r11"] > 2
    assert found.of["end"] >= found.of["text"] + 5


def test_references_get_the_page_of_their_bookmark():
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF far \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    body, found = pages(
        field, paragraph("a", inside=section()), paragraph("b", inside=section()), paragraph("c", mark="far")
    )
    fill_pages(body, found)

    assert body.find(f".//{{{W}}}t").text == "3"
