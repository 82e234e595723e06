"""What every dialog has: a frame, a title, a row of buttons, and more than one way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input

from imr_tui.dataclass import dataclass
from imr_tui.errors import ImrError
from imr_tui.tui.quick_screen import QuickScreen
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain, as_content

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it answers with, what it says, and the letter that presses it."""

    id: str
    label: str
    key: str = ""


class Dialog(QuickScreen[Answer | None], ModalScreen[Answer | None], Generic[Answer]):
    """A framed box over the screen. Escape, Ctrl+Q and a button leave it without an answer (None)."""

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
    Dialog Button { min-width: 0; margin-right: 2; height: 1; border: none; background: $boost; color: $foreground; }
    Dialog Button:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    Dialog Button:ansi { background: ansi_default; color: ansi_default; text-style: bold; }
    Dialog Button:ansi:focus { text-style: bold reverse; }
    Dialog OptionList { border: none; padding: 0; background: $surface; }
    Dialog OptionList.-cut { text-wrap: nowrap; text-overflow: ellipsis; }
    Dialog OptionList:focus { border: none; background-tint: transparent; }
    Dialog OptionList:focus > .option-list--option-highlighted { text-style: $block-cursor-text-style; }
    Dialog OptionList:ansi > .option-list--option-highlighted { text-style: underline; }
    Dialog OptionList:ansi:focus > .option-list--option-highlighted { text-style: reverse; }
    Dialog OptionList > .option-list--option-disabled { color: $foreground; text-style: bold; }
    Dialog Input { height: 1; border: none; padding: 0 1; background: $boost; }
    Dialog Input:focus { border: none; }
    Dialog Input:ansi { background: ansi_default; text-style: underline; }
    Dialog.-ascii > .box { border: ascii $primary; }
    Dialog.-ascii * { scrollbar-size: 0 0; }
    Dialog.-ascii OptionList.-cut { text-overflow: clip; }
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

    def on_key(self, event: events.Key) -> None:
        """Left and right move between buttons."""
        if isinstance(self.focused, Button) and event.key in ("left", "right"):
            event.stop()
            buttons = [button for button in self.query(Button) if button.display and not button.disabled]
            step = 1 if event.key == "right" else -1
            buttons[(buttons.index(self.focused) + step) % len(buttons)].focus()


def buttons(choices: Iterable[Choice]) -> Horizontal:
    """A row of buttons; each says the key that presses it."""
    return Horizontal(*(_button(choice) for choice in choices), classes="buttons")


def _button(choice: Choice) -> Button:
    label = f"{choice.label} ({choice.key})" if choice.key else choice.label
    return Button(as_content(label), id=f"choice-{choice.id}", compact=True)


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
            yield Plain(self._said, classes="said")
            if self._details:
                with VerticalScroll(classes="body", can_focus=True):
                    yield Plain(self._details)
            yield buttons(self._choices)

    def on_mount(self) -> None:
        """Begin at the first button."""
        super().on_mount()
        if self._deaf:
            self.query(Button).set(disabled=True)
            self.set_timer(self._deaf, self._listen)
        else:
            self._listen()

    def _listen(self) -> None:
        self._deaf = 0.0
        self.query(Button).set(disabled=False)
        self.query(Button).first().focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the button's choice."""
        event.stop()
        self.dismiss((event.button.id or "").removeprefix("choice-"))

    def on_key(self, event: events.Key) -> None:
        """A choice's letter presses it."""
        if self._deaf:
            event.stop()
            return
        for choice in self._choices:
            if choice.key and event.key == choice.key.casefold():
                event.stop()
                self.dismiss(choice.id)
                return
        super().on_key(event)


class Notice(Ask):
    """An error that has to be read: title, sentence and next step."""

    def __init__(self, error: ImrError) -> None:
        said = "\n\n".join(part for part in (error.detail, error.hint) if part)
        super().__init__(error.title, said, (Choice("ok", "Close"),))


class AskText(Dialog[str]):
    """A question whose answer is a line of text; answers with it stripped, None for leaving it."""

    def __init__(
        self, title: str, said: str, *, value: str = "", go: str = "OK", needed: str = "Write something first."
    ) -> None:
        super().__init__()
        self._title = title
        self._said = said
        self._value = value
        self._go = go
        self._needed = needed

    def compose(self) -> ComposeResult:
        """Title, sentence, the line to fill in, buttons."""
        with Vertical(classes="box"):
            yield Plain(self._title, classes="title")
            yield Plain(self._said, classes="said")
            yield LineInput(self._value)
            yield Plain("", id="complaint")
            yield buttons((Choice("go", self._go), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """Begin in the line."""
        super().on_mount()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        event.stop()
        self._answer()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer or leave."""
        event.stop()
        if event.button.id == "choice-go":
            self._answer()
        else:
            self.dismiss(None)

    def _answer(self) -> None:
        value = self.query_one(Input).value.strip()
        if value:
            self.dismiss(value)
        else:
            self.query_one("#complaint", Plain).show(self._needed)
