"""What forms are made of, without a screen: links as text, what is understood, what is wanted, intervals, layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.document.parse import parse
from imr_tui.document.record_text import NARRATIVE, Cell, Sort
from imr_tui.tui.forms.layout import lay_out, wrapped
from imr_tui.tui.forms.links import linkable, searched, toggled
from imr_tui.tui.forms.model import fitting
from imr_tui.tui.forms.record_model import RecordModel
from imr_tui.tui.forms.timings import interval_lines, late_rationales, with_answers
from imr_tui.tui.forms.understood import understood
from imr_tui.tui.forms.wants import Wants, wants_of

RULES = load_rules()
SCHEMA = RULES.schema
TEXT = """\
+++
imr = 1
[review]
subjects = ["Victim"]
[dates]
incident = 2025-03-09
requested = 2025-05-01
completed = 2025-09-26
[deadlines]
incident_to_requested = 90
requested_to_completed = 56
+++

# People {covers=characteristics}

## P1: Her

- Role: Victim

# Overview {covers=overview}

## E1: First call

- Date: soon

## E2: Second call

## S1: Log
"""


@pytest.mark.parametrize(
    ("text", "ident", "typed", "expected"),
    [
        ("", "E1", "", "E1"),
        ("E1", "E2", "", "E1, E2"),
        ("E1, E2", "E1", "", "E2"),
        ("E1 (the first), E2", "E1", "", "E2"),
        ("S1 (log 1, page 2); S2", "S3", "", "S1 (log 1, page 2), S2, S3"),
        ("E1–E4", "E2", "", "E1, E3, E4"),
        ("E1, secon", "E2", "secon", "E1, E2"),
        ("secon", "E2", "secon", "E2"),
        ("E1 and E2", "E3", "", "E1, E2, E3"),
        ("E1\nE2", "E1", "", "E2"),
    ],
)
def test_a_link_is_added_and_taken_out(text: str, ident: str, typed: str, expected: str) -> None:
    assert toggled(text, ident, typed=typed) == expected


@given(st.lists(st.integers(1, 9).map(lambda n: f"E{n}"), unique=True), st.integers(1, 9).map(lambda n: f"E{n}"))
def test_a_link_taken_twice_leaves_the_others(ids: list[str], ident: str) -> None:
    once = toggled(", ".join(ids), ident)
    twice = toggled(once, ident)
    assert set(twice.split(", ")) - {""} == set(ids)
    assert (ident in once.split(", ")) is (ident not in ids)


def test_records_are_searched_by_id_and_title() -> None:
    report = parse(TEXT, SCHEMA)
    assert searched("E1, second") == "second"
    assert searched("E1, E2") == ""
    found = linkable(report, ("E", "S"), "E1", "call", apart="E2")
    assert [(option.label, option.held) for option in found] == [("E1: First call", True)]
    assert [option.value for option in linkable(report, ("E", "S"), "", "s1", apart="")] == ["S1"]


def test_answers_that_begin_with_what_is_typed_come_first() -> None:
    assert fitting(("A not", "Not B", "C"), "not") == ("Not B", "A not")


@pytest.mark.parametrize(
    ("kind", "name", "text", "words", "sound"),
    [
        ("E", "Date", "14/3/23", "Tuesday 14 March 2023", True),
        ("E", "Date", "c. March 2023", "about March 2023", True),
        ("E", "Date", "last spring", "cannot be read as a date", False),
        ("E", "Date", "Not known", "", True),
        ("E", "Date", "TBC", "counts as no answer", True),
        ("F", "Practice", "good practice", "", True),
        ("F", "Practice", "rather good", "It takes one of: Consistent with policy", False),
        ("F", "Events", "E1 and E2", "E1: First call; E2: Second call", True),
        ("F", "Events", "E9", "There is no E9", False),
        ("F", "Events", "S1", "of another kind", False),
        ("F", "Events", "the first", "No record is linked yet", True),
        ("F", "Policy", "Domestic abuse policy", "", True),
        ("F", "Policy", "S1", "S1: Log", True),
        ("R", "Owner", "Not known", "Say why it is not known", True),
        ("R", "Owner", "Not known – the post is vacant", "", True),
    ],
)
def test_what_is_understood_is_said(kind: str, name: str, text: str, words: str, sound: bool) -> None:
    spec = SCHEMA.kinds[kind].field(name)
    assert spec is not None
    said, ok = understood(spec, text, parse(TEXT, SCHEMA))
    assert words in said
    assert bool(said) is bool(words)
    assert ok is sound


def test_what_is_wanted_comes_from_the_evidence_and_the_findings() -> None:
    analysis = analyse(TEXT, RULES)
    wants = wants_of(analysis, ("E1", "P1"))
    assert "Overview" in wants.of("E1", Cell(Sort.FIELD, "Agencies"))
    assert "cannot be read as a date" in wants.of("E1", Cell(Sort.FIELD, "Date"))
    assert "Characteristics" in wants.of("P1", Cell(Sort.FIELD, "Sex"))
    assert wants.of("P1", Cell(Sort.FIELD, "Role")) == ""
    assert wants.of("E2", Cell(Sort.FIELD, "Agencies")) == ""
    named = {name for line in analysis.checklist.items for one in line.evidence for _, name in one.wants}
    for _, name in wants.questions:
        assert name in named


def test_intervals_between_the_dates_and_the_reasons_they_need() -> None:
    report = parse(TEXT, SCHEMA)
    assert interval_lines(report) == (
        "Incident to requested: 53 days of 90 allowed",
        "Requested to completed: 148 days of 56 allowed, 92 over: its reason is needed",
        "In all: 201 days",
        "Not set yet: quality assured, signed off",
    )
    assert list(late_rationales(report)) == ["delay_rationale"]
    explained = with_answers(report, {("dates", "delay_rationale"): "Leave until July"})
    assert late_rationales(explained) == {}
    assert report.front.text("dates", "delay_rationale") == ""
    early = with_answers(report, {("dates", "completed"): report.front.get("dates", "incident")})
    assert "53 days too early" in interval_lines(early)[1]


@pytest.mark.parametrize("width", [30, 44, 76, 110])
def test_every_line_of_a_form_has_its_width_and_room_is_left_for_the_pen(width: int) -> None:
    report = parse(TEXT, SCHEMA)
    model = RecordModel(report, SCHEMA, ("E1",), Wants())
    model.put(("E1", NARRATIVE), "漢字 " * 60)
    for key in [key for row in model.rows() for key in row.keys]:
        layout = lay_out(model, width, key, height=4, ellipsis="…")
        assert {cell_len(line.text) for line in layout.lines} <= {width, width - 1}
        box = layout.boxes[key]
        assert box.height == 4
        assert all(not line.text[box.x :].strip() for line in layout.lines[box.y : box.y + 4])


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Mn", "Me")), max_size=80), st.integers(2, 30)
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_cannot_be_read_is_marked_once_it_is_left() -> None:
    report = parse(TEXT, SCHEMA)
    model = RecordModel(report, SCHEMA, ("E1",), Wants())
    keys = {row.label: row.keys[0] for row in model.rows() if row.keys}

    def row_of_date(active: str) -> str:
        layout = lay_out(model, 76, keys[active], height=4, ellipsis="…")
        return next(line.text for line in layout.lines if line.text.startswith("Date"))

    assert "! soon" in row_of_date("Title")
    assert "!" not in row_of_date("Date")
    model.put(keys["Date"], "14 March 2023")
    assert "!" not in row_of_date("Title")
