"""`compare`: what changed between two reviews, or between a review and a version that was kept, in words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from imr_tui.analysis.compare import Change, Comparison, How, What, compare
from imr_tui.analysis.compare_words import SAME, UNSEEN, became, name_of, place_of
from imr_tui.cli.arguments import as_typed, file_argument, json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.site import Site
from imr_tui.data.loader import load_rules
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.files import load
from imr_tui.storage.versions import Version

_INKS = {
    How.ADDED: Ink.GOOD,
    How.REMOVED: Ink.BAD,
    How.CHANGED: Ink.WAITING,
    How.RENAMED: Ink.WAITING,
    How.MOVED: Ink.WAITING,
}


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two that are compared: what it is called, and its text."""

    name: str
    text: str
    is_version: bool = False


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument(
        "other", metavar="OTHER", nargs="?", help="a later review, or a version of FILE by its name; "
        "without it, the version that was kept last"
    )  # fmt: skip
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print what changed, from the first review to the other, or from the version to the review."""
    schema = load_rules().schema
    old, new = _sides(arguments, console, site)
    before, after = parse(old.text, schema), parse(new.text, schema)
    comparison = compare(before, after)
    if arguments.json:
        sides = {"old": old.name, "new": new.name, "old_is_version": old.is_version}
        console.json({**sides, **comparison_json(comparison, before, after)})
        return ExitStatus.FINE
    console.line(f"From {_called(old)} to {_called(new)}:")
    for line in comparison_lines(comparison, before, after, console):
        console.line(line)
    return ExitStatus.FINE


def comparison_lines(comparison: Comparison, old: Report, new: Report, console: Console) -> list[str]:
    """The changes, a line each; one plain sentence where there are none."""
    if not comparison.changes:
        return [SAME if comparison.same_text else UNSEEN]
    return [_line(change, old, new, console) for change in comparison.changes]


def comparison_json(comparison: Comparison, old: Report, new: Report) -> dict[str, Any]:
    """The changes as JSON has them, places as line numbers."""
    return {
        "same_text": comparison.same_text,
        "changes": [
            {
                "what": change.what.value,
                "how": change.how.value,
                "name": change.name,
                "field": change.field or None,
                "before": change.before.value if change.what in (What.FIELD, What.DETAIL) else None,
                "after": change.after.value if change.what in (What.FIELD, What.DETAIL) else None,
                "old_line": None if change.old is None else old.position(change.old.start).line,
                "new_line": None if change.new is None else new.position(change.new.start).line,
                "former": change.former or None,
                "words_before": change.words_before,
                "words_after": change.words_after,
            }
            for change in comparison.changes
        ],
    }


def _sides(arguments: argparse.Namespace, console: Console, site: Site) -> tuple[_Side, _Side]:
    path = Path(arguments.file)
    first = _Side(arguments.file, _text(path, console))
    other = arguments.other
    if other is not None and Path(other).exists():
        return first, _Side(other, _text(Path(other), console))
    store = site.versions()
    version = _latest(store.listing(path), arguments) if other is None else store.named(path, as_typed(other))
    return _Side(version.name, store.text(version), is_version=True), first


def _latest(versions: tuple[Version, ...], arguments: argparse.Namespace) -> Version:
    if not versions:
        raise InputError(
            "There is nothing to compare with",
            "No version of this review is kept.",
            f"Name another review, or keep a version first: {PROGRAM} snapshot {arguments.file}",
        )
    return versions[0]


def _text(path: Path, console: Console) -> str:
    loaded = load(path)
    if loaded.warning:
        console.tell(loaded.warning)
    return loaded.text


def _called(side: _Side) -> str:
    return f"the version “{one_line(side.name)}”" if side.is_version else one_line(side.name)


def _line(change: Change, old: Report, new: Report, console: Console) -> str:
    where = place_of(change, old, new)
    at = f" ({where})" if where else ""
    name = console.ink(one_line(name_of(change)), Ink.STRONG)
    return f"{name}: {console.ink(one_line(became(change)), _INKS[change.how])}{at}"
