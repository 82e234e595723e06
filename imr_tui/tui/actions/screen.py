"""Actions on the screen itself."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group, Scope

SCREEN: tuple[Action, ...] = (
    Action(
        "help",
        "Help",
        "Every key and command, and how the review is put together.",
        Group.SCREEN,
        keys=("f1",),
        fallback=("ctrl+underscore",),
        sidebar=("question_mark",),
        short="Help",
        hint=1,
        sidebar_hint=9,
        scope=Scope.APP,
    ),
    Action(
        "commands",
        "Commands",
        "Search everything the program can do by its name.",
        Group.SCREEN,
        keys=("ctrl+p",),
        fallback=("f2",),
        sidebar=("colon",),
        short="Commands",
        hint=7,
        scope=Scope.APP,
    ),
    Action(
        "focus",
        "Focus mode",
        "Show the text alone, in rows of a good length, or the checklist beside it again.",
        Group.SCREEN,
        keys=("f3",),
        fallback=("ctrl+w",),
    ),
    Action(
        "theme",
        "Change colours",
        "Go round the colour themes: dark, light, high contrast, and the terminal's own sixteen colours.",
        Group.SCREEN,
        scope=Scope.APP,
    ),
    Action(
        "accessible",
        "Accessible mode",
        "For a screen reader: one column of words, the cursor at what has the focus, changes told in the status row. "
        "The setting accessible = true keeps it on.",
        Group.SCREEN,
        scope=Scope.APP,
    ),
    Action(
        "redraw",
        "Redraw the screen",
        "Draw everything again, after something else has written on the terminal.",
        Group.SCREEN,
        keys=("ctrl+l",),
        scope=Scope.APP,
    ),
)
