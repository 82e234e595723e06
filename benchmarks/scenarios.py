"""What is measured of a program in a terminal: starting, paging, idling, typing, pasting, a slow line."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import keys
from benchmarks.documents import OPENING, Document
from benchmarks.programs import Program, environment
from benchmarks.screen import Screen
from benchmarks.terminal import COLUMNS, ROWS, Link, Terminal
from benchmarks.timings import Chunk, Press, WordWatch, bytes_by_press, milliseconds, nearly_all, spread

Measured = dict[str, Any]

SLOW = Link(bits_per_second=100_000, round_trip=0.080)
_START_LIMIT = 60.0
_LAST_LINES = 12
_BACK = 200


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: starts, typed keys, pages, seconds of idling, pasted characters, and seconds a paste may take."""

    starts: int = 5
    typed: int = 300
    inside: int = 150
    slow: int = 120
    pages: int = 50
    idle: float = 5.0
    pasted: int = 5_000
    paste_limit: float = 30.0


QUICK = Effort(starts=2, typed=80, inside=40, slow=40, pages=12, idle=2.0, pasted=5_000, paste_limit=15.0)


class Session:
    """A program at work on a copy of the document, and the screen as far as it has been worked out."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.screen = Screen(*terminal.window)
        self._fed = 0

    def catch_up(self) -> None:
        """Work the screen out up to now."""
        for chunk in self.new_chunks():
            self.screen.feed(chunk.data)

    def new_chunks(self) -> list[Chunk]:
        """What has come since the screen was last worked out, which is then the caller's to feed."""
        chunks = self.terminal.chunks[self._fed :]
        self._fed += len(chunks)
        return chunks

    def type(self, strokes: list[keys.Stroke]) -> list[Press]:
        """Press keys at their times, whatever the program does meanwhile."""
        presses = []
        at = time.perf_counter()
        for stroke in strokes:
            at += stroke.wait
            self.terminal.run_until(at)
            presses.append(Press(self.terminal.press(stroke.letter.encode()), stroke.word))
        return presses

    def watch(self, chunks: list[Chunk], presses: list[Press]) -> WordWatch:
        """Replay what came together with the keys, and see when each letter was on the screen."""
        watch = WordWatch()
        events: list[tuple[float, Press | Chunk]] = [(press.at, press) for press in presses]
        events += [(chunk.at, chunk) for chunk in chunks]
        for at, event in sorted(events, key=lambda pair: pair[0]):
            if isinstance(event, Press):
                watch.pressed(event, self.screen.text)
                continue
            self.screen.feed(event.data)
            if self.screen.is_whole:
                watch.seen(at, self.screen.text)
        return watch


@contextmanager
def running(
    program: Program,
    document: Document,
    line: int = 0,
    link: Link | None = None,
    *,
    window: tuple[int, int] = (COLUMNS, ROWS),
    settings: str = "",
) -> Iterator[Session]:
    """The program on a fresh copy of the document, in a folder and with a home of its own, in which its settings lie."""
    folder = Path(tempfile.mkdtemp(prefix="measured-"))
    try:
        path = folder / "review.md"
        path.write_text(document.text, encoding="utf-8", newline="\n")
        home = folder / "home"
        home.mkdir(mode=0o700)
        if settings:
            place = home / "config" / "imr-tui" / "settings.toml"
            place.parent.mkdir(parents=True)
            place.write_text(settings, encoding="utf-8")
        terminal = Terminal(program.command(path, line), environment(home), folder, link, window)
        try:
            yield Session(terminal)
        finally:
            terminal.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure_starts(program: Program, document: Document, effort: Effort) -> Measured:
    """Start several times: when the text's first words stand on the screen, and all bytes until nothing more comes.

    The first start is not counted: it fills the caches of the disk.
    """
    painted, settled, sizes, cpu = [], [], [], []
    for number in range(effort.starts + 1):
        with running(program, document) as session:
            if not session.terminal.run_until_idle(_START_LIMIT):
                return {"failed": "did not come to rest"}
            first = _first_seen(session, OPENING)
            if first is None:
                return {"failed": "the text was not seen", "screen": session.screen.rows}
            chunks = session.terminal.chunks
            if number:
                painted.append(milliseconds(first - session.terminal.started))
                settled.append(milliseconds(chunks[-1].at - session.terminal.started))
                sizes.append(float(sum(len(chunk.data) for chunk in chunks)))
                cpu.append(milliseconds(session.terminal.cpu_seconds()))
    return {
        "painted_ms": _told(painted),
        "last_byte_ms": _told(settled),
        "bytes": _told(sizes),
        "cpu_ms": _told(cpu),
    }


def _first_seen(session: Session, words: str) -> float | None:
    for chunk in session.new_chunks():
        session.screen.feed(chunk.data)
        if session.screen.is_whole and words in session.screen.text:
            return chunk.at
    return None


def measure_reading(program: Program, document: Document, effort: Effort) -> Measured:
    """Page through, each page when the one before has come to rest; then do nothing for a while."""
    with running(program, document) as session:
        terminal = session.terminal
        terminal.run_until_idle(_START_LIMIT)
        delays, last, sizes = [], [], []
        for _ in range(effort.pages):
            before = len(terminal.chunks)
            pressed = terminal.press(keys.PAGE_DOWN)
            terminal.run_until_answer(2.0)
            terminal.run_until_quiet(0.06, 2.0)
            came = terminal.chunks[before:]
            if came:
                delays.append(milliseconds(nearly_all(came) - pressed))
                last.append(milliseconds(came[-1].at - pressed))
                sizes.append(float(sum(len(chunk.data) for chunk in came)))
        page = {"ms": _told(delays), "last_ms": _told(last), "bytes": _told(sizes), "answered": len(delays)}
        # What is told for a few seconds goes away by itself; that is not idling.
        terminal.run_until_idle(8.0, quiet=4.0)
        before, cpu, begin = len(terminal.chunks), terminal.cpu_seconds(), time.perf_counter()
        terminal.run_for(effort.idle)
        took = time.perf_counter() - begin
        idle = {
            "bytes_per_s": sum(len(chunk.data) for chunk in terminal.chunks[before:]) / took,
            "cpu_percent": (terminal.cpu_seconds() - cpu) / took * 100,
        }
        return {"idle": idle, "page": page}


def measure_typing(program: Program, document: Document, effort: Effort) -> Measured:
    """Write at the end of a long paragraph in the middle, then inside it, then paste in both ways."""
    with running(program, document, document.typing_line) as session:
        terminal = session.terminal
        _get_ready(session, program)
        cpu = terminal.cpu_seconds()
        typed = _typed(session, effort.typed, 0.060, seed=1)
        typed["cpu_s_per_1000_keys"] = (terminal.cpu_seconds() - cpu) / effort.typed * 1000
        for _ in range(_BACK):
            terminal.press(keys.left(application=terminal.answers.application_arrows))
            terminal.run_for(0.01)
        inside = _typed(session, effort.inside, 0.060, seed=2)
        terminal.press(keys.ENTER)
        result: Measured = {"end": typed, "inside": inside}
        for name, bracketed in (("paste_bracketed", True), ("paste_plain", False)):
            terminal.run_until_idle()
            result[name] = _pasted(session, effort, bracketed=bracketed)
        result["peak_mb"] = terminal.peak_megabytes()
        return result


def measure_slow_line(program: Program, document: Document, effort: Effort) -> Measured:
    """Write over a slow line: when letters are seen, and how far behind the last of them the screen ends."""
    with running(program, document, document.typing_line, SLOW) as session:
        _get_ready(session, program)
        return _typed(session, effort.slow, 0.120, seed=3)


def _get_ready(session: Session, program: Program) -> None:
    """Wait until the program rests, go to where it is written, and write a little: first keys may cost more."""
    terminal = session.terminal
    terminal.run_until_idle(_START_LIMIT)
    program.to_write(terminal)
    terminal.run_until_idle()
    session.type(keys.typing(8, 0.15, seed=9))
    terminal.press(b" ")
    terminal.run_until_idle()


def _typed(session: Session, count: int, every: float, seed: int) -> Measured:
    terminal = session.terminal
    terminal.run_until_idle()
    session.catch_up()
    presses = session.type(keys.typing(count, every, seed))
    terminal.run_until_idle(limit=40.0)
    chunks = session.new_chunks()
    watch = session.watch(chunks, presses)
    sizes = bytes_by_press(chunks, presses, soonest=terminal.link.round_trip)
    return {
        "key_ms": _told(map(milliseconds, watch.delays)),
        "bytes": _told(map(float, sizes)),
        "letters": watch.letters,
        "unsure": watch.unsure,
        "missed": watch.missed,
        "last_ms": milliseconds(watch.delays[-1]) if watch.delays else None,
    }


def _pasted(session: Session, effort: Effort, *, bracketed: bool) -> Measured:
    """Paste lines; how long until the last of them is seen, and whether the last ones stand there in order."""
    terminal = session.terminal
    if bracketed and not terminal.answers.brackets_paste:
        return {"failed": "not supported"}
    session.catch_up()
    lines = keys.lines_to_paste(effort.pasted, seed=11 if bracketed else 12)
    begin, end = (keys.PASTE_BEGIN, keys.PASTE_END) if bracketed else (b"", b"")
    first, cpu = len(terminal.chunks), terminal.cpu_seconds()
    pressed = terminal.press(begin + "\r".join(lines).encode() + end)
    limit = time.perf_counter() + effort.paste_limit
    seen = None
    while seen is None and terminal.is_open and time.perf_counter() < limit:
        idle = terminal.run_until_idle(limit=0.5, quiet=0.3)
        seen = _first_seen(session, lines[-1])
        if idle and seen is None:
            break
    terminal.run_until_idle(limit=5.0)
    session.catch_up()
    came = terminal.chunks[first:]
    return {
        "shown_ms": milliseconds(seen - pressed) if seen is not None else None,
        "in_order": _in_order(session.screen.rows, lines[-_LAST_LINES:]),
        "bytes": sum(len(chunk.data) for chunk in came),
        "cpu_ms": milliseconds(terminal.cpu_seconds() - cpu),
    }


def _in_order(rows: list[str], lines: list[str]) -> bool:
    """Whether the lines stand on the screen, each on a row of its own, one below the other."""
    places = [next((y for y, row in enumerate(rows) if line in row), -1) for line in lines]
    return -1 not in places and places == sorted(places)


def _told(values: Any) -> Measured | None:
    found = spread(values)
    if found is None:
        return None
    return {
        "n": found.count,
        "p50": found.p50,
        "p95": found.p95,
        "p99": found.p99,
        "max": found.most,
        "mean": found.mean,
    }
