"""The programs that are measured: how each is started on a document, and how it comes to write at a paragraph's end."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import keys
from benchmarks.terminal import Terminal

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Program:
    """A program. `command` gives its arguments for a file, and a line to write at (0 for none).

    `to_write` presses what it takes to stand behind the last letter of that line, ready to write.
    """

    name: str
    command: Callable[[Path, int], list[str]]
    to_write: Callable[[Terminal], None]
    needs: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the program is installed."""
        return not self.needs or shutil.which(self.needs) is not None


def _nothing(_terminal: Terminal) -> None:
    """The program stands where it should."""


def _append(terminal: Terminal) -> None:
    """vim: append to the line."""
    terminal.press(b"A")


def _back_a_line(terminal: Terminal) -> None:
    """From the start of the empty line below to the end of the paragraph."""
    terminal.press(keys.left(application=terminal.answers.application_arrows))


def _imr_tui(path: Path, line: int) -> list[str]:
    return [sys.executable, "-m", "imr_tui", str(path), *(["--at", str(line + 1)] if line else [])]


def _text_area(path: Path, line: int) -> list[str]:
    return [sys.executable, str(ROOT / "benchmarks" / "bare_textarea.py"), str(path), *([str(line)] if line else [])]


def _vim(path: Path, line: int) -> list[str]:
    return ["vim", *([f"+{line}"] if line else []), str(path)]


def _nano(path: Path, line: int) -> list[str]:
    return ["nano", "--softwrap", "--atblanks", *([f"+{line + 1}"] if line else []), str(path)]


def _micro(path: Path, line: int) -> list[str]:
    wrapped = ["-softwrap", "true", "-wordwrap", "true", "-clipboard", "internal"]
    return ["micro", *wrapped, *([f"+{line + 1}:1"] if line else []), str(path)]


PROGRAMS = {
    program.name: program
    for program in (
        Program("imr-tui", _imr_tui, _back_a_line),
        Program("vim", _vim, _append, "vim"),
        Program("nano", _nano, _back_a_line, "nano"),
        Program("micro", _micro, _back_a_line, "micro"),
        Program("TextArea", _text_area, _nothing),
    )
}


def environment(home: Path) -> dict[str, str]:
    """The environment that every program gets: a home of its own, so that nothing of the user's plays a part."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("STATE", "CONFIG", "DATA", "CACHE")}
    return {
        **kept,
        **folders,
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
