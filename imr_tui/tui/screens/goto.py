"""Go to: type a part of a heading's, record's or question's name, or a line's number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from imr_tui.analysis.model import Analysis
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.places import Place, matching, places
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain
from imr_tui.tui.widgets.rows import move_keys

_NOTHING = "Nothing in the review is called that. Ctrl+F finds words in the text."


class GoTo(Dialog[Place]):
    """A line to type in and the places that fit; answers with the place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *move_keys(10, ends=False, priority=True),
    ]

    DEFAULT_CSS = """
    GoTo #places { height: 1fr; }
    GoTo #listed { height: 1; }
    """

    def __init__(self, analysis: Analysis, glyphs: Glyphs) -> None:
        super().__init__()
        self._analysis = analysis
        self._all = places(analysis, glyphs)
        self._listed: tuple[Place, ...] = self._all

    def compose(self) -> ComposeResult:
        """The line, the list with its count, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain("Go to", classes="title")
            yield Plain("Type a part of a heading, record or question, or a line number.")
            yield LineInput("", id="wanted")
            yield PickList(self._entries(), led=True, id="places")
            yield Plain(self._counted(), keep=True, id="listed")
            yield ButtonRow((Choice("go", "Go", "Enter"), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """Begin in the line."""
        super().on_mount()
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits."""
        event.stop()
        self._listed = matching(self._all, event.value, self._analysis)
        self.query_one(PickList).show(self._entries(), mark="0")
        self.query_one("#listed", Plain).show(self._counted())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the marked place."""
        event.stop()
        self._go()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """So does Enter in the list."""
        event.stop()
        self._go()

    def pressed(self, choice: str) -> None:
        """Go or leave."""
        if choice == "go":
            self._go()
        else:
            self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the mark in the list while the line keeps the focus."""
        self.query_one(PickList).action_move(by)

    def _entries(self) -> list[Entry]:
        if not self._listed:
            return [Entry("", self.named(_NOTHING), heading=True)]
        return [Entry(str(number), place.label) for number, place in enumerate(self._listed)]

    def _counted(self) -> str:
        listed, among = len(self._listed), len(self._all)
        return f"{among} places" if self._listed is self._all else f"{listed} of {among} places" if listed else ""

    def _go(self) -> None:
        place = self.query_one(PickList).place
        if place is not None:
            self.dismiss(self._listed[place])
