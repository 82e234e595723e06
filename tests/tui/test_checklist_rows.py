from __future__ import annotations

import pytest
from rich.cells import cell_len

from imr_tui.checklist.model import Checklist, State
from imr_tui.tui.checklist_rows import checklist_rows, count, heading, rail_rows, summary_line
from imr_tui.tui.glyphs import ASCII, UNICODE, Glyphs, area_state, pick_glyphs, state_word

from .checklists import area, item, three_areas

ALL = frozenset({"characteristics", "language", "methodology"})


def texts(checklist: Checklist, unfolded: frozenset[str], width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    return [row.text.rstrip() for row in checklist_rows(checklist, unfolded, width, glyphs)]


def test_every_state_has_its_sign_and_its_word() -> None:
    assert texts(three_areas(), ALL, 36) == [
        " ✓ 1 Characteristics         3 of 3",
        "   ✓ Recorded, or not known    done",
        "   ✓ Effect on decisions  confirmed",
        "   – Intersection in analysis",
        "       not applicable: The victim…",
        " ↻!2 Language                0 of 3",
        "   ↻ Neutral in tone     look again",
        "       E3, Analysis changed",
        "   ◐!Clear, terms explained",
        "       in progress: missing DASH,…",
        "   ? How the family reads it",
        "       needs your judgement",
        " ○ 3 Method                  0 of 1",
        "   ○ Approach named     not started",
    ]


def test_the_signs_of_a_terminal_without_utf_8_are_plain_ascii() -> None:
    listed = texts(three_areas(), ALL, 40, ASCII)
    assert all(line.isascii() for line in listed)
    assert listed[0].startswith(" [x] 1 Characteristics")
    assert any(line.startswith("   [~][!]Clear, terms explained") for line in listed)


def test_folded_areas_show_one_row() -> None:
    assert [row.key for row in checklist_rows(three_areas(), frozenset(), 36, UNICODE)] == [
        "characteristics",
        "language",
        "methodology",
    ]


@pytest.mark.parametrize("width", [20, 21, 36, 41, 60])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_no_row_is_wider_than_the_list(width: int, glyphs: Glyphs) -> None:
    listed = (*checklist_rows(three_areas(), ALL, width, glyphs), *rail_rows(three_areas(), width, glyphs))
    assert all(cell_len(row.text) <= width for row in listed)
    assert cell_len(summary_line(three_areas(), width, glyphs)) == width


def test_the_rail_has_the_count_and_a_row_an_area() -> None:
    assert [row.text.rstrip() for row in rail_rows(three_areas(), 21, UNICODE)] == [
        "3 of 7 settled",
        "✓ Characteristics 3/3",
        "↻ Language       !0/3",
        "○ Method          0/1",
    ]


def test_the_narrowest_form_is_one_line() -> None:
    assert summary_line(three_areas(), 30, UNICODE).rstrip() == " 3 of 7  1✓ 2↻ 3○"


def test_only_first_rows_can_be_selected() -> None:
    chosen = [row.key for row in checklist_rows(three_areas(), ALL, 36, UNICODE) if row.chosen]
    assert len(chosen) == len(set(chosen)) == 10


def test_the_head_says_done_where_nothing_is_set_aside() -> None:
    checklist = Checklist((area("overview", "Overview", item("overview.1", "Told once", State.DONE)),))
    assert heading(checklist) == ("Checklist", "1 of 1 done")
    assert heading(three_areas()) == ("Checklist", "3 of 7 settled")
    assert count(three_areas()) == "3 of 7"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([State.TODO, State.TODO], State.TODO),
        ([State.TODO, State.DONE], State.STARTED),
        ([State.DONE, State.NOT_APPLICABLE], State.DONE),
        ([State.NOT_APPLICABLE], State.NOT_APPLICABLE),
        ([State.CONFIRM, State.DONE], State.CONFIRM),
        ([State.CONFIRM, State.STARTED], State.STARTED),
        ([State.LOOK_AGAIN, State.STARTED], State.LOOK_AGAIN),
        ([], State.TODO),
    ],
)
def test_an_area_shows_what_most_needs_doing(states: list[State], expected: State) -> None:
    items = [item(f"overview.{number}", "Short", state) for number, state in enumerate(states)]
    assert area_state(area("overview", "Overview", *items)) is expected


def test_a_judgement_that_was_made_says_confirmed() -> None:
    assert state_word(item("language.1", "Tone", State.DONE, judge=True)) == "Confirmed"
    assert state_word(item("language.2", "Clear", State.DONE)) == "Done"


@pytest.mark.parametrize(
    ("wanted", "encoding", "expected"),
    [
        (None, "UTF-8", UNICODE),
        (None, "utf8", UNICODE),
        (None, "ANSI_X3.4-1968", ASCII),
        (None, "iso-8859-1", ASCII),
        (True, "utf-8", ASCII),
        (False, "ascii", UNICODE),
    ],
)
def test_the_setting_decides_over_the_terminal(wanted: bool | None, encoding: str, expected: Glyphs) -> None:
    assert pick_glyphs(ascii_wanted=wanted, encoding=encoding) is expected
