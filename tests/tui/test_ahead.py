"""What dialogs share is brought in ahead of the first, while nobody types; and what lies behind them looks as it should."""

from __future__ import annotations

import asyncio
from unittest.mock import patch

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import ANSIToTruecolor, Monochrome
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip

from imr_tui.tui import ahead
from imr_tui.tui.services import Services
from imr_tui.tui.veil import veil_of, veiled

from .conftest import app_with, rows, settle
from .reviews import REVIEW


async def test_it_is_brought_in_a_piece_at_a_time_and_then_ends(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with patch.object(ahead, "_BETWEEN", 0.001), patch.object(ahead, "import_module") as imported:
            await asyncio.wait_for(ahead.look_ahead(app.review_screen, lambda: True), 10)
        assert [call.args[0] for call in imported.call_args_list] == list(ahead.SHARED)
        read = str(list(app.stylesheet.source))
        for widget in ("Dialog", "ButtonRow", "BarredRows"):
            assert f"{widget}.DEFAULT_CSS" in read


async def test_it_waits_while_somebody_types(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with (
            patch.object(ahead, "_BETWEEN", 0.001),
            patch.object(ahead, "import_module") as imported,
            pytest.raises(TimeoutError),
        ):
            await asyncio.wait_for(ahead.look_ahead(app.review_screen, lambda: False), 0.1)
        assert not imported.called
        live = app.review_screen.live
        await pilot.press("x")
        assert not live.is_quiet()


async def test_it_waits_while_somebody_goes_through_the_text(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        live = app.review_screen.live
        with patch("imr_tui.tui.live._QUIET", 0.0):
            assert live.is_quiet()
        with patch("imr_tui.tui.live._QUIET", 60.0):
            await pilot.press("down")
            assert not live.is_quiet()
        assert app.review_screen.editor.revision == 0


SEGMENTS = [
    Segment("plain"),
    Segment("red", Style(color="#ff0000", bgcolor="#101010", bold=True)),
    Segment("link", Style(color="#00ff00", link="x", meta={"@click": "quit"})),
]


@pytest.mark.parametrize("colour", [Color(22, 24, 28, 0.6), Color(0, 0, 0, 0)])
def test_what_lies_behind_has_the_colours_that_textual_gives_it(colour: Color) -> None:
    expected = list(BackgroundScreen.process_segments(SEGMENTS, colour))
    (made,) = veiled([Strip(SEGMENTS)], colour, [ANSIToTruecolor(None, enabled=False)])  # type: ignore[arg-type]  # not applied
    assert [(segment.text, segment.style) for segment in made] == [(one.text, one.style) for one in expected]
    assert not any(segment.style.link or segment.style.meta for segment in made if segment.style)


def test_without_colours_it_has_none() -> None:
    (made,) = veiled([Strip(SEGMENTS)], Color(22, 24, 90, 0.6), [Monochrome()])
    for segment in made:
        for colour in (segment.style.color, segment.style.bgcolor):
            assert colour is None or len(set(colour.triplet)) == 1


async def test_the_screen_behind_a_dialog_stays_in_view_and_follows_the_size(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        before = rows(app)
        app.perform("insert")
        await settle(pilot)
        assert app.screen.is_modal
        assert app.screen.styles.background == veil_of(app)
        box = app.screen.query_one(".box").region
        strips = app.screen.render_lines(app.screen.size.region)
        assert [strip.text.rstrip() for strip in strips] == before
        assert box.y > 1
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert app.screen.render_lines(app.screen.size.region)[0].cell_length == 100
        assert "Draft 2" in rows(app)[0]
