"""The program as a process of its own on a terminal, with the screen that it makes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0


class AnsweringScreen(pyte.Screen):
    """A screen that says where its cursor is, as every terminal does."""

    terminal = -1

    def write_process_input(self, data: str) -> None:
        """Send an answer."""
        if self.terminal >= 0:
            os.write(self.terminal, data.encode())


@dataclass
class Session:
    """A running interface: what it sent, and the screen that this makes."""

    process: subprocess.Popen[bytes]
    terminal: int
    screen: pyte.Screen
    stream: pyte.ByteStream
    sent: bytearray = field(default_factory=bytearray)

    def read(self, seconds: float = 0.1) -> bool:
        """Take in what it sends; False once it has gone."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            ready, _, _ = select.select([self.terminal], [], [], 0.05)
            if ready:
                try:
                    data = os.read(self.terminal, 65536)
                except OSError:
                    return False
                if not data:
                    return False
                self.sent += data
                self.stream.feed(data)
        return True

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: any(text in line for line in self.screen.display))

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Take in what it sends until the screen is as it should be."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if holds():
                return
            self.read()
        pytest.fail("\n".join(self.screen.display))

    @property
    def row_at_cursor(self) -> str:
        """The row that the terminal's cursor stands in; empty while it is hidden."""
        cursor = self.screen.cursor
        return "" if cursor.hidden else self.screen.display[cursor.y]

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def status(self) -> int:
        """Its exit status, once it has ended."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self.read()
        while self.read(0.05):
            if self.process.poll() is not None and not select.select([self.terminal], [], [], 0.1)[0]:
                break
        return self.process.wait(1)


def start(
    sessions: list[Session],
    arguments: Sequence[str],
    home: Path,
    *,
    size: tuple[int, int] = (80, 24),
    expect: str = "",
    **environment: str,
) -> Session:
    """A Python of the tests' own with `arguments` on a terminal of `size`, its home and state in `home`."""
    master, slave = pty.openpty()
    os.set_blocking(master, True)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        start_new_session=True,
        env={
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TEXTUAL": "debug",
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            **environment,
        },
    )
    os.close(slave)
    screen = AnsweringScreen(*size)
    screen.terminal = master
    session = Session(process, master, screen, pyte.ByteStream(screen))
    sessions.append(session)
    session.wait_for(expect)
    return session
