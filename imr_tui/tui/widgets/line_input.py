"""A line to write in that takes keys in the order in which they were pressed."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.widgets import Input
from textual.widgets.input import Selection

from imr_tui.tui.shown import shown

# Ctrl+A marks all, as in the text and in the forms; Textual's own would go to the start, and Home does that.
_ACTIONS = {binding.key: binding.action for binding in Binding.make_bindings(Input.BINDINGS)} | {"ctrl+a": "select_all"}


class LineInput(Input):
    """One row, no blinking cursor.

    Textual's own writes a letter at once but erases only when the key has gone round by way of the application: keys that
    arrive together, as they do over a slow line, would be taken in the wrong order.
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(value, id=id, classes="-valid", select_on_focus=False)
        # As `compact` does, but without styling the line twice before it is there.
        self.set_reactive(Input.compact, True)  # noqa: FBT003 - as Textual has it
        self.add_class("-textual-compact", update=False)
        self.cursor_blink = False

    def mark_name(self) -> None:
        """Mark what a first key is to replace: of a file's path its name without the ending, of anything else the whole."""
        start = self.value.rfind("/") + 1
        dot = self.value.rfind(".") if start else -1
        self.selection = Selection(start, dot if dot > start else len(self.value))

    def validate_value(self, value: str) -> str:
        """What was written or pasted, without what would steer the terminal."""
        return shown(value).replace("\n", " ")

    async def on_key(self, event: events.Key) -> None:
        """Do what an editing key does here and now."""
        action = _ACTIONS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)
