"""What is said of keys is said of those that the settings give."""

from __future__ import annotations

import pytest

from imr_tui.tui.help_text import help_lines
from imr_tui.tui.key_words import with_own_keys

from .conftest import app_with, settle, shows
from .reviews import REVIEW


@pytest.mark.parametrize(
    ("text", "keymap", "said"),
    [
        ("Ctrl+Z takes it back.", {}, "Ctrl+Z takes it back."),
        ("Ctrl+Z takes it back.", {"undo": "f11"}, "F11 takes it back."),
        ("F1 Help, F12 and Shift+F8 or Ctrl+R", {"help": "f3", "previous": "f5"}, "F3 Help, F12 and F5 or F5"),
        ("Ctrl+T makes one", {"unknown": "f3", "find": "f11"}, "Ctrl+T makes one"),
        ("Mark with Ctrl+Space.", {"mark": "ctrl+b"}, "Mark with Ctrl+B."),
    ],
)
def test_the_usual_key_gives_way_to_the_own_one(text: str, keymap: dict[str, str], said: str) -> None:
    assert with_own_keys(text, keymap) == said


def test_the_help_names_the_own_keys() -> None:
    said = " ".join(line for line, _ in help_lines(100, {"confirm": "f11", "commands": "ctrl+b"}))
    assert "F11 confirms it" in said
    assert "the list that Ctrl+B opens" in said
    assert "F9" not in said.replace("F9, then x", "")


async def test_what_is_told_names_the_own_keys(make_services) -> None:
    app = app_with(make_services(keys={"front": "f11", "mark": "ctrl+b"}), REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert shows(app, "(F11 shows them)")
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert shows(app, "begin with Ctrl+B.")
