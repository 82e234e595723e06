"""The dialogue with the review author: taken in from a Word file, listed, answered, carried out, found in the text."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from textual.widgets import Input

from imr_tui.document.dialogue import Stand, read_dialogue
from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.dialog import AskText, Notice
from imr_tui.tui.screens.remarks import Remarks
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.pick_list import PickList

from .conftest import app_with, rows, settle, shows

TEXT = """\
+++
imr = 1

[[dialogue]]
who = "Dr Helen Marsh"
when = "2025-10-02T09:14:00Z"
where = "E1"
quote = "The operator was alone"
text = "Was a supervisor told?"
state = "open"

[[dialogue]]
who = "K. Osei"
where = "E1"
quote = "alone"
change = "replaced"
text = "one of two on duty"
state = "open"

[[dialogue]]
who = "K. Osei"
where = "E1"
text = "Thank you."
state = "done"
+++

# Overview {covers=overview}

### E1: 999 call

- Date: 14 March 2023

The operator was alone.

# Analysis {covers=analysis}

Another text.
"""


def states(app: ImrApp) -> list[Stand]:
    screen = app.review_screen
    assert screen is not None
    return [remark.state for remark in read_dialogue(screen.current().report.front)]


def text_of(app: ImrApp) -> str:
    screen = app.review_screen
    assert screen is not None
    return screen.editor.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_shows_the_open_ones_first_and_the_marked_one_in_full(
    services: Services, size: tuple[int, int]
) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        assert isinstance(app.screen, Remarks)
        drawn = rows(app)
        assert shows(app, "Dialogue with the review author: 2 of 3 open")
        assert shows(app, "Open (2)")
        assert shows(app, "Done (1)")
        assert shows(app, "Dr Helen Marsh, at E1, 2/10/2025: Was a supervisor told?")
        assert shows(app, "About: “The operator was alone”")
        assert sum("Thank you." in row for row in drawn) == 1
        await pilot.press("down")
        await settle(pilot)
        assert shows(app, "Proposed change: “one of two on duty” in place of “alone”.")


async def test_enter_goes_to_the_words(services: Services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = app.review_screen
        assert screen is not None
        assert app.screen is screen
        assert screen.editor.selected_text == "The operator was alone"


async def test_an_answer_is_kept_and_is_one_undo_step(services: Services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        app.screen.query_one(Input).value = "Yes; see E1."
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Remarks)
        assert shows(app, "Your answer: Yes; see E1.")
        await pilot.press("escape")
        await settle(pilot)
        assert states(app) == [Stand.ANSWERED, Stand.OPEN, Stand.DONE]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert text_of(app) == TEXT


async def test_a_proposed_change_is_made_and_both_go_back_with_one_key(services: Services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert isinstance(app.screen, Remarks)
        assert shows(app, "This is a comment")
        await pilot.press("down", "p")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "The operator was one of two on duty." in text_of(app)
        assert states(app) == [Stand.OPEN, Stand.DONE, Stand.DONE]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert text_of(app) == TEXT


async def test_a_change_whose_words_are_gone_is_told(services: Services) -> None:
    app = app_with(services, TEXT.replace("was alone.", "was tired."))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        await pilot.press("down", "p")
        await settle(pilot)
        assert isinstance(app.screen, Notice)
        assert shows(app, "Make it by hand")


@pytest.mark.parametrize(("keys", "state"), [("d", Stand.DONE), ("x", Stand.DISMISSED)])
async def test_settled_and_opened_again(services: Services, keys: str, state: Stand) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        await pilot.press(keys)
        await settle(pilot)
        assert states(app)[0] is state
        assert app.screen.query_one(PickList).selected == "1"
        await pilot.press("o")
        await settle(pilot)
        assert states(app)[0] is Stand.OPEN


async def test_a_returned_copy_is_taken_in(services: Services, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Analysis", 1)
    para = document.add_paragraph("Another text.")
    document.add_comment(para.runs, text="Say which.", author="Dr Helen Marsh", initials="HM")
    copy = tmp_path / "returned.docx"
    document.save(str(copy))
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        app.screen.query_one(Input).value = str(copy)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Remarks)
        assert shows(app, "3 of 4 open")
        assert len(states(app)) == 4


async def test_a_review_without_remarks_says_what_to_do(services: Services, tmp_path: Path) -> None:
    app = app_with(services, TEXT.replace("[[dialogue]]", "[[kept]]"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("dialogue")
        await settle(pilot)
        assert shows(app, "When a copy comes back from Word")
        await pilot.press("t")
        await settle(pilot)
        app.screen.query_one(Input).value = str(tmp_path / "gone.docx")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Notice)
        assert shows(app, "The Word file cannot be read")
