"""Go to, and find and replace, on the smallest usual screen, by keys alone."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from imr_tui.tui.application import ImrApp

from .conftest import app_with, rows, settle, shows
from .reviews import REVIEW

SIZE = (80, 24)
TEXT = (
    "# One\n\nPolice and police and POLICE.\nPolicemen too.\n\n## E9: none\n\n# Two\n\nThe police came. Police left.\n"
)


def editor_of(pilot: Pilot[int]):
    app = pilot.app
    assert isinstance(app, ImrApp)
    return app.review_screen.editor


async def go_to(pilot: Pilot[int], wanted: str) -> None:
    await pilot.press("ctrl+g")
    await settle(pilot)
    await pilot.press(*wanted)
    await settle(pilot)


@pytest.mark.parametrize(
    ("wanted", "offered", "line"),
    [("3", "Line 3", 2), ("99999", "Line 11, the last", 10), ("two", "Two", 7), ("tw", "Two", 7)],
)
async def test_go_to_a_line_or_a_heading(services, wanted: str, offered: str, line: int) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await go_to(pilot, wanted)
        assert shows(app, offered)
        await pilot.press("enter")
        await settle(pilot)
        assert editor_of(pilot).draft.place[0] == line
        assert editor_of(pilot).has_focus


async def test_go_to_a_record_by_its_id_and_a_question_by_its_name(services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await go_to(pilot, "e1")
        await pilot.press("enter")
        await settle(pilot)
        editor = editor_of(pilot)
        assert editor.text[editor.cursor :].lstrip("#").startswith(" E1: ")
        await go_to(pilot, "neutral")
        await pilot.press("enter")
        await settle(pilot)
        assert app.review_screen.sidebar.selected == "language.1"


async def test_go_to_what_is_not_there_says_so(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await go_to(pilot, "zzqx")
        assert shows(app, "Nothing in the review is called that.")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.is_modal


async def find(pilot: Pilot[int], wanted: str) -> None:
    await pilot.press("ctrl+f")
    await settle(pilot)
    await pilot.press(*wanted)
    await settle(pilot)


def bar(app: ImrApp) -> str:
    return " ".join(row.strip() for row in rows(app)[-4:-2])


async def test_finding_is_counted_while_it_is_typed_and_its_switches_narrow_it(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await find(pilot, "poli")
        assert "1 of 6" in bar(app)
        await pilot.press(*"ce")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert "3 of 6" in bar(app)
        await pilot.press("up")
        await settle(pilot)
        assert "2 of 6" in bar(app)
        choices = {choice.id: choice for choice in app.screen.query("Choice")}
        choices["find-whole"].focus()
        await pilot.press("space")
        await settle(pilot)
        assert "of 5" in bar(app)
        choices["find-case"].focus()
        await pilot.press("space")
        await settle(pilot)
        assert "of 2" in bar(app)
        await pilot.press("escape")
        await settle(pilot)
        assert editor_of(pilot).has_focus
        assert editor_of(pilot).selected_text == "police"


async def test_replacing_is_one_step_each_and_all_are_one(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await find(pilot, "police")
        await pilot.press("tab", *"force", "enter")
        await settle(pilot)
        assert editor_of(pilot).text == TEXT.replace("Police and", "Force and", 1)
        assert "of 5" in bar(app)
        next(choice for choice in app.screen.query("Choice") if choice.id == "find-all").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert "5 replaced" in bar(app)
        assert "olice" not in editor_of(pilot).text
        await pilot.press("escape", "ctrl+z")
        await settle(pilot)
        assert editor_of(pilot).text == TEXT.replace("Police and", "Force and", 1)
        await pilot.press("ctrl+z")
        assert editor_of(pilot).text == TEXT
        await pilot.press("ctrl+y", "ctrl+y")
        assert "olice" not in editor_of(pilot).text


async def test_replacing_keeps_to_what_is_marked(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        editor_of(pilot).go_to(TEXT.index("Police and"), select_to=TEXT.index("## E9"))
        await find(pilot, "police")
        assert "of 4" in bar(app)
        await pilot.press("tab", *"force")
        next(choice for choice in app.screen.query("Choice") if choice.id == "find-all").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert editor_of(pilot).text.endswith("The police came. Police left.\n")
        assert "4 replaced" in bar(app)
