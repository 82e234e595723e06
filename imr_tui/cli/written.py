"""A text that was kept, written to a file of the officer's choice."""

from __future__ import annotations

from pathlib import Path

from imr_tui.errors import InputError
from imr_tui.storage.files import write_new
from imr_tui.storage.places import resolved


def write_text(text: str, source: Path, target: Path, *, force: bool) -> None:
    """Write `text`, kept of the review at `source`, to `target`, for this user alone.

    InputError where that is the review itself, or where there is a file and `force` is not set; NotSavedError where
    the system refuses.
    """
    if resolved(source) == resolved(target):
        raise InputError(
            "That is the review itself",
            "A text that was kept is never written over it.",
            "Give another name with --to, and compare the two.",
        )
    # Half of a surrogate pair, from a terminal that garbled it, can stand in no file: a sign stands in its place.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    write_new(target, whole.encode("utf-8"), replace=force)
