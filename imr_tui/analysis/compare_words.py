"""A comparison in words: what each change is called, what became of it, where it stands."""

from __future__ import annotations

from imr_tui.analysis.compare import Change, How, Presence, What
from imr_tui.document.model import Report

SAME = "The texts are the same."
UNSEEN = "Only comments, blank space or marks of the text differ."

_NOW = {
    Presence.EMPTY: "emptied",
    Presence.PLACEHOLDER: "now a placeholder",
    Presence.NOT_KNOWN: "now not known",
    Presence.NONE: "now none",
    Presence.GIVEN: "filled in",
}


def name_of(change: Change) -> str:
    """What changed, as the document calls it; may hold words of the document."""
    if change.what is What.DETAIL:
        return f"Details, {change.name}" if change.name else "Details"
    name = change.name or "The text ahead of the first heading"
    return f"{name}, {change.field}" if change.what is What.FIELD else name


def became(change: Change) -> str:
    """What became of it; of a new heading it names the former one."""
    if change.what is What.DETAIL and not change.name:
        return "cannot be read on both sides, so they are not compared"
    if change.what in (What.FIELD, What.DETAIL):
        return _value_became(change)
    if change.how is How.RENAMED:
        return f"renamed, before “{change.former}”"
    if change.how is How.CHANGED and change.words_before != change.words_after:
        words = "1 word" if change.words_after == 1 else f"{change.words_after} words"
        return f"text changed, {words}, before {change.words_before}"
    if change.how is How.CHANGED:
        return "text changed"
    return change.how.value


def place_of(change: Change, old: Report, new: Report) -> str:
    """Where it stands: its line, or the one it had; empty where it has neither."""
    if change.new is not None:
        return f"line {new.position(change.new.start).line}"
    if change.old is not None:
        return f"was line {old.position(change.old.start).line}"
    return ""


def _value_became(change: Change) -> str:
    if change.how is How.REMOVED or (change.how is How.ADDED and change.what is What.DETAIL):
        return change.how.value
    if change.before is change.after:
        return "changed"
    if change.after is Presence.GIVEN and change.before in (Presence.NOT_KNOWN, Presence.NONE):
        return "changed"
    if change.how is How.ADDED:
        return "added" if change.after is Presence.GIVEN else f"added, {_NOW[change.after].removeprefix('now ')}"
    return _NOW[change.after]
