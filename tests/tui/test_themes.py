from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from imr_tui.tui.screens.help import Help
from imr_tui.tui.services import Services
from imr_tui.tui.themes import TERMINAL, THEMES, next_theme, pick_theme, theme_label

from .conftest import MakeServices, app_with, rows, settle, shows
from .reviews import REVIEW


@pytest.mark.parametrize(
    ("setting", "colours", "no_color", "expected"),
    [
        ("auto", "truecolor", False, "imr-dark"),
        ("auto", "256", False, "imr-dark"),
        ("auto", "standard", False, TERMINAL),
        ("auto", None, False, TERMINAL),
        ("light", "truecolor", False, "imr-light"),
        ("contrast", "standard", False, "imr-contrast"),
        ("terminal", "truecolor", False, TERMINAL),
        ("dark", "truecolor", True, TERMINAL),
    ],
)
def test_the_theme_goes_by_the_setting_and_the_terminal(
    setting: str, colours: str | None, no_color: bool, expected: str
) -> None:
    assert pick_theme(setting, color_system=colours, no_color=no_color) == expected


def test_the_themes_go_round_and_have_names() -> None:
    names = [theme.name for theme in THEMES]
    seen = [names[0]]
    while (following := next_theme(seen[-1])) != names[0]:
        seen.append(following)
    assert seen == names
    assert next_theme("unknown") == names[0]
    assert len({theme_label(name) for name in names}) == len(names)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
@pytest.mark.parametrize("colour", ["foreground", "warning", "error", "primary"])
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_text_stands_out_from_its_ground(theme: object, colour: str, ground: str) -> None:
    """The contrast that the accessibility guidelines ask of text: 4.5 to 1, and 7 to 1 for high contrast."""
    ink, paper = Color.parse(getattr(theme, colour)), Color.parse(getattr(theme, ground))
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= (7 if theme.name == "imr-contrast" else 4.5)


def luminance(color: Color) -> float:
    """The relative luminance of a colour as the accessibility guidelines define it."""
    parts = [part / 255 for part in color.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


async def test_every_theme_draws_every_kind_of_screen(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        drawn = rows(app)
        for _ in THEMES:
            app.perform("theme")
            await settle(pilot)
            assert rows(app)[:33] == drawn[:33]
            assert shows(app, f"Colours: {theme_label(app.theme)}.")
            for ident in ("help", "commands", "insert", "details", "problems", "goto", "export", "confirm"):
                app.perform(ident)
                await settle(pilot)
                assert app.screen.is_modal, ident
                await pilot.press("escape")
                await settle(pilot)
                assert not app.screen.is_modal, ident


async def test_the_selection_can_be_told_without_colour(make_services: MakeServices) -> None:
    app = app_with(make_services(theme="terminal"), REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        sidebar = app.review_screen.sidebar
        line = next(index for index, row in enumerate(sidebar.rows) if row.key == sidebar.selected)
        assert all(segment.style.reverse for segment in sidebar.render_line(line) if segment.text.strip())
        await pilot.press("f6")
        await settle(pilot)
        assert all(segment.style.underline for segment in sidebar.render_line(line) if segment.text.strip())


async def test_in_plain_ascii_our_own_signs_are_ascii(make_services: MakeServices) -> None:
    app = app_with(make_services(ascii=True, theme="terminal"), REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert all(row.isascii() for row in rows(app))
        for ident in ("insert", "details", "problems", "goto", "export", "confirm", "help", "commands"):
            app.perform(ident)
            await settle(pilot)
            odd = {character for row in rows(app) for character in row if not character.isascii()}
            assert not odd, (ident, odd)
            await pilot.press("escape")
            await settle(pilot)


async def test_help_can_be_opened_on_the_start_screen(services: Services) -> None:
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, Help)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
async def test_fields_and_the_row_that_was_chosen_stand_out_and_can_be_read(services: Services, theme: Theme) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        app.theme = theme.name
        await settle(pilot)
        ground = Color.parse(app.theme_variables["boost"])
        assert ground.a == 1
        assert ground != Color.parse(theme.surface)
        light, dark = sorted((luminance(Color.parse(theme.foreground)), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7
