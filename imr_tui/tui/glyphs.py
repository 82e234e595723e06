"""The signs of the checklist's states and the words that stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from imr_tui.checklist.state import State
from imr_tui.dataclass import dataclass

if TYPE_CHECKING:
    from imr_tui.checklist.model import Area, Item


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs; `width` is the cells that each state's sign takes."""

    states: Mapping[State, str]
    error: str
    rule: str
    ellipsis: str
    dot: str
    dash: str
    width: int
    ascii_only: bool = False


UNICODE = Glyphs(
    states=MappingProxyType(
        {
            State.TODO: "○",
            State.STARTED: "◐",
            State.CONFIRM: "?",
            State.LOOK_AGAIN: "↻",
            State.DONE: "✓",
            State.NOT_APPLICABLE: "–",
        }
    ),
    error="!",
    rule="│",
    ellipsis="…",
    dot=" · ",
    dash="–",
    width=1,
)

ASCII = Glyphs(
    states=MappingProxyType(
        {
            State.TODO: "[ ]",
            State.STARTED: "[~]",
            State.CONFIRM: "[?]",
            State.LOOK_AGAIN: "[r]",
            State.DONE: "[x]",
            State.NOT_APPLICABLE: "[-]",
        }
    ),
    error="[!]",
    rule="|",
    ellipsis="...",
    dot="  ",
    dash="-",
    width=3,
    ascii_only=True,
)

SPOKEN = Glyphs(
    states=MappingProxyType(dict.fromkeys(State, "")),
    error="error ",
    rule=" ",
    ellipsis="...",
    dot=", ",
    dash="-",
    width=0,
    ascii_only=True,
)
"""For a screen reader: no signs at all; the words beside them say it."""

WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.TODO: "Not started",
        State.STARTED: "In progress",
        State.CONFIRM: "Needs your judgement",
        State.LOOK_AGAIN: "Look again",
        State.DONE: "Done",
        State.NOT_APPLICABLE: "Not applicable",
    }
)


def pick_glyphs(*, ascii_wanted: bool | None, encoding: str, accessible: bool = False) -> Glyphs:
    """The set to draw with: as the setting says; without one, by whether the terminal's encoding is UTF-8.

    In accessible mode there are no signs.
    """
    if accessible:
        return SPOKEN
    if ascii_wanted is not None:
        return ASCII if ascii_wanted else UNICODE
    return UNICODE if encoding.casefold().replace("-", "").replace("_", "") == "utf8" else ASCII


def state_word(item: Item) -> str:
    """The word for an item's state: a judgement that was made says `Confirmed`."""
    if item.state is State.DONE and item.question.judge:
        return "Confirmed"
    return WORDS[item.state]


def area_state(area: Area) -> State:
    """The one state that an area shows: what most needs doing among its items, `done` when all are settled."""
    states = {item.state for item in area.items}
    if not states or states == {State.TODO}:
        return State.TODO
    if states == {State.NOT_APPLICABLE}:
        return State.NOT_APPLICABLE
    waiting = {state for state in states if not state.settled}
    if not waiting:
        return State.DONE
    if State.LOOK_AGAIN in waiting:
        return State.LOOK_AGAIN
    return State.CONFIRM if waiting == {State.CONFIRM} else State.STARTED
