"""The least that Textual gives for writing a text: its `TextArea` over a file, to compare with. Nothing is ever saved.

Usage: bare_textarea.py FILE [LINE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class BareApp(App[None]):
    """One `TextArea`, wrapped, as it comes."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, line: int) -> None:
        super().__init__()
        self._text = text
        self._line = line

    def compose(self) -> ComposeResult:
        """The text and nothing else."""
        yield TextArea(self._text, soft_wrap=True, tab_behavior="indent")

    def on_mount(self) -> None:
        """Put the cursor at the line's end."""
        area = self.query_one(TextArea)
        area.focus()
        if self._line:
            area.move_cursor((self._line - 1, len(area.document.get_line(self._line - 1))))


if __name__ == "__main__":
    BareApp(Path(sys.argv[1]).read_text(encoding="utf-8"), int(sys.argv[2]) if len(sys.argv) > 2 else 0).run()
