"""A text to be read: it can be walked through and copied from, not changed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.widgets.plain import Plain


class Reading(Dialog[None]):
    """A title, the text in an editor that changes nothing, a button."""

    DEFAULT_CSS = """
    Reading > .box { width: 100%; max-width: 110; }
    Reading Editor { height: 1fr; }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, text, button."""
        with Vertical(classes="box -tall"):
            yield Plain(self._title, classes="title")
            yield Editor(self._text, read_only=True, id="reading")
            yield ButtonRow((Choice("leave", "Close", "Esc"),))

    def on_mount(self) -> None:
        """The text takes the keys."""
        super().on_mount()
        self.query_one(Editor).focus()
