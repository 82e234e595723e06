"""The guidance pane: beside the text where there is room, else a screen; it follows the cursor."""

from __future__ import annotations

from pathlib import Path

from imr_tui.tui.screens.guidance import GuidanceScreen
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.bars import Banner
from imr_tui.tui.widgets.guidance import GuidancePane

from .conftest import MakeServices, app_with, settle, shows
from .reviews import REVIEW


async def test_beside_the_text_it_follows_the_cursor_and_is_taken_away_again(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(140, 36)) as pilot:
        await settle(pilot)
        before = app.review_screen.editor.follower
        app.review_screen.editor.go_to(REVIEW.index("The call-taker"))
        app.perform("guidance")
        await settle(pilot)
        assert shows(app, "An event")
        assert app.review_screen.editor.has_focus
        app.review_screen.editor.go_to(REVIEW.index("Nobody asked."))
        await settle(pilot)
        assert shows(app, "A finding")
        assert not shows(app, "An event")
        await pilot.press("x")
        await settle(pilot)
        assert "x" in app.review_screen.editor.text
        app.perform("guidance")
        await settle(pilot)
        assert not app.review_screen.query(GuidancePane)
        await pilot.press("down")
        await settle(pilot)
        assert app.review_screen.editor.follower == before


async def test_at_80_by_24_it_is_a_screen(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.review_screen.editor.go_to(REVIEW.index("# Strategy"))
        await pilot.press("f6", "i")
        await settle(pilot)
        assert isinstance(app.screen, GuidanceScreen)
        assert shows(app, "The force's strategy")
        assert shows(app, "Practice advice, section 2h, question 3")
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.is_modal


async def test_a_force_s_own_guidance_is_shown_and_a_wrong_file_is_told(
    make_services: MakeServices, tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    own = folder / "guidance.toml"
    own.write_text('[[guidance]]\nfor = "E"\ntitle = "Events in our force"\ngood = ["Short."]\n', encoding="utf-8")
    services = make_services(template_folders=(folder,))
    for text, said in ((own.read_text(encoding="utf-8"), "Events in our force"), ("wrong", "An event")):
        own.write_text(text, encoding="utf-8")
        app = app_with(services, REVIEW)
        async with app.run_test(size=(140, 36)) as pilot:
            await settle(pilot)
            app.review_screen.editor.go_to(REVIEW.index("The call-taker"))
            app.perform("guidance")
            await settle(pilot)
            assert shows(app, said)
            told = app.review_screen.query_one(Banner).text
            assert ("What comes along is shown instead" in told) == (text == "wrong")
