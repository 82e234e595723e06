import json

import docx
import pytest

TABLE = 'Start Date,Event,Source of Information,Officer\n"22.05.16","She rang, twice.",STORM log 1102,PC Doyle\n05/22/2016,Later,,\n'


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "chronology.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_becomes_events_and_sources(answer, review, table):
    status, out, err = answer("add", review, "events", "--from", table)
    assert (status, err) == (0, "")
    assert "2 events added: E2 to E3." in out
    assert "Sources added: S1." in out
    assert "row 3: there is no such month: is it the month that stands first?; no source" in out
    text = review.read_text()
    assert "### E2: She rang, twice\n\n- Date: 22 May 2016\n" in text
    assert "Officer: PC Doyle" in text
    assert "S1: STORM" in text


def test_a_dry_run_changes_nothing_and_says_the_same(answer, review, table):
    before = review.read_bytes()
    out = answer("add", review, "events", "--from", table, "--dry-run", "--json")[1]
    assert review.read_bytes() == before
    told = json.loads(out)
    assert told["events"] == ["E2", "E3"]
    assert told["columns"][0] == {"column": "Start Date", "field": "Date"}
    assert [row["date"] for row in told["rows"]] == ["22 May 2016", "05/22/2016"]


def test_what_is_there_already_is_left_out_unless_asked_for(answer, review, table):
    answer("add", review, "events", "--from", table)
    status, _, err = answer("add", review, "events", "--from", table)
    assert status == 1
    assert "--duplicates" in err
    assert "4 events" not in answer("add", review, "events", "--from", table, "--duplicates", "--dry-run")[1]
    assert "2 events would be added" in answer("add", review, "events", "--from", table, "--duplicates", "--dry-run")[1]


def test_a_column_can_be_mapped_by_heading_or_number(answer, review, table):
    answer("add", review, "events", "--from", table, "--map", "Officer=Leave out", "--map", "1=Date")
    assert "PC Doyle" not in review.read_text()
    status, _, err = answer("add", review, "events", "--from", table, "--map", "Rank=Date")
    assert status == 2
    assert "It has: Start Date, Event" in err


def test_a_list_becomes_terms_of_reference(answer, review, tmp_path):
    (tmp_path / "terms.txt").write_text("1. How officers responded\n2. Whether risk was assessed\n")
    status, out, _ = answer("add", review, "terms-of-reference", "--from", tmp_path / "terms.txt")
    assert status == 0
    assert "2 terms of reference added: T1 to T2." in out
    assert "T2: Whether risk was assessed\n\nWhether risk was assessed\n" in review.read_text()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"a,b\0", "NUL"),
        (b"", "no table"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_a_next_step(answer, review, tmp_path, data, said):
    path = tmp_path / "table.csv"
    if data is not None:
        path.write_bytes(data)
    before = review.read_bytes()
    status, out, err = answer("add", review, "events", "--from", path)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 3
    assert review.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("\ufeffDate,Event\n1/5/2020,Café\n".encode(), "Café"),
        ("Date\tEvent\n1/5/2020\tCafé\n".encode("utf-16"), "Café"),
        ("Date,Event\n1/5/2020,Café\n".encode("cp1252"), "Café"),
    ],
)
def test_the_encodings_that_spreadsheets_write_are_read(answer, review, tmp_path, data, name):
    (tmp_path / "table.csv").write_bytes(data)
    assert answer("add", review, "events", "--from", tmp_path / "table.csv")[0] == 0
    assert f"### E2: {name}" in review.read_text(encoding="utf-8")


def test_only_events_and_terms_are_imported(answer, review, table):
    status, _, err = answer("add", review, "action", "--from", table)
    assert status == 2
    assert "terms of reference from a list" in err
    assert answer("add", review, "event", "--dry-run")[0] == 2


def test_a_chronology_and_terms_come_from_a_word_file(review, answer, tmp_path):
    document = docx.Document()
    for rows in (
        [["Date", "Event", "Source of Information"], ["22.05.16", "A call from the school.", "Log 4"]],
        [["ToR", "Terms of reference"], ["1", "Was the school told?"]],
    ):
        table = document.add_table(rows=2, cols=len(rows[0]))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
    path = tmp_path / "their.docx"
    document.save(str(path))
    assert answer("add", review, "events", "--from", path)[0] == 0
    assert answer("add", review, "terms-of-reference", "--from", path)[0] == 0
    text = review.read_text()
    assert "- Date: 22 May 2016" in text
    assert "A call from the school." in text
    assert "Was the school told?" in text
