"""What reading and exporting cost, apart from any terminal: run for one document in a process of its own.

Usage: core_cost.py FILE LINE REPEATS, which prints JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from benchmarks.timings import milliseconds, spread
from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.data.loader import load_rules
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions
from imr_tui.word.pandoc import find_pandoc

_KEYS = 100
_TYPED = "and then the officers spoke to the family about what had been written down in that week of the year, "


def measure(path: Path, line: int, repeats: int) -> dict[str, Any]:
    """What reading the document costs, whole and after single keys, and what exporting it takes."""
    text = path.read_text(encoding="utf-8")
    begin = time.process_time()
    rules = load_rules()
    result: dict[str, Any] = {"rules_ms": milliseconds(time.process_time() - begin)}
    begin = time.process_time()
    analysis = analyse(text, rules)
    result["first_ms"] = milliseconds(time.process_time() - begin)
    result["findings"] = len(analysis.findings)
    gc.freeze()
    whole = [_cpu(lambda: analyse(text, rules)) for _ in range(repeats)]
    result["whole_ms"] = _told(whole)
    result["key_ms"] = _told(_keys(text, _end_of_line(text, line), rules, analysis))
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result["markdown_ms"] = _told([_cpu(lambda: MarkdownIt().parse(text)) for _ in range(repeats)])
    result["export"] = _exports(path, analysis, rules, repeats)
    return result


def _end_of_line(text: str, line: int) -> int:
    """The offset behind the last character of the line of that number, counted from 1."""
    lines = text.splitlines(keepends=True)[:line]
    return sum(map(len, lines)) - 1


def _keys(text: str, at: int, rules: Rules, analysis: Analysis) -> list[float]:
    """Seconds of processor time that the analysis after each of some keys takes, all typed in one place."""
    costs = []
    for number in range(_KEYS):
        here = at + number
        text = text[:here] + _TYPED[number % len(_TYPED)] + text[here:]
        begin = time.process_time()
        analysis = analyse(text, rules, analysis)
        costs.append(time.process_time() - begin)
    return costs


def _exports(path: Path, analysis: Analysis, rules: Rules, repeats: int) -> dict[str, Any]:
    """Exports and plain runs of pandoc by turns, so that both meet the same weather."""
    program = find_pandoc()
    ours, plain = [], []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plain.docx"
        command = [str(program), "--from=markdown", "--to=docx", "--output", str(target), str(path)]
        for _ in range(repeats):
            plain.append(_wall(lambda: subprocess.run(command, check=True)))
            ours.append(_wall(lambda: export_docx(analysis.report, analysis.checklist, rules.schema, ExportOptions())))
    return {"ours_ms": _told(ours), "pandoc_ms": _told(plain)}


def _cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _wall(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _told(seconds: list[float]) -> dict[str, float] | None:
    found = spread(map(milliseconds, seconds))
    return asdict(found) if found is not None else None


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
