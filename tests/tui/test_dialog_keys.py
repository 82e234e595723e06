"""Keys that the settings change: dialogs name them, and obey them."""

from __future__ import annotations

import pytest

from imr_tui.errors import RefusedError
from imr_tui.tui.key_words import key_on_button, keys_of_button
from imr_tui.tui.screens.dialog import Ask, Choice, Notice
from imr_tui.tui.screens.item_card import ItemCard
from imr_tui.tui.screens.record_form import RecordForm
from imr_tui.tui.screens.thread import ThreadView

from .conftest import app_with, settle, shows
from .reviews import REVIEW

SMALL = (80, 24)


@pytest.mark.parametrize(
    ("key", "action", "keymap", "named", "pressed"),
    [
        ("F8", "next", {}, "F8", ("f8",)),
        ("F8", "next", {"next": "f10,ctrl+n"}, "F10", ("f10", "ctrl+n")),
        ("^T", "insert", {"insert": "ctrl+y"}, "^Y", ("ctrl+y",)),
        ("^T", "", {"insert": "ctrl+y"}, "^T", ("^t",)),
        ("", "", {"insert": "ctrl+y"}, "", ()),
    ],
)
def test_the_key_of_a_button_is_that_of_the_settings(key, action, keymap, named, pressed) -> None:
    assert key_on_button(key, action, keymap) == named
    assert keys_of_button(key, action, keymap) == pressed


async def test_the_card_names_and_obeys_the_key_that_confirms(make_services) -> None:
    app = app_with(make_services(keys={"confirm": "f10"}, name="Priya Nair"), REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.review_screen.sidebar.select("characteristics.2")
        await pilot.press("f6", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)
        assert shows(app, "Confirm (F10)")
        assert not shows(app, "F9")
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)
        await pilot.press("f10")
        await settle(pilot)
        assert not app.screen.is_modal
        item = app.review_screen.current().checklist.item("characteristics.2")
        assert item is not None
        assert item.state.settled


async def test_a_view_goes_on_with_the_key_that_goes_on_in_the_text(make_services) -> None:
    app = app_with(make_services(keys={"next": "f10", "insert": "ctrl+y", "redo": "ctrl+d"}), REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.perform("thread")
        await settle(pilot)
        view = app.screen
        assert isinstance(view, ThreadView)
        assert {"Next gap (F10)", "Make it (^Y)"} <= set(view.buttons.labels)
        gaps = [row.key for row in view.table.listed if not row.heading and row.marked == 1]
        view.table.action_edge(0)
        first = view.table.selected
        await pilot.press("f10")
        await settle(pilot)
        assert view.table.selected == next(key for key in gaps if key != first)


async def test_a_form_is_saved_by_the_key_that_saves(make_services) -> None:
    app = app_with(make_services(keys={"save": "f10"}), REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t", "s")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, RecordForm)
        assert form.buttons.labels[0].endswith("(F10)")
        await pilot.press(*"A log", "f10")
        await settle(pilot)
        assert app.review_screen.current().report.records["S1"].title == "A log"


async def test_a_notice_names_the_keys_of_the_settings_in_its_next_step_only(make_services) -> None:
    app = app_with(make_services(keys={"save": "f10"}), REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.push_screen(Notice(RefusedError("Not done", "The file is called Ctrl+S.md.", "Ctrl+S tries again.")))
        await settle(pilot)
        assert shows(app, "The file is called Ctrl+S.md.")
        assert shows(app, "F10 tries again.")


async def test_a_question_takes_the_key_that_its_button_names(make_services) -> None:
    app = app_with(make_services(keys={"save": "f10"}), REVIEW)
    answers: list[str | None] = []
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        choices = (Choice("again", "Try again", "Ctrl+S", "save"), Choice("later", "Later", "l"))
        app.push_screen(Ask("Not saved", "It was not saved.", choices), answers.append)
        await settle(pilot)
        assert shows(app, "Try again (F10)    Later (l)")
        await pilot.press("f10")
        await settle(pilot)
    assert answers == ["again"]
