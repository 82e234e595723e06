"""What the help screen says, made from the action table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from imr_tui.tui.actions import ACTIONS, SIDEBAR_ONLY, Action, Group, key_names, keys_of
from imr_tui.tui.key_words import with_own_keys

HOW_IT_WORKS: tuple[str, ...] = (
    "You write one text; the checklist beside it ticks itself from what the text shows, as you write.",
    "A question of judgement waits for your own word: F9 confirms it, and it is asked again when the text behind it changes.",
    "F8 goes to the next thing that is open; Ctrl+E makes the Word document. Your text is saved by itself.",
)

_KEYS = 24
_LETTER = 7


Here = tuple[str, tuple[tuple[str, str], ...]]
"""What a dialog is for, and its keys with what they do."""


def help_lines(width: int, keymap: Mapping[str, str], here: Here | None = None) -> tuple[tuple[str, bool], ...]:
    """The help in lines of at most `width` cells, of a dialog first where it is asked for there; the flag says whether a line is a heading."""
    lines: list[tuple[str, bool]] = []
    if here is not None:
        lines += [("Here", True), *_wrapped(here[0], width, first="", rest="")]
        for keys, said in here[1]:
            lines += _wrapped(said, width, first=f"{keys:<{_KEYS - 1}} ", rest=" " * _KEYS)
        lines += [("", False)]
    lines += [("How it works", True)]
    for sentence in HOW_IT_WORKS:
        lines += _wrapped(with_own_keys(sentence, keymap), width, first="- ", rest="  ")
    lines += [("", False), (f"{'Keys':<{_KEYS}}{'List':<{_LETTER}}What it does", True)]
    lines += _wrapped(
        with_own_keys("List: the letter while the checklist has the focus (F6).", keymap), width, first="", rest=""
    )
    for group in Group:
        lines += [("", False), (group.value, True)]
        for action in _of(group):
            lines += _entry(action, width, keymap)
    lines += [("", False), ("In the checklist", True)]
    for key, said in SIDEBAR_ONLY:
        lines += _wrapped(said, width, first=f"{key:<{_KEYS}}{'':<{_LETTER}}", rest=" " * (_KEYS + _LETTER))
    lines += [("", False)]
    lines += _wrapped(
        with_own_keys(
            "Every command is also in the list that Ctrl+P opens. Keys can be changed in the settings file.", keymap
        ),
        width,
        first="",
        rest="",
    )
    return tuple(lines)


def _entry(action: Action, width: int, keymap: Mapping[str, str]) -> list[tuple[str, bool]]:
    keys = ", ".join(key_names(keys_of(action, keymap))) or with_own_keys(action.spoken or "Ctrl+P, by name", keymap)
    letter = ", ".join(key_names(action.sidebar))
    lead = f"{keys:<{_KEYS - 1}} {letter:<{_LETTER - 1}} "
    return _wrapped(f"{action.label}. {action.help}", width, first=lead, rest=" " * (_KEYS + _LETTER))


def _of(group: Group) -> Iterable[Action]:
    return (action for action in ACTIONS if action.group is group)


def _wrapped(text: str, width: int, *, first: str, rest: str) -> list[tuple[str, bool]]:
    lines = textwrap.wrap(text, max(20, width), initial_indent=first, subsequent_indent=rest, break_long_words=False)
    return [(line, False) for line in lines]
