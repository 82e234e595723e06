"""`recover`: what was typed and not saved, listed, shown, and written to another file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imr_tui.analysis.compare import compare
from imr_tui.cli.arguments import json_argument
from imr_tui.cli.comparing import comparison_json, comparison_lines
from imr_tui.cli.console import Console, Ink, one_line, shown
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.review import marking_of
from imr_tui.cli.site import Site
from imr_tui.cli.written import write_text
from imr_tui.data.loader import load_rules
from imr_tui.document.parse import parse
from imr_tui.errors import ExitStatus, ImrError, InputError, RefusedError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import load
from imr_tui.storage.recent import RecentDocuments
from imr_tui.storage.recovery import RecoveryKey
from imr_tui.storage.snapshot import RecoveredText
from imr_tui.storage.stamp import digest
from imr_tui.tui.screens.compare import difference

_UNNAMED = "unnamed-"


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the review; without one, list what can be recovered")
    parser.add_argument("--to", metavar="OUT", help="write the text that was kept last to this file")
    parser.add_argument("--force", action="store_true", help="replace that file if it exists")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """List what can be recovered, show how it differs from the file, or write it to another file."""
    if arguments.file is None:
        if arguments.to is not None:
            raise InputError("The command cannot be read", "--to needs the review it is about.", "Name it first.")
        _list(arguments, console, site)
        return ExitStatus.FINE
    recovered = _recovered(arguments.file, site)
    if arguments.to is None:
        _show(arguments, recovered, console)
    else:
        _write(arguments, recovered, console, site)
    return ExitStatus.FINE


def _recovered(name: str, site: Site) -> RecoveredText:
    """The newest text kept of the review called `name`; RefusedError where there is none."""
    key = RecoveryKey(name) if name.startswith(_UNNAMED) and not Path(name).exists() else RecoveryKey.of(Path(name))
    recovered = site.recovery().newest(key)
    if recovered is None:
        raise RefusedError(
            "There is nothing to recover",
            f"No unsaved text of {one_line(name)} is kept.",
            f"To see what is kept: {PROGRAM} recover",
        )
    return recovered


def _list(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    folders = {Path.cwd(), *(path.parent for path in RecentDocuments(site.state).paths())}
    kept = site.recovery().listing(sorted(folders))
    if arguments.json:
        console.json({"kept": [_kept_json(recovered) for recovered in kept]})
        return
    for recovered in kept:
        name = console.ink(_called(recovered), Ink.STRONG)
        console.line(f"{name}  kept {_when(recovered)}, {_standing(recovered)}")
    if kept:
        console.tell(f"To see the difference: {PROGRAM} recover FILE. To write it: {PROGRAM} recover FILE --to OUT")
    else:
        console.tell("There is nothing to recover.")


def _show(arguments: argparse.Namespace, recovered: RecoveredText, console: Console) -> None:
    on_disk = _on_disk(recovered)
    schema = load_rules().schema
    old, new = parse(on_disk or "", schema), parse(recovered.text, schema)
    comparison = compare(old, new)
    if arguments.json:
        console.json({**_kept_json(recovered), **comparison_json(comparison, old, new)})
        return
    console.line(f"{_called(recovered)}: kept {_when(recovered)}, {_standing(recovered)}.")
    for line in comparison_lines(comparison, old, new, console):
        console.line(line)
    if not comparison.same_text:
        console.line()
        console.line("Lines with a plus stand in the recovered text only, lines with a minus in the file only:")
        for line in _difference(on_disk or "", recovered.text, console):
            console.line(line)
    console.tell(f"To write the recovered text: {PROGRAM} recover {arguments.file} --to OUT")


def _difference(old: str, new: str, console: Console) -> Iterator[str]:
    for line in difference(old, new).split("\n"):
        ink = {"+": Ink.GOOD, "-": Ink.BAD}.get(line[:1])
        yield console.ink(line, ink) if ink is not None else shown(line)


def _write(arguments: argparse.Namespace, recovered: RecoveredText, console: Console, site: Site) -> None:
    target = Path(arguments.to)
    write_text(recovered.text, recovered.document or Path(arguments.file), target, force=arguments.force)
    data = target.read_bytes()
    marking = marking_of(parse(recovered.text, load_rules().schema))
    site.record(Event.RECOVER, recovered.document, console, size=len(data), sha256=digest(data), marking=marking)
    if arguments.json:
        console.json({**_kept_json(recovered), "output": arguments.to})
    else:
        console.line(one_line(str(target)))


def _on_disk(recovered: RecoveredText) -> str | None:
    """The text of the file itself; None where there is none, or none that can be read."""
    if recovered.document is None:
        return None
    try:
        return load(recovered.document).text
    except ImrError:
        return None


def _standing(recovered: RecoveredText) -> str:
    if recovered.document is None:
        return "never saved to a file"
    if not recovered.document.exists():
        return "its file is gone"
    return "the same as its file" if _on_disk(recovered) == recovered.text else "not the same as its file"


def _called(recovered: RecoveredText) -> str:
    return one_line(str(recovered.document or recovered.key))


def _when(recovered: RecoveredText) -> str:
    return f"{recovered.when.astimezone():%d %B %Y, %H:%M:%S}"


def _kept_json(recovered: RecoveredText) -> dict[str, Any]:
    on_disk = _on_disk(recovered)
    return {
        "file": None if recovered.document is None else str(recovered.document),
        "key": recovered.key,
        "when": recovered.when.isoformat(timespec="seconds"),
        "bytes": len(recovered.text.encode("utf-8", "surrogatepass")),
        "same_as_file": None if on_disk is None else on_disk == recovered.text,
    }
