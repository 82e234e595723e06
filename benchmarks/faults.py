"""Put imr-tui and other editors through what breaks: kills, lost terminals, full disks, other people.

Usage: python benchmarks/faults.py [--only imr-tui vim …] [--fault kill closed …] [--kills 25] [--json OUT] [--write]

Each editor runs in a pseudo-terminal, in folders of its own, without anybody's settings; a numbered text is typed and
one fault is made. What stands on disk afterwards is searched for what was typed. `--write` writes docs/reliability.md.
The disks that are full and the folder that is read-only need root. Linux only.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if sys.path[0] != str(ROOT):
    # Started as a script, Python looks for modules beside it; they are found from the project's folder.
    sys.path[0] = str(ROOT)

from benchmarks.faults_cases import FAULTS, Effort, Outcome  # noqa: E402 - the path comes first
from benchmarks.faults_editors import EDITORS  # noqa: E402 - as above
from benchmarks.faults_page import page, table  # noqa: E402 - as above
from benchmarks.faults_sandbox import is_root  # noqa: E402 - as above

PAGE = ROOT / "docs" / "reliability.md"
Results = dict[str, dict[str, Outcome]]


def main(arguments: list[str]) -> int:
    """Make the faults that the arguments ask for and print the table; the exit status."""
    wanted = _parser().parse_args(arguments)
    effort = Effort(wanted.characters, wanted.kills)
    results: Results = _read(wanted.add) if wanted.add else {}
    for name in wanted.fault:
        fault = FAULTS[name]
        if fault.root and not is_root():
            print(f"{fault.title}: needs root", file=sys.stderr)
            continue
        for editor in (EDITORS[chosen] for chosen in wanted.only):
            if not editor.is_there:
                continue
            print(f"{fault.title}, {editor.name} …", file=sys.stderr, flush=True)
            results.setdefault(name, {})[editor.name] = fault.run(editor, effort)
    if wanted.json:
        _write_json(Path(wanted.json), results)
    print(table(results))
    if wanted.write:
        PAGE.write_text(page(results, effort), encoding="utf-8")
    return 0


def _read(file: str) -> Results:
    read: Mapping[str, Mapping[str, Mapping[str, Any]]] = json.loads(Path(file).read_text("utf-8"))
    return {fault: {editor: _outcome(values) for editor, values in editors.items()} for fault, editors in read.items()}


def _outcome(values: Mapping[str, Any]) -> Outcome:
    return Outcome(**{**values, "more": tuple(values["more"])})


def _write_json(file: Path, results: Results) -> None:
    told = {
        fault: {editor: dataclasses.asdict(outcome) for editor, outcome in editors.items()}
        for fault, editors in results.items()
    }
    file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=EDITORS, default=list(EDITORS), help="these editors alone")
    parser.add_argument("--fault", nargs="*", choices=FAULTS, default=list(FAULTS), help="these faults alone")
    parser.add_argument("--characters", type=int, default=Effort().characters, help="how much is typed")
    parser.add_argument("--kills", type=int, default=Effort().kills, help="how often an editor is killed while saving")
    parser.add_argument("--json", metavar="OUT", help="keep the outcomes in a file")
    parser.add_argument("--add", metavar="FILE", help="outcomes of an earlier run, to be added to")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
