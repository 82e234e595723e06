"""An editor in a pseudo-terminal that can be stalled, closed or killed under it. Linux only."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.answers import Answers
from benchmarks.screen import Screen

COLUMNS, ROWS = 100, 30
_READ = 65_536
_POLL = 0.02


class Session:
    """One editor, started at once. Only what is started here is ever signalled.

    `user` drops the rights of root to that user's number; `deaf` starts it with SIGHUP ignored, as `nohup` does.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        user: int | None = None,
        deaf: bool = False,
    ) -> None:
        self._answers = Answers(COLUMNS, ROWS)
        self._screen = Screen(COLUMNS, ROWS)
        self._guard = threading.Lock()
        self._last_output = time.monotonic()
        self._stop = threading.Event()
        self._status: int | None = None
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            _become(command, environment, folder, user=user, deaf=deaf)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def press(self, keys: bytes) -> None:
        """Send what keys make, a pause after each `ESC` so that it is taken for the key."""
        for piece in keys.replace(b"\x1b", b"\x1b\0").split(b"\0"):
            self._send(piece)
            time.sleep(0.3 if piece.endswith(b"\x1b") else 0.0)

    def type(self, text: str, per_second: float) -> None:
        """Type evenly; the last key has just been pressed when it returns."""
        data = text.replace("\n", "\r").encode()
        start = time.monotonic()
        sent = 0
        while sent < len(data):
            due = min(len(data), int((time.monotonic() - start) * per_second) + 1)
            self._send(data[sent:due])
            sent = due
            time.sleep(0.5 / per_second)

    def rest(self, quiet: float = 0.5, limit: float = 30.0) -> None:
        """Wait until nothing was written or typed for `quiet` seconds."""
        end = time.monotonic() + limit
        while time.monotonic() < end and self.is_there():
            if time.monotonic() - self._last_output > quiet:
                return
            time.sleep(_POLL)

    def wait_for(self, words: str, limit: float = 30.0) -> None:
        """Wait until these words stand on the screen, and nothing more is written."""
        end = time.monotonic() + limit
        while time.monotonic() < end and self.is_there() and not any(words in row for row in self.rows()):
            time.sleep(_POLL)
        self.rest(0.6, 5.0)

    def rows(self) -> list[str]:
        """What stands on the screen, empty rows left out."""
        with self._guard:
            return [row.rstrip() for row in self._screen.rows if row.strip()]

    def stall(self) -> None:
        """Read no more of what it writes, and make it write a lot."""
        self._stop.set()
        self._reader.join()
        for turn in range(12):
            size = struct.pack("HHHH", ROWS - turn % 2, COLUMNS, 0, 0)
            with suppress(OSError):
                fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
            time.sleep(0.15)

    def hang_up(self) -> None:
        """Close the terminal under it, as a lost connection does."""
        self._stop.set()
        self._reader.join()
        os.close(self._terminal)
        self._terminal = -1

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal; SIGKILL takes its children along."""
        if not self.is_there():
            return
        # Its family takes a while to be found, and would be nobody's afterwards: the process itself stands still first.
        os.kill(self._pid, signal.SIGSTOP if number is signal.SIGKILL else number)
        if number is signal.SIGKILL:
            for process in self._family():
                with suppress(ProcessLookupError):
                    os.kill(process, number)

    def is_there(self) -> bool:
        """Whether the process still runs."""
        if self._status is None:
            process, status = os.waitpid(self._pid, os.WNOHANG)
            self._status = status if process else None
        return self._status is None

    def gone_in(self, limit: float) -> float | None:
        """Seconds until it has ended; None where it still runs after `limit`."""
        start = time.monotonic()
        while time.monotonic() - start < limit:
            if not self.is_there():
                return time.monotonic() - start
            time.sleep(_POLL)
        return None

    def processor_share(self, over: float = 1.0) -> float:
        """How much of one processor it uses."""
        before = self._ticks()
        time.sleep(over)
        return (self._ticks() - before) / os.sysconf("SC_CLK_TCK") / over

    def end(self) -> None:
        """End it, whatever its state."""
        self.signal(signal.SIGKILL)
        self.gone_in(5.0)
        if self._terminal >= 0:
            self.hang_up()

    def _send(self, data: bytes) -> None:
        # What comes of it is still to come.
        self._last_output = time.monotonic()
        view = memoryview(data)
        end = time.monotonic() + 5.0
        while view and time.monotonic() < end:
            if not select.select([], [self._terminal], [], _POLL)[1]:
                continue
            try:
                view = view[os.write(self._terminal, view[:512]) :]
            except OSError:
                return

    def _read(self) -> None:
        while not self._stop.is_set():
            if not select.select([self._terminal], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self._terminal, _READ)
            except OSError:
                return
            if not data:
                return
            self._last_output = time.monotonic()
            with self._guard:
                self._screen.feed(data)
            answer = self._answers.read(data)
            if answer:
                self._send(answer)

    def _family(self) -> list[int]:
        """The process and all that descend from it."""
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                    children.setdefault(parent, []).append(int(entry.name))
        found = [self._pid]
        for process in found:
            found.extend(children.get(process, []))
        return found

    def _ticks(self) -> int:
        total = 0
        for process in self._family():
            with suppress(OSError):
                values = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                total += int(values[11]) + int(values[12])
        return total


def _become(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, *, user: int | None, deaf: bool
) -> None:
    """Turn this child into the editor. Never returns."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.umask(0o022)
        os.chdir(folder)
        signal.signal(signal.SIGHUP, signal.SIG_IGN if deaf else signal.SIG_DFL)
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
