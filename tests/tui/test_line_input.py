"""Undo and redo in the line of a dialog, word by word."""

from __future__ import annotations

from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.line_input import LineInput

from .conftest import app_with, settle
from .reviews import REVIEW


async def test_ctrl_z_takes_back_what_was_typed_in_a_dialog_and_ctrl_y_brings_it_again(
    services: Services,
) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(AskText("Title", "Why?", value="Draft.docx"))
        await settle(pilot)
        line = app.screen.query_one(LineInput)
        await pilot.press("end", *" one two")
        assert line.value == "Draft.docx one two"
        await pilot.press("ctrl+z")
        assert line.value == "Draft.docx one "
        await pilot.press("ctrl+z", "ctrl+z")
        assert line.value == "Draft.docx"
        await pilot.press("ctrl+z", "ctrl+z")
        assert line.value == "Draft.docx"
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y")
        assert line.value == "Draft.docx one two"
        await pilot.press("ctrl+a", "x")
        assert line.value == "x"
        await pilot.press("ctrl+z")
        assert line.value == "Draft.docx one two"
        await pilot.press("end", *"xy", "backspace", "backspace", "ctrl+z")
        assert line.value == "Draft.docx one twoxy"
        assert app.review_screen.editor.text == REVIEW
