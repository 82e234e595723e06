"""An application over a folder of its own, and its screen as text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from imr_tui.data.loader import load_rules
from imr_tui.storage.settings import Settings
from imr_tui.tui.application import ImrApp
from imr_tui.tui.opening import OpenReview, new_review, open_review
from imr_tui.tui.services import Services, Timing, services_in

from .session import Session

SAMPLES = Path(__file__).parents[2] / "samples"

MakeServices = Callable[..., Services]


@pytest.fixture
def make_services(tmp_path: Path) -> MakeServices:
    def make(**settings: object) -> Services:
        made = services_in(
            tmp_path / "state",
            load_rules,
            Settings(**{"theme": "dark", "autosave_seconds": 0, "spelling": False, **settings}),
        )
        return replace(
            made,
            timing=Timing(analyse=0.01, message=60.0, deaf=0.0),
            today=lambda: date(2025, 9, 20),
            now=lambda: datetime(2025, 9, 20, 10, 42),
        )

    return make


@pytest.fixture
def services(make_services: MakeServices) -> Services:
    return make_services()


@pytest.fixture
def sample(tmp_path: Path) -> Callable[[str], Path]:
    def copy(name: str) -> Path:
        target = tmp_path / name
        target.write_bytes((SAMPLES / name).read_bytes())
        return target

    return copy


def app_with(services: Services, text: str | Path | None = None, **given: object) -> ImrApp:
    """An application that shows a text, a file, or the start screen."""
    review: OpenReview | None = None
    if isinstance(text, Path):
        review = open_review(text, services)
    elif text is not None:
        review = new_review(text)
    return ImrApp(services, review=review, **given)


def rows(app: ImrApp) -> list[str]:
    """The screen as it is drawn, row by row."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def shows(app: ImrApp, text: str) -> bool:
    """Whether the screen shows `text`, in a row or wrapped in the box of a dialog."""
    drawn = rows(app)
    if app.screen.is_modal and app.screen.query(".box"):
        box = app.screen.query_one(".box").region
        drawn += [" ".join(" ".join(row[box.x + 1 : box.right - 1] for row in drawn[box.y : box.bottom]).split())]
    return any(text in row for row in drawn)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until what a key set going has come to rest: analysis, dialogs, the drawing."""
    app = pilot.app
    assert isinstance(app, ImrApp)
    before: object = None
    for _ in range(200):
        await pilot.pause(0.02)
        drawn = (tuple(app.screen_stack), rows(app))
        if drawn == before and len(drawn[1]) == app.size.height and not _at_work(app):
            return
        before = drawn


async def ended(pilot: Pilot[int]) -> None:
    """Wait until the application has ended."""
    for _ in range(200):
        await pilot.pause(0.02)
        if pilot.app.return_value is not None:
            return


def _at_work(app: ImrApp) -> bool:
    if app._key_order.is_busy or app.message_queue_size or not app.screen.is_mounted:
        return True
    screen = app.review_screen
    if screen is not None and (screen.analysis is None or screen.live.revision != screen.editor.revision):
        return True
    return any(
        worker.group in ("analysis", "count", "compare", "upkeep") and not worker.is_finished for worker in app.workers
    )


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    made: list[Session] = []
    yield made
    for session in made:
        if session.process.poll() is None:
            session.process.kill()
            session.process.wait()
        os.close(session.terminal)
