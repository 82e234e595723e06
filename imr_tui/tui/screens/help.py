"""The help screen, made from the action table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.help_text import Here, help_lines
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.widgets.lines import Lines
from imr_tui.tui.widgets.plain import Plain


class HelpLines(Lines):
    """The help, set in columns for the width there is."""

    def __init__(self, keymap: Mapping[str, str], here: Here | None = None) -> None:
        super().__init__(id="text", classes="body")
        self._keymap = keymap
        self._here = here

    def laid_out(self, width: int) -> tuple[Row, ...]:
        """The rows of the help in `width` cells."""
        return tuple(
            Row("", ((line, Look.TITLE if is_heading else Look.PLAIN),), chosen=False)
            for line, is_heading in help_lines(width, self._keymap, self._here)
        )


class Help(Dialog[None]):
    """What is at hand, how it works in three lines, then every action with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+underscore,question_mark,q", "leave", "Close", show=False, priority=True)
    ]

    DEFAULT_CSS = """
    Help > .box { max-width: 110; width: 100%; }
    """

    def __init__(self, keymap: Mapping[str, str], here: Here | None = None) -> None:
        super().__init__()
        self.add_class("-help")
        self._keymap = keymap
        self._here = here

    def compose(self) -> ComposeResult:
        """A text that scrolls with the arrow keys, and a button."""
        with Vertical(classes="box -tall"):
            yield Plain("Help", classes="title")
            yield HelpLines(self._keymap, self._here)
            yield ButtonRow((Choice("leave", "Close", "Esc"),))

    def on_mount(self) -> None:
        """The text takes the keys."""
        super().on_mount()
        self.query_one(HelpLines).focus()
