from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imr_tui.analysis.event_import import import_events
from imr_tui.analysis.event_rows import (
    KEEP,
    LEAVE_OUT,
    TARGETS,
    Incoming,
    guess_mapping,
    incoming_events,
    short_title,
    with_columns,
)
from imr_tui.analysis.sheet import read_sheet
from imr_tui.checklist.chronology import disordered
from imr_tui.data.loader import load_schema
from imr_tui.document.literal import seen
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.text import apply_edits
from imr_tui.errors import InputError

SCHEMA = load_schema()
TEMPLATES = Path(__file__).parents[2] / "templates"
EMPTY = "# Sources {covers=methodology}\n\n# Overview {covers=overview}\n\nText.\n\n# Analysis\n\nMore.\n"
SHEET = """Seq,Start Date,Start Time,Source of Information,Event,Agencies involved,Who with,Comment
1,22.05.16,14.05,STORM log 1102,"She rang. Officers attended.",Northshire Police,Victim,see [E1]
2,?3/6/16,,Niche,"Second call
- not a list
<!-- not hidden",,Suspect,
3,05/22/2016,,STORM (log 1190),Third,Police; ambulance,Victim and Suspect,
1,22.05.16,14.05,STORM log 1102,"She rang. Officers attended.",Northshire Police,Victim,
"""


def read(text: str) -> Report:
    return parse(text, SCHEMA)


def rows_of(sheet: str, report: Report) -> tuple[Incoming, ...]:
    table = read_sheet(sheet)
    return incoming_events(table, guess_mapping(table, SCHEMA), report)


def imported(text: str, sheet: str) -> Report:
    report = read(text)
    rows = [row for row in rows_of(sheet, report) if not row.same_as]
    return read(apply_edits(text, import_events(report, SCHEMA, rows).edits))


def test_columns_are_guessed_by_their_headings() -> None:
    mapped = guess_mapping(read_sheet(SHEET), SCHEMA)
    assert mapped.targets == (LEAVE_OUT, "Date", "Time", "Sources", "What happened", "Agencies", "Contact with", KEEP)


def test_without_headings_columns_are_guessed_by_what_stands_in_them() -> None:
    mapped = guess_mapping(
        read_sheet("1 May 2020\t21:40\tShe rang the station and said so\tx\n2 May 2020\t10:15\tHe came back\ty\n"),
        SCHEMA,
    )
    assert mapped.targets == ("Date", "Time", "What happened", KEEP)
    assert mapped.headings == ()


def test_the_mapping_can_be_corrected_by_heading_or_number() -> None:
    mapped = guess_mapping(read_sheet(SHEET), SCHEMA)
    assert with_columns(mapped, {"comment": "reason for inclusion", "1": "Title"}).targets[::7] == (
        "Title",
        "Reason for inclusion",
    )
    for wrong in ({"Nobody": "Date"}, {"9": "Date"}, {"Comment": "Nothing"}):
        with pytest.raises(InputError) as caught:
            with_columns(mapped, wrong)
        assert caught.value.hint


def test_every_field_that_a_column_can_be_is_one_of_the_event_s() -> None:
    names = {spec.name for spec in SCHEMA.kinds["E"].fields}
    assert set(TARGETS) - names == {"Time", "End date", "End time", "Title", "What happened", KEEP, LEAVE_OUT}


def test_rows_become_events_in_order_of_time_with_their_sources() -> None:
    after = imported(EMPTY, SHEET)
    assert list(after.records) == ["S1", "S2", "E1", "E2", "E3"]
    first = after.records["E1"]
    assert first.title == "She rang"
    assert first.linked("Sources") == ("S1",)
    assert [(name, first.field(name).value.text) for name in ("Date", "Contact with", "Agencies", "Sources")] == [
        ("Date", "22 May 2016, 14:05"),
        ("Contact with", "Victim"),
        ("Agencies", "Northshire Police"),
        ("Sources", "S1 (log 1102)"),
    ]
    assert [passage.text for _, passage in after.narrative(first)] == [
        "She rang. Officers attended.",
        "Comment: see (E1)",
    ]
    assert [passage.text for _, passage in after.narrative(after.records["E2"])] == [
        "Second call",
        "- not a list",
        "<!-- not hidden",
    ]
    assert after.records["E3"].linked("Sources") == ("S1",)
    assert after.records["S1"].title == "STORM"
    assert after.records["S2"].title == "Niche"


def test_what_is_there_already_is_told_within_the_table_and_in_the_review() -> None:
    assert [row.same_as for row in rows_of(SHEET, read(EMPTY))] == ["", "", "", "row 2"]
    again = rows_of(SHEET, imported(EMPTY, SHEET))
    assert [row.same_as for row in again] == ["E1", "E2", "E3", "E1"]


def test_what_was_said_in_other_words_on_the_same_day_is_another_event() -> None:
    sheet = "Date,Event\n1 May 2020,Telephone call\n1 May 2020,Telephone call about the child\n"
    assert [row.same_as for row in rows_of(sheet, read(EMPTY))] == ["", ""]


@pytest.mark.parametrize("name", ["dhr.md", "general.md"])
def test_blank_records_of_a_template_are_filled_first(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    after = imported(text, SHEET)
    assert after.records["E1"].title == "She rang"
    assert [event.id for event in after.of_kind("E")] == ["E1", "E2", "E3"]
    assert after.records["S1"].title == "STORM"
    before = read(text)
    kept = [before.text[s.start + c.start : s.start + c.end] for s in before.sections for c in s.part.comments]
    assert all(comment in after.text for comment in kept)


def test_events_go_to_their_place_among_those_that_are_there() -> None:
    text = EMPTY.replace(
        "Text.\n", "Text.\n\n## E1: First\n\n- Date: 1 May 2016\n\n## E2: Last\n\n- Date: 1 May 2020\n"
    )
    sheet = "Date;Event\n1.1.2015;Before\n1.1.2017;Between\n1.1.2021;After\nnot known;Undated\n"
    after = imported(text, sheet)
    assert [event.title for event in after.of_kind("E")] == ["Before", "First", "Between", "Last", "After", "Undated"]
    assert disordered(after.of_kind("E")) == ()
    assert [event.id for event in after.of_kind("E")] == ["E3", "E1", "E4", "E2", "E5", "E6"]


def test_doubts_of_each_row() -> None:
    front = "+++\nimr = 1\n[review]\nperiod_start = 2022-01-01\n+++\n\n"
    sheet = "Date,Event,Source\n1/1/2021,Told,S9\nnever,,\n1/1/2022,Hid\u202eden,Log,more\n"
    doubts = [row.doubts for row in rows_of(sheet, read(front + EMPTY))]
    assert doubts == [
        ("outside the timescale",),
        ("the date cannot be read", "does not say what happened", "no source"),
        ("more cells than the heading row", "has characters that cannot be seen, which are left out"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("She rang. Officers came.", "She rang"),
        ("", ""),
        ("x" * 70, "x" * 59 + "…"),
        ("word " * 20, "word word word word word word word word word word word…"),
    ],
)
def test_a_title_is_the_first_sentence_cut_between_words(text: str, title: str) -> None:
    assert short_title(text) == title
    assert len(title) <= 60


CELL = st.lists(st.sampled_from(["a", "B", " ", "#", "-", "*", "_", "<", ">", "[", "]", "E1", "S1", "|", "&amp;", "{covers=overview}", "<!--", "+", "1. ", "(", ")", ":", "\n", "`", "…", "\u202e", "log 12"]), max_size=12).map("".join)  # fmt: skip


@settings(max_examples=60)
@example([("?3.4.21", "", "", "Beside B"), ("?3.4.21", "", "# S1", "")], EMPTY)
@given(
    st.lists(st.tuples(st.sampled_from(["1/2/2020", "?3.4.21", "rubbish", "", "2019"]), CELL, CELL, CELL), min_size=1, max_size=5),
    st.sampled_from([EMPTY, EMPTY.replace("\n", "\r\n"), "", EMPTY.replace("Text.", "## E4: One\n\n- Date: 2 January 2020"), "Only text, no line end"]),
)  # fmt: skip
def test_whatever_the_cells_each_row_becomes_one_event_that_says_its_words(rows, text) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    sheet = "\n".join(["Date,Event,Source,Comment", *quoted])
    before = read(text)
    incoming = incoming_events(read_sheet(sheet), guess_mapping(read_sheet(sheet, ","), SCHEMA), before)
    done = import_events(before, SCHEMA, incoming)
    after = read(apply_edits(text, done.edits))
    assert len(after.of_kind("E")) == len(before.of_kind("E")) + len(incoming)
    assert len(done.events) == len(incoming)
    assert after.text.replace("\r\n", "\n").replace("\n", "").find("\r") == -1
    wanted = sorted(
        "".join(seen("".join(row.narrative)).split()).translate(str.maketrans("[]", "()")) for row in incoming
    )
    read_back = sorted(
        "".join("".join(p.text for p in after.records[ident].part.passages if p.kind == "paragraph").split())
        .translate(str.maketrans("[]", "()"))
        .partition("Source:")[0]
        for ident in done.events
    )
    assert read_back == wanted
    gone = [line for line in text.splitlines() if line not in after.text.splitlines()]
    assert gone == []
