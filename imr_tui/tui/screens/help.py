"""The help screen, made from the action table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button

from imr_tui.tui.help_text import help_lines
from imr_tui.tui.screens.dialog import Choice, Dialog, buttons
from imr_tui.tui.widgets.plain import Plain, joined


class Help(Dialog[None]):
    """How it works in three lines, then every action with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+underscore,question_mark,q", "leave", "Close", show=False, priority=True)
    ]

    DEFAULT_CSS = """
    Help > .box { max-width: 110; width: 100%; }
    """

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """A text that scrolls with the arrow keys, and a button."""
        with Vertical(classes="box -tall"):
            yield Plain("Help", classes="title")
            with VerticalScroll(classes="body", can_focus=True):
                yield Plain(id="text")
            yield buttons((Choice("leave", "Close", "Esc"),))

    def on_mount(self) -> None:
        """The text takes the keys."""
        super().on_mount()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Set the text for the width there is."""
        width = min(110, self.app.size.width) - 6
        pieces = [
            joined((line, "bold")) if is_heading else joined(line)
            for line, is_heading in help_lines(width, self._keymap)
        ]
        self.query_one("#text", Plain).show(Content("\n").join(pieces))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close."""
        event.stop()
        self.dismiss(None)
