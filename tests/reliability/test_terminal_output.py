"""What is sent to the terminal is made of our own sequences and of characters that show, whatever stands in a review."""

import json
import re
import signal
import sys
import unicodedata

import pytest

from imr_tui.storage.recovery import RecoveryStore
from imr_tui.storage.versions import VersionStore

from .conftest import Editor

EVERY = "".join(
    character
    for character in map(chr, range(1, sys.maxunicode + 1))
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} and character not in "\n\r"
)
COMMANDING = "\x1b[7777mred\x1b]52;c;UVVJTEw=\x07\x1b]0;quill\x07\x9b7777m\x90quill\x9c\x1bPquill\x1b\\"
"""What a terminal would act on: colours, the clipboard, the window's title; by numbers that we never send."""

OURS = re.compile(
    rb"\x1b\[[0-9;?<>=]*[ $]?[A-Za-z]"  # colours, places, modes, questions
    rb"|\x1b[78=>c]"
    rb"|\x1b\]22;[a-z-]*\x07"  # the mouse pointer's shape
    rb"|\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)"  # what was copied on purpose
)
WIDGETS_FORGET = """
import imr_tui.tui.shown as shown
shown.shown = lambda text: text
shown.one_line = lambda text: " ".join(text.split())
"""
SCREENS = (
    ("Help", "Help", 1),
    ("Go to", "Go to", 1),
    ("Export to Word", "Export", 1),
    ("Versions", "Versions of this review", 0),
    ("", "What changed since", 2),
    ("Details of the review", "Details", 1),
    ("Problems", "Problems", 1),
)
"""Actions by their names, what then stands on the screen, and how often Escape leaves it; none: `c` in the list."""


def review():
    bad = f"{COMMANDING} {EVERY}"
    in_toml = "".join(
        character if character.isprintable() and character != "\\" else f"\\U{ord(character):08X}" for character in bad
    )
    return (
        f'+++\nimr = 1\n\n[document]\ntitle = "{in_toml}"\nmarking = "OFFICIAL-SENSITIVE{in_toml}"\nstatus = "{in_toml}"\n\n'
        f'[agency]\nname = "{in_toml}"\n+++\n\n'
        f"# Start {bad} {{covers=overview}}\n\nBegin {bad} “{bad}”\n\n## E1: {bad}\n\n- Date: {bad}\n- {bad}: {bad}\n\n{bad}\n"
    )


def steering(sent):
    """What in the bytes sent is neither a sequence of ours nor a character that shows."""
    for command in (b"\x1b[7777", b"\x1b]52;c;UVV", b"\x1b]0;", b"\x1bP"):
        assert command not in sent
    left = OURS.sub(b"", sent).decode("utf-8")
    return {
        f"{ord(character):04X} in {left[max(0, place - 20) : place + 20]!r}"
        for place, character in enumerate(left)
        if character not in "\r\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


@pytest.mark.parametrize("before", ["", WIDGETS_FORGET], ids=["as it is", "should widgets forget"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_nothing_of_a_review_commands_the_terminal(place, editors, before, size):
    name = EVERY.translate({0x1F: None})[:60]
    path = place.work / f"{name}.md"
    path.write_text(review())
    place.state.mkdir(parents=True, mode=0o700)
    RecoveryStore(place.state).snapshot(path, review().replace("Begin", f"Kept {COMMANDING}"))
    VersionStore(place.state).keep(path, review().replace("Begin", f"Earlier {COMMANDING}"), "one")
    editor = Editor(place, path, before=before, size=size)
    editors.append(editor)
    editor.wait_to_see("Unsaved text was kept")
    editor.rest()
    editor.type("\x1b")
    editor.rest()
    for name, words, escapes in SCREENS:
        if name:
            for keys in ("\x10", name, "\r"):
                editor.type(keys)
                editor.rest()
        else:
            editor.type("c")
        editor.wait_to_see(words)
        for _ in range(escapes):
            editor.rest()
            editor.type("\x1b")
            editor.rest()
    for key in ("\x1b", "\x1b", "\x1b[6~", "\x1b[1;5F", "\x06"):
        editor.type(key)
        editor.rest()
    editor.type("\x1b")
    editor.rest()
    editor.type("typed ")
    editor.rest()
    path.write_text(f"# Theirs {COMMANDING} {EVERY}\n")
    editor.type("\x13")
    editor.wait_to_see("changed by someone else")
    editor.rest()
    editor.end(signal.SIGTERM)
    editor.rest()
    assert steering(editor.sent) == set()


@pytest.mark.parametrize("before", ["", WIDGETS_FORGET], ids=["as it is", "should widgets forget"])
def test_no_name_on_the_start_screen_commands_the_terminal(place, editors, before):
    folder = place.base / "templates"
    folder.mkdir(mode=0o700)
    in_toml = "".join(f"\\U{ord(character):08X}" for character in EVERY)
    (folder / f"{EVERY[:50]}.md").write_text(
        f'+++\nimr = 1\n[template]\ntitle = "Own {in_toml}"\nfor = ["{in_toml}"]\n+++\n'
    )
    settings = place.base / "home" / "config" / "imr-tui"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text(f"template_folders = {json.dumps([str(folder)])}\n")
    path = place.work / f"{EVERY[50:110]}.md"
    path.write_text("# One\n")
    place.state.mkdir(parents=True, mode=0o700)
    RecoveryStore(place.state).snapshot(path, "kept")
    editor = Editor(place, before=before)
    editors.append(editor)
    editor.wait_for(b"Unsaved text kept")
    for _ in range(6):
        editor.read(0.3)
        editor.type("\x1b[B")
    editor.type("o")
    editor.read(0.5)
    editor.type(f"{path.name.translate({1: None, 3: None})}\r")
    editor.read(1.0)
    editor.end(signal.SIGTERM)
    assert steering(editor.sent) == set()
