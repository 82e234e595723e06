"""The rows of the checklist as plain values: what each says and how it is to stand out. No widget in here."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len

from imr_tui.checklist.state import State
from imr_tui.dataclass import dataclass
from imr_tui.tui.glyphs import Glyphs, area_state, state_word
from imr_tui.tui.outstanding import gap
from imr_tui.tui.shown import cut, one_line, pad, spread

if TYPE_CHECKING:
    from imr_tui.checklist.model import Area, Checklist, Item


class Look(StrEnum):
    """How a piece of a row stands out; each is a style of the widget that draws it."""

    PLAIN = "plain"
    TITLE = "title"
    DONE = "done"
    ACT = "act"
    GAP = "gap"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `key` is the area's or item's id (an item's second row has the same), `pieces` its text in order.

    `chosen` says that the row can be selected; second rows cannot.
    """

    key: str
    pieces: tuple[tuple[str, Look], ...]
    chosen: bool = True

    @property
    def text(self) -> str:
        """The row as text, without styles."""
        return "".join(text for text, _ in self.pieces)


def count(checklist: Checklist) -> str:
    """How many questions have nothing left to do: `14 of 24`."""
    return f"{checklist.settled} of {checklist.total}"


def heading(checklist: Checklist) -> tuple[str, str]:
    """The head of the list: its name, and `14 of 24 done`; with ones set aside among them, `14 of 24 settled`."""
    return "Checklist", f"{count(checklist)} {'settled' if checklist.not_applicable else 'done'}"


def checklist_rows(checklist: Checklist, unfolded: AbstractSet[str], width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """The whole list in `width` cells: eight areas, and under the `unfolded` ones their items."""
    rows: list[Row] = []
    for number, area in enumerate(checklist.areas, start=1):
        rows.append(_area_row(number, area, width, glyphs))
        if area.id in unfolded:
            for item in area.items:
                rows += _item_rows(item, width, glyphs)
    return tuple(rows)


def rail_rows(checklist: Checklist, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """The narrow form: the count, then one row an area with its sign, short name and `3/4`."""
    rows = [Row("", ((pad(heading(checklist)[1], width), Look.TITLE),), chosen=False)]
    for area in checklist.areas:
        state = area_state(area)
        lead = f"{_sign(state, glyphs)} "
        error = glyphs.error if any(item.has_error for item in area.items) else ""
        settled = f"{error}{area.settled}/{len(area.items)}"
        body = spread(one_line(area.title.short), settled, width - cell_len(lead), glyphs.ellipsis)
        rows.append(Row(area.id, ((lead, _look(state)), (body, _look(state)))))
    return tuple(rows)


def summary_line(checklist: Checklist, width: int, glyphs: Glyphs) -> str:
    """The narrowest form: one line with the count and each area's number and sign."""
    signs = " ".join(
        f"{number}{_sign(area_state(area), glyphs)}" for number, area in enumerate(checklist.areas, start=1)
    )
    return pad(f" {count(checklist)}  {signs}", width, glyphs.ellipsis)


def _area_row(number: int, area: Area, width: int, glyphs: Glyphs) -> Row:
    state = area_state(area)
    look = _look(state)
    lead = f" {_sign(state, glyphs)}"
    error = glyphs.error if any(item.has_error for item in area.items) else " "
    settled = f"{area.settled} of {len(area.items)} "
    room = width - cell_len(lead + error)
    body = spread(f"{number} {one_line(area.title.short)}", settled, room, glyphs.ellipsis)
    return Row(area.id, ((lead, look), (error, Look.ERROR), (body, Look.TITLE if look is Look.ACT else look)))


def _item_rows(item: Item, width: int, glyphs: Glyphs) -> list[Row]:
    look = _look(item.state)
    lead = f"   {_sign(item.state, glyphs)}"
    error = glyphs.error if item.has_error else " "
    word = state_word(item).casefold()
    room = width - cell_len(lead + error)
    short = one_line(item.question.short)
    beside = cell_len(short) + cell_len(word) + 2 <= room
    body = spread(short, f"{word} " if beside else "", room, glyphs.ellipsis)
    rows = [Row(item.id, ((lead, look), (error, Look.ERROR), (body, look)))]
    more = _below(item, "" if beside else word)
    if more:
        indent = " " * (3 + glyphs.width + 3)
        rows.append(
            Row(
                item.id,
                ((pad(indent + cut(more, width - len(indent) - 1, glyphs.ellipsis), width), Look.GAP),),
                chosen=False,
            )
        )
    return rows


def _below(item: Item, word: str) -> str:
    """The second row of an item: its state's word where the first had no room, and what is missing."""
    wanted = "" if item.state in (State.CONFIRM, State.DONE, State.NOT_APPLICABLE) else one_line(gap(item))
    if item.state is State.NOT_APPLICABLE:
        wanted = one_line(item.reason)
    if item.state is State.TODO:
        return word
    return ": ".join(part for part in (word, wanted) if part)


def _sign(state: State, glyphs: Glyphs) -> str:
    return glyphs.states[state]


def _look(state: State) -> Look:
    return Look.DONE if state.settled else Look.ACT
