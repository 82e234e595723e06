from __future__ import annotations

from textual.events import Key
from textual.pilot import Pilot

from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.details import DetailsForm
from imr_tui.tui.services import Services

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
        drawn = rows(app)
    assert drawn[1].strip(" │") == "Details of the review"
    assert drawn[2].strip(" │") == "The document"
    assert drawn[3].strip(" │").split() == ["Title", ">Individual", "Management", "Review"]
    assert drawn[4].strip(" │").split() == ["Protective", "marking", "OFFICIAL-SENSITIVE"]
    assert any("The title on the cover of the Word document." in row for row in drawn)
    assert any("Save the details (Ctrl+S)" in row for row in drawn)


async def test_a_date_is_checked_as_it_is_typed_and_kept_back_until_it_can_be_read(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "from")
        await pilot.press(*"1/2/202x")
        assert shows(app, "Write the day first, such as 14 March 2023 or 14/03/2023.")
        await pilot.press("ctrl+s", "ctrl+s")
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
        await pilot.press("end", *" of 2025", "down", "enter", "down", "enter", "down", "backspace", "3", "ctrl+s")
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
        assert shows(app, "You have changed something in this form and not saved it.")
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
        for key in ("backspace", "3", "left", "x", "down", "y", "tab", "z", "ctrl+s"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        text = app.review_screen.editor.text
        assert 'status = "Draft x3"' in text
        assert 'type = "y"' in text
        assert 'reference = "DHR/2025/014z"' in text


async def test_an_answer_of_ones_own_is_kept_beside_the_list(services: Services) -> None:
    text = REVIEW.replace("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE: PERSONAL")
    app = app_with(services, text)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "marking")
        assert shows(app, ">OFFICIAL-SENSITIVE: PERSONAL")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.review_screen.editor.text == text


async def test_subjects_are_chosen_from_a_list_and_taken_out_again(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "subjects")
        await pilot.press("enter", "down", "enter", "ctrl+s")
        await settle(pilot)
        assert 'subjects = ["Victim", "Suspect"]' in app.review_screen.editor.text
        await opened(app, pilot, "subjects")
        await pilot.press("enter", "enter", "ctrl+s")
        await settle(pilot)
        assert 'subjects = ["Suspect"]' in app.review_screen.editor.text


async def test_the_intervals_are_shown_as_the_dates_are_typed_and_what_is_late_wants_its_reason(
    services: Services,
) -> None:
    late = (
        "[dates]\nincident = 2025-03-09\nrequested = 2025-05-01\n\n[deadlines]\nrequested_to_completed = 56\n\n[agency]"
    )
    app = app_with(services, REVIEW.replace("[agency]", late))
    async with app.run_test(size=(80, 60)) as pilot:
        await opened(app, pilot, "title")
        assert shows(app, "Incident to requested: 53 days")
        await pilot.press(*["down"] * 17, *"26/9/2025")
        assert shows(app, "Friday 26 September 2025")
        assert shows(app, "Requested to completed: 148 days of 56 allowed, 92 over: its reason is needed")
        assert shows(app, "In all: 201 days")
        assert shows(app, "Not set yet: quality assured, signed off")
        assert any("Why completion" in row and "*" in row for row in rows(app))
        await pilot.press(*["down"] * 4)
        assert shows(app, "Needed: Requested to Completed (148 days, 56 allowed).")
        await pilot.press(*"Leave until July", "ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert "completed = 2025-09-26" in text
        assert 'delay_rationale = "Leave until July"' in text


async def test_an_acronym_that_the_text_does_not_explain_is_added_to_the_glossary(services: Services) -> None:
    app = app_with(services, REVIEW.replace("The call-taker", "MARAC heard of it. The call-taker"))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "title")
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        assert shows(app, "An acronym to explain")
        await pilot.press("enter", "enter")
        assert any("Acronym" in row and "MARAC" in row for row in rows(app))
        assert shows(app, "Say what it stands for.")
        await pilot.press("enter", "enter", "ctrl+s")
        await settle(pilot)
        screen = app.review_screen
        assert "MARAC" in screen.current().report.front.table("glossary")
        assert not [one for one in screen.current().findings if one.text == "MARAC"]


async def test_columns_of_the_word_file_are_chosen_in_their_order(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "title")
        await pilot.press(*["shift+tab"] * 4)
        await pilot.press(*"Ref, Dat", "enter", "ctrl+s")
        await settle(pilot)
        assert 'chronology = ["Ref", "Date"]' in app.review_screen.editor.text
