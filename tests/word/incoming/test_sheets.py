"""Chronologies from Word files and spreadsheets, and lists of terms of reference, as text for the imports."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from imr_tui.data.loader import load_incoming, load_schema
from imr_tui.errors import InputError
from imr_tui.word.incoming.sheets import list_text, table_text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def spreadsheet(sheet: str, *, shared: str = "", styles: str = "", hidden: str = "") -> bytes:
    def part(root: str, inside: str) -> str:
        return f'<{root} xmlns="{MAIN}" xmlns:r="{REL}">{inside}</{root}>'

    states = '<sheet name="a" sheetId="1" r:id="rH" state="hidden"/>' if hidden else ""
    relations = "".join(
        f'<Relationship Id="{ident}" Type="{REL}/{kind}" Target="{target}"/>'
        for ident, kind, target in (
            ("rH", "worksheet", "worksheets/hidden.xml"),
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        )
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": part("workbook", f'<sheets>{states}<sheet name="b" sheetId="2" r:id="r1"/></sheets>'),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": part("worksheet", f"<sheetData>{sheet}</sheetData>"),
        "xl/worksheets/hidden.xml": part("worksheet", f"<sheetData>{hidden}</sheetData>"),
        "xl/sharedStrings.xml": part("sst", shared),
        "xl/styles.xml": part("styleSheet", styles),
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


STYLES = '<numFmts count="1"><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs>'


def test_a_spreadsheet_gives_its_words_and_dates_in_their_columns() -> None:
    data = spreadsheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>45000</v></c><c r="C2" t="inlineStr"><is><t>A call, “now”</t></is></c></row>'
        '<row r="3"><c r="A3" s="2"><v>45000.5</v></c><c r="B3" s="3"><v>12</v></c><c r="D3" t="str"><v>end</v></c></row>'
        "<row/>",
        shared="<si><t>Date</t></si><si><r><t>What </t></r><r><t>happened</t></r><rPh><t>aid</t></rPh></si>",
        styles=STYLES,
    )
    assert rows(table_text(data, ".xlsx", load_incoming(), load_schema())) == [
        ["Date", "", "What happened", ""],
        ["15 March 2023", "", "A call, “now”", ""],
        ["15 March 2023, 12:00", "12", "", "end"],
    ]


def test_a_hidden_sheet_is_not_read() -> None:
    unseen = '<row r="1"><c r="A1" t="inlineStr"><is><t>Rowan</t></is></c></row>'
    seen = '<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c></row>'
    assert table_text(spreadsheet(seen, hidden=unseen), ".xlsx", load_incoming(), load_schema()) == "Date\n"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="ZZZ9" s="1"><v>1</v></c>',
        '<c s="1"><v>1e99</v></c>',
        '<c r="A1" s="-1"><v/></c>',
    ],
)
def test_odd_cells_do_no_harm(cell: str) -> None:
    data = spreadsheet(f'<row r="1"><c r="B1" t="inlineStr"><is><t>x</t></is></c>{cell}</row>', styles=STYLES)
    assert "x" in table_text(data, ".xlsx", load_incoming(), load_schema())


def test_an_empty_file_is_said() -> None:
    with pytest.raises(InputError, match="holds no table"):
        table_text(spreadsheet(""), ".xlsx", load_incoming(), load_schema())


def test_the_chronology_of_a_word_file_is_found_among_its_tables(document, make) -> None:
    make.fill(document, [["Report of", "Northshire Police"], ["a", "b"], ["c", "d"], ["e", "f"]])
    make.fill(document, [["Date", "Event", "Source"], ["1 May 2020", "A call\n\nLater a visit", "Log"]])
    make.fill(document, [["Date", "Event", "Source"], ["2 May 2020", "A visit", "Log"]])
    assert rows(table_text(make.saved(document), ".docx", load_incoming(), load_schema())) == [
        ["Date", "Event", "Source"],
        ["1 May 2020", "A call\nLater a visit", "Log"],
        ["2 May 2020", "A visit", "Log"],
    ]


def test_terms_come_from_their_table_else_a_list_else_the_paragraphs(document, make) -> None:
    document.add_heading("Terms of reference", 1)
    document.add_paragraph("The review asks:")

    def read() -> str:
        return list_text(make.saved(document), load_incoming(), load_schema())

    assert read() == "The review asks:"
    document.add_paragraph("Was risk assessed?", style="List Number")
    document.add_paragraph("Was it shared?", style="List Number")
    assert read() == "Was risk assessed?\nWas it shared?"
    make.fill(document, [["ToR", "Terms of reference"], ["1", "Who was told?"]])
    assert read() == "Who was told?"
