"""The one table of actions: it drives key bindings, hint row, command palette and the help screen. Each group has a file."""

from __future__ import annotations

from collections.abc import Mapping

from imr_tui.tui.actions.checklist import CHECKLIST
from imr_tui.tui.actions.editing import EDITING
from imr_tui.tui.actions.finding import FINDING
from imr_tui.tui.actions.model import Action, Group, Scope
from imr_tui.tui.actions.moving import MOVING
from imr_tui.tui.actions.names import key_name, key_names, keys_of, short_key
from imr_tui.tui.actions.review import REVIEW
from imr_tui.tui.actions.screen import SCREEN
from imr_tui.tui.actions.surveying import SURVEYING
from imr_tui.tui.actions.writing import WRITING

__all__ = [
    "ACTIONS",
    "BY_ID",
    "KEYS",
    "SIDEBAR_ONLY",
    "Action",
    "Group",
    "Scope",
    "key_name",
    "key_names",
    "keys_of",
    "short_key",
]

ACTIONS: tuple[Action, ...] = (
    *REVIEW,
    *CHECKLIST,
    *WRITING,
    *FINDING,
    *SURVEYING,
    *EDITING,
    *MOVING,
    *SCREEN,
)

SIDEBAR_ONLY: tuple[tuple[str, str], ...] = (
    ("Enter", "Open the question, or fold and unfold an area"),
    ("1-8", "Go to an area"),
    ("Left, Right", "Fold or unfold the area"),
)
"""Keys of the checklist that are not actions of the table, for the help screen."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

KEYS: Mapping[str, tuple[str, ...]] = {action.id: action.all_keys for action in ACTIONS}
"""The keys of each action, by its id, where the settings give no others."""
