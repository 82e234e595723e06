"""A line to write in that takes keys in the order in which they were pressed."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.widgets import Input
from textual.widgets.input import Selection

from imr_tui.tui.shown import shown

# Ctrl+A marks all, as in the text and in the forms; Textual's own would go to the start, and Home does that.
_ACTIONS = {binding.key: binding.action for binding in Binding.make_bindings(Input.BINDINGS)} | {"ctrl+a": "select_all"}

_STEPS = {"ctrl+z": "undo", "ctrl+y": "redo"}


class LineInput(Input):
    """One row, no blinking cursor.

    Textual's own writes a letter at once but erases only when the key has gone round by way of the application: keys that
    arrive together, as they do over a slow line, would be taken in the wrong order.
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        self._steps: list[str] = []
        self._taken_back: list[str] = []
        self._last_change = ""
        self._stepping = True
        super().__init__(value, id=id, classes="-valid", select_on_focus=False)
        # As `compact` does, but without styling the line twice before it is there.
        self.set_reactive(Input.compact, True)  # noqa: FBT003 - as Textual has it
        self.add_class("-textual-compact", update=False)
        self.cursor_blink = False
        self._stepping = False

    def mark_name(self) -> None:
        """Mark what a first key is to replace: of a file's path its name without the ending, of anything else the whole."""
        start = self.value.rfind("/") + 1
        dot = self.value.rfind(".") if start else -1
        self.selection = Selection(start, dot if dot > start else len(self.value))

    def validate_value(self, value: str) -> str:
        """What was written or pasted, without what would steer the terminal."""
        return shown(value).replace("\n", " ")

    def watch_value(self, before: str, after: str) -> None:
        """Remember what stood there, word by word, for undo."""
        if self._stepping or before == after:
            return
        self._taken_back.clear()
        change = _change(before, after)
        if not self._steps or not change or change != self._last_change:
            self._steps.append(before)
        self._last_change = change or "written"

    def _step(self, steps: list[str], other: list[str]) -> None:
        if not steps:
            return
        other.append(self.value)
        self._stepping = True
        try:
            self.value = steps.pop()
        finally:
            self._stepping = False
        self._last_change = ""
        self.cursor_position = len(self.value)

    async def on_key(self, event: events.Key) -> None:
        """Do what an editing key does here and now."""
        if event.key in _STEPS and self.screen.is_modal:
            # Beside the text, as in the find bar, they take back what was done there.
            event.stop()
            event.prevent_default()
            back = _STEPS[event.key] == "undo"
            self._step(*((self._steps, self._taken_back) if back else (self._taken_back, self._steps)))
            return
        action = _ACTIONS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)


def _change(before: str, after: str) -> str:
    """How a line became the other; empty where a new word begins, or more than its end is another."""
    if before.startswith(after):
        return "erased"
    if after.startswith(before) and not (before[-1:].isspace() and not after[len(before) :].isspace()):
        return "written"
    return ""
