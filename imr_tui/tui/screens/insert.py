"""The list of record kinds: one letter inserts one."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from imr_tui.document.schema import KindSpec, Schema
from imr_tui.tui.screens.dialog import Choice, Dialog, buttons
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.plain import Plain, joined


class InsertRecord(Dialog[str]):
    """Nine kinds with a line each; answers with the kind's letter."""

    DEFAULT_CSS = """
    InsertRecord > .box { width: 100%; }
    InsertRecord #about { height: 2; margin-top: 1; }
    """

    def __init__(self, schema: Schema, suggested: str = "") -> None:
        super().__init__()
        self._kinds: tuple[KindSpec, ...] = tuple(schema.kinds.values())
        self._suggested = suggested

    def compose(self) -> ComposeResult:
        """The list; the kind that suits the cursor's place is marked at first."""
        with Vertical(classes="box"):
            yield Plain("New record", classes="title")
            yield Plain("Press its letter, or choose with the arrow keys and Enter.", classes="said")
            yield OptionList(id="kinds", markup=False, compact=True, classes="body -cut")
            yield Plain(keep=True, id="about")
            yield buttons((Choice("leave", "Cancel"),))

    def on_mount(self) -> None:
        """Fill the list; the kind that suits the cursor's place is marked."""
        super().on_mount()
        listed = self.query_one(OptionList)
        longest = max(len(kind.name) for kind in self._kinds)
        for kind in self._kinds:
            line = one_line(kind.help).partition(". ")[0]
            listed.add_option(
                Option(joined((f" {kind.letter} ", "bold"), f" {kind.name:<{longest}}  {line}"), id=kind.letter)
            )
        letters = [kind.letter for kind in self._kinds]
        listed.highlighted = letters.index(self._suggested) if self._suggested in letters else 0
        listed.focus()

    def on_key(self, event: events.Key) -> None:
        """A kind's letter chooses it."""
        letter = (event.character or "").upper()
        if any(kind.letter == letter for kind in self._kinds):
            event.stop()
            self.dismiss(letter)
            return
        super().on_key(event)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say of the marked kind what it is for."""
        event.stop()
        self.query_one("#about", Plain).show(self._kinds[event.option_index].help)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter chooses."""
        event.stop()
        self.dismiss(event.option_id)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Cancel."""
        event.stop()
        self.dismiss(None)
