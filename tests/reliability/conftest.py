"""A place of its own for each test, with home, state, temporary files and a review; the program as a process in it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyte
import pytest

import imr_tui

PACKAGE = Path(imr_tui.__file__).parent
PATIENCE = 30.0


class Place:
    """Folders below `base`; `environment` is what the program is started with there."""

    def __init__(self, base: Path) -> None:
        self.base = base
        for name in ("home", "tmp", "work"):
            (base / name).mkdir(mode=0o700)
        self.work, self.state = base / "work", base / "home" / "state" / "imr-tui"
        folders = {
            f"XDG_{kind}_HOME": str(base / "home" / kind.lower()) for kind in ("STATE", "CONFIG", "CACHE", "DATA")
        }
        self.environment = {
            **folders,
            "PATH": os.environ["PATH"],
            "HOME": str(base / "home"),
            "TMPDIR": str(base / "tmp"),
            "XDG_RUNTIME_DIR": str(base / "tmp"),
            "PYTHONPATH": str(PACKAGE.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def run(
        self, *arguments: object, umask: int = 0o022, before: str = "", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program in the work folder; `before` are lines of Python that come first."""
        lines = f"import sys\n{before}\nfrom imr_tui.__main__ import main\nsys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", lines, *map(str, arguments)],
            cwd=self.work,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
            check=False,
            umask=umask,
        )

    def files(self) -> Iterator[Path]:
        """Every file and folder below the base."""
        yield from sorted(self.base.rglob("*"))


class Editor:
    """The interface on a terminal of its own; `before` are lines of Python that come first."""

    def __init__(
        self, place: Place, *arguments: object, umask: int = 0o022, before: str = "", size: tuple[int, int] = (100, 30)
    ) -> None:
        lines = f"import sys\n{before}\nfrom imr_tui.__main__ import main\nsys.exit(main())"
        command = [sys.executable, "-c", lines, *map(str, arguments)]
        self.sent = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.umask(umask)
                os.chdir(place.work)
                os.execve(sys.executable, command, place.environment)  # noqa: S606 - no shell
            finally:
                os._exit(127)

    def read(self, seconds: float) -> None:
        """Take in what it writes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and select.select([self.terminal], [], [], left)[0]:
            try:
                data = os.read(self.terminal, 65_536)
            except OSError:
                return
            self.sent += data
            self._stream.feed(data)

    def rest(self, quiet: float = 0.3) -> None:
        """Take in what it writes until it has written nothing for `quiet` seconds."""
        before = -1
        while before != len(self.sent):
            before = len(self.sent)
            self.read(quiet)

    def wait_for(self, words: bytes) -> None:
        """Wait until these bytes were written."""
        end = time.monotonic() + PATIENCE
        while words not in self.sent:
            assert time.monotonic() < end, self.sent[-2000:]
            self.read(0.1)

    def wait_to_see(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        end = time.monotonic() + PATIENCE
        while not any(words in row for row in self.screen.display):
            assert time.monotonic() < end, (words, self.screen.display)
            self.read(0.1)

    def type(self, text: str) -> None:
        """Type."""
        os.write(self.terminal, text.encode())

    def end(self, number: signal.Signals) -> int:
        """End it by a signal; its status as the system has it."""
        os.kill(self.pid, number)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            process, status = os.waitpid(self.pid, os.WNOHANG)
            if process:
                self.pid = 0
                return status
            self.read(0.05)
        pytest.fail("it does not end")

    def close(self) -> None:
        """End it, whatever its state."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def editors() -> Iterator[list[Editor]]:
    started: list[Editor] = []
    yield started
    for editor in started:
        editor.close()
