from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input

from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.themes import THEMES
from imr_tui.tui.widgets.line_input import LineInput


class Asking(Dialog[str]):
    def compose(self) -> ComposeResult:
        yield LineInput("", id="line")
        yield ButtonRow((Choice("one", "One", "o"), Choice("two", "Two"), Choice("three", "Three")))

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def pressed(self, choice: str) -> None:
        self.dismiss(choice)


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.answers: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(Asking(), self.answers.append)


def row_of(app: Host) -> ButtonRow:
    return app.screen.query_one(ButtonRow)


async def test_tab_goes_through_the_buttons_and_on() -> None:
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        row, line = row_of(app), app.screen.query_one(Input)
        seen = []
        for _ in range(4):
            await pilot.press("tab")
            seen.append(row.at if row.has_focus else "line")
        assert seen == ["one", "two", "three", "line"]
        assert line.has_focus
        await pilot.press("shift+tab")
        assert row.has_focus
        assert row.at == "three"
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        assert line.has_focus


async def test_arrows_go_round_and_enter_presses() -> None:
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "left")
        assert row_of(app).at == "three"
        await pilot.press("right", "right", "enter")
        await pilot.pause()
    assert app.answers == ["two"]


async def test_a_button_that_is_hidden_or_deaf_is_passed_over() -> None:
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        row = row_of(app)
        row.show_button("one", shown=False)
        row.deafen("two")
        assert row.labels == ("Two", "Three")
        await pilot.press("tab")
        assert row.at == "three"
        row.deafen()
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []
        row.deafen(deaf=False)
        await pilot.press("left", "enter")
        await pilot.pause()
    assert app.answers == ["two"]


async def test_a_click_presses_the_button_under_it() -> None:
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        assert row_of(app).labels == ("One (o)", "Two", "Three")
        await pilot.click(ButtonRow, offset=(len(" One (o)  "), 0))
        await pilot.click(ButtonRow, offset=(len(" One (o)   T"), 0))
        await pilot.pause()
    assert app.answers == ["two"]


async def test_without_room_the_buttons_stand_close_together() -> None:
    app = Host()
    async with app.run_test(size=(24, 10)) as pilot:
        await pilot.pause()
        row = row_of(app)
        assert row.render_line(0).text.startswith(" One (o)  Two  Three ")
