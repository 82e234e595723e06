"""Where the command line writes: lines for standard output, narration for standard error, colour only where wanted.

Output is gathered and written at the end, so that a command which fails half-way leaves nothing on standard output.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum
from typing import Any, TextIO

_TO_ASCII = {
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2013: "-",
    0x2014: "-",
    0x2018: "'",
    0x2019: "'",
    0x201C: '"',
    0x201D: '"',
    0x2026: "...",
    0x00B7: "-",
    0x00A0: " ",
}


class Ink(Enum):
    """What a piece of text is coloured for; the value is the terminal's code, one of the basic sixteen colours."""

    GOOD = "32"
    WAITING = "33"
    BAD = "31"
    FAINT = "2"
    STRONG = "1"


class Console:
    """The streams of a command. `colour` says whether standard output takes colour; `keyboard` is what answers come by."""

    def __init__(
        self, out: TextIO, err: TextIO, environment: Mapping[str, str], keyboard: TextIO | None = None
    ) -> None:
        self._out = out
        self._err = err
        self._keyboard = keyboard
        self._lines: list[str] = []
        self.unicode = _is_unicode(out)
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM", "") in {"", "dumb"}
        self.colour = out.isatty() and not plain
        for stream in (out, err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")

    def line(self, text: str = "") -> None:
        """One line of output. Text of the document goes through `ink` or `shown` first."""
        self._lines.append(text)

    def json(self, value: Mapping[str, Any]) -> None:
        """A value as JSON: ASCII alone, so that no character of a document can act on a terminal."""
        import json  # noqa: PLC0415 - needed by few commands

        self._lines.append(json.dumps(value, indent=2, default=str))

    def tell(self, text: str) -> None:
        """One line of narration, at once; where nobody can read it any more, nothing."""
        with suppress(OSError):
            self._write(self._err, f"{shown(text)}\n", unicode=_is_unicode(self._err))

    def progress(self, what: str) -> Callable[[int, int], None] | None:
        """What tells how far a long work is, on one line that goes again; None where nobody watches."""
        if not self._err.isatty():
            return None

        def told(done: int, total: int) -> None:
            text = f"{done:,} of {total:,} {what}" if done < total else ""
            with suppress(OSError):
                self._write(self._err, f"\r\x1b[K{text}", unicode=True)

        return told

    def ask(self, question: str) -> bool | None:
        """Whether the person at the terminal says yes to a question; None where there is nobody to ask.

        What was gathered so far is written first. An empty answer and the end of input are a no.
        """
        if self._keyboard is None or not (self._keyboard.isatty() and self._err.isatty()):
            return None
        self.flush()
        self._write(self._err, f"{shown(question)} [y/N] ", unicode=_is_unicode(self._err))
        return self._keyboard.readline().strip().casefold() in {"y", "yes"}

    def ink(self, text: str, ink: Ink) -> str:
        """`text`, fit for a terminal, in colour where the terminal takes it."""
        return f"\x1b[{ink.value}m{shown(text)}\x1b[0m" if self.colour else shown(text)

    def flush(self) -> None:
        """Write the gathered output; BrokenPipeError where nobody reads it any more."""
        text = "".join(f"{line}\n" for line in self._lines)
        self._lines.clear()
        self._write(self._out, text, unicode=self.unicode)

    @staticmethod
    def _write(stream: TextIO, text: str, *, unicode: bool) -> None:
        stream.write(text if unicode else text.translate(_TO_ASCII))
        stream.flush()


def shown(text: str) -> str:
    """`text` without anything that acts on a terminal: control and direction characters become U+FFFD, tabs blanks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown_character, text))


def one_line(text: str) -> str:
    """`text` on one line: white space folded, fit for a terminal."""
    return shown(" ".join(text.split()))


def _shown_character(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    if character == "\t" or unicodedata.category(character).startswith("Z"):
        return " "
    return "\N{REPLACEMENT CHARACTER}"


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").casefold().replace("-", "").replace("_", "") == "utf8"
