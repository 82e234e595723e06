"""A Word file opened in the interface becomes a new review, once it was looked at."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from textual.pilot import Pilot

from imr_tui.tui.arriving import Arriving
from imr_tui.tui.screens.dialog import Ask, Notice
from imr_tui.tui.screens.reading import Reading
from imr_tui.tui.screens.start import StartScreen
from imr_tui.tui.services import Services

from .conftest import app_with, settle, shows


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Methodology", 1)
    document.add_paragraph("All systems were searched.")
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.save(str(tmp_path / "sent.docx"))
    return tmp_path / "sent.docx"


def written(path: Path) -> Path:
    path.write_text("just words")
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


async def shown_over_start(pilot: Pilot[int]) -> None:
    """Wait until the Word file was read, in its thread, and a dialog says so."""
    for _ in range(500):
        await pilot.pause(0.02)
        if not isinstance(pilot.app.screen, StartScreen):
            break
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_looked_at_read_and_begun(services: Services, sent: Path, size: tuple[int, int]) -> None:
    before = content(sent)
    app = app_with(services)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.run_worker(Arriving(app).open(sent))
        await shown_over_start(pilot)
        assert isinstance(app.screen, Ask)
        assert shows(app, "A review from sent.docx")
        assert shows(app, "a footer, 2 words in all, first near: Page 1")
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(app.screen, Reading)
        assert shows(app, "All systems were searched.")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        screen = app.review_screen
        assert screen is not None
        assert "# Methodology {covers=methodology}" in screen.editor.text
        assert screen.keeper.path is None
    assert content(sent) == before


async def test_left_alone(services: Services, sent: Path) -> None:
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.run_worker(Arriving(app).open(sent))
        await shown_over_start(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, StartScreen)


async def test_what_cannot_be_read_is_told(services: Services, tmp_path: Path) -> None:
    notes = written(tmp_path / "notes.docx")
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.run_worker(Arriving(app).open(notes))
        await shown_over_start(pilot)
        assert isinstance(app.screen, Notice)
        assert shows(app, "The Word file cannot be used")
