"""The row of buttons below a dialog: one widget, however many buttons it has, so that a dialog opens quickly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from imr_tui.dataclass import dataclass
from imr_tui.tui.key_words import key_on_button
from imr_tui.tui.shown import one_line
from imr_tui.tui.tints import Tint, style_of

_GAP = 2
_BUTTON = Tint("foreground", "boost")
_FOCUSED = Tint("block-cursor-foreground", "block-cursor-background", "bold")
_DEAF = Tint("foreground-darken-2", "boost")
_ANSI_BUTTON = Tint("ansi_default", "ansi_default", "bold")
_ANSI_FOCUSED = Tint("ansi_default", "ansi_default", "bold reverse")
_ANSI_DEAF = Tint("ansi_default", "ansi_default")


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it answers with, what it says, and the key that presses it.

    `action` is the action of the table whose key that is: where the settings give it another, so does the dialog.
    """

    id: str
    label: str
    key: str = ""
    action: str = ""

    def said(self, keymap: Mapping[str, str]) -> str:
        """What stands on it, with the keys of the settings."""
        key = key_on_button(self.key, self.action, keymap)
        return one_line(f"{self.label} ({key})" if key else self.label)


class ButtonRow(Widget, can_focus=True):
    """Buttons side by side. Left and Right go from one to another, Enter presses; its dialog takes Tab through them."""

    DEFAULT_CSS = """
    ButtonRow { height: 1; width: 1fr; }
    """

    class Pressed(Message):
        """A button was pressed; `choice` is its choice's id."""

        def __init__(self, row: ButtonRow, choice: str) -> None:
            super().__init__()
            self.row = row
            self.choice = choice

    def __init__(self, choices: Iterable[Choice]) -> None:
        super().__init__(classes="buttons")
        self._choices = tuple(choices)
        self._hidden: set[str] = set()
        self._deaf: set[str] = set()
        self._at = self._choices[0].id if self._choices else ""
        self._styles_of: tuple[Style, Style, Style, Style] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands on the buttons that are shown."""
        return tuple(self._said(choice) for choice in self._shown())

    @property
    def at(self) -> str:
        """The id of the button that Enter presses."""
        return self._at

    @property
    def column(self) -> int:
        """The cell in which the button that Enter presses begins."""
        x = 0
        for choice in self._shown():
            if choice.id == self._at:
                return x
            x += cell_len(self._said(choice)) + 2 + self._gap
        return 0

    def begin(self, choice: str = "", *, last: bool = False) -> None:
        """Let the button of that choice be the one that Enter presses; the first or the last where none is named."""
        among = [one.id for one in self._usable()]
        if among:
            self._at = choice if choice in among else among[-1 if last else 0]
            self.refresh()

    def focus_on(self, choice: str = "") -> None:
        """Take the focus, at the button of that choice; at the first where none is named."""
        self.begin(choice)
        self.focus()

    def show_button(self, choice: str, shown: bool) -> None:  # noqa: FBT001 - the answer of a condition
        """Show the button of a choice, or leave it out."""
        (self._hidden.discard if shown else self._hidden.add)(choice)
        self._stay()

    def deafen(self, *choices: str, deaf: bool = True) -> None:
        """Let the buttons of those choices do nothing, or do something again; all where none is named."""
        (self._deaf.update if deaf else self._deaf.difference_update)(choices or [one.id for one in self._choices])
        self._stay()

    def step(self, by: int, *, around: bool = False) -> bool:
        """Go on to another button; False where there is none that way, unless it goes `around`."""
        among = [one.id for one in self._usable()]
        at = among.index(self._at) + by if self._at in among else 0
        if not among or not (around or 0 <= at < len(among)):
            return False
        self._at = among[at % len(among)]
        self.refresh()
        return True

    def press(self) -> None:
        """Press the button that is at hand."""
        if any(one.id == self._at for one in self._usable()):
            self.post_message(self.Pressed(self, self._at))

    def on_key(self, event: events.Key) -> None:
        """Enter presses, Left and Right move."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.press()
        elif event.key in ("left", "right"):
            event.stop()
            event.prevent_default()
            self.step(1 if event.key == "right" else -1, around=True)

    def on_click(self, event: events.Click) -> None:
        """A click presses the button under it."""
        x = 0
        for choice in self._shown():
            width = cell_len(self._said(choice)) + 2
            if x <= event.x < x + width and choice.id not in self._deaf:
                self._at = choice.id
                self.press()
            x += width + self._gap
        self.refresh()

    def on_focus(self) -> None:
        """Draw the button that Enter presses."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw it as the others."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget computed styles when the theme changes."""
        super().notify_style_update()
        self._styles_of = None

    def render_line(self, _y: int) -> Strip:
        """The buttons from left to right."""
        plain, button, focused, deaf = self._styles()
        segments: list[Segment] = []
        for choice in self._shown():
            style = deaf if choice.id in self._deaf else button
            if self.has_focus and choice.id == self._at:
                style = focused
            segments += [Segment(f" {self._said(choice)} ", style), Segment(" " * self._gap, plain)]
        return Strip(segments[:-1]).adjust_cell_length(self.size.width, plain)

    @property
    def _gap(self) -> int:
        """The cells between two buttons: none where they would not have room otherwise."""
        needed = sum(cell_len(self._said(choice)) + 2 + _GAP for choice in self._shown()) - _GAP
        return _GAP if needed <= self.size.width else 0

    def _said(self, choice: Choice) -> str:
        return choice.said(getattr(self.app, "own_keys", {}))

    def _shown(self) -> list[Choice]:
        return [choice for choice in self._choices if choice.id not in self._hidden]

    def _usable(self) -> list[Choice]:
        return [choice for choice in self._shown() if choice.id not in self._deaf]

    def _stay(self) -> None:
        """At the button where one is, as long as it can be pressed."""
        self.begin(self._at)
        self.refresh()

    def _styles(self) -> tuple[Style, Style, Style, Style]:
        if self._styles_of is None:
            base, app = self.rich_style, self.app
            tints = (_ANSI_BUTTON, _ANSI_FOCUSED, _ANSI_DEAF) if app.native_ansi_color else (_BUTTON, _FOCUSED, _DEAF)
            button, focused, deaf = (base + style_of(tint, app) for tint in tints)
            self._styles_of = base, button, focused, deaf
        return self._styles_of
