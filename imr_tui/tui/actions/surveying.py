"""Views over the whole review: the golden thread, the chronology, the terms of reference, what good looks like."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group

SURVEYING: tuple[Action, ...] = (
    Action(
        "thread",
        "Golden thread",
        "See how events, findings, learning, recommendations and actions hang together, and make what is missing.",
        Group.FINDING,
        sidebar=("t",),
    ),
    Action(
        "chronology",
        "Chronology",
        "See the events in order of time with the gaps in contact, by person and period; put them in order; import more.",
        Group.FINDING,
        sidebar=("c",),
    ),
)
