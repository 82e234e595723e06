"""The editor as a widget: keys, paste, mouse, folding, undo over edits from outside, and what is sent for each key."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from imr_tui.document.findings import Severity
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.keys import COMMANDS, KEYS_OF, NAMED, commands_by_key
from imr_tui.tui.editor.widget import Editor

WIDTH, HEIGHT = 40, 12
PARAGRAPH = "The officers attended within eleven minutes and separated the parties."
TEXT = "# Overview\n\n" + "\n".join(f"line {number}" for number in range(1, 60)) + "\n"
FRONT = '+++\nimr = 1\n[document]\ntitle = "Review"\n+++\n'


class Watched(Editor):
    """An editor that keeps account of what it has sent."""

    def __init__(self, text: str = "", **options: Any) -> None:
        self.regions: list[Region] = []
        self.whole = 0
        super().__init__(text, **options)

    def refresh(self, *regions: Region, **options: Any) -> "Watched":
        if regions:
            self.regions += regions
        else:
            self.whole += 1
        super().refresh(*regions, **options)
        return self

    @contextmanager
    def account(self) -> Iterator[list[Region]]:
        self.regions.clear()
        self.whole = 0
        yield self.regions
        assert self.whole == 0


class Dialog(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Input()


class Desk(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__()
        self.start = text
        self.options = options
        self.messages: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Static("top", markup=False)
        yield Watched(self.start, id="text", **self.options)

    def on_mount(self) -> None:
        self.query_one(Watched).focus()

    def on_editor_changed(self, event: Editor.Changed) -> None:
        self.messages.append(event)

    @property
    def editor(self) -> Watched:
        return self.query_one(Watched)

    def shown(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()[1:]]


@contextmanager
def terminal_cursor(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    said: list[bool] = []
    monkeypatch.setattr("imr_tui.tui.editor.widget.show_terminal_cursor", lambda _app, *, visible: said.append(visible))
    yield said


async def test_typing_shows_and_tells() -> None:
    app = Desk("")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press(*"Hello", "enter", *"you")
        await pilot.pause()
        assert app.editor.text == "Hello\nyou"
        assert app.shown()[:3] == ["Hello", "you", ""]
        changed = [message for message in app.messages if isinstance(message, Editor.Changed)]
        assert changed[-1].revision == app.editor.revision
        assert changed[-1].control is app.editor
        assert app.editor.cursor == 9


async def test_the_follower_hears_of_changes_and_moves_before_they_are_drawn() -> None:
    app = Desk("one\ntwo")
    heard: list[tuple[int, int]] = []
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        app.editor.follower = lambda: heard.append((app.editor.revision, app.editor.cursor))
        await pilot.press("x")
        await pilot.pause()
        assert heard == [(1, 1)]
        await pilot.press("down")
        await pilot.pause()
        assert heard[1:] == [(1, 6)]
        app.editor.touch()
        await pilot.pause()
        assert len(heard) == 2


async def test_messages_of_one_moment_are_one() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        app.messages.clear()
        for number in range(5):
            app.editor.apply([TextEdit(0, 0, str(number))], label="Form")
        await pilot.pause()
        changed = [message for message in app.messages if isinstance(message, Editor.Changed)]
        assert [message.revision for message in changed] == [app.editor.revision]


async def test_a_load_is_no_change_of_the_writer_and_forgets_the_history() -> None:
    app = Desk("one")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        before = app.editor.revision
        app.messages.clear()
        app.editor.load("another text", cursor=8)
        await pilot.pause()
        assert not [message for message in app.messages if isinstance(message, Editor.Changed)]
        assert app.editor.revision > before
        assert (app.editor.text, app.editor.cursor) == ("another text", 8)
        assert not app.editor.undo()


async def test_a_letter_repaints_its_row_alone() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("down", "down", "end")
        await pilot.pause()
        for key in "abc":
            with app.editor.account() as regions:
                await pilot.press(key)
                await pilot.pause()
                assert regions == [Region(0, 2, WIDTH, 1)]
        with app.editor.account() as regions:
            await pilot.press("backspace")
            await pilot.pause()
            assert regions == [Region(0, 2, WIDTH, 1)]


async def test_moving_the_cursor_repaints_no_more_than_its_row() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        for key, row in [("right", 0), ("down", 1), ("down", 2), ("end", 2)]:
            with app.editor.account() as regions:
                await pilot.press(key)
                await pilot.pause()
                assert regions == [Region(0, row, WIDTH, 1)]
                place = app.editor.content_region.offset + app.editor.canvas.caret
                assert app.cursor_position == place


async def test_nothing_is_sent_where_nothing_happens() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        with app.editor.account() as regions:
            await pilot.press("left", "up", "home", "f3", "alt+x", "ctrl+home", "backspace")
            await pilot.pause(0.1)
            assert regions == []


async def test_a_wrap_repaints_the_rows_that_moved_and_no_others() -> None:
    app = Desk("one two three four five six seven eight\n\n\nend")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        with app.editor.account() as regions:
            await pilot.press("s")
            await pilot.pause()
            assert [(region.y, region.height) for region in regions] == [(0, 2), (3, 2)]
        assert app.shown()[:5] == ["one two three four five six seven", "eights", "", "", "end"]


async def test_a_selection_repaints_the_rows_it_came_to() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("down", "down")
        await pilot.pause()
        with app.editor.account() as regions:
            await pilot.press("shift+down")
            await pilot.pause()
            assert [region.y for region in regions] == [2]
        assert app.editor.selected_text == "line 1\n"


async def test_findings_repaint_their_rows_only() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        start = TEXT.index("line 3")
        with app.editor.account() as regions:
            app.editor.show_findings(lambda _start, _end: [(start, start + 4, Severity.ERROR)])
            await pilot.pause()
            assert [region.y for region in regions] == [4]
        with app.editor.account() as regions:
            app.editor.show_findings(lambda _start, _end: [(start, start + 4, Severity.ERROR)])
            await pilot.pause()
            assert regions == []
        strip = app.editor.canvas.strips[4]
        assert [(segment.text, segment.style.underline) for segment in strip] == [("line", True), (" 3", None)]


async def test_pasted_text_is_one_step() -> None:
    app = Desk("end")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.editor.post_message(events.Paste("first\r\nsecond\x07\x0bthird\n"))
        await pilot.pause()
        assert app.editor.text == "first\nsecond\x07\nthird\nend"
        assert app.editor.undo()
        assert app.editor.text == "end"
        assert app.editor.redo()
        assert app.editor.text == "first\nsecond\x07\nthird\nend"


async def test_undo_goes_back_over_typing_and_forms_alike() -> None:
    app = Desk("- Date: \n")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("end", *"May")
        app.editor.apply([TextEdit(12, 12, "- Agencies: Northshire Police\n")], label="Edit event", cursor=14)
        assert app.editor.cursor == 14
        await pilot.press("x")
        for expected in (
            "- Date: May\n- Agencies: Northshire Police\n",
            "- Date: May\n",
            "- Date: \n",
        ):
            app.editor.action_undo()
            assert app.editor.text == expected
        assert not app.editor.undo()


async def test_apply_selects_what_it_is_asked_to() -> None:
    app = Desk("one two")
    async with app.run_test(size=(WIDTH, HEIGHT)):
        app.editor.apply([TextEdit(4, 7, "three")], label="Replace", select=Span(4, 9))
        assert app.editor.selected_text == "three"
        assert app.editor.selection == Span(4, 9)


async def test_the_front_matter_folds_to_a_line_and_the_cursor_steps_over_it() -> None:
    app = Desk(FRONT + "# One\ntext\n")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.editor.fold(Span(0, len(FRONT)), "Details: Review")
        await pilot.press("ctrl+home", "up", "left", "pageup")
        await pilot.pause()
        assert app.editor.is_folded
        assert app.shown()[:3] == ["Details: Review", "# One", "text"]
        assert app.editor.cursor == len(FRONT)
        app.editor.go_to(FRONT.index("title"), select_to=FRONT.index("title") + 5)
        await pilot.pause()
        assert not app.editor.is_folded
        assert app.shown()[0] == "+++"
        assert app.editor.selected_text == "title"
        assert app.editor.cursor == FRONT.index("title")


async def test_going_to_a_place_far_off_shows_it_near_the_upper_third() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.editor.go_to(TEXT.index("line 30"))
        await pilot.pause()
        assert app.shown().index("line 30") == (HEIGHT - 1) // 3
        before = app.shown()
        app.editor.go_to(TEXT.index("line 31"))
        await pilot.pause()
        assert app.shown() == before


async def test_a_page_down_and_up_comes_back() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("pagedown")
        await pilot.pause()
        assert app.editor.cursor == TEXT.index("line 8")
        await pilot.press("pageup")
        await pilot.pause()
        assert app.editor.cursor == 0
        assert app.shown()[0] == "# Overview"


async def test_keys_that_type_nothing_type_nothing() -> None:
    app = Desk("")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        for key, character in [("alt+x", "x"), ("ctrl+y", "\x19"), ("f9", None), ("escape", "\x1b"), ("super+a", "a")]:
            app.editor.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.editor.text == ""
        await pilot.press("A", "space", "é", "plus", "tab")
        assert app.editor.text == "A é+"


async def test_keys_are_worked_in_the_order_they_came() -> None:
    app = Desk("")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        for key in ["b", "left", "a", "end", "c", "enter", "d", "shift+left", "e"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert app.editor.text == "abc\ne"


async def test_a_read_only_text_is_moved_in_but_not_changed() -> None:
    app = Desk("- one\n- two", read_only=True)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press(
            "down", "x", "enter", "tab", "delete", "backspace", "ctrl+delete", "shift+end", "shift+delete"
        )
        app.editor.post_message(events.Paste("more"))
        app.editor.action_paste()
        await pilot.pause()
        assert app.editor.text == "- one\n- two"
        assert app.editor.selected_text == "- two"
        app.editor.apply([TextEdit(0, 0, "# A\n")], label="Reload")
        assert app.editor.text == "# A\n- one\n- two"
        assert not app.editor.undo()


async def test_what_is_cut_or_copied_can_be_pasted() -> None:
    app = Desk("one two")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("ctrl+shift+right")
        app.editor.action_cut()
        assert app.editor.text == "two"
        await pilot.press("end")
        app.editor.action_paste()
        app.editor.action_select_all()
        app.editor.action_copy()
        assert app.clipboard == "twoone "
        app.copy_to_clipboard("from a form")
        app.editor.action_paste()
        assert app.editor.text == "from a form"


async def test_a_long_text_is_kept_and_not_sent_over_the_line() -> None:
    app = Desk("word " * 20_000)
    async with app.run_test(size=(WIDTH, HEIGHT)):
        app.editor.action_select_all()
        app.editor.action_cut()
        assert app.clipboard == ""
        assert app.editor.text == ""
        app.editor.action_paste()
        assert app.editor.text == "word " * 20_000


async def test_paste_with_nothing_copied_says_how() -> None:
    app = Desk("")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.editor.action_paste()
        await pilot.pause()
        assert ["Shift+Insert" in note.message for note in app._notifications] == [True]


async def test_the_mouse_places_selects_and_scrolls() -> None:
    app = Desk(TEXT)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.click("#text", offset=(3, 2))
        assert app.editor.cursor == TEXT.index("line 1") + 3
        await pilot.mouse_down("#text", offset=(0, 2))
        await pilot.hover("#text", offset=(4, 3))
        await pilot.mouse_up("#text", offset=(4, 3))
        assert app.editor.selected_text == "line 1\nline"
        await pilot.click("#text", offset=(1, 4), times=2)
        assert app.editor.selected_text == "line"
        await pilot.click("#text", offset=(39, 9))
        here = app.editor.cursor
        app.editor.post_message(events.MouseScrollDown(app.editor, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False))
        await pilot.pause()
        assert app.shown()[0] == "line 2"
        assert app.editor.cursor == here


async def test_a_resize_lays_the_text_out_anew_and_keeps_the_cursor_in_view() -> None:
    app = Desk(f"{PARAGRAPH}\n" * 8)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("ctrl+end")
        await pilot.resize_terminal(24, 8)
        await pilot.pause()
        rows = app.shown()
        assert all(len(row) < 24 for row in rows)
        assert rows[:4] == ["The officers attended", "within eleven minutes", "and separated the", "parties."]
        assert app.editor.canvas.caret is not None


async def test_the_terminals_cursor_stands_in_the_text_only_while_it_has_the_focus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with terminal_cursor(monkeypatch) as said:
        app = Desk(TEXT)
        async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
            await pilot.pause()
            assert said == [True]
            app.push_screen(Dialog())
            await pilot.pause()
            assert said == [True, False]
            app.pop_screen()
            await pilot.pause()
            assert said == [True, False, True]
            app.editor.blur()
            await pilot.pause()
            assert said == [True, False, True, False]


async def test_control_and_bidi_characters_reach_the_screen_as_pictures_only() -> None:
    app = Desk("a\x1b[2Jb\u202ec\x07 [b]bold[/b] [red]x")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        assert app.shown()[0] == "a␛[2Jb⇄c␇ [b]bold[/b] [red]x"


async def test_another_theme_repaints_the_text_in_its_colours() -> None:
    app = Desk("# Overview")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        before = [segment.style for segment in app.editor.canvas.strips[0]]
        app.theme = "textual-light"
        await pilot.pause()
        after = [segment.style for segment in app.editor.canvas.strips[0]]
        assert before != after
        assert app.editor.canvas.strips[0].text == "# Overview"


async def test_prompts_are_visited_and_typed_over() -> None:
    app = Desk(f"{FRONT}- Role: [insert role]\n- Date:\n")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.editor.fold(Span(0, len(FRONT)), "Details")
        app.editor.action_next_prompt()
        assert app.editor.selected_text == "[insert role]"
        await pilot.press(*"Victim")
        app.editor.action_next_prompt()
        await pilot.press(*" May")
        app.editor.action_previous_prompt()
        assert app.editor.text == f"{FRONT}- Role: Victim\n- Date: May\n"


def test_every_key_has_its_action_and_none_is_the_applications() -> None:
    taken = {"f1", "f2", "f4", "f5", "f6", "f7", "f8", "f9", "f12", "shift+f8", "ctrl+underscore", "ctrl+space"}
    taken |= {f"ctrl+{letter}" for letter in "psqnrokzlyxcvagtfe"} | {"ctrl+right_square_bracket", "ctrl+backslash"}
    assert taken.isdisjoint(COMMANDS)
    for command in COMMANDS.values():
        assert hasattr(Editor, f"action_{command.action}" if command.motion is None else "action_move")
    assert set(NAMED) == set(KEYS_OF)


def test_a_key_of_the_settings_takes_the_place_of_the_editors() -> None:
    commands = commands_by_key({"move_word_left": "f3, ctrl+b", "save": "f9"})
    assert commands["f3"] == commands["ctrl+b"] == NAMED["move_word_left"]
    assert "ctrl+left" not in commands
    assert "f9" not in commands
    assert commands["ctrl+right"] == COMMANDS["ctrl+right"]
