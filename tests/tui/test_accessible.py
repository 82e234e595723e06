"""Accessible mode: one column of words, no boxes and signs, the terminal's cursor at what has the focus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from imr_tui.analysis.analyse import analyse
from imr_tui.checklist.model import State
from imr_tui.data.loader import load_rules
from imr_tui.tui.accessible import changes, place_of
from imr_tui.tui.application import ImrApp
from imr_tui.tui.glyphs import SPOKEN, WORDS, pick_glyphs
from imr_tui.tui.widgets.pick_list import PickList

from .conftest import app_with, rows, settle, shows
from .reviews import REVIEW
from .session import Session, start

BOXES = re.compile("[\u2500-\u259f]")
SIGNS = re.compile(r"[○◐↻✓]|\[[ ~?rx!-]\]")


def plain(app: ImrApp) -> bool:
    drawn = "\n".join(rows(app))
    return not BOXES.search(drawn) and not SIGNS.search(drawn)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_screen_is_one_column_without_boxes_and_signs(make_services, size) -> None:
    app = app_with(make_services(accessible=True), REVIEW)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert plain(app)
        assert not any("Checklist " in row for row in rows(app)[1:-2])
        assert app.review_screen.editor.size.width == size[0]
        await pilot.press("f6")
        await settle(pilot)
        assert plain(app)
        assert shows(app, "1 Characteristics")
        assert not any("Officers" in row for row in rows(app))
        assert app.review_screen.sidebar.size.width == size[0]
        await pilot.press("escape")
        await settle(pilot)
        assert app.review_screen.editor.has_focus


@pytest.mark.parametrize(
    "action", ["help", "commands", "goto", "details", "export", "counts", "insert", "problems", "thread"]
)
async def test_no_dialog_draws_a_box(make_services, action) -> None:
    app = app_with(make_services(accessible=True), REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform(action)
        await settle(pilot)
        assert app.screen is not app.review_screen
        assert not BOXES.search("\n".join(rows(app))), rows(app)


async def test_it_is_turned_on_and_off_by_its_action(make_services) -> None:
    app = app_with(make_services(), REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        before = rows(app)[1:-2]
        assert not plain(app)
        app.perform("accessible")
        await settle(pilot)
        assert plain(app)
        assert shows(app, "Accessible mode is on.")
        app.perform("accessible")
        await settle(pilot)
        assert rows(app)[1:-2] == before


async def test_the_cursor_is_at_what_has_the_focus(make_services) -> None:
    app = app_with(make_services(accessible=True), REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f6", "down", "down")
        await settle(pilot)
        sidebar = app.review_screen.sidebar
        said = rows(app)[app.cursor_position.y]
        assert sidebar.selected_item is not None
        assert sidebar.selected_item.question.short in said
        assert place_of(sidebar) == app.cursor_position
        await pilot.press("escape", "ctrl+g")
        await settle(pilot)
        line, listed = app.screen.query_one(Input), app.screen.query_one(PickList)
        assert app.cursor_position == line.cursor_screen_offset
        await pilot.press("down")
        await settle(pilot)
        assert listed.chosen_line == 1
        assert app.cursor_position.y == listed.region.y + 1
        await pilot.press("e")
        await settle(pilot)
        assert app.cursor_position == line.cursor_screen_offset


async def test_the_cursor_goes_from_button_to_button(make_services) -> None:
    app = app_with(make_services(accessible=True), REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("export")
        await settle(pilot)
        row = app.screen.buttons
        assert row.labels == ("Export", "Cancel")
        assert app.cursor_position == row.region.offset
        await pilot.press("right")
        await settle(pilot)
        assert rows(app)[app.cursor_position.y][app.cursor_position.x :].strip() == "Cancel"


async def test_where_the_keys_go_is_told(make_services) -> None:
    app = app_with(make_services(accessible=True), REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert shows(app, "In the checklist. Enter opens, Esc goes back to the text.")
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "In the text.")


def test_what_became_of_a_question_is_said_in_words() -> None:
    rules = load_rules()
    before = analyse(REVIEW, rules).checklist
    after = analyse(REVIEW[: REVIEW.index("# Strategy")], rules).checklist
    moved = [
        item
        for area in after.areas
        for item in area.items
        if (old := before.item(item.id)) is not None and old.state is not item.state
    ]
    assert moved
    said = changes(before, after)
    assert moved[0].question.short in said
    assert said.startswith(f"{after.settled} of 24. ")
    assert changes(before, before) == ""
    assert changes(None, after) == ""


async def test_what_typing_does_to_a_question_is_told(make_services) -> None:
    app = app_with(make_services(accessible=True), REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = app.review_screen.editor
        at = editor.text.index("# Strategy")
        editor.go_to(at, select_to=len(editor.text))
        await pilot.press("delete")
        await settle(pilot)
        assert re.search(r"\d+ of 24\. .*: now [a-z ]+", rows(app)[-2])


def test_every_state_has_words_and_no_sign() -> None:
    assert pick_glyphs(ascii_wanted=False, encoding="utf-8", accessible=True) is SPOKEN
    for state in State:
        assert SPOKEN.states[state] == ""
        assert WORDS[state]


def test_the_option_turns_it_on_and_the_terminals_cursor_is_shown_and_stands_at_the_focus(
    sessions: list[Session], tmp_path: Path
) -> None:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    session = start(sessions, ["-m", "imr_tui", "--accessible", str(path)], tmp_path, expect="In the text.")
    session.wait_for(" of 24")
    session.type("\x1b[17~")
    session.wait_for("In the checklist.")
    session.wait_until(lambda: "1 Characteristics" in session.row_at_cursor)
    session.type("\x1b[B")
    session.wait_until(lambda: "Recorded, or not known" in session.row_at_cursor)
    assert not BOXES.search("\n".join(session.screen.display))
    session.type("\x11")
    assert session.status() == 0


def test_the_setting_turns_it_on_for_the_start_screen_too(sessions: list[Session], tmp_path: Path) -> None:
    folder = tmp_path / "config" / "imr-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("accessible = true\n")
    session = start(sessions, ["-m", "imr_tui"], tmp_path, expect="New review")
    session.wait_until(lambda: bool(re.search("Open a file|New review", session.row_at_cursor)))
    assert not BOXES.search("\n".join(session.screen.display))
