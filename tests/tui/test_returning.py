"""Coming back to a review: where one left, what is told, and what takes it away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from imr_tui.storage.remembered import RememberedReviews
from imr_tui.storage.versions import VersionStore
from imr_tui.tui.application import ImrApp
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.welcome import Welcome

from .conftest import app_with, rows, settle
from .reviews import FRONT, REVIEW

SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def rewrite(review: Path, old: str, new: str) -> None:
    """Change the file behind the officer's back."""
    review.write_text(REVIEW.replace(old, new), encoding="utf-8")


async def left_at(services: Services, review: Path, words: str) -> int:
    """Open the review, go to `words`, leave; where that was."""
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        offset = app.review_screen.editor.text.index(words)
        app.review_screen.editor.go_to(offset)
        await settle(pilot)
    return offset


def welcome(app: ImrApp) -> str:
    return " ".join(widget.text for widget in app.review_screen.query(Welcome)).replace("\n", " ")


async def shown(pilot: Pilot[int]) -> str:
    await settle(pilot)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    assert isinstance(pilot.app, ImrApp)
    return welcome(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_one_lands_where_one_left_and_is_told_what_is_outstanding(
    services: Services, review: Path, size: tuple[int, int]
) -> None:
    offset = await left_at(services, review, "No risk assessment")
    app = app_with(services, review)
    async with app.run_test(size=size) as pilot:
        said = await shown(pilot)
        assert app.review_screen.editor.cursor == offset
        assert "at F1: No risk assessment, line " in said
        assert "of 24 settled; " in said
        assert "Next (F8): " in said
        assert "was changed" not in said
        assert any("Welcome back." in row for row in rows(app))
        assert app.review_screen.editor.has_focus


@pytest.mark.parametrize("keys", [["x"], ["down"], ["f8"], ["escape"]])
async def test_the_summary_goes_away_with_the_next_key_and_no_key_is_lost(
    services: Services, review: Path, keys: list[str]
) -> None:
    offset = await left_at(services, review, "The call-taker")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        assert await shown(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert not welcome(app)
        assert not any("Welcome back." in row for row in rows(app))
        assert app.review_screen.editor.follower == app.review_screen.telling.follow or keys == ["escape"]
        if keys == ["x"]:
            assert app.review_screen.editor.text[offset : offset + 4] == "xThe"


async def test_what_changed_since_is_told_by_name(services: Services, review: Path) -> None:
    await left_at(services, review, "The call-taker")
    rewrite(review, "Later.", "Later on.")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        said = await shown(pilot)
        assert "it was changed by something else" in said
        assert "Since you opened it on " in said
        assert ": Strategy." in said


async def test_a_version_kept_by_name_is_what_it_is_compared_with(services: Services, review: Path) -> None:
    await left_at(services, review, "The call-taker")
    VersionStore(services.state).keep(review, REVIEW.replace("Nobody asked.", "Not known"), "before the panel")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        said = await shown(pilot)
        assert "Since the version “before the panel” on " in said
        assert ": F1." in said


async def test_in_another_text_one_lands_at_the_record(services: Services, review: Path) -> None:
    await left_at(services, review, "The call-taker")
    rewrite(review, "# Contact", "A line more.\n\n# Contact")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        editor = app.review_screen.editor
        assert editor.text[editor.cursor :].startswith("## E1: 999 call")


async def test_a_place_that_is_asked_for_comes_first(services: Services, review: Path) -> None:
    await left_at(services, review, "The call-taker")
    app = app_with(services, review, at="F1")
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await shown(pilot)
        editor = app.review_screen.editor
        assert editor.text[editor.cursor :].startswith("## F1")


async def test_who_types_at_once_is_left_where_they_type(services: Services, review: Path) -> None:
    await left_at(services, review, "The call-taker")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        assert not await shown(pilot)
        editor = app.review_screen.editor
        assert editor.text[: editor.cursor] == FRONT[:-1] + "x"


async def test_the_first_time_nothing_is_told_and_a_new_review_keeps_nothing(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await shown(pilot)
    fresh = app_with(services, REVIEW)
    async with fresh.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
    remembered = RememberedReviews(services.state)
    assert remembered.standing(review) is not None
    assert remembered.standing(review).total == 24
