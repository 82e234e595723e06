"""A Word file becomes a review: what is recognised, what is kept as it is, what is said to be doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis
from imr_tui.data.loader import load_incoming, load_rules, load_schema
from imr_tui.document.dates import read_date
from imr_tui.document.model import Record, Report
from imr_tui.document.parse import parse
from imr_tui.word.export import export_docx
from imr_tui.word.incoming.convert import Imported, import_word, make_review
from imr_tui.word.incoming.model import Cell, Listed, Para, Run, Table, WordText
from imr_tui.word.options import ExportOptions

SAMPLES = Path(__file__).parents[3] / "samples"


def report_of(imported: Imported) -> Report:
    return parse(imported.text, load_schema())


def values(record: Record) -> dict[str, str]:
    return {entry.name: entry.value.text for entry in record.part.fields}


def narrative(record: Record) -> list[str]:
    return [passage.text for passage in record.part.passages if passage.field is None][1:]


def typographic(text: str) -> str:
    return text.replace("'", "’").replace("“", '"').replace("”", '"')


# ---------------------------------------------------------------- there and back


@pytest.fixture(scope="module")
def complete() -> Analysis:
    return analyse((SAMPLES / "dhr-complete.md").read_text(encoding="utf-8"), load_rules())


@pytest.fixture(scope="module")
def back(complete: Analysis) -> Imported:
    data = export_docx(complete.report, complete.checklist, load_schema(), ExportOptions())
    return import_word(data, load_incoming(), load_schema())


def test_every_record_comes_back_with_every_field_that_word_shows(complete: Analysis, back: Imported) -> None:
    report = report_of(back)
    assert set(report.records) == set(complete.report.records)
    for ident, was in complete.report.records.items():
        now = report.records[ident]
        assert typographic(now.title) == typographic(was.title)
        shown = {name: typographic(value) for name, value in values(was).items() if was.value(name).is_value}
        read = {name: typographic(value) for name, value in values(now).items()}
        assert {name: read.get(name) for name in shown} == shown, ident
        # A person's narrative stands under a heading of its own, an action's link in its nesting.
        assert set(read) - set(shown) <= {"Recommendation"}
        assert [typographic(text) for text in narrative(now)] == [typographic(text) for text in narrative(was)], ident


def test_the_details_come_back(complete: Analysis, back: Imported) -> None:
    was, now = complete.report.front, report_of(back).front
    for table in ("document", "review", "agency", "dates"):
        assert {key: typographic(str(value)) for key, value in now.table(table).items()} == {
            key: typographic(str(value)) for key, value in was.table(table).items()
        }
    assert set(now.table("glossary")) == set(was.table("glossary"))


def test_the_checklist_finds_as_much_evidence_as_before(complete: Analysis, back: Imported) -> None:
    again = analyse(back.text, load_rules()).checklist
    # The author's word is not in the Word file: a judgement is asked for anew.
    assert [item.question.id for item in again.items if any(not line.holds for line in item.evidence)] == []


def test_a_file_imported_twice_is_the_same(back: Imported, complete: Analysis) -> None:
    data = export_docx(complete.report, complete.checklist, load_schema(), ExportOptions())
    assert import_word(data, load_incoming(), load_schema()).text == back.text


# ---------------------------------------------------------------- others' files


def test_a_template_of_a_review_author(document: Document, make, taken) -> None:
    document.add_heading("Individual Management Review", 0)
    make.fill(
        document,
        [
            ["Report of (agency):", "Northshire Police"],
            ["Date of request", "1 May 2025"],
            ["Colour of the folder", "blue"],
        ],
    )
    document.add_heading("1. Introduction", 1)
    document.add_paragraph("1.1\tSimone was 37 when she was killed.")
    document.add_paragraph("1.2\tThe partnership asked for this report.")
    document.add_heading("2. Persons subject to review", 1)
    make.fill(
        document,
        [
            ["", "Victim", "Suspect", "Known restriction"],
            ["Name including aliases", "Simone Baptiste", "Gareth Lowe", "None known"],
            ["Date of birth", "17/06/1987", "", "Victim: the family asks for none"],
            ["Ethnicity", "Black British", "White British", ""],
            ["Religion/Faith", "Christian", "Not known", "for both"],
        ],
    )
    document.add_heading("3. Chronology of agency contact", 1)
    make.fill(
        document,
        [
            ["Seq", "Start Date", "Start Time", "Source of Information", "Event / contact", "Action taken", "RAG"],
            [
                "1",
                "22.05.16",
                "21:40",
                "Incident log",
                "A neighbour heard shouting. Police attended.",
                "Words given",
                "Red",
            ],
            ["2", "?23 may 2016", "", "Custody record", "Arrest\n\nHe was held overnight.", "", ""],
            ["3", "in the spring", "", "Notebook", "A call was made", "", ""],
        ],
    )
    document.add_heading("4. Lessons learnt", 1)
    document.add_heading("Recommendation 1 – Ask apart", 2)
    document.add_paragraph("Ask people apart.")
    document.add_paragraph("Owner: Head of Contact")
    document.add_heading("5. Action plan", 1)
    make.fill(
        document,
        [
            ["Recommendation", "Scope of recommendation", "Action to take", "Lead agency", "Target date"],
            ["Ask people apart.", "Local", "Change the form", "Police", "1 June 2026"],
            ["Buy tablets.", "Local", "Find money", "Finance", "1 July 2026"],
        ],
    )
    imported = taken(document)
    report = report_of(imported)
    assert report.front.text("document", "title") == "Individual Management Review"
    assert report.front.text("agency", "name") == "Northshire Police"
    assert str(report.front.get("dates", "requested")) == "2025-05-01"
    assert report.front.get("review", "subjects") == ["Victim", "Suspect"]
    assert [section.title for section in report.sections if section.level == 1] == [
        "Introduction", "Persons subject to review", "Chronology of agency contact", "Lessons learnt", "Action plan",
        "Sources named in the chronology",
    ]  # fmt: skip
    assert "1.1" not in imported.text
    assert {area: bool(report.covering(area)) for area in ("characteristics", "overview", "learning", "recommendations")} == {
        "characteristics": True, "overview": True, "learning": True, "recommendations": True,
    }  # fmt: skip
    victim, suspect = report.records["P1"], report.records["P2"]
    assert values(victim)["Name and aliases"] == "Simone Baptiste"
    assert "Restriction: the family asks for none" in imported.text
    assert "Date of birth" not in values(suspect)
    assert values(report.records["E1"]) == {
        "Date": "22.05.16, 21:40", "Action taken": "Words given", "Sources": "S1", "Rag": "Red",
    }  # fmt: skip
    assert report.records["E1"].title == "A neighbour heard shouting"
    assert narrative(report.records["E1"]) == ["A neighbour heard shouting. Police attended."]
    assert read_date(values(report.records["E1"])["Date"]) is not None
    assert [report.records[ident].title for ident in ("S1", "S2", "S3")] == [
        "Incident log",
        "Custody record",
        "Notebook",
    ]
    assert report.records["R1"].title == "Ask apart"
    assert values(report.records["R1"])["Owner"] == "Head of Contact"
    assert values(report.records["A1"])["Recommendation"] == "R1"
    assert narrative(report.records["R2"]) == ["Buy tablets."]
    assert values(report.records["A2"])["Recommendation"] == "R2"
    said = " ".join(doubt.what for doubt in imported.doubts)
    assert "2 paragraphs" in said
    assert "E3, Date" in said
    assert "whom a restriction is for" in said
    assert any("Colour of the folder" in doubt.near for doubt in imported.doubts)


def test_terms_sources_and_interviews(document: Document, make, taken) -> None:
    make.fill(document, [["ToR", "Terms of reference"], ["1", "Was risk assessed?"], ["2", "Was it shared?"]])
    make.fill(
        document,
        [
            ["Source", "Type", "Accessed"],
            ["Niche", "Police system", "Yes"],
            ["Old log", "Police system", "No\n\nDestroyed in 2020"],
        ],
    )
    make.fill(
        document,
        [
            ["Name", "Role", "Interviewed", "What was learnt"],
            ["PC Ellery", "Response", "Yes\n\n21 July 2025", "He was tired."],
        ],
    )
    report = report_of(taken(document))
    assert narrative(report.records["T2"]) == ["Was it shared?"]
    assert values(report.records["S2"]) == {
        "Type": "Police system",
        "Accessed": "No",
        "Reason not accessed": "Destroyed in 2020",
    }
    assert report.records["S1"].title == "Niche"
    assert values(report.records["I1"]) == {
        "Person": "PC Ellery",
        "Role": "Response",
        "Spoken to": "Yes",
        "Date": "21 July 2025",
    }
    assert narrative(report.records["I1"]) == ["He was tired."]


def test_a_table_that_is_none_of_records_stays_a_table(document: Document, make, taken) -> None:
    document.add_heading("Analysis", 1)
    make.fill(document, [["Shift", "Officers | planned"], ["Late", "16"]])
    imported = taken(document)
    assert "| Shift | Officers \\| planned |\n| --- | --- |\n| Late | 16 |" in imported.text
    assert any("kept as a table" in doubt.what for doubt in imported.doubts)


def test_a_frame_drawn_around_text_is_text(document: Document, make, taken) -> None:
    make.fill(document, [["What did the force know?\n\nIt knew enough."]])
    assert taken(document).text.endswith("What did the force know?\n\nIt knew enough.\n")


def test_emphasis_links_and_struck_words() -> None:
    runs = (
        Run("He "),
        Run("was ", bold=True),
        Run("not", struck=True),
        Run(" told", italic=True),
        Run(", ", bold=True),
        Run("see", link="https://example.org/a_b"),
    )
    text = make_review(WordText((Para(runs),), {}, ()), load_incoming(), load_schema()).text
    assert text.endswith("He **was** ~~not~~ *told*, [see](<https://example.org/a_b>)\n")


def test_footnotes_lists_and_quotations() -> None:
    blocks = (
        Para((Run("He said so."), Run("", note="f2"), Run(" Twice."), Run("", note="f1"))),
        Para((Run("one"),), listed=Listed.BULLET),
        Para((Run("within"),), listed=Listed.NUMBER, depth=1),
        Para((Run("two"),), listed=Listed.BULLET),
        Para((Run("I was afraid."),), style="quote"),
        Para((Run("Simone, statement"),), style="quote"),
    )
    notes = {"f1": (Para((Run("First."),)),), "f2": (Para((Run("Log 12."),)), Para((Run("Page 3."),)))}
    imported = make_review(WordText(blocks, notes, ()), load_incoming(), load_schema())
    assert imported.text.partition("+++\n\n")[2] == (
        "He said so.[^1] Twice.[^2]\n\n- one\n  1. within\n- two\n\n> I was afraid.\n>\n> Simone, statement\n\n[^1]: Log 12.\n\n    Page 3.\n\n[^2]: First.\n"
    )


WORDS = st.text(alphabet="ab 1.)(*_`[]<>!&#~|\\{}=-+:/'", max_size=12)
RUNS = st.lists(
    st.builds(
        Run,
        WORDS,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "", "https://example.org/a(b)", "#record_E1"]),
    ),
    max_size=4,
).map(tuple)


@given(RUNS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_paragraph_holds_its_words_come_through(runs: tuple[Run, ...]) -> None:
    imported = make_review(
        WordText((Para((Run("Begin."),)), Para(runs), Para((Run("End."),))), {}, ()), load_incoming(), load_schema()
    )
    words = " ".join("".join(run.text for run in runs).split())
    report = report_of(imported)
    read = [passage.text for section in report.sections for passage in section.part.passages]
    numbered = "Numbers typed" in " ".join(doubt.what for doubt in imported.doubts)
    assert read[0] == "Begin."
    assert read[-1] == "End."
    if not numbered and read[1:-1] != [words]:
        assert (words, read[1:-1]) == ("", []) or load_incoming().is_blank(words) or ":" in words


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_chronology_holds_it_parses_without_error(rows: list[list[str]]) -> None:
    head = ("Date", "What happened", "Sources")
    table = Table(tuple(tuple(Cell((Para((Run(text),)),)) for text in row) for row in (head, *rows)))
    imported = make_review(WordText((table,), {}, ()), load_incoming(), load_schema())
    filled = [row for row in rows if any(not load_incoming().is_blank(text) for text in row)]
    assert len(report_of(imported).of_kind("E")) == len(filled) or not any(
        row[0].strip() or row[2].strip() for row in filled
    )


def test_progress_is_told_and_ends(document: Document, make) -> None:
    for number in range(120):
        document.add_paragraph(f"Paragraph {number}")
    told: list[tuple[int, int]] = []
    import_word(
        make.saved(document), load_incoming(), load_schema(), progress=lambda done, total: told.append((done, total))
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) >= 3
