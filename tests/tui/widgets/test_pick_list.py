from __future__ import annotations

from textual.app import App, ComposeResult

from imr_tui.tui.checklist_rows import Look
from imr_tui.tui.themes import THEMES
from imr_tui.tui.widgets.lines import Lines
from imr_tui.tui.widgets.pick_list import Entry, PickList

FEW = (Entry("", "Head", heading=True), Entry("a", "First"), Entry("b", "Second", "what it is"), Entry("c", "Third"))


class Host(App[None]):
    ascii_only = False

    def __init__(self, shown: PickList | Lines) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.shown = shown
        self.marked: list[str] = []
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.shown

    def on_mount(self) -> None:
        self.shown.focus()

    def on_pick_list_marked(self, event: PickList.Marked) -> None:
        self.marked.append(event.key)

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        self.picked.append(event.key)


def drawn(shown: PickList | Lines) -> list[str]:
    return [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]


async def test_arrows_mark_entries_and_never_a_heading() -> None:
    app = Host(PickList(FEW))
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert drawn(app.shown) == ["Head", "First", "Second", "what it is", "Third"]
        await pilot.press("up", "down", "down", "down", "enter", "home", "enter", "end")
        await pilot.pause()
        assert app.shown.place == 2
        assert app.shown.chosen_line == 4
    assert app.picked == ["c", "a"]
    assert app.marked == ["a", "b", "c", "a", "c"]


async def test_what_is_shown_instead_keeps_the_mark_where_it_can() -> None:
    app = Host(PickList(FEW))
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        await pilot.press("down")
        app.shown.show((Entry("b", "Second"), Entry("d", "Fourth")))
        await pilot.pause()
        assert app.shown.selected == "b"
        app.shown.show((Entry("d", "Fourth"),))
        assert app.shown.selected == "d"
        app.shown.say("d", "The fourth")
        await pilot.pause()
        assert drawn(app.shown) == ["The fourth"]
        app.shown.show(())
        await pilot.press("enter", "down")
        assert app.shown.place is None
    assert app.picked == []


async def test_the_marked_entry_stays_in_view_and_a_bar_says_where_that_is() -> None:
    many = tuple(Entry(str(number), f"Entry number {number}") for number in range(100))
    app = Host(PickList(many))
    app.shown.styles.height = 10
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        assert app.shown.room == app.shown.size.width - 1
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert "Entry number 20" in drawn(app.shown)
        thumb = [y for y in range(10) if app.shown._is_thumb(y)]
        await pilot.press("end")
        await pilot.pause()
        assert drawn(app.shown)[-1] == "Entry number 99"
        assert app.shown._is_thumb(9)
        assert thumb != [9]
        await pilot.press("home")
        await pilot.pause()
        assert drawn(app.shown)[0] == "Entry number 0"
        assert app.shown._is_thumb(0)


async def test_a_long_entry_is_cut_or_goes_on_below() -> None:
    long = (Entry("a", "one two three four five six"), Entry("b", "seven"))
    app = Host(PickList(long))
    async with app.run_test(size=(16, 10)) as pilot:
        await pilot.pause()
        assert drawn(app.shown) == ["one two three f…", "seven"]
    app = Host(PickList(long, wraps=True))
    async with app.run_test(size=(16, 10)) as pilot:
        await pilot.pause()
        assert drawn(app.shown) == ["one two three", "four five six", "seven"]
        await pilot.press("down")
        assert app.shown.chosen_line == 2


async def test_nothing_in_an_entry_is_markup_or_steers_the_terminal() -> None:
    app = Host(PickList((Entry("a", "[bold]x\x1b[2J"), Entry("b", (("[red]y\n", Look.TITLE), ("z", Look.PLAIN))))))
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert drawn(app.shown) == ["[bold]x␛[2J", "[red]y z"]


async def test_a_text_is_wrapped_and_scrolls_with_the_arrow_keys() -> None:
    app = Host(Lines("\n".join(f"Line {number} of a text that is rather long" for number in range(40))))
    app.shown.styles.height = 6
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert drawn(app.shown)[:2] == ["Line 0 of a text that is", "rather long"]
        await pilot.press("down", "down")
        await pilot.pause()
        assert drawn(app.shown)[0] == "Line 1 of a text that is"
        await pilot.press("end")
        await pilot.pause()
        assert drawn(app.shown)[-2:] == ["Line 39 of a text that is", "rather long"]
        app.shown.show("Short")
        await pilot.pause()
        assert drawn(app.shown) == ["Short", "", "", "", "", ""]
