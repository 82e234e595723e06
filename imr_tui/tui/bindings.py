"""The keys of the action table as Textual has them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from imr_tui.tui.actions import ACTIONS, Scope


def action_bindings(scope: Scope, perform: str) -> list[BindingType]:
    """The keys of the actions of a scope; each calls `perform`, a Textual action, with the id."""
    return [
        Binding(
            ",".join(action.all_keys),
            f"{perform}('{action.id}')",
            action.label,
            show=False,
            priority=True,
            id=action.id,
            tooltip=action.help,
        )
        for action in ACTIONS
        if action.all_keys and action.scope is scope
    ]
