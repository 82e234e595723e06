"""What a user sees: the bytes a program wrote, as rows of characters on a terminal's screen."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pyte

# Strings of the application (DCS, APC, PM, SOS), and control sequences that pyte would take for others or for text:
# those with a private prefix that set no mode and erase nothing, and those with an intermediate character.
_UNSHOWN = re.compile(
    rb"\x1b[P^_X][^\x1b]*\x1b\\"
    rb"|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"
    rb"|\x1b\[\?[0-9;:]*[ -/]*[@-GI-Zabcdefgi-km-z~]"
    rb"|\x1b\[[0-9;:]*[ -/]+[@-~]"
    rb"|\x1b\[[0-9;:]*t"
    rb"|\x1b\[[0-9;]*:[0-9;:]*m"
)
_HOLD = re.compile(rb"(\x1b\[\?2026[hl])")
_WHOLE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P^_X][^\x1b]*\x1b\\|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])"
)
_LONGEST = 65_536


class _Grid(pyte.Screen):
    """pyte's screen with what newer programs use beside: scrolling in place, repeating, tabbing back."""

    def scroll_up(self, count: int = 1) -> None:
        """Rows between the margins go up."""
        self._at_top(self.delete_lines, count)

    def scroll_down(self, count: int = 1) -> None:
        """Rows between the margins go down."""
        self._at_top(self.insert_lines, count)

    def repeat(self, count: int = 1) -> None:
        """The character before the cursor again."""
        if self.cursor.x:
            self.draw(self.buffer[self.cursor.y][self.cursor.x - 1].data * max(1, count))

    def tab_back(self, count: int = 1) -> None:
        """The cursor goes to an earlier tab stop."""
        self.cursor.x = max(0, (self.cursor.x - 1) // 8 - max(1, count) + 1) * 8

    def _at_top(self, shift: Any, count: int) -> None:
        at = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        shift(max(1, count))
        self.cursor.x, self.cursor.y = at


class _Stream(pyte.ByteStream):
    csi = pyte.Stream.csi | {
        "S": "scroll_up",
        "T": "scroll_down",
        "b": "repeat",
        "Z": "tab_back",
        "s": "save_cursor",
        "u": "restore_cursor",
    }
    events = frozenset(chain(pyte.Stream.events, csi.values()))


class Screen:
    """A terminal's screen. Bytes are fed in order; they may come in any pieces.

    While a program holds its frame back (synchronised output), `is_whole` is False: nobody sees the rows yet.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._grid = _Grid(columns, rows)
        self._stream = _Stream(self._grid)
        self._held = b""
        self._rows = [" " * columns] * rows
        self.is_whole = True

    def feed(self, data: bytes) -> None:
        """Take up bytes that the program wrote."""
        data = self._held + data
        cut = _unfinished(data)
        data, self._held = data[:cut], data[cut:]
        for piece in _HOLD.split(data):
            if _HOLD.fullmatch(piece):
                self.is_whole = piece.endswith(b"l")
            elif piece:
                self._stream.feed(_UNSHOWN.sub(b"", piece))

    @property
    def rows(self) -> list[str]:
        """The rows from top to bottom, each as wide as the screen."""
        grid = self._grid
        for y in grid.dirty:
            if y < len(self._rows):
                line = grid.buffer[y]
                self._rows[y] = "".join(line[x].data for x in range(grid.columns))
        grid.dirty.clear()
        return self._rows

    @property
    def text(self) -> str:
        """All rows in one, without anything between them."""
        return "".join(self.rows)


def _unfinished(data: bytes) -> int:
    """Where the escape sequence begins that the end of `data` cuts off; the length of `data` where none is."""
    start = data.rfind(b"\x1b")
    if start > 0 and data[start : start + 2] == b"\x1b\\":
        # The end of a string of the application: it is the string's beginning that counts.
        start = data.rfind(b"\x1b", 0, start)
    if start < 0 or len(data) - start > _LONGEST or _WHOLE.match(data, start):
        return len(data)
    return start
