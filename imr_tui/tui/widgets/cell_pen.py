"""The pen of a form: the one place that is written in, moved from cell to cell.

Every key comes here first and is dealt with at once, in the order in which the keys were pressed: what is typed ahead
over a slow line stands in the cell that it was typed for.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from imr_tui.tui.editor.widget import Editor

_DEEDS = {
    "ctrl+z": "undo",
    "ctrl+y": "redo",
    "ctrl+x": "cut",
    "ctrl+c": "copy",
    "ctrl+v": "paste",
    "ctrl+a": "select_all",
    "ctrl+space": "toggle_mark",
    "ctrl+@": "toggle_mark",
}


class CellPen(Editor):
    """An editor for one cell. `take_key` is asked first and says whether the key was the form's; `written` is told after each change."""

    DEFAULT_CSS = """
    CellPen { background: $boost; height: 1; width: 1; }
    CellPen:ansi { background: ansi_default; text-style: bold; }
    """

    def __init__(self, take_key: Callable[[str], bool], written: Callable[[], None], *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self._take_key = take_key
        self._written = written
        self.several = False

    def on_key(self, event: events.Key) -> None:
        """What the form knows is the form's; the rest writes."""
        event.prevent_default()
        if self._take_key(event.key):
            event.stop()
            return
        deed = _DEEDS.get(event.key)
        if deed is not None:
            event.stop()
            getattr(self, f"action_{deed}")()
        else:
            super().on_key(event)
        self._flatten()
        self._written()

    def on_paste(self, event: events.Paste) -> None:
        """Put in what the terminal pastes; a cell of one line has no line ends."""
        event.prevent_default()
        super().on_paste(event)
        self._flatten()
        self._written()

    def _flatten(self) -> None:
        if self.several or self.draft.buffer.line_count == 1:
            return
        cursor = self.cursor
        self.load(" ".join(self.text.split()), min(cursor, len(self.text)))
