from __future__ import annotations

import threading
import time

import pytest

from imr_tui.analysis.analyse import Progress, analysis_steps
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.document.steps import Steps
from imr_tui.document.text import TextEdit
from imr_tui.tui import late
from imr_tui.tui.live import pause_for
from imr_tui.tui.screens.dialog import Notice
from imr_tui.tui.services import Services

from .conftest import app_with, settle, shows
from .reviews import REVIEW

SIZE = (120, 36)
NOT_BROUGHT_UP = "The checklist could not be brought up to date"
STUMBLE = "stumble"


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> list[Analysis | None]:
    """An analysis that fails as long as the text holds a certain word; what each that was asked for built on."""
    built_on: list[Analysis | None] = []

    def stumbles(
        text: str, rules: Rules, previous: Analysis | None = None, progress: Progress | None = None
    ) -> Steps[Analysis]:
        built_on.append(previous)
        if STUMBLE in text:
            raise KeyError(text)
        return (yield from analysis_steps(text, rules, previous, progress))

    monkeypatch.setattr(late, "analysis_steps", stumbles)
    return built_on


async def test_a_failed_analysis_is_told_once_and_the_writing_goes_on(
    services: Services, stumbling: list[Analysis | None]
) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        before = screen.analysis
        screen.editor.apply([TextEdit(len(REVIEW), len(REVIEW), STUMBLE)], label="Form", cursor=len(REVIEW + STUMBLE))
        await pilot.pause(0.3)
        assert shows(app, NOT_BROUGHT_UP)
        screen.tell("")
        await pilot.press("x")
        await pilot.pause(0.3)
        assert not shows(app, NOT_BROUGHT_UP)
        assert screen.analysis is before
        assert f"{STUMBLE}x" in screen.editor.text
        await pilot.press("ctrl+z", "ctrl+z")
        await settle(pilot)
        assert stumbling[-1] is None
        assert screen.analysis is not before
        assert shows(app, "1 of 24")


async def test_what_needs_the_analysis_says_that_it_cannot_be_done(
    services: Services, stumbling: list[Analysis | None]
) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press(*STUMBLE, "f8")
        await pilot.pause(0.3)
        assert isinstance(app.screen, Notice)
        assert shows(app, NOT_BROUGHT_UP)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert app.screen is app.review_screen
    assert stumbling


async def test_an_analysis_that_is_overtaken_is_given_up_and_gone_on_with(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, begun = threading.Event(), []

    def slowly(
        text: str, rules: Rules, previous: Analysis | None = None, progress: Progress | None = None
    ) -> Steps[Analysis]:
        begun.append((text, progress))
        steps = analysis_steps(text, rules, previous, progress)
        while True:
            try:
                yield next(steps)
            except StopIteration as end:
                return end.value
            running.set()
            if len(begun) == 1:
                time.sleep(0.01)

    monkeypatch.setattr(late, "analysis_steps", slowly)
    app = app_with(services, REVIEW)
    async with app.run_test(size=SIZE) as pilot:
        while not running.is_set():
            await pilot.pause(0.005)
        screen = app.review_screen
        screen.change([TextEdit(len(REVIEW), len(REVIEW), "More.\n")], "Form")
        await settle(pilot)
        assert [text for text, _ in begun] == [REVIEW, f"{REVIEW}More.\n"]
        assert begun[0][1] is begun[1][1] is not None
        assert screen.analysis.report.text == f"{REVIEW}More.\n"


async def test_typing_does_not_give_a_first_reading_up(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    running, goes_on, begun = threading.Event(), threading.Event(), []

    def slowly(
        text: str, rules: Rules, previous: Analysis | None = None, progress: Progress | None = None
    ) -> Steps[Analysis]:
        begun.append((text, previous))
        running.set()
        while not goes_on.is_set():
            time.sleep(0.005)
            yield
        return (yield from analysis_steps(text, rules, previous, progress))

    monkeypatch.setattr(late, "analysis_steps", slowly)
    app = app_with(services, REVIEW)
    async with app.run_test(size=SIZE) as pilot:
        while not running.is_set():
            await pilot.pause(0.005)
        await pilot.press("x")
        await pilot.pause(0.1)
        assert [text for text, _ in begun] == [REVIEW]
        goes_on.set()
        await settle(pilot)
        assert [previous is None for _, previous in begun] == [True, False]
        assert app.review_screen.analysis.report.text == app.review_screen.editor.text != REVIEW


@pytest.mark.parametrize(("cost", "pause"), [(0.0, 0.12), (0.004, 0.12), (0.025, 0.4), (3.0, 2.0)])
def test_the_pause_grows_with_what_an_analysis_costs(cost: float, pause: float) -> None:
    assert pause_for(cost, 0.12) == pytest.approx(pause)
