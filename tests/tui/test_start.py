from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from imr_tui.storage.files import load
from imr_tui.storage.recovery import RecoveryKey
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.document import DocumentScreen
from imr_tui.tui.screens.start import StartScreen
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.pick_list import PickList

from .conftest import app_with, ended, rows, settle, shows
from .reviews import REVIEW


def on_disk(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


async def choose(app: object, pilot: object, words: str) -> None:
    """Choose the line of the start screen that holds these words."""
    listed = app.screen.query_one(PickList)
    among = zip(listed.entries, listed.said, strict=True)
    listed.mark(next(entry.key for entry, said in among if words in said and not entry.heading))
    await pilot.press("enter")
    await settle(pilot)


async def test_the_start_screen_at_80_by_24(services: Services, tmp_path: Path) -> None:
    review = on_disk(tmp_path / "harrow.md", REVIEW)
    services.remember(review)
    services.remember(tmp_path / "gone.md")
    services.recovery.snapshot(review, "newer")
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, StartScreen)
        drawn = "\n".join(rows(app))
    assert "Recent reviews" in drawn
    assert re.search(r"  harrow\.md  1 of 24  saved \d{1,2} \w+ \d{4}, \d\d:\d\d  in", drawn)
    assert "  gone.md  no such file  in" in drawn
    assert "New review: General (Any review that sends no form of its own)" in drawn
    # What else a template serves is left out where the row would be cut, and nothing is cut.
    assert re.search(r"New review: Joint review *$", drawn, re.MULTILINE)
    assert not re.search(r"New review: .*…", drawn)
    assert "Open a file by its name" in drawn
    assert "Unsaved text kept for recovery" in drawn


async def test_a_count_is_kept_and_worked_out_anew_only_for_another_file(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = on_disk(tmp_path / "harrow.md", REVIEW)
    services.remember(review)
    looked: list[Path] = []
    monkeypatch.setattr("imr_tui.tui.screens.start.load", lambda path: (looked.append(path), load(path))[1])

    async def said(words: str) -> None:
        app = app_with(services)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert shows(app, words)

    await said("harrow.md  1 of 24")
    await said("harrow.md  1 of 24")
    assert len(looked) == 1
    on_disk(review, "# Emptied\n")
    await said("harrow.md  0 of 24")
    assert len(looked) == 2


async def test_a_recent_review_is_opened_and_remembered(services: Services, tmp_path: Path) -> None:
    services.remember(on_disk(tmp_path / "harrow.md", REVIEW))
    other = on_disk(tmp_path / "other.md", "# Other\n")
    services.remember(other)
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(app, pilot, "harrow.md")
        assert isinstance(app.screen, DocumentScreen)
        assert app.review_screen.editor.text == REVIEW
    assert services.recent.paths()[0].name == "harrow.md"


async def test_a_review_begins_from_a_template(services: Services) -> None:
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(app, pilot, "New review: General")
        text = app.review_screen.editor.text
        assert 'template = "general"' in text
        assert "[template]" not in text
        assert app.review_screen.keeper.path is None
        assert app.review_screen.current().checklist.settled == 0
        await pilot.press("ctrl+q")
        await ended(pilot)
    assert app.return_value == 0


async def test_a_sample_is_looked_at_without_a_file_of_its_own(services: Services) -> None:
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(app, pilot, "Look at a sample: a Domestic Homicide Review, ready for your judgement")
        assert app.review_screen.current().checklist.settled == 17
        assert app.review_screen.keeper.path is None
        await pilot.press("ctrl+q")
        await ended(pilot)
    assert app.return_value == 0


async def test_a_file_is_opened_by_its_name(services: Services, tmp_path: Path) -> None:
    review = on_disk(tmp_path / "harrow.md", REVIEW)
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        app.screen.query_one(Input).value = str(review)
        await pilot.press("enter")
        await settle(pilot)
        assert app.review_screen.editor.text == REVIEW


async def test_a_file_that_cannot_be_used_is_explained(services: Services, tmp_path: Path) -> None:
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        app.screen.query_one(Input).value = str(tmp_path)
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, "folder")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, StartScreen)


async def test_text_that_was_never_named_is_recovered(services: Services) -> None:
    services.recovery.snapshot(RecoveryKey.unnamed(), "# Never named\n")
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(app, pilot, "a review that was never named")
        assert app.review_screen.editor.text == "# Never named\n"
        assert app.review_screen.keeper.path is None


async def test_recovered_text_of_a_file_opens_the_file_and_is_offered(services: Services, tmp_path: Path) -> None:
    review = on_disk(tmp_path / "harrow.md", REVIEW)
    services.recovery.snapshot(review, REVIEW + "More.\n")
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose(app, pilot, "harrow.md, ")
        await settle(pilot)
        assert shows(app, "Unsaved text was kept")
        assert app.review_screen.editor.text == REVIEW


async def test_export_writes_the_word_file_and_says_how_to_fetch_it(
    services: Services, tmp_path: Path, sample: Callable[[str], Path]
) -> None:
    review = sample("sar-in-progress.md")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert shows(app, "questions are not settled. You can export all the same:")
        await pilot.press("enter")
        for _ in range(200):
            await settle(pilot)
            if shows(app, "The Word document is written"):
                break
        assert shows(app, "The Word document is written")
        assert shows(app, "scp ")
        made = tmp_path / "sar-in-progress.docx"
        assert made.stat().st_size > 5000
        await pilot.press("escape", "ctrl+e")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, "There is a file of that name already.")


async def test_the_review_itself_is_never_the_target(services: Services, sample: Callable[[str], Path]) -> None:
    review = sample("sar-in-progress.md")
    before = review.read_bytes()
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await settle(pilot)
        app.screen.query_one(Input).value = str(review)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert shows(app, "That is the review itself.")
    assert review.read_bytes() == before


async def test_one_writes_on_while_an_export_runs(
    services: Services, sample: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()

    def slow(*_given: object) -> bytes:
        go.wait(20)
        return b"PK"

    monkeypatch.setattr("imr_tui.tui.late.word_file", slow)
    app = app_with(services, sample("sar-in-progress.md"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, "You can close this and go on writing.")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press(*"Typed meanwhile ")
        assert "Typed meanwhile " in app.review_screen.editor.text
        go.set()
        await settle(pilot)
        assert shows(app, "The Word document is written: ")


async def test_a_window_without_room_says_what_it_needs(services: Services) -> None:
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not shows(app, "Make the window larger")
        await pilot.resize_terminal(18, 12)
        await settle(pilot)
        assert shows(app, "Make the window")
        await pilot.resize_terminal(60, 4)
        await settle(pilot)
        assert shows(app, "Make the window larger: 20 columns and 5 rows at least.")
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        assert not shows(app, "Make the window larger")
        assert shows(app, "Open a file by its name (o)")
