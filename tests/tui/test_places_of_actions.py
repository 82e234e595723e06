"""Each action of the table can be reached by a key or from a menu, by its name, and is explained."""

from __future__ import annotations

import pytest

from imr_tui.tui.actions import ACTIONS, BY_ID, Action, Group, Scope, key_names
from imr_tui.tui.application import ImrApp
from imr_tui.tui.bindings import NO_KEY
from imr_tui.tui.commands import commands, palette_entry
from imr_tui.tui.editor.keys import COMMANDS, NAMED
from imr_tui.tui.help_text import help_lines
from imr_tui.tui.screens.document import DocumentScreen
from imr_tui.tui.widgets.sidebar import Sidebar

from .conftest import app_with, settle

HELP = " ".join(" ".join(line for line, _ in help_lines(100, {})).split())


def bound_keys(action: Action) -> set[str]:
    """The keys that really lead to the action, from the bindings that are in force."""
    told = {f"perform('{action.id}')", f"app.perform('{action.id}')"}
    found = {
        key
        for owner in (ImrApp, DocumentScreen, Sidebar)
        for key, bindings in owner._merged_bindings.key_to_bindings.items()
        if not key.startswith(NO_KEY) and any(binding.action in told for binding in bindings)
    }
    return found | {key for key, command in COMMANDS.items() if command == NAMED.get(action.id)}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_its_keys_lead_to_it_and_it_is_in_the_list_of_commands_and_in_the_help(action: Action) -> None:
    assert bound_keys(action) == {*action.all_keys, *action.sidebar}
    assert action.label in palette_entry(action, {})
    assert action.help.endswith(".")
    assert f"{action.label}. {action.help}" in HELP
    for name in key_names(action.all_keys):
        assert name in HELP


def test_the_list_of_commands_offers_each_action_by_its_name() -> None:
    listed = commands("", in_review=True)
    for action in ACTIONS:
        found = commands(action.label, in_review=True)
        assert (action in found) is (action.id != "commands")
        assert action.id == "commands" or found[0].label == action.label
        assert (action in listed) is not (action.by_name_only or action.id == "commands")


def test_a_command_is_found_by_a_word_of_its_sentence_too() -> None:
    assert "half a minute" in BY_ID["save"].help
    assert [action.id for action in commands("half a minute", in_review=True)][-1] == "save"
    assert commands("export", in_review=True)[0].id == "export"
    assert not commands("zzzz", in_review=True)


def test_what_is_found_by_name_only_has_a_key_of_its_own() -> None:
    for action in ACTIONS:
        if action.by_name_only:
            assert action.all_keys


def test_all_ways_to_move_can_also_mark() -> None:
    moves = {action.id.removeprefix("move_") for action in ACTIONS if action.group is Group.MOVING}
    marks = {action.id.removeprefix("select_") for action in ACTIONS if action.group is Group.MARKING}
    assert moves == marks
    assert {"word_left", "row_end", "paragraph_down", "section_start", "document_end"} <= moves


async def test_the_editors_own_keys_follow_the_settings(make_services) -> None:
    services = make_services(keys={"move_word_left": "f3", "next_prompt": "f11"})
    app = app_with(services, "# One\n\nTwo three [insert name]\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = app.review_screen.editor
        editor.go_to(editor.text.index("three"))
        await pilot.press("ctrl+left")
        assert editor.cursor == editor.text.index("three")
        await pilot.press("f3")
        assert editor.cursor == editor.text.index("Two")
        await pilot.press("f11")
        assert editor.selected_text == "[insert name]"


async def test_an_action_of_the_text_is_done_from_the_list_of_commands(make_services) -> None:
    app = app_with(make_services(), "# One\n\nTwo three\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert BY_ID["select_word_left"].scope is Scope.TEXT
        editor = app.review_screen.editor
        app.perform("move_document_end")
        assert editor.cursor == len(editor.text)
        app.perform("move_up")
        app.perform("move_row_end")
        app.perform("select_word_left")
        assert editor.selected_text == "three"


@pytest.mark.parametrize("action", [action for action in ACTIONS if not action.all_keys], ids=lambda action: action.id)
async def test_an_action_without_a_key_takes_the_one_that_the_settings_give_it(make_services, action: Action) -> None:
    app = app_with(make_services(keys={action.id: "f10", "save": "f11"}), "# One\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        told = (f"perform('{action.id}')", f"app.perform('{action.id}')")
        if action.scope is Scope.TEXT:
            assert app.review_screen.editor.commands["f10"] == NAMED[action.id]
        else:
            assert any(found.binding.action in told for key, found in app.active_bindings.items() if key == "f10")
