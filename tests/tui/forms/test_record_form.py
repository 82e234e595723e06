"""The record form as an officer meets it."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.pilot import Pilot

from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.record_form import RecordForm
from imr_tui.tui.services import Services

from ..conftest import app_with, settle, shows
from ..reviews import REVIEW

SMALL = (80, 24)


async def opened(app: ImrApp, pilot: Pilot[int], words: str) -> RecordForm:
    """The form of the record in which `words` stand."""
    await settle(pilot)
    screen = app.review_screen
    screen.editor.go_to(screen.editor.text.index(words))
    await pilot.press("f12")
    await settle(pilot)
    assert isinstance(app.screen, RecordForm)
    return app.screen


async def test_a_new_event_is_filled_in_as_it_is_typed(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for key in ["ctrl+t", "e", *"A second call", "tab", *"14/3/23 2140"]:
            app.post_message(Key(key if key != " " else "space", key if len(key) == 1 else None))
        await settle(pilot)
        assert shows(app, "Tuesday 14 March 2023 at 21:40")
        await pilot.press(
            "tab", "v", "enter", *"Northshire Police", "tab", *"They went", "enter", *"They left", "ctrl+s"
        )
        await settle(pilot)
        text = app.review_screen.editor.text
        assert (
            "## E2: A second call\n\n- Date: 14/3/23 2140\n- Contact with: Victim\n- Agencies: Northshire Police\n"
            in text
        )
        assert "- Action taken: They went\n\n  They left\n" in text
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == REVIEW
