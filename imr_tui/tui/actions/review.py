"""Actions on the review as a whole."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group, Scope

REVIEW: tuple[Action, ...] = (
    Action(
        "save",
        "Save",
        "Save the review now. It is also saved by itself half a minute after the last key, and on leaving.",
        Group.REVIEW,
        keys=("ctrl+s",),
        sidebar=("s",),
        short="Save",
        hint=8,
    ),
    Action(
        "save_copy",
        "Save a copy under another name",
        "Write the text as it stands to a new file and go on in that one.",
        Group.REVIEW,
    ),
    Action(
        "keep_version",
        "Keep a version",
        "Keep the text as it stands now under a name, to compare with later or to take back.",
        Group.REVIEW,
    ),
    Action(
        "versions",
        "Versions",
        "List the versions that are kept: compare one with the text, read it, take it back, remove it.",
        Group.REVIEW,
        sidebar=("v",),
    ),
    Action(
        "details",
        "Details of the review",
        "Title, marking, reference, force, dates and subjects, as a form.",
        Group.REVIEW,
        sidebar=("d",),
    ),
    Action(
        "counts",
        "Word counts",
        "How many words each area has, the review in all, and the marked text.",
        Group.REVIEW,
    ),
    Action(
        "export",
        "Export to Word",
        "Check what is still open, then write the review as a Word document.",
        Group.REVIEW,
        keys=("ctrl+e",),
        sidebar=("w",),
        short="Export",
        hint=6,
    ),
    Action(
        "dialogue",
        "Dialogue with the review author",
        "Take in the comments and changes of a copy that came back from Word, answer them, carry them out, settle them.",
        Group.REVIEW,
    ),
    Action(
        "quit",
        "Quit",
        "Save and leave.",
        Group.REVIEW,
        keys=("ctrl+q",),
        sidebar=("q",),
        scope=Scope.APP,
    ),
)
