"""The keys of the action table as Textual has them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from imr_tui.tui.actions import ACTIONS, Action, Scope

NO_KEY = "no-key-"
"""Begins the name of a key that no terminal sends: it holds the place of an action's keys until the settings give it some."""


def action_bindings(scope: Scope, perform: str) -> list[BindingType]:
    """The keys of the actions of a scope; each calls `perform`, a Textual action, with the id."""
    return [
        Binding(
            _keys(action),
            f"{perform}('{action.id}')",
            action.label,
            show=False,
            priority=True,
            id=action.id,
            tooltip=action.help,
        )
        for action in ACTIONS
        if action.scope is scope
    ]


def _keys(action: Action) -> str:
    # Textual gives keys of the settings only to what is bound, and a key of its own to each.
    return ",".join(action.all_keys) or f"{NO_KEY}{action.id}"
