"""Measure how long each dialog takes to open on the large document, in a terminal as its user meets it. See README.md.

Usage: python benchmarks/dialogs.py [--only help "go to" …] [--window 120x36 80x24] [--starts 3] [--again 5] [--json OUT]

From writing the key to the pseudo-terminal until the last byte of what it brings has come out of it.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if sys.path[0] != str(ROOT):
    # Started as a script, Python looks for modules beside it; they are found from the project's folder.
    sys.path[0] = str(ROOT)

from benchmarks import keys  # noqa: E402 - the path comes first
from benchmarks.documents import SIZES, Document, make_document  # noqa: E402 - as above
from benchmarks.host import described, host  # noqa: E402 - as above
from benchmarks.programs import PROGRAMS  # noqa: E402 - as above
from benchmarks.scenarios import Session, running  # noqa: E402 - as above
from benchmarks.table import number  # noqa: E402 - as above
from benchmarks.terminal import share_processors  # noqa: E402 - as above
from benchmarks.timings import milliseconds, percentile  # noqa: E402 - as above

_SETTLED = 60.0
_PAUSE = 0.3
_QUIET = 0.25
_LIMIT = 3.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A dialog: the key that opens it, as bytes and as the settings name it, and words that only it shows."""

    name: str
    key: bytes
    shows: str
    action: str = ""
    named: str = ""


OPENINGS = (
    Opening("help", b"\x1bOP", "How it works"),
    Opening("command palette", b"\x10", "Write the text as it stands to a new file"),
    Opening("go to", b"\x07", "Type a part of a heading"),
    Opening("insert a record", b"\x14", "Press its letter"),
    Opening("record form", b"\x1b[24~", "Event E"),
    Opening("question's card", b"\x1b[20~", "Not applicable (x)"),
    Opening("wording card", b"\x1b[18~", "Off (o)"),
    Opening("export", b"\x05", "Export to Word"),
    Opening("problems", b"\x1b[15;5~", "Problems:", "problems", "ctrl+f5"),
    Opening("golden thread", b"\x1b[17;5~", "Golden thread", "thread", "ctrl+f6"),
    Opening("chronology", b"\x1b[18;5~", "Chronology:", "chronology", "ctrl+f7"),
    Opening("terms of reference", b"\x1b[19;5~", "Terms of reference:", "terms", "ctrl+f8"),
    Opening("check your review", b"\x1b[20;5~", "Check your review", "review_check", "ctrl+f9"),
    Opening("details", b"\x1b[21;5~", "Details of the review", "details", "ctrl+f10"),
    Opening("versions", b"\x1b[23;5~", "Versions of this review", "versions", "ctrl+f11"),
    Opening("word counts", b"\x1b[24;5~", "Word counts", "counts", "ctrl+f12"),
    Opening("dialogue", b"\x1b[1;5P", "Dialogue with the review author", "dialogue", "ctrl+f1"),
    Opening("guidance", b"\x1b[1;5Q", "What good looks like", "guidance", "ctrl+f2"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an opening took: milliseconds until the last byte, bytes, and milliseconds of the processor."""

    wall: float
    size: int
    cpu: float


def main(arguments: list[str]) -> int:
    """Measure what the arguments ask for and print it; the exit status, 1 where a dialog was not seen."""
    wanted = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if wanted.nice:
        os.nice(wanted.nice)
        share_processors(wanted.nice)
    compileall.compile_dir(ROOT / "imr_tui", quiet=1)
    gc.disable()
    size = SIZES[wanted.document]
    document = make_document(size.words, size.events)
    openings = [one for one in OPENINGS if not wanted.only or one.name in wanted.only]
    told = host()
    print(described(told), flush=True)
    result: dict[str, Any] = {"host": told, "document": wanted.document, "sizes": {}}
    failed: list[str] = []
    for window in wanted.window:
        rows: dict[str, Any] = {}
        for opening in openings:
            print(f"  {window}: {opening.name}", file=sys.stderr, flush=True)
            measured = measure(opening, document, _cells(window), wanted.starts, wanted.again)
            if measured is None:
                failed.append(f"{opening.name} at {window}")
            else:
                rows[opening.name] = measured
            gc.collect()
        result["sizes"][window] = rows
        print("\n" + table(f"{wanted.document}, {window}", rows), flush=True)
    result["host"]["load_after"] = os.getloadavg()[0]
    print(f"\nLoad at the end: {result['host']['load_after']:.1f}", flush=True)
    for name in failed:
        print(f"Not seen: {name}", flush=True)
    if wanted.json is not None:
        wanted.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if failed else 0


def measure(
    opening: Opening, document: Document, window: tuple[int, int], starts: int, again: int
) -> dict[str, Any] | None:
    """The first opening after each of `starts` starts, and `again` later ones in each; None where it was not seen."""
    first: list[Taken] = []
    later: list[Taken] = []
    for _ in range(starts):
        with at_rest(document, window) as session:
            taken = [_opened(session, opening) for _ in range(again + 1)]
        if None in taken:
            return None
        seen = [one for one in taken if one is not None]
        first.append(seen[0])
        later += seen[1:]
    return {"first": _told(first), "later": _told(later)}


@contextmanager
def at_rest(document: Document, window: tuple[int, int]) -> Iterator[Session]:
    """The program with every dialog on a key, at an event in the middle of the document, nothing going on."""
    bound = "".join(f'{one.action} = "{one.named}"\n' for one in OPENINGS if one.action)
    settings = f'theme = "dark"\n\n[keys]\n{bound}'
    with running(PROGRAMS["imr-tui"], document, _middle(document), window=window, settings=settings) as session:
        _come_to_rest(session)
        yield session


def _come_to_rest(session: Session) -> None:
    """Wait until the review is read, as its count says, and nothing goes on any more."""
    end = time.perf_counter() + _SETTLED
    while time.perf_counter() < end:
        session.terminal.run_until_idle(_SETTLED, quiet=1.5)
        session.catch_up()
        if " of 24" in session.screen.text:
            return


def _middle(document: Document) -> int:
    """The line of an event's heading in the middle, so that there is a record under the cursor."""
    lines = document.text.split("\n")
    headings = [line for line, text in enumerate(lines) if text.startswith("## E")]
    return headings[len(headings) // 2]


def _opened(session: Session, opening: Opening) -> Taken | None:
    """Open it, time it, see whether it is there, and close it again; None where it was not seen."""
    terminal = session.terminal
    before, cpu = len(terminal.chunks), terminal.cpu_seconds()
    pressed = terminal.press(opening.key)
    terminal.run_until_answer(_LIMIT)
    terminal.run_until_quiet(_QUIET, _LIMIT)
    came, spent = terminal.chunks[before:], terminal.cpu_seconds() - cpu
    session.catch_up()
    seen = opening.shows in "\n".join(session.screen.rows)
    # Guidance beside the text is closed by its own key.
    terminal.press(keys.ESCAPE)
    terminal.run_until_quiet(_PAUSE, _LIMIT)
    session.catch_up()
    if opening.shows in "\n".join(session.screen.rows):
        terminal.press(opening.key)
        terminal.run_until_quiet(_PAUSE, _LIMIT)
        session.catch_up()
    if not came or not seen:
        print("\n".join(session.screen.rows), file=sys.stderr)
        return None
    return Taken(milliseconds(came[-1].at - pressed), sum(len(chunk.data) for chunk in came), milliseconds(spent))


def table(title: str, rows: dict[str, Any]) -> str:
    """The figures as a Markdown table, a row for each dialog."""
    head = ("first, ms (p50 / max)", "later, ms (p50 / max)", "CPU ms, first / later (p50)", "bytes")
    lines = [f"| {title} | {' | '.join(head)} |", "| --- |" + " ---: |" * len(head)]
    for name, told in rows.items():
        first, later = told["first"], told["later"]
        cells = (
            f"{number(first['ms'])} / {number(first['max'])}",
            f"{number(later['ms'])} / {number(later['max'])}",
            f"{number(first['cpu'])} / {number(later['cpu'])}",
            f"{later['bytes']:,}",
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _told(taken: Sequence[Taken]) -> dict[str, float]:
    wall = sorted(one.wall for one in taken)
    return {
        "n": len(wall),
        "ms": percentile(wall, 0.5),
        "max": wall[-1],
        "cpu": percentile(sorted(one.cpu for one in taken), 0.5),
        "bytes": round(percentile(sorted(one.size for one in taken), 0.5)),
    }


def _cells(text: str) -> tuple[int, int]:
    columns, rows = text.split("x")
    return int(columns), int(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure how long each dialog takes to open.")
    add = parser.add_argument
    add("--document", choices=list(SIZES), default="large", help="size of document (large)")
    add("--only", nargs="+", choices=[one.name for one in OPENINGS], help="dialogs (all)")
    add("--window", nargs="+", default=["120x36", "80x24"], help="columns and rows of the terminal (120x36 80x24)")
    add("--starts", type=int, default=3, help="starts of the program for each dialog: so many first openings (3)")
    add("--again", type=int, default=5, help="later openings in each (5)")
    add("--nice", type=int, default=0, help="run everything at this niceness (as root -15 keeps other work out; 0)")
    add("--json", type=Path, metavar="OUT", help="write everything measured to this file as well")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
