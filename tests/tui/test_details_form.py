from __future__ import annotations

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.details import DetailsForm
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.chooser import Chooser

from .conftest import app_with, rows, settle, shows
from .reviews import BODY, REVIEW

LINES = {"title": 0, "marking": 1, "handling": 2, "status": 3, "type": 4, "reference": 5, "from": 8, "subjects": 10}


async def opened(app: ImrApp, pilot: Pilot[int], line: str) -> None:
    await settle(pilot)
    app.perform("details")
    await settle(pilot)
    assert isinstance(app.screen, DetailsForm)
    await pilot.press(*["down"] * LINES[line])


async def test_the_form_at_80_by_24(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "title")
        drawn = [row[5:75] for row in rows(app)]
    assert drawn[1].strip(" │") == "Details of the review"
    assert drawn[3].strip(" │") == "The document"
    assert drawn[4].split("  ")[0].strip(" │") == "Title"
    assert "Individual Management Review" in drawn[4]
    assert "< OFFICIAL-SENSITIVE >" in drawn[5]
    assert any("The title on the cover of the Word document." in row for row in drawn)
    assert any("Save the details (Ctrl+S)" in row for row in drawn)


async def test_a_date_is_checked_as_it_is_typed_and_kept_back_until_it_can_be_read(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "from")
        await pilot.press(*"1/2/202x")
        assert shows(app, "Write the day first, such as 14 March 2023 or 14/03/2023.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, DetailsForm)
        await pilot.press("backspace", "2")
        assert shows(app, "Tuesday 1 February 2022")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "period_start = 2022-02-01" in app.review_screen.editor.text


async def test_all_that_was_changed_is_one_undo_step_and_the_rest_stays(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "title")
        await pilot.press("end", *" of 2025", "down", "right", "down", "down", "backspace", "3", "ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert 'title = "Individual Management Review of 2025"' in text
        assert 'marking = "SECRET"' in text
        assert 'status = "Draft 3"' in text
        assert text.endswith(BODY)
        assert app.review_screen.editor.is_folded
        assert rows(app)[0].startswith(" SECRET")
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == REVIEW


async def test_the_form_of_a_review_without_a_head_makes_one(services: Services) -> None:
    app = app_with(services, BODY)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "title")
        await pilot.press(*"A review", "ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert text.startswith("+++\n")
        assert 'title = "A review"' in text
        assert text.endswith(BODY)


async def test_leaving_with_changes_asks(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "title")
        await pilot.press("x", "escape")
        await settle(pilot)
        assert shows(app, "You have changed details and not saved them.")
        await pilot.press("g")
        await settle(pilot)
        assert isinstance(app.screen, DetailsForm)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert not app.screen.is_modal
        assert app.review_screen.editor.text == REVIEW


async def test_leaving_without_changes_does_not_ask(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "subjects")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not app.screen.is_modal
        assert not app.review_screen.keeper.unsaved


async def test_keys_that_arrive_together_are_taken_in_their_order(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "status")
        line = app.focused
        assert isinstance(line, Input)
        for key in ("backspace", "3", "left", "x"):
            line.post_message(key_event(key))
        await settle(pilot)
        assert line.value == "Draft x3"


def key_event(key: str) -> Key:
    return Key(key, key if len(key) == 1 else None)


async def test_a_chooser_keeps_an_answer_of_ones_own(services: Services) -> None:
    text = REVIEW.replace("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE: PERSONAL")
    app = app_with(services, text)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "marking")
        chooser = app.focused
        assert isinstance(chooser, Chooser)
        assert chooser.value == "OFFICIAL-SENSITIVE: PERSONAL"
        await pilot.press("s")
        assert chooser.value == "SECRET"
        await pilot.press("s")
        assert chooser.value == "SECRET"
        await pilot.press("o")
        assert chooser.value == "OFFICIAL-SENSITIVE: PERSONAL"
        await pilot.press("left")
        assert chooser.value == ""
        assert shows(app, "< not recorded >")
