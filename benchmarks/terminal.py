"""A program in a pseudo-terminal: keys to it, its bytes with the times at which they reach the user, what it uses.

Linux only: processor time and memory are read from the kernel.
"""

from __future__ import annotations

import fcntl
import heapq
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import Answers
from benchmarks.timings import Chunk

COLUMNS, ROWS = 120, 36
_READ = 65_536
_PIECE = 64
_LINK_HOLDS = 65_536
_RESTING = 0.05


@dataclass(frozen=True, slots=True)
class Link:
    """A line between program and user: bits a second, and seconds for a round trip. Zero bits are no limit."""

    bits_per_second: float = 0.0
    round_trip: float = 0.0


class Terminal:
    """One program, started at once in `folder`, in a window of columns and rows; `chunks` is all that has reached the user."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        link: Link | None = None,
        window: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        self.link = link or Link()
        self.chunks: list[Chunk] = []
        self.window = window
        self.answers = Answers(*window)
        self._to_program: list[tuple[float, int, bytes]] = []
        self._sent = 0
        self._free_at = 0.0
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            _become(command, environment, folder, window)
        self.is_open = True
        os.set_blocking(self._fd, False)

    def press(self, data: bytes) -> float:
        """Send what a key makes; the time at which it was pressed."""
        now = time.perf_counter()
        self._send(now + self.link.round_trip / 2, data)
        self._write()
        return now

    def run_until(self, end: float) -> None:
        """Let bytes come and go until a time of `time.perf_counter`."""
        while self.is_open and (left := end - time.perf_counter()) > 0:
            self._turn(left)

    def run_for(self, seconds: float) -> None:
        """Let bytes come and go for a while."""
        self.run_until(time.perf_counter() + seconds)

    def run_until_answer(self, limit: float) -> None:
        """Let bytes come and go until something comes, at most `limit` seconds."""
        before, end = len(self.chunks), time.perf_counter() + limit
        while self.is_open and len(self.chunks) == before and (left := end - time.perf_counter()) > 0:
            self._turn(left)

    def run_until_quiet(self, quiet: float, limit: float) -> bool:
        """Let bytes come and go until nothing came for `quiet` seconds; False where it did come until `limit`."""
        begin = time.perf_counter()
        while self.is_open:
            now = time.perf_counter()
            last = max(begin, self.chunks[-1].at if self.chunks else 0.0)
            if not self._to_program and now - last >= quiet:
                return True
            if now - begin >= limit:
                return False
            self._turn(max(0.001, min(last + quiet, begin + limit) - now))
        return False

    def run_until_idle(self, limit: float = 30.0, quiet: float = 0.4) -> bool:
        """Let bytes come and go until nothing more comes and the program hardly computes; False at `limit` seconds."""
        end = time.perf_counter() + limit
        while self.is_open and time.perf_counter() < end:
            before, begin = self.cpu_seconds(), time.perf_counter()
            if not self.run_until_quiet(quiet, end - begin):
                return False
            if self.cpu_seconds() - before < _RESTING * (time.perf_counter() - begin):
                return True
        return False

    def cpu_seconds(self) -> float:
        """Processor time that the program has used so far, all its threads together."""
        if not self.is_open:
            return 0.0
        # The kernel's name for the processor clock of another process: its number in bits 3 and up, inverted.
        return time.clock_gettime((~self._pid << 3) | 2)

    def peak_megabytes(self) -> float:
        """The most memory that was resident at a time."""
        with suppress(OSError):
            for line in Path(f"/proc/{self._pid}/status").read_text("ascii", "replace").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        """End the program."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self._pid, number)
            end = time.perf_counter() + 1.0
            while time.perf_counter() < end:
                if os.waitpid(self._pid, os.WNOHANG)[0]:
                    self.is_open = False
                    os.close(self._fd)
                    return
                self._turn(0.02)
                time.sleep(0.005)
        self.is_open = False
        os.close(self._fd)

    def _turn(self, wait: float) -> None:
        """Write what is due and read what has come, waiting for it at most `wait` seconds."""
        wait = min(wait, self._write())
        now = time.perf_counter()
        rate = self.link.bits_per_second / 8
        waiting = (self._free_at - now) * rate
        if rate and waiting > _LINK_HOLDS:
            time.sleep(min(wait, 0.005))
            return
        if not select.select([self._fd], [], [], wait)[0]:
            return
        try:
            data = os.read(self._fd, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.is_open = False
            return
        self._arrive(time.perf_counter(), data)

    def _arrive(self, now: float, data: bytes) -> None:
        """Note bytes with the time at which they come out of the link's other end, and answer what they ask there."""
        half, rate = self.link.round_trip / 2, self.link.bits_per_second / 8
        at = max(now, self._free_at)
        step = _PIECE if rate else len(data)
        for start in range(0, len(data), step):
            piece = data[start : start + step]
            at += len(piece) / rate if rate else 0.0
            self.chunks.append(Chunk(at + half, piece))
            answer = self.answers.read(piece)
            if answer:
                self._send(at + 2 * half, answer)
        self._free_at = at

    def _send(self, due: float, data: bytes) -> None:
        """Have bytes reach the program at a time; those of one time in the order of their sending."""
        self._sent += 1
        heapq.heappush(self._to_program, (due, self._sent, data))

    def _write(self) -> float:
        """Write what is due; seconds until something is."""
        while self._to_program:
            due, number, data = self._to_program[0]
            left = due - time.perf_counter()
            if left > 0:
                return left
            try:
                count = os.write(self._fd, data)
            except BlockingIOError:
                count = 0
            except OSError:
                self.is_open = False
                return 0.0
            if count < len(data):
                heapq.heapreplace(self._to_program, (due, number, data[count:]))
                return 0.001
            heapq.heappop(self._to_program)
        return 60.0


def share_processors(niceness: int) -> None:
    """Give this session its share of the processors by its niceness, which otherwise counts among its own members only.

    Each program is in a session of its own, and so is shared out for by itself. Where the kernel does not do so, or does
    not permit it, nothing happens.
    """
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(f"{niceness}\n", encoding="ascii")


def _become(command: Sequence[str], environment: Mapping[str, str], folder: Path, window: tuple[int, int]) -> None:
    """Turn this child into the program. Never returns."""
    try:
        share_processors(os.nice(0))
        columns, rows = window
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
