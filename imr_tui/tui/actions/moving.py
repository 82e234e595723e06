"""Moving in the text, marking as one moves, and what else the editor's own keys do."""

from __future__ import annotations

from imr_tui.tui.actions.model import Action, Group, Scope
from imr_tui.tui.editor.keys import KEYS_OF

_WAYS: tuple[tuple[str, str, str], ...] = (
    ("left", "Left", "one character to the left"),
    ("right", "Right", "one character to the right"),
    ("up", "Up", "one row up"),
    ("down", "Down", "one row down"),
    ("word_left", "Word left", "to the start of the word before"),
    ("word_right", "Word right", "to the start of the next word"),
    ("row_start", "Start of the row", "to the start of the row; pressed again, of the paragraph"),
    ("row_end", "End of the row", "to the end of the row; pressed again, of the paragraph"),
    ("paragraph_up", "Paragraph up", "to the start of the paragraph, or of the one before"),
    ("paragraph_down", "Paragraph down", "to the start of the next paragraph"),
    ("page_up", "Page up", "a screenful up"),
    ("page_down", "Page down", "a screenful down"),
    ("section_start", "Start of the section", "to the heading of the section, or of the one before"),
    ("section_end", "End of the section", "to the end of the section, or of the next one"),
    ("document_start", "Start of the review", "to the start of the text"),
    ("document_end", "End of the review", "to the end of the text"),
)


def _moving(motion: str, label: str, where: str) -> Action:
    ident = f"move_{motion}"
    return Action(
        ident, label, f"Move {where}.", Group.MOVING, keys=KEYS_OF[ident], scope=Scope.TEXT, by_name_only=True
    )


def _marking(motion: str, label: str, where: str) -> Action:
    ident = f"select_{motion}"
    said = f"{label[:1].lower()}{label[1:]}"
    return Action(
        ident,
        f"Mark: {said}",
        f"Mark {where}.",
        Group.MARKING,
        keys=KEYS_OF[ident],
        scope=Scope.TEXT,
        by_name_only=True,
    )


def _own(ident: str, label: str, said: str) -> Action:
    return Action(ident, label, said, Group.EDITING, keys=KEYS_OF[ident], scope=Scope.TEXT, by_name_only=True)


MOVING: tuple[Action, ...] = (
    *(_moving(*way) for way in _WAYS),
    *(_marking(*way) for way in _WAYS),
    _own("nest", "Nest the list item", "Take the item of a list, or the marked ones, one level deeper."),
    _own("take_out", "Take the list item out", "Take the item of a list, or the marked ones, one level out again."),
    _own("erase_word_back", "Delete the word before", "Delete back to the start of the word."),
    _own("erase_word_on", "Delete the word after", "Delete up to the start of the next word."),
)
