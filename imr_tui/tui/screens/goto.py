"""Go to: type a part of a heading's, record's or question's name, or a line's number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Input, OptionList
from textual.widgets.option_list import Option

from imr_tui.analysis.model import Analysis
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.places import Place, matching, places
from imr_tui.tui.screens.dialog import Choice, Dialog, buttons
from imr_tui.tui.shown import shown
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain

_LISTED = 200


class GoTo(Dialog[Place]):
    """A line to type in and the places that fit; answers with the place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, priority=True),
    ]

    def __init__(self, analysis: Analysis, glyphs: Glyphs) -> None:
        super().__init__()
        self._analysis = analysis
        self._all = places(analysis, glyphs)
        self._listed: tuple[Place, ...] = ()

    def compose(self) -> ComposeResult:
        """The line, the list, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain("Go to", classes="title")
            yield Plain("Type a part of a heading, record or question, or a line number.")
            yield LineInput("", id="wanted")
            yield OptionList(id="places", markup=False, compact=True, classes="body -cut")
            yield buttons((Choice("go", "Go", "Enter"), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """List everything at first."""
        super().on_mount()
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the marked place."""
        event.stop()
        self._go()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """So does Enter in the list."""
        event.stop()
        self._go()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go or leave."""
        event.stop()
        if event.button.id == "choice-go":
            self._go()
        else:
            self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the mark in the list while the line keeps the focus."""
        listed = self.query_one(OptionList)
        if self._listed:
            listed.highlighted = max(0, min(len(self._listed) - 1, (listed.highlighted or 0) + by))

    def _fill(self, wanted: str) -> None:
        self._listed = matching(self._all, wanted, self._analysis)[:_LISTED]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(shown(place.label.replace("\n", " "))) for place in self._listed])
        listed.highlighted = 0 if self._listed else None
        if not self._listed:
            listed.add_option(
                Option("Nothing in the review is called that. Ctrl+F finds words in the text.", disabled=True)
            )

    def _go(self) -> None:
        index = self.query_one(OptionList).highlighted
        if index is not None and index < len(self._listed):
            self.dismiss(self._listed[index])
