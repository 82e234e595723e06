"""What every dialog has: a frame, a title, a row of buttons, and more than one way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.query import QueryType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from imr_tui.errors import ImrError
from imr_tui.tui.key_words import keys_of_button, with_own_keys
from imr_tui.tui.quick_screen import QuickScreen
from imr_tui.tui.widgets.button_row import ButtonRow, Choice
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.lines import Lines
from imr_tui.tui.widgets.plain import Plain

__all__ = ["Ask", "AskText", "ButtonRow", "Choice", "Dialog", "Notice"]

Answer = TypeVar("Answer")


class Dialog(QuickScreen[Answer | None], ModalScreen[Answer | None], Generic[Answer]):
    """A framed box over the screen. Escape, Ctrl+Q and a button leave it without an answer (None)."""

    AUTO_FOCUS = ""  # each dialog says itself where it begins
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+q", "leave", "Close", show=False, priority=True)]

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog:ansi { background: transparent; }
    Dialog > .box {
        width: 90%; max-width: 92; height: auto; max-height: 100%;
        background: $surface; border: solid $primary; padding: 0 1;
    }
    Dialog > .box.-tall { height: 100%; }
    Dialog .title { text-style: bold; width: 1fr; }
    Dialog .said { margin-bottom: 1; }
    Dialog .body { height: auto; max-height: 1fr; }
    Dialog .-tall .body { height: 1fr; }
    Dialog .buttons { height: 1; margin-top: 1; }
    Dialog .foot { height: 1; color: $foreground; }
    Dialog PickList, Dialog Lines { background: $surface; }
    Dialog Input { height: 1; border: none; padding: 0 1; background: $boost; }
    Dialog Input:focus { border: none; }
    Dialog Input:ansi { background: ansi_default; text-style: underline; }
    Dialog.-ascii > .box { border: ascii $primary; }
    Dialog.-ascii * { scrollbar-size: 0 0; }
    """

    def on_mount(self) -> None:
        """Draw the frame with what the terminal can show."""
        self.set_class(bool(getattr(self.app, "ascii_only", False)), "-ascii")

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer; once. A key typed ahead may come to a dialog that has answered, and must not close what is below it."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def named(self, text: str) -> str:
        """A sentence that names keys of the table, with those of the settings."""
        return with_own_keys(text, getattr(self.app, "own_keys", {}))

    def pressed(self, choice: str) -> None:  # noqa: ARG002 - for the dialogs that have more than one button
        """Do what the button of that choice does. Here: close."""
        self.dismiss(None)

    def on_button_row_pressed(self, event: ButtonRow.Pressed) -> None:
        """The buttons do what `pressed` says."""
        event.stop()
        self.pressed(event.choice)

    @property
    def buttons(self) -> ButtonRow:
        """The row of buttons; the first where there are two."""
        return self.query(ButtonRow).first()

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """To the next button of a row, else to what comes next."""
        return self._further(1, super().focus_next, selector)

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """To the button before, else to what comes before."""
        return self._further(-1, super().focus_previous, selector)

    def _further(
        self, by: int, move: Callable[[str | type[QueryType]], Widget | None], selector: str | type[QueryType]
    ) -> Widget | None:
        if isinstance(self.focused, ButtonRow) and self.focused.step(by):
            return self.focused
        found = move(selector)
        if isinstance(found, ButtonRow):
            found.begin(last=by < 0)
        return found


class Ask(Dialog[str]):
    """A question with two or more answers; answers with the choice's id, None for leaving it open.

    One that comes by itself is deaf for `deaf` seconds: what is just being typed was not meant for it.
    """

    def __init__(
        self,
        title: str,
        said: str,
        choices: Sequence[Choice],
        *,
        details: str = "",
        tall: bool = False,
        deaf: float = 0.0,
    ) -> None:
        super().__init__()
        self._deaf = deaf
        self._title = title
        self._said = said
        self._choices = tuple(choices)
        self._details = details
        self._tall = tall

    def compose(self) -> ComposeResult:
        """Title, sentence, details that scroll, buttons."""
        with Vertical(classes="box -tall" if self._tall else "box"):
            yield Plain(self._title, classes="title")
            yield Plain(self.what_is_said(), classes="said")
            if self._details:
                yield Lines(self._details, classes="body")
            yield ButtonRow(self._choices)

    def what_is_said(self) -> str:
        """The sentence under the title."""
        return self._said

    def on_mount(self) -> None:
        """Begin at the first button."""
        super().on_mount()
        if self._deaf:
            self.buttons.deafen()
            self.set_timer(self._deaf, self._listen)
        else:
            self.buttons.focus()

    def _listen(self) -> None:
        self._deaf = 0.0
        self.buttons.deafen(deaf=False)
        self.buttons.focus_on()

    def pressed(self, choice: str) -> None:
        """Answer with the button's choice."""
        self.dismiss(choice)

    def on_key(self, event: events.Key) -> None:
        """A choice's letter presses it."""
        if self._deaf:
            event.stop()
            return
        for choice in self._choices:
            if event.key in keys_of_button(choice.key, choice.action, getattr(self.app, "own_keys", {})):
                event.stop()
                self.dismiss(choice.id)
                return


class Notice(Ask):
    """An error that has to be read: title, sentence and next step."""

    def __init__(self, error: ImrError) -> None:
        super().__init__(error.title, error.detail, (Choice("ok", "Close"),))
        self._hint = error.hint

    def what_is_said(self) -> str:
        """What went wrong, and the next step with the keys of the settings."""
        return "\n\n".join(part for part in (super().what_is_said(), self.named(self._hint)) if part)


class AskText(Dialog[str]):
    """A question whose answer is a line of text; answers with it stripped, None for leaving it.

    `value` stands in the line at the beginning, marked, so that what is typed takes its place; with `amended` it is not marked.
    """

    def __init__(
        self,
        title: str,
        said: str,
        *,
        value: str = "",
        go: str = "OK",
        needed: str = "Write something first.",
        amended: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._said = said
        self._value = value
        self._go = go
        self._needed = needed
        self._amended = amended

    def compose(self) -> ComposeResult:
        """Title, sentence, the line to fill in, buttons."""
        with Vertical(classes="box"):
            yield Plain(self._title, classes="title")
            yield Plain(self._said, classes="said")
            yield LineInput(self._value)
            yield Plain("", id="complaint")
            yield ButtonRow((Choice("go", self._go), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """Begin in the line."""
        super().on_mount()
        line = self.query_one(LineInput)
        line.focus()
        if not self._amended:
            line.mark_name()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        event.stop()
        self._answer()

    def pressed(self, choice: str) -> None:
        """Answer or leave."""
        if choice == "go":
            self._answer()
        else:
            self.dismiss(None)

    def _answer(self) -> None:
        value = self.query_one(Input).value.strip()
        if value:
            self.dismiss(value)
        else:
            self.query_one("#complaint", Plain).show(self._needed)
