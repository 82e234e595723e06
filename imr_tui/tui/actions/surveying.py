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
    Action(
        "terms",
        "Terms of reference",
        "See which finding answers which term of reference, and which term nothing answers yet; import the list.",
        Group.FINDING,
        sidebar=("m",),
    ),
    Action(
        "guidance",
        "Guidance",
        "Show what good looks like for the section or record under the cursor, beside the text where there is room.",
        Group.FINDING,
        sidebar=("i",),
    ),
    Action(
        "review_check",
        "Check your review",
        "Go through everything that is open, set aside, kept or left blank, ahead of an export; Enter goes to the place.",
        Group.REVIEW,
        sidebar=("k",),
    ),
    Action(
        "import_events",
        "Import a chronology",
        "Paste a table of events, or read it from a CSV file; see what each row becomes before it is written.",
        Group.WRITING,
        spoken="c, then Ctrl+T",
    ),
    Action(
        "import_terms",
        "Import terms of reference",
        "Paste the list of terms that you were sent; each point becomes a record.",
        Group.WRITING,
        spoken="m, then Ctrl+O",
    ),
)
