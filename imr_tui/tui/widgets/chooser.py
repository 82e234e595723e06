"""A line that offers a few answers, one shown at a time."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from imr_tui.tui.widgets.plain import joined

_NOTHING = "not recorded"


class Chooser(Widget, can_focus=True):
    """Left, Right and Space go through the answers; a letter goes to the next one that begins with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Answer before", show=False),
        Binding("right,space", "turn(1)", "Next answer", show=False),
    ]

    DEFAULT_CSS = """
    Chooser { height: 1; width: 1fr; padding: 0 1; background: $boost; }
    Chooser:focus { text-style: bold; background: $block-cursor-background; color: $block-cursor-foreground; }
    Chooser:ansi { background: ansi_default; text-style: underline; }
    Chooser:ansi:focus { text-style: reverse; }
    """

    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, chooser: Chooser) -> None:
            super().__init__()
            self.chooser = chooser

    def __init__(
        self,
        choices: tuple[str, ...],
        value: str,
        *,
        nothing: str = _NOTHING,
        id: str | None = None,  # noqa: A002 - the name that every widget has
    ) -> None:
        super().__init__(id=id)
        self._nothing = nothing
        own = (value,) if value and value not in choices else ()
        self._choices = ("", *own, *choices)
        self.set_reactive(Chooser.value, value)

    def render(self) -> Content:
        """The answer, with a sign that there are others."""
        return joined(f"< {self.value or self._nothing} >")

    def watch_value(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self))

    def action_turn(self, by: int) -> None:
        """Go on to another answer."""
        self.value = self._choices[(self._choices.index(self.value) + by) % len(self._choices)]

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next answer that begins with it."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        event.stop()
        here = self._choices.index(self.value)
        after = self._choices[here + 1 :] + self._choices[: here + 1]
        found = next((choice for choice in after if choice.casefold().startswith(letter)), None)
        if found is not None:
            self.value = found
