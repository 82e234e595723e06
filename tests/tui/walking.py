"""An officer at a terminal: the program in tmux, keys pressed one after the other, the screen as it can be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from .session import ROOT

PATIENCE = 45.0
_POLL = 0.1


@dataclass
class Walk:
    """A session of tmux of its own, with one window."""

    socket: str
    home: Path

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-f", "/dev/null", "-L", self.socket, *arguments], capture_output=True, text=True, check=False
        )
        return done.stdout

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def wait(self, *words: str, gone: Sequence[str] = ()) -> str:
        """Wait until the screen shows all of `words` and none of `gone`; the screen."""
        until = time.monotonic() + PATIENCE
        while True:
            seen = self.screen()
            if all(word in seen for word in words) and not any(word in seen for word in gone):
                return seen
            if time.monotonic() > until:
                pytest.fail(f"waited for {words}, without {gone}:\n{seen}")
            time.sleep(_POLL)

    def press(self, *keys: str) -> None:
        """Press keys, by the names that tmux has for them."""
        self.tmux("send-keys", *keys)

    def escape(self, gone: str) -> None:
        """Press Escape until what it takes away has gone, as somebody does who sees that it has not."""
        until = time.monotonic() + PATIENCE
        while gone in self.screen():
            assert time.monotonic() < until, self.screen()
            self.press("Escape")
            time.sleep(0.6)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self.tmux("send-keys", "-l", text)

    def go_to(self, place: str, shown: str) -> None:
        """Go to a heading or record by its name; `shown` is read on the screen then."""
        self.press("C-g")
        self.wait("Type a part of a heading, record or question")
        self.type(place)
        self.wait(f"│ {place}")
        self.press("Enter")
        self.wait(shown, gone=["Type a part of a heading, record or question"])

    def find(self, words: str) -> None:
        """Put the cursor behind the first line that holds `words`."""
        self.press("C-Home")
        self.press("C-f")
        self.wait("Match case", "Find  ")
        self.type(words)
        self.wait(words[-16:], gone=["not found"])
        self.press("Enter")
        self.wait(" of ")
        self.escape("Match case")
        self.press("End")

    def fill(self, cells: Sequence[str]) -> None:
        """Fill the cells of a form in turn, from the one that it begins in, and save it."""
        keys: list[str] = []
        for cell in cells:
            keys += ["send-keys", "-l", cell, ";"] if cell else []
            keys += ["send-keys", "Tab", ";"]
        self.tmux(*keys, "send-keys", "C-s")
        self.wait(gone=["Save (Ctrl+S)", "Save the details"])

    def new_record(self, letter: str, title: str, cells: Sequence[str]) -> None:
        """Make a record of a kind by its form."""
        self.press("C-t")
        self.wait("New record", f"{letter.upper()}  ")
        self.type(letter)
        self.wait(title, "Title")
        self.fill(cells)


def walk(home: Path, size: tuple[int, int], *arguments: str) -> Walk:
    """Start the program with `arguments` in a terminal of that size, with nothing but the keyboard."""
    if shutil.which("tmux") is None:
        pytest.fail("this test needs tmux, which is Debian's package of that name")
    walking = Walk(f"imr-walk-{home.name}-{size[0]}", home)
    environment = {
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        "env",
        "-u",
        "TMUX",
        "-u",
        "COLUMNS",
        "-u",
        "LINES",
        *(f"{name}={value}" for name, value in environment.items()),
    ]
    command += [sys.executable, "-m", "imr_tui", *arguments]
    walking.tmux("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "-c", str(home), *command)
    return walking
