"""Where an import comes from: a file by its name, or a table pasted as a whole."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from imr_tui.dataclass import dataclass
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain


@dataclass(frozen=True, slots=True)
class ImportSource:
    """What is to be imported: the name of a file, or the text that was pasted."""

    name: str = ""
    text: str = ""


class PasteLine(LineInput):
    """A line to type a name in; what is pasted with a tab or a line end in it is handed on as a whole."""

    class Pasted(Message):
        """Several cells or lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        """Hand on what is more than a name."""
        if any(sign in event.text.strip() for sign in "\t\n\r"):
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(event.text))


class AskSource(Dialog[ImportSource]):
    """Paste, or type a file's name."""

    def __init__(self, title: str, said: str, *, complaint: str = "") -> None:
        super().__init__()
        self._title = title
        self._said = said
        self._complaint = complaint

    def compose(self) -> ComposeResult:
        """Title, sentence, the line, buttons."""
        with Vertical(classes="box"):
            yield Plain(self._title, classes="title")
            yield Plain(self._said, classes="said")
            yield PasteLine("", id="source")
            yield Plain(self._complaint, id="complaint")
            yield ButtonRow((Choice("go", "Read it", "Enter"), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted while a button has the focus is the table, too."""
        event.stop()
        if event.text.strip():
            self.dismiss(ImportSource(text=event.text))

    def on_paste_line_pasted(self, event: PasteLine.Pasted) -> None:
        """A table was pasted."""
        event.stop()
        self.dismiss(ImportSource(text=event.text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter reads the file."""
        event.stop()
        self._answer()

    def pressed(self, choice: str) -> None:
        """Read it, or leave."""
        if choice == "go":
            self._answer()
        else:
            self.dismiss(None)

    def _answer(self) -> None:
        name = self.query_one(Input).value.strip()
        if name:
            self.dismiss(ImportSource(name=name))
        else:
            self.query_one("#complaint", Plain).show("Paste the table here, or type the name of its file.")
