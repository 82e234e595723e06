"""Actions that write: records and dates."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group

WRITING: tuple[Action, ...] = (
    Action(
        "insert",
        "New record",
        "Insert an event, finding, learning point or another record at the cursor.",
        Group.WRITING,
        keys=("ctrl+t",),
        sidebar=("a",),
        short="Record",
        hint=5,
    ),
    Action(
        "edit_record",
        "Edit the record under the cursor",
        "Go to the first field of the record under the cursor that is still empty.",
        Group.WRITING,
        keys=("f12",),
        sidebar=("e",),
    ),
    Action(
        "date",
        "Insert today's date",
        "Type today's date at the cursor, day first.",
        Group.WRITING,
    ),
)
