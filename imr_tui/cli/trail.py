"""`audit`: whether the audit trail is whole, for whoever answers for the machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from imr_tui.cli.arguments import json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.audit import AuditTrail, Verification


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments of `audit`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a trail kept elsewhere; by default your own, in the state folder"
    )
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print what a look along the chain found; not settled where it is broken."""
    trail = AuditTrail(site.state) if arguments.file is None else AuditTrail.at(_there(arguments.file))
    found = trail.verify()
    if arguments.json:
        console.json(
            {
                "file": str(trail.file),
                "entries": found.entries,
                "broken_off": found.broken_off,
                "broken_at": found.broken_at,
            }
        )
    else:
        _tell(trail.file, found, console)
    return ExitStatus.FINE if found.whole else ExitStatus.NOT_SETTLED


def _there(file: str) -> Path:
    path = Path(file)
    if not path.is_file():
        raise InputError("No such file", f"There is no file {one_line(file)}.", "Check the name.")
    return path


def _tell(file: Path, found: Verification, console: Console) -> None:
    console.line(console.ink(one_line(str(file)), Ink.STRONG))
    if found.broken_at is not None:
        console.line(
            f"  Line {found.broken_at} does not follow from the one before: something was changed, taken out or put in "
            "there or just ahead of it."
        )
        console.line(f"  Whole entries ahead of that: {found.entries}.")
        console.tell("Keep a copy of the file as it is, and compare it with what your log collector took.")
    elif not found.entries:
        console.line("  There is nothing in it yet.")
    else:
        console.line(f"  Whole: {_entries(found.entries)}, each following from the one before.")
    if found.broken_off:
        console.line(f"  Lines that broke off while they were written, as when power fails: {found.broken_off}.")


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
