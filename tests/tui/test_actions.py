from __future__ import annotations

import inspect

import pytest

from imr_tui.tui.actions import ACTIONS, BY_ID, Group, Scope, key_name, key_names, keys_of, short_key
from imr_tui.tui.application import ImrApp
from imr_tui.tui.commands import palette_entry
from imr_tui.tui.deeds import Deeds
from imr_tui.tui.editor.keys import NAMED
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.help_text import HOW_IT_WORKS, help_lines
from imr_tui.tui.widgets.sidebar import Sidebar

# The table of the interface's design: action, key, fallback, letter in the checklist.
TABLE = [
    ("help", "F1", "Ctrl+_", "?"),
    ("commands", "Ctrl+P", "F2", ":"),
    ("save", "Ctrl+S", "", "s"),
    ("quit", "Ctrl+Q", "", "q"),
    ("next", "F8", "Ctrl+N", "n"),
    ("previous", "Shift+F8", "Ctrl+R", "p"),
    ("wording", "F7", "", "l"),
    ("switch", "F6", "Ctrl+O", "Tab"),
    ("checklist", "F4", "Ctrl+K", "h"),
    ("redraw", "Ctrl+L", "", ""),
    ("undo", "Ctrl+Z", "", ""),
    ("redo", "Ctrl+Y", "", ""),
    ("cut", "Ctrl+X", "", ""),
    ("copy", "Ctrl+C", "", ""),
    ("paste", "Ctrl+V", "", ""),
    ("select_all", "Ctrl+A", "", ""),
    ("goto", "Ctrl+G", "F5", "g"),
    ("confirm", "F9", "Ctrl+]", "Space"),
    ("not_applicable", "", "", "x"),
    ("insert", "Ctrl+T", "", "a"),
    ("edit_record", "F12", "", "e"),
    ("find", "Ctrl+F", "", "/"),
    ("export", "Ctrl+E", "", "w"),
    ("mark", "Ctrl+Space", "Ctrl+\\", ""),
]
KEYS_THAT_NEVER_ARRIVE = {"ctrl+b", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"}
NEVER_ALONE = {"f3", "f10", "f11"}


@pytest.mark.parametrize(("ident", "key", "fallback", "letter"), TABLE)
def test_the_keys_are_those_of_the_design(ident: str, key: str, fallback: str, letter: str) -> None:
    action = BY_ID[ident]
    assert key_names(action.keys) == ((key,) if key else ())
    assert key_names(action.fallback) == ((fallback,) if fallback else ())
    assert key_names(action.sidebar) == ((letter,) if letter else ())


def test_every_action_has_a_handler_a_palette_entry_and_a_help_line() -> None:
    lines = " ".join(line for line, _ in help_lines(100, {}))
    for action in ACTIONS:
        if action.scope is Scope.TEXT:
            command = NAMED[action.id]
            handler = getattr(Editor, "action_move" if command.motion else f"action_{command.action}")
        elif action.scope is Scope.APP:
            handler = getattr(ImrApp, f"do_{action.id}")
        else:
            handler = getattr(Deeds, action.id, None)
        assert inspect.isfunction(handler), action.id
        assert palette_entry(action, {}).startswith(action.label)
        assert action.label in " ".join(lines.split())
        assert action.help.endswith(".")


def test_no_key_is_given_twice() -> None:
    keys = [key for action in ACTIONS for key in action.all_keys]
    letters = [key for action in ACTIONS for key in action.sidebar]
    assert len(keys) == len(set(keys))
    assert len(letters) == len(set(letters))
    assert not set(letters) & {str(number) for number in range(10)}


def test_only_keys_that_arrive_everywhere_are_used() -> None:
    for action in ACTIONS:
        for key in action.all_keys:
            assert "alt" not in key
            # Marking with Shift has mark mode, and the list of commands, for terminals that keep it from arriving.
            assert action.group is Group.MARKING or not key.startswith("ctrl+shift+")
            assert key not in KEYS_THAT_NEVER_ARRIVE
        assert set(action.all_keys) - NEVER_ALONE or not action.all_keys
        shifted = [key for key in action.all_keys if key.startswith("shift+f")]
        assert not shifted or action.fallback


def test_nothing_but_quit_quits_and_ctrl_c_copies() -> None:
    assert [action.id for action in ACTIONS if "ctrl+c" in action.all_keys] == ["copy"]
    assert "ctrl+c" not in ImrApp._merged_bindings.key_to_bindings


def test_every_letter_of_the_table_is_bound_in_the_checklist() -> None:
    bound = Sidebar._merged_bindings.key_to_bindings
    for action in ACTIONS:
        for key in action.sidebar:
            assert [binding.action for binding in bound[key]] == [f"app.perform('{action.id}')"]


@pytest.mark.parametrize(
    ("key", "name", "short"),
    [
        ("ctrl+e", "Ctrl+E", "^E"),
        ("f8", "F8", "F8"),
        ("shift+f8", "Shift+F8", "Shift+F8"),
        ("ctrl+right_square_bracket", "Ctrl+]", "^]"),
        ("question_mark", "?", "?"),
        ("n", "n", "n"),
        ("f", "f", "f"),
        ("space", "Space", "Space"),
    ],
)
def test_keys_have_the_names_that_people_use(key: str, name: str, short: str) -> None:
    assert key_name(key) == name
    assert short_key(key) == short


def test_a_key_of_the_settings_takes_the_place_of_the_tables() -> None:
    assert keys_of(BY_ID["export"], {"export": "f3, ctrl+w"}) == ("f3", "ctrl+w")
    assert keys_of(BY_ID["export"], {}) == ("ctrl+e",)
    assert palette_entry(BY_ID["export"], {"export": "ctrl+w"}) == "Export to Word  (Ctrl+W)"


def test_help_begins_with_how_it_works_in_three_lines() -> None:
    lines = [line for line, _ in help_lines(200, {})]
    assert lines[0] == "How it works"
    assert len(HOW_IT_WORKS) == 3
    assert [line.removeprefix("- ") for line in lines[1:4]] == list(HOW_IT_WORKS)


@pytest.mark.parametrize("width", [60, 74, 104])
def test_no_help_line_is_wider_than_the_screen(width: int) -> None:
    assert all(len(line) <= width for line, _ in help_lines(width, {}))


def test_the_help_has_every_group() -> None:
    headings = [line for line, is_heading in help_lines(100, {}) if is_heading]
    assert set(headings) >= {group.value for group in Group}
