"""What is asked for while writing: focus mode, counts, the clipboard, a review that is open to read only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.tui.application import ImrApp
from imr_tui.tui.counting import count_lines
from imr_tui.tui.opening import new_review

from .conftest import app_with, rows, settle, shows

TEXT = "# Introduction {covers=language}\n\n" + "Officers met her at the door and wrote down what she said. " * 8 + "\n"


def text_of(app: ImrApp) -> str:
    screen = app.review_screen
    assert screen is not None
    return screen.editor.text


@pytest.mark.parametrize(
    ("size", "place", "left"), [((120, 36), "centre", 24), ((120, 36), "left", 1), ((80, 24), "centre", 4)]
)
async def test_focus_mode_is_the_text_alone_in_rows_of_the_measure(make_services, size, place, left) -> None:
    app = app_with(make_services(measure=70, focus_place=place), TEXT)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert shows(app, "of 24")
        await pilot.press("f3")
        await settle(pilot)
        screen = app.review_screen
        assert screen.editor.size.width == 71
        assert screen.editor.region.x == pytest.approx(left, abs=1)
        body = rows(app)[1:-2]
        assert max(len(row) for row in body) - left <= 72
        assert not any("Checklist" in row for row in body)
        assert "No protective marking" in rows(app)[0]
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert screen.editor.size.width != 71
        assert not screen.has_class("-hidden")


@pytest.mark.parametrize("key", ["f4", "f6"])
async def test_the_keys_of_the_checklist_bring_it_back_from_focus_mode(make_services, key) -> None:
    app = app_with(make_services(), TEXT)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert any("Checklist" in row for row in rows(app)[1:-2])
        assert app.review_screen.sidebar.has_focus is (key == "f6")


def test_words_are_counted_by_area_in_all_and_in_what_is_marked() -> None:
    lines = count_lines(analyse(TEXT, load_rules()), "three marked words")
    assert lines[0].split() == ["In", "the", "marked", "text", "3"]
    assert lines[2].split()[-1] == "96"
    assert lines[-1].split() == ["In", "all", "96"]
    assert len(lines) == 10
    assert len(count_lines(analyse(TEXT, load_rules()), "")) == 9


async def test_the_counts_are_shown(make_services) -> None:
    app = app_with(make_services(), TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform("counts")
        await settle(pilot)
        assert shows(app, "In all")
        assert shows(app, "8 Feedback")


async def test_undo_and_redo_say_what_came_of_them(make_services) -> None:
    app = app_with(make_services(), TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x")
        for key, said in (
            ("ctrl+z", "Taken back. Ctrl+Y makes it again."),
            ("ctrl+z", "There is nothing more to take back."),
            ("ctrl+y", "Made again. Ctrl+Z takes it back."),
            ("ctrl+y", "There is nothing to make again."),
        ):
            await pilot.press(key)
            await settle(pilot)
            assert shows(app, said)


async def test_a_review_that_is_open_to_read_says_so_at_the_first_key(make_services) -> None:
    services = make_services()
    app = ImrApp(services, review=replace(new_review(TEXT), read_only=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("a", "enter", "backspace", "ctrl+v", "ctrl+x", "ctrl+z"):
            app.review_screen.telling.tell("")
            await pilot.press(key)
            await settle(pilot)
            assert shows(app, "Nothing was changed: this review is open to read only"), key
        assert text_of(app) == TEXT


async def test_paste_with_nothing_copied_says_how_to_paste_from_the_desktop(make_services) -> None:
    app = app_with(make_services(), TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+v")
        await settle(pilot)
        assert shows(app, "To paste from your desktop: Shift+Insert or right click.")
        assert text_of(app) == TEXT


async def test_cut_with_nothing_marked_takes_the_line(make_services) -> None:
    app = app_with(make_services(), "# One\n\nTwo three\nFour\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.review_screen.editor.go_to(10)
        await pilot.press("ctrl+x")
        assert text_of(app) == "# One\n\nFour\n"
        await pilot.press("ctrl+v")
        assert text_of(app) == "# One\n\nTwo three\nFour\n"
        await pilot.press("ctrl+z")
        await pilot.press("ctrl+z")
        assert text_of(app) == "# One\n\nTwo three\nFour\n"


async def test_copy_with_nothing_marked_says_how_to_mark(make_services) -> None:
    app = app_with(make_services(), TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert shows(app, "Nothing is marked.")


@pytest.mark.parametrize("allowed", [True, False])
async def test_what_is_copied_leaves_for_the_desktop_only_where_that_is_set(
    make_services, monkeypatch, allowed
) -> None:
    app = app_with(make_services(desktop_copy=allowed), TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sent: list[str] = []
        monkeypatch.setattr(app._driver, "write", sent.append)
        await pilot.press("ctrl+a", "ctrl+c")
        assert app.clipboard == TEXT
        assert any("\x1b]52;" in data for data in sent) is allowed
        await pilot.press("ctrl+end", "ctrl+v")
        assert text_of(app) == TEXT + TEXT


async def test_a_paste_is_one_step_and_its_control_characters_are_pictures(make_services) -> None:
    app = app_with(make_services(), "# One\n\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = app.review_screen.editor
        editor.go_to(len(editor.text))
        assert editor.draft.paste("two\x1b[31m\nthree\x00\nfour")
        editor.touch()
        await settle(pilot)
        assert text_of(app) == "# One\n\ntwo\x1b[31m\nthree\nfour"
        assert shows(app, "two␛[31m")
        await pilot.press("ctrl+z")
        assert text_of(app) == "# One\n\n"


async def test_places_to_fill_in_are_gone_to_one_after_the_other(make_services) -> None:
    app = app_with(make_services(), "# One\n\nBy [insert name] on [insert date].\n\n- Role:\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = app.review_screen.editor
        for marked in ("[insert name]", "[insert date]", ""):
            await pilot.press("ctrl+d")
            assert editor.selected_text == marked
        assert editor.text[: editor.cursor].endswith("- Role:")
        app.perform("previous_prompt")
        assert editor.selected_text == "[insert date]"


async def test_where_nothing_waits_to_be_filled_in_that_is_said(make_services) -> None:
    app = app_with(make_services(), "# One\n\nWhole.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+d")
        await settle(pilot)
        assert shows(app, "Nothing in the text waits to be filled in.")
