"""Actions that write: records and dates."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from imr_tui.tui.actions.model import Action, Group

RECORD_DEEDS: Mapping[str, Action] = MappingProxyType(
    {
        "d": Action(
            "duplicate_record",
            "Copy the record under the cursor",
            "Make a copy of the record under the cursor behind it, with a number of its own, and open its form.",
            Group.WRITING,
            spoken="Ctrl+T, then d",
        ),
        "u": Action(
            "record_up",
            "Move the record up",
            "Move the record under the cursor, with what stands in it, ahead of the one of its kind above it.",
            Group.WRITING,
            spoken="Ctrl+T, then u",
        ),
        "w": Action(
            "record_down",
            "Move the record down",
            "Move the record under the cursor, with what stands in it, behind the one of its kind below it.",
            Group.WRITING,
            spoken="Ctrl+T, then w",
        ),
        "n": Action(
            "renumber",
            "Renumber records",
            "Give the record under the cursor another number, or number all of its kind in order; every reference follows.",
            Group.WRITING,
            spoken="Ctrl+T, then n",
        ),
        "x": Action(
            "delete_record",
            "Delete the record under the cursor",
            "Delete the record under the cursor; you are shown first what refers to it.",
            Group.WRITING,
            spoken="Ctrl+T, then x",
        ),
    }
)
"""What can be done with a record as a whole, by its letter in the list that Ctrl+T opens."""

WRITING: tuple[Action, ...] = (
    Action(
        "insert",
        "New record",
        "Make an event, finding, learning point or another record at the cursor, as a form.",
        Group.WRITING,
        keys=("ctrl+t",),
        sidebar=("a",),
        short="Record",
        hint=5,
    ),
    Action(
        "edit_record",
        "Edit the record under the cursor",
        "Open the form of the record under the cursor: its fields with lists, links and help.",
        Group.WRITING,
        keys=("f12",),
        sidebar=("e",),
    ),
    *RECORD_DEEDS.values(),
    Action(
        "date",
        "Insert today's date",
        "Type today's date at the cursor, day first.",
        Group.WRITING,
    ),
)
