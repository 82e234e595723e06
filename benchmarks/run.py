"""Measure imr-tui beside other editors, on documents of several sizes. See README.md.

Usage: python benchmarks/run.py [--size small large huge] [--only imr-tui vim …] [--json OUT] [--quick]
"""

from __future__ import annotations

import argparse
import compileall
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if sys.path[0] != str(ROOT):
    # Started as a script, Python looks for modules beside it; they are found from the project's folder.
    sys.path[0] = str(ROOT)

from benchmarks import scenarios  # noqa: E402 - the path comes first
from benchmarks.documents import SIZES, Document, make_document  # noqa: E402 - as above
from benchmarks.host import described, host  # noqa: E402 - as above
from benchmarks.programs import PROGRAMS, Program  # noqa: E402 - as above
from benchmarks.table import CORE_ROWS, ROWS, table  # noqa: E402 - as above
from benchmarks.terminal import share_processors  # noqa: E402 - as above

CORE = "core"
SCENARIOS = {
    "start": scenarios.measure_starts,
    "reading": scenarios.measure_reading,
    "typing": scenarios.measure_typing,
    "slow": scenarios.measure_slow_line,
}


def main(arguments: list[str]) -> int:
    """Measure what the arguments ask for and print it; the exit status."""
    wanted = _parser().parse_args(arguments)
    effort = scenarios.QUICK if wanted.quick else scenarios.Effort()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if wanted.nice:
        os.nice(wanted.nice)
        share_processors(wanted.nice)
    # As an installation leaves it; without that, each start would compile anew where Python may not keep what it compiles.
    compileall.compile_dir(ROOT / "imr_tui", quiet=1)
    # Collecting garbage would hold up the reading of a program's bytes, and so count as the program's delay.
    gc.disable()
    result: dict[str, Any] = {"host": host(), "sizes": {}}
    print(described(result["host"]), flush=True)
    for name in wanted.size:
        size = SIZES[name]
        document = make_document(size.words, size.events)
        print(
            f"\n{name}: {document.words:,} words, {size.events:,} events, {len(document.text):,} characters\n",
            flush=True,
        )
        measured = _measure(_programs(wanted.only), document, effort, wanted.scenario)
        result["sizes"][name] = {"words": document.words, "events": size.events, "programs": measured}
        if measured:
            print(table(ROWS, name, measured), flush=True)
        if CORE in wanted.only:
            core = _core(document, wanted.repeats)
            result["sizes"][name][CORE] = core
            print("\n" + table(CORE_ROWS, name, {"imr-tui": core}), flush=True)
    result["host"]["load_after"] = os.getloadavg()[0]
    print(f"\nLoad at the end: {result['host']['load_after']:.1f}", flush=True)
    if wanted.json is not None:
        wanted.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure imr-tui beside other editors, in a terminal as its user meets it."
    )
    add = parser.add_argument
    add("--size", nargs="+", choices=list(SIZES), default=["large"], help="sizes of document (large)")
    every = [*PROGRAMS, CORE]
    add("--only", nargs="+", choices=every, default=every, help="programs, and core for analysis and export (all)")
    add("--scenario", nargs="+", choices=list(SCENARIOS), default=list(SCENARIOS), help="what to measure (all)")
    add("--quick", action="store_true", help="fewer keys, pages and starts, to try things out")
    add("--nice", type=int, default=0, help="run everything at this niceness (as root -15 keeps other work out; 0)")
    add("--repeats", type=int, default=3, help="analyses and exports (3)")
    add("--json", type=Path, metavar="OUT", help="write everything measured to this file as well")
    return parser


def _programs(names: list[str]) -> list[Program]:
    """The programs of those names that are installed."""
    chosen = [program for name, program in PROGRAMS.items() if name in names]
    for program in chosen:
        if not program.is_there:
            print(f"{program.name} is not installed.", flush=True)
    return [program for program in chosen if program.is_there]


def _measure(
    programs: list[Program], document: Document, effort: scenarios.Effort, wanted: list[str]
) -> dict[str, dict[str, Any]]:
    """What is wanted of each program: one thing of all of them, then the next, so that they meet the same weather."""
    measured: dict[str, dict[str, Any]] = {program.name: {} for program in programs}
    for name in wanted:
        for program in programs:
            print(f"  {name}: {program.name}", file=sys.stderr, flush=True)
            measured[program.name][name] = SCENARIOS[name](program, document, effort)
            gc.collect()
    return measured


def _core(document: Document, repeats: int) -> dict[str, Any]:
    """What reading and exporting cost, measured in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.md"
        path.write_text(document.text, encoding="utf-8", newline="\n")
        command = [sys.executable, "-m", "benchmarks.core_cost", str(path), str(document.typing_line), str(repeats)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        told: dict[str, Any] = json.loads(done.stdout)
        return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
