"""The command palette: every action of the table by its name, with its key and its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.fuzzy import FuzzySearch
from textual.widgets import Input

from imr_tui.tui.actions import ACTIONS, Action, Scope, key_names, keys_of
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain
from imr_tui.tui.widgets.rows import move_keys

_NOTHING = "No command is called that. F1 lists them all with what they do."


class ActionPalette(Dialog[str]):
    """A line to type in and the commands that fit; answers with the id of an action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p,f2", "leave", "Close", show=False, priority=True),
        *move_keys(5, ends=False, priority=True),
    ]

    DEFAULT_CSS = """
    ActionPalette > .box { width: 100%; max-width: 110; }
    ActionPalette #commands { height: 1fr; }
    """

    def __init__(self, keymap: Mapping[str, str], *, in_review: bool) -> None:
        super().__init__()
        self._keymap = keymap
        self._in_review = in_review

    def compose(self) -> ComposeResult:
        """The line, the list, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain("Commands", classes="title")
            yield Plain("Type a part of a command's name.")
            yield LineInput("", id="wanted")
            yield PickList(self._entries(""), led=True, id="commands")
            yield ButtonRow((Choice("go", "Do it", "Enter"), Choice("leave", "Close", "Esc")))

    def on_mount(self) -> None:
        """Begin in the line."""
        super().on_mount()
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits."""
        event.stop()
        entries = self._entries(event.value)
        self.query_one(PickList).show(entries, mark=entries[0].key)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter does the marked one."""
        event.stop()
        self.pressed("go")

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """So does Enter in the list."""
        event.stop()
        self.dismiss(event.key)

    def pressed(self, choice: str) -> None:
        """Do it, or close."""
        listed = self.query_one(PickList)
        if choice == "leave":
            self.dismiss(None)
        elif listed.place is not None:
            self.dismiss(listed.selected)

    def action_move(self, by: int) -> None:
        """Move the mark in the list while the line keeps the focus."""
        self.query_one(PickList).action_move(by)

    def _entries(self, wanted: str) -> list[Entry]:
        fitting = commands(wanted, in_review=self._in_review)
        return [Entry(action.id, palette_entry(action, self._keymap), action.help) for action in fitting] or [
            Entry("", self.named(_NOTHING), heading=True)
        ]


def commands(wanted: str, *, in_review: bool) -> Sequence[Action]:
    """The actions that the palette lists: those whose name fits `wanted`, the best first, then those whose sentence has it.

    Where nothing is wanted all of them are, in the table's order, but those that are found by their name only.
    """
    among = [action for action in ACTIONS if (in_review or action.scope is Scope.APP) and action.id != "commands"]
    wanted = " ".join(wanted.split())
    if not wanted:
        return [action for action in among if not action.by_name_only]
    search = FuzzySearch()
    scored = [(search.match(wanted, action.label)[0], action) for action in among]
    named = [action for score, action in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
    said = [action for action in among if wanted.casefold() in action.help.casefold() and action not in named]
    return [*named, *said]


def palette_entry(action: Action, keymap: Mapping[str, str]) -> str:
    """An action as the palette lists it: its name and its first key."""
    names = key_names(keys_of(action, keymap))
    key = names[0] if names else action.spoken
    return f"{action.label}  ({key})" if key else action.label
