"""Finding a place in the review."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group, Scope
from imr_tui.tui.editor.keys import KEYS_OF

FINDING: tuple[Action, ...] = (
    Action(
        "find",
        "Find and replace",
        "Find a word in the review; Tab goes on to replacing it.",
        Group.FINDING,
        keys=("ctrl+f",),
        sidebar=("slash",),
    ),
    Action(
        "goto",
        "Go to",
        "Go to a heading, record or question by typing a part of its name.",
        Group.FINDING,
        keys=("ctrl+g",),
        fallback=("f5",),
        sidebar=("g",),
    ),
    Action(
        "next_prompt",
        "Next place to fill in",
        "Go to the next placeholder, empty field or prompt after the cursor; from the top again at the end.",
        Group.FINDING,
        keys=KEYS_OF["next_prompt"],
        scope=Scope.TEXT,
    ),
    Action(
        "previous_prompt",
        "Previous place to fill in",
        "Go to the placeholder, empty field or prompt before the cursor.",
        Group.FINDING,
        keys=KEYS_OF["previous_prompt"],
        scope=Scope.TEXT,
    ),
    Action(
        "front",
        "Show or fold the front matter",
        "Show the review's details as they stand at the top of the file, or fold them to one line again.",
        Group.FINDING,
        keys=("ctrl+u",),
        sidebar=("u",),
    ),
)
