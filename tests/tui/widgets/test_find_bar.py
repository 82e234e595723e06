"""The find bar beside an editor: counted while typed, replaced in one step."""

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from imr_tui.document.text import Span
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.widgets.find_bar import Choice, FindBar
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain

TEXT = "The victim called.\n\nNobody asked the Victim.\nA victim’s words.\n"


class Desk(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str = TEXT, *, read_only: bool = False) -> None:
        super().__init__()
        self.start = text
        self.read_only = read_only
        self.closed = 0

    def compose(self) -> ComposeResult:
        yield Editor(self.start, read_only=self.read_only)
        yield FindBar(id="find")

    def on_mount(self) -> None:
        self.editor.focus()

    def on_find_bar_closed(self) -> None:
        self.closed += 1

    @property
    def editor(self) -> Editor:
        return self.query_one(Editor)

    @property
    def bar(self) -> FindBar:
        return self.query_one(FindBar)

    @property
    def count(self) -> str:
        return self.query_one("#find-count", Plain).text


async def look_for(app: Desk, pilot: Pilot[None], words: str) -> None:
    app.bar.open(app.editor)
    await pilot.press(*words)
    await pilot.pause()


async def test_words_are_found_and_counted_while_they_are_typed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "vict")
        assert app.bar.is_open
        assert app.count == "1 of 3"
        assert app.editor.selection == Span(4, 8)
        await pilot.press("x")
        await pilot.pause()
        assert app.count == "not found"
        await pilot.press("backspace", *"im")
        await pilot.pause()
        assert app.count == "1 of 3"
        assert app.editor.selected_text == "victim"
        await pilot.press("enter")
        assert app.editor.selected_text == "Victim"
        await pilot.press("down", "down")
        await pilot.pause()
        assert app.count == "1 of 3"
        await pilot.press("up")
        await pilot.pause()
        assert app.count == "3 of 3"


async def test_the_search_begins_at_the_cursor() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.go_to(TEXT.index("Nobody"))
        await look_for(app, pilot, "victim")
        assert app.count == "2 of 3"


async def test_a_mistyped_letter_does_not_lose_the_place_where_the_search_began() -> None:
    app = Desk("A risk. A striking thing. The risk. This risk.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "rik")
        assert app.count == "1 of 1"
        await pilot.press("backspace", *"sk")
        await pilot.pause()
        assert app.count == "1 of 3"
        await pilot.press("enter")
        assert app.count == "2 of 3"


async def test_case_and_whole_words() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "Victim")
        app.query_one("#find-case", Choice).focus()
        await pilot.press("space")
        await pilot.pause()
        assert app.count == "1 of 1"
        await pilot.press("space")
        await look_for(app, pilot, "call")
        app.query_one("#find-whole", Choice).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.count == "not found"


async def test_tab_goes_on_to_replacing_one_after_the_other() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "victim")
        await pilot.press("tab", *"caller", "enter")
        await pilot.pause()
        assert app.editor.text.startswith("The caller called.\n\nNobody asked the Victim.")
        assert app.count == "1 of 2"
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.editor.text == "The caller called.\n\nNobody asked the Caller.\nA caller’s words.\n"
        assert app.count == "not found"
        app.editor.undo()
        assert app.editor.text.endswith("A victim’s words.\n")


async def test_all_are_replaced_in_one_step() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "victim")
        app.query_one("#find-put", LineInput).focus()
        await pilot.press(*"the victims")
        app.query_one("#find-all", Choice).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.count == "3 replaced"
        assert app.editor.text.lower().count("the victims") == 3
        assert app.editor.undo()
        assert app.editor.text == TEXT
        assert not app.editor.undo()


async def test_a_selection_of_several_lines_is_looked_in() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        start = TEXT.index("Nobody")
        app.editor.go_to(start, select_to=len(TEXT))
        await look_for(app, pilot, "victim")
        assert app.count == "1 of 2"
        app.query_one("#find-put", LineInput).focus()
        await pilot.press(*"person")
        app.bar.replace_all()
        assert app.editor.text.startswith("The victim called.")
        assert app.editor.text.lower().count("person") == 2


async def test_a_selected_word_is_looked_for() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.go_to(4, select_to=10)
        app.bar.open(app.editor)
        await pilot.pause()
        assert app.query_one("#find-words", LineInput).value == "victim"
        assert app.count == "1 of 3"


FRONT = '+++\ntitle = "victim"\n+++\n'


async def test_what_is_folded_is_neither_found_nor_replaced() -> None:
    app = Desk(FRONT + TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.fold(Span(0, len(FRONT)), "Details")
        await look_for(app, pilot, "victim")
        assert app.count == "1 of 3"
        app.bar.replace_all()
        assert app.editor.text.startswith(FRONT)
        assert app.editor.is_folded
        assert "victim" not in app.editor.text.removeprefix(FRONT).lower()


async def test_a_read_only_text_is_searched_but_not_replaced_in() -> None:
    app = Desk(read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "victim")
        assert app.count == "1 of 3"
        assert app.query_one("#find-all", Choice).disabled
        app.bar.replace_all()
        app.bar.replace_one()
        assert app.editor.text == TEXT


async def test_tab_goes_round_in_the_bar() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.bar.open(app.editor)
        seen = []
        for _ in range(7):
            await pilot.press("tab")
            seen.append(app.focused.id if app.focused else None)
        assert seen == ["find-put", "find-replace", "find-all", "find-case", "find-whole", "find-words", "find-put"]
        await pilot.press("shift+tab")
        assert app.query_one("#find-words").has_focus


async def test_escape_closes_and_goes_back_to_the_text() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "victim")
        await pilot.press("escape")
        await pilot.pause()
        assert not app.bar.is_open
        assert app.editor.has_focus
        assert app.editor.selected_text == "victim"
        assert app.closed == 1


async def test_the_bar_fits_eighty_columns() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_for(app, pilot, "victim")
        for widget in app.bar.query("LineInput, Choice, Plain"):
            assert widget.region.right <= 80
            assert widget.region.height == 1
        assert app.query_one("#find-words").region.width >= 15
        assert app.query_one("#find-put").region.width >= 15
