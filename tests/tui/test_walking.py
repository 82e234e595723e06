"""F7 goes from one finding to the next: the card says what is wrong and why, and settles it on the spot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imr_tui.document.findings import Severity
from imr_tui.storage.word_lists import OwnWords
from imr_tui.tui.application import ImrApp
from imr_tui.tui.editor.painting import Look
from imr_tui.tui.opening import new_review
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.finding_card import FindingCard
from imr_tui.tui.screens.problems import Problems
from imr_tui.tui.walking import after, before

from .conftest import MakeServices, app_with, settle, shows

TEXT = """+++
imr = 1

[agency]
author = "Priya Nair"
+++

# Analysis {covers=analysis}

She is suspected to have committed suicide.

Officers recieved the call in Thwarble. They wnet there.
"""


@pytest.fixture
def services(make_services: MakeServices):
    return make_services(spelling=True)


async def opened(app, pilot):
    await settle(pilot)
    app.review_screen.go_to(0)
    await pilot.press("f7")
    await settle(pilot)


async def test_the_card_says_what_is_wrong_why_and_what_to_write(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        assert isinstance(app.screen, FindingCard)
        assert shows(app, "Suicide and self-harm (warning), 1 of 3, line 10")
        assert shows(app, "“committed suicide”")
        assert shows(app, "“Commit” belongs to crimes")
        assert shows(app, "From: Practice advice 2b, point 5")
        assert app.review_screen.editor.draft.selection is not None
        await pilot.press("enter")
        await settle(pilot)
        assert "She is suspected to have died by suicide." in app.review_screen.editor.text
        assert shows(app, "“recieved”"), "and on to the next"


async def test_spelling_and_wording_are_walked_through_together(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        for key, words in (
            ("f7", "recieved"),
            ("n", "wnet"),
            ("p", "recieved"),
            ("p", "committed suicide"),
            ("p", "wnet"),
        ):
            await pilot.press(key)
            await settle(pilot)
            assert shows(app, f"“{words}”")
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.is_modal


async def test_a_misspelt_word_is_put_right(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("f7")
        await settle(pilot)
        assert shows(app, "Change to “received”")
        await pilot.press("enter")
        await settle(pilot)
        assert "Officers received the call" in app.review_screen.editor.text
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == TEXT


async def test_a_word_goes_on_the_officers_list(services, tmp_path: Path) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("f7")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert OwnWords(tmp_path / "state").words() == ("recieved",)
        assert shows(app, "“wnet”")
        assert app.review_screen.editor.text == TEXT


async def test_only_words_go_on_the_list(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("a")
        await settle(pilot)
        assert shows(app, "Only a word goes on your list of words")


async def test_it_is_kept_with_a_reason_and_its_rule_switched_off_with_one(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("k", *"As on the certificate", "enter")
        await settle(pilot)
        assert 'rule = "wording.suicide"' in app.review_screen.editor.text
        assert shows(app, "“recieved”")
        await pilot.press("o", *"Read elsewhere", "enter")
        await settle(pilot)
        assert "[[rules_off]]" in app.review_screen.editor.text
        assert not app.screen.is_modal
        assert shows(app, "Nothing is found in the wording or the spelling.")


async def test_nothing_is_asked_where_the_review_is_only_read(services) -> None:
    app = ImrApp(services, review=replace(new_review(TEXT), read_only=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        for key in ("k", "o"):
            assert isinstance(app.screen, FindingCard)
            await pilot.press(key)
            await settle(pilot)
            assert not isinstance(app.screen, AskText)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "open to read only")
        assert app.review_screen.editor.text == TEXT


async def test_the_list_is_one_key_away(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("l")
        await settle(pilot)
        assert isinstance(app.screen, Problems)


async def test_without_spelling_the_walk_is_of_the_wording_alone(make_services: MakeServices) -> None:
    app = app_with(make_services(spelling=False), TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        assert shows(app, "Suicide and self-harm (warning), 1 of 1, line 10")


async def test_misspelt_words_are_underlined_in_a_way_of_their_own_once_they_are_finished(services) -> None:
    app = app_with(services, TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = app.review_screen
        assert screen.services.spelling.load()
        screen.go_to(TEXT.index("wnet") + 4)
        screen.current()
        await settle(pilot)
        row = TEXT[: TEXT.index("Officers")].count("\n")
        column = TEXT.splitlines()[row].index("recieved")
        assert screen.editor.draft.underlines.row(row) == ((column, column + 8, None),)
        await pilot.press("right")
        await settle(pilot)
        assert len(screen.editor.draft.underlines.row(row)) == 2, "the cursor has left the other word"


def test_spelling_has_a_look_of_its_own() -> None:
    from imr_tui.tui.editor.palette import TINTS

    assert len({TINTS[look] for look in (Look.SPELLING, Look.INFO, Look.WARNING, Look.ERROR)}) == 4


def test_from_place_to_place_and_round_the_end() -> None:
    from imr_tui.document.findings import Finding
    from imr_tui.document.text import Span

    found = [Finding("spelling", Severity.INFO, Span(at, at + 2), "") for at in (3, 10, 20)]
    assert [after(found, at) for at in (0, 3, 4, 20, 21)] == [0, 0, 1, 2, 0]
    assert [before(found, at) for at in (0, 3, 4, 20, 21)] == [2, 2, 0, 1, 2]
