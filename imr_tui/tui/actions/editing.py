"""Editing the text; these work in the text alone."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group

EDITING: tuple[Action, ...] = (
    Action(
        "undo",
        "Undo",
        "Take back the last change, whether it was typed or made by a form.",
        Group.EDITING,
        keys=("ctrl+z",),
    ),
    Action("redo", "Redo", "Make a change again that was undone.", Group.EDITING, keys=("ctrl+y",)),
    Action(
        "cut",
        "Cut",
        "Cut the marked text, or the line where nothing is marked.",
        Group.EDITING,
        keys=("ctrl+x",),
    ),
    Action("copy", "Copy", "Copy the marked text.", Group.EDITING, keys=("ctrl+c",)),
    Action(
        "paste",
        "Paste",
        "Paste what was cut or copied here. To paste from your own desktop, use the terminal's paste "
        "(Shift+Insert, or a right click in PuTTY).",
        Group.EDITING,
        keys=("ctrl+v",),
    ),
    Action("select_all", "Select all", "Mark the whole text.", Group.EDITING, keys=("ctrl+a",)),
    Action(
        "mark",
        "Start or end marking text",
        "Mark text with the arrow keys alone, for terminals where Shift and arrows do not arrive.",
        Group.EDITING,
        keys=("ctrl+@", "ctrl+space"),
        fallback=("ctrl+backslash",),
    ),
)
