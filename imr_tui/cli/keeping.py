"""`where` and `purge`: every place that holds text of a review, and taking all of them away but the review itself."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from imr_tui.cli.arguments import file_argument, json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.review import holding_lock
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus, InputError, RefusedError
from imr_tui.storage.audit import Event
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.holdings import HeldAs, Holding, holdings, remove_holdings
from imr_tui.storage.remembered import RememberedReviews

_CALLED = {
    HeldAs.DOCUMENT: "the review itself",
    HeldAs.RECOVERY: "kept for recovery",
    HeldAs.VERSION: "a version that is kept",
    HeldAs.CUT_OFF_SAVE: "left by a save that was cut off, of this review or another in its folder",
    HeldAs.OTHER_PROGRAM: "left by another editor",
}


def add_arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the arguments of `where` or `purge`."""
    file_argument(parser)
    if name == "purge":
        parser.add_argument("--yes", action="store_true", help="remove without being asked")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print the places, or remove them."""
    if arguments.command == "where":
        _where(arguments, console, site)
        return ExitStatus.FINE
    path = Path(arguments.file)
    _refuse_unknown(arguments, site)
    with holding_lock(path, site):
        return _purge(arguments, console, site)


def _where(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    held = _refuse_unknown(arguments, site)
    if arguments.json:
        console.json({"file": arguments.file, "places": [_json(holding) for holding in held]})
        return
    _lines(held, console)
    console.tell("Word files and other exports are where you put them; they are not listed.")
    for holding in held:
        if holding.names > 1:
            console.tell(f"The review has {holding.names - 1} further name(s) on this disk, which are not listed.")


def _purge(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    held = holdings(Path(arguments.file), site.state)
    doomed = [holding for holding in held if holding.held_as is not HeldAs.DOCUMENT and not holding.at_work]
    at_work = sum(holding.at_work for holding in held)
    if doomed:
        _refuse_unconfirmed(doomed, arguments, console)
    removed = remove_holdings(doomed, site.state)
    with suppress(NotSavedError):
        # No word of the text: where one left, and the count. It goes with the rest all the same.
        RememberedReviews(site.state).forget(Path(arguments.file))
    if removed:
        site.record(Event.PURGE, Path(arguments.file), console)
    if arguments.json:
        console.json({"file": arguments.file, "removed": [_json(holding) for holding in removed], "left": at_work})
    else:
        console.line(f"Removed: {len(removed)}. The review itself was left as it is.")
    if at_work:
        console.tell("What a save may be writing just now was left. Run this again in a minute.")
        return ExitStatus.NOT_SETTLED
    return ExitStatus.FINE


def _refuse_unknown(arguments: argparse.Namespace, site: Site) -> tuple[Holding, ...]:
    """The places; InputError where there is neither a review nor anything kept of it."""
    held = holdings(Path(arguments.file), site.state)
    if not held:
        raise InputError(
            "No such file",
            f"There is no file {one_line(arguments.file)}, and nothing is kept of it.",
            "Check the name.",
        )
    return held


def _refuse_unconfirmed(doomed: list[Holding], arguments: argparse.Namespace, console: Console) -> None:
    if arguments.yes:
        return
    if not arguments.json:
        _lines(doomed, console)
    answer = console.ask(f"Remove these {len(doomed)} file(s) for good?")
    if answer is None:
        raise RefusedError(
            "Nothing was removed", f"{len(doomed)} file(s) would be removed for good.", "If it is meant, add --yes."
        )
    if not answer:
        raise RefusedError("Nothing was removed", "Everything is as it was.")


def _lines(held: tuple[Holding, ...] | list[Holding], console: Console) -> None:
    for holding in held:
        console.line(f"{console.ink(one_line(str(holding.file)), Ink.STRONG)}")
        said = f"{_CALLED[holding.held_as]}, {holding.size} bytes, {holding.when.astimezone():%d %B %Y, %H:%M}"
        console.line(f"  {said}{'; a save may be writing it just now' if holding.at_work else ''}")


def _json(holding: Holding) -> dict[str, object]:
    return {
        "held_as": holding.held_as.value,
        "file": str(holding.file),
        "bytes": holding.size,
        "when": holding.when.isoformat(timespec="seconds"),
    }
