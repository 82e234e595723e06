"""What a terminal answers when a program asks it, and the modes that a program sets."""

from __future__ import annotations

import re

_ASKED = re.compile(
    rb"\x1b\[(?P<kind>[>?=]?)(?P<numbers>[0-9;]*)(?P<between>\$?)(?P<final>[a-zA-Z])"
    rb"|\x1b\](?P<colour>1[0-2]);\?(?:\x07|\x1b\\)"
)
_CUT_OFF = re.compile(rb"\x1b(?:\[[>?=]?[0-9;]*\$?|\][0-9;?]*\x1b?)?\Z")
_CELL = (9, 18)


class Answers:
    """An xterm's answers to what it is asked, as far as programs wait for them, and its modes.

    It is asked for its kind, its colours, its size and the modes it knows, of which synchronised output is one. What keys
    it can tell apart is not answered. The cursor is always said to be in the last cell: programs that are measured ask to
    learn when their bytes have arrived, not where it is.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._size = (columns, rows)
        self._held = b""
        self._modes: set[str] = set()

    @property
    def brackets_paste(self) -> bool:
        """Whether the program wants a paste told from typing."""
        return "2004" in self._modes

    @property
    def application_arrows(self) -> bool:
        """Whether the program wants arrow keys in their application form."""
        return "1" in self._modes

    def read(self, data: bytes) -> bytes:
        """Take up bytes the program wrote; what the terminal sends back."""
        data = self._held + data
        cut = _CUT_OFF.search(data[-64:])
        self._held = cut[0] if cut is not None else b""
        return b"".join(self._answer(found) for found in _ASKED.finditer(data)).replace(b"ESC", b"\x1b")

    def _answer(self, found: re.Match[bytes]) -> bytes:
        if found["colour"] is not None:
            return b"ESC]%s;rgb:1c1c/1c1c/1c1cESC\\" % found["colour"]
        kind, numbers, final = found["kind"].decode(), found["numbers"].decode(), found["final"].decode()
        if kind == "?" and final in "hl":
            change = self._modes.update if final == "h" else self._modes.difference_update
            change(numbers.split(";"))
            return b""
        columns, rows = self._size
        width, height = _CELL
        said = {
            ("", "c", ""): "[?64;1;2;6;22c",
            ("", "c", "0"): "[?64;1;2;6;22c",
            (">", "c", ""): "[>41;354;0c",
            (">", "c", "0"): "[>41;354;0c",
            (">", "q", ""): "P>|XTerm(354)ESC\\",
            (">", "q", "0"): "P>|XTerm(354)ESC\\",
            ("", "n", "5"): "[0n",
            ("", "n", "6"): f"[{rows};{columns}R",
            ("?", "p", "2026"): "[?2026;2$y",
            ("", "t", "14"): f"[4;{rows * height};{columns * width}t",
            ("", "t", "16"): f"[6;{height};{width}t",
            ("", "t", "18"): f"[8;{rows};{columns}t",
        }.get((kind, final, numbers))
        if said is None and (kind, final) == ("?", "p"):
            said = f"[?{numbers};0$y"
        return f"ESC{said}".encode() if said is not None else b""
