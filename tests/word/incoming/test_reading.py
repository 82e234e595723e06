"""What is seen of a Word file is read; what is not seen, or cannot be carried, is said."""

from __future__ import annotations

import io

import pytest
from docx.document import Document

from imr_tui.word.incoming.model import Listed, Para, Run, Table, What
from imr_tui.word.incoming.reading import read_word


def read(document: Document):
    stream = io.BytesIO()
    document.save(stream)
    return read_word(stream.getvalue())


def texts(document: Document) -> list[str]:
    return [block.text for block in read(document).blocks if isinstance(block, Para) and block.text]


def what(document: Document) -> list[What]:
    return [entry.what for entry in read(document).left_out]


def test_headings_lists_and_styles(document: Document) -> None:
    document.add_heading("Method", 2)
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Number")
    document.add_paragraph("said", style="Quote")
    heading, bullet, number, quote = (block for block in read(document).blocks if isinstance(block, Para))
    assert (heading.level, heading.listed) == (2, Listed.NO)
    assert (bullet.listed, number.listed, quote.style) == (Listed.BULLET, Listed.NUMBER, "quote")


def test_runs_keep_their_emphasis_and_neighbours_are_joined(document: Document) -> None:
    para = document.add_paragraph("He ")
    para.add_run("was").bold = True
    para.add_run(" told").bold = True
    para.add_run(" twice.").italic = True
    assert read(document).blocks[0].runs == (
        Run("He "),
        Run("was told", bold=True),
        Run(" twice.", italic=True),
    )


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> The informant was Rowan.</w:t></w:r></w:p>",
        '<w:p><w:r><w:t>Seen.</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish w:val="true"/></w:rPr><w:t>Rowan.</w:t></w:r></w:p>',
    ],
)
def test_hidden_text_is_never_shown_and_always_told(document: Document, xml: str, make) -> None:
    make.insert(document, xml)
    word = read(document)
    assert "Rowan" not in "".join(block.text for block in word.blocks if isinstance(block, Para))
    hidden = [entry for entry in word.left_out if entry.what is What.HIDDEN]
    assert sum(entry.words for entry in hidden) >= 1
    assert not any("Rowan" in entry.near for entry in hidden)


def test_a_style_that_hides_hides(document: Document) -> None:
    style = document.styles.add_style("Secret", 1)
    style.font.hidden = True
    document.add_paragraph("Rowan", style="Secret")
    assert texts(document) == []
    assert what(document) == [What.HIDDEN]


def test_hidden_switched_off_is_shown(document: Document, make) -> None:
    make.insert(document, '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen.</w:t></w:r></w:p>')
    assert texts(document) == ["Seen."]


def test_tracked_changes_are_read_as_accepted(document: Document, make) -> None:
    make.insert(
        document,
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>New </w:t></w:r></w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
        "<w:r><w:t>words.</w:t></w:r></w:p>",
    )
    assert texts(document) == ["New words."]
    assert set(what(document)) == {What.INSERTED, What.DELETED}


def test_text_boxes_pictures_and_equations_are_told(document: Document, make) -> None:
    make.insert(
        document,
        "<w:p><w:r><w:t>Beside it</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        "<w:r><w:drawing/></w:r></w:p>",
    )
    word = read(document)
    assert [block.text for block in word.blocks if isinstance(block, Para)] == ["Beside it"]
    assert [(entry.what, entry.words) for entry in word.left_out] == [(What.TEXT_BOX, 3), (What.PICTURE, 0)]
    assert word.left_out[1].near.startswith("Beside it")


def test_fields_give_what_they_show(document: Document, make) -> None:
    make.insert(
        document,
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>14 March</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="DATE"><w:r><w:t> 2023</w:t></w:r></w:fldSimple></w:p>',
    )
    assert texts(document) == ["14 March 2023"]


def test_content_controls_are_opened_and_contents_left_out(document: Document, make) -> None:
    make.insert(
        document,
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Method 4</w:t></w:r></w:p></w:sdtContent></w:sdt>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Chosen</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t> here</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
    )
    assert texts(document) == ["Chosen here"]
    assert what(document) == [What.CONTENTS]


def test_headers_footers_and_macros_are_told(document: Document, make) -> None:
    document.sections[0].header.paragraphs[0].text = "Draft for the panel"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    data = make.repacked(make.saved(document), lambda _name, content: content, {"word/vbaProject.bin": b"x"})
    assert [entry.what for entry in read_word(data).left_out] == [What.HEADER, What.FOOTER, What.MACROS]


def test_merged_cells_keep_their_columns(document: Document, make) -> None:
    table = make.fill(document, [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]])
    table.cell(1, 0).merge(table.cell(1, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    found = read(document).blocks[0]
    assert isinstance(found, Table)
    assert [len(row) for row in found.rows] == [3, 3, 3]
    assert found.rows[1][0].width == 2
    assert found.rows[1][2].text == "3\n6"
    assert found.rows[2][2].goes_on


def test_signs_that_nobody_sees_are_left_out(document: Document) -> None:
    document.add_paragraph("one\u202etwo\u200bthree\u00a0four\u00adfive")
    assert texts(document) == ["onetwothree fourfive"]


def test_only_addresses_that_are_safe_stay_links(document: Document, make) -> None:
    part = document.part
    for target in (
        "https://example.org/a b",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://example.org/policy",
    ):
        ident = part.relate_to(
            target, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
        )
        make.insert(document, f'<w:p><w:hyperlink r:id="{ident}"><w:r><w:t>see</w:t></w:r></w:hyperlink></w:p>')
    word = read(document)
    assert [block.runs[0].link for block in word.blocks if isinstance(block, Para)] == [
        "",
        "",
        "",
        "https://example.org/policy",
    ]
    assert [entry.what for entry in word.left_out] == [What.LINK] * 3
