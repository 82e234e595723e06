"""`renumber`: other numbers for records, as the plain-text twin of the interface's."""

from __future__ import annotations

import argparse

from imr_tui.checklist.model import State
from imr_tui.cli.arguments import file_argument, json_argument
from imr_tui.cli.console import Console
from imr_tui.cli.places import record_named
from imr_tui.cli.records import kind_named
from imr_tui.cli.review import changing, write_review
from imr_tui.cli.site import Site
from imr_tui.document.renumber import also_in_words, in_order, renumber
from imr_tui.errors import ExitStatus


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument("record", metavar="RECORD", help="the record (E3), or a kind (events) to number in its order")
    parser.add_argument("number", metavar="NEW", nargs="?", help="its new number (E7 or 7)")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Write the new numbers, and say what still has to be looked at; RefusedError where a number does not fit."""
    with changing(arguments.file, console, site) as review:
        report = review.report
        if arguments.number:
            record = record_named(arguments.record, report)
            new = arguments.number.strip().upper()
            numbers = {record.id: f"{record.kind}{new}" if new.isdecimal() else new}
        else:
            numbers = in_order(report, kind_named(arguments.record, review).letter)
        numbers = {old: new for old, new in numbers.items() if old != new}
        lines = also_in_words(report, tuple(numbers))
        changed = review.after(renumber(report, numbers))
        if numbers:
            write_review(changed, console, site)
    before = {item.id for item in review.analysis.checklist.items if item.state is State.LOOK_AGAIN}
    again = [
        item.id for item in changed.analysis.checklist.items if item.state is State.LOOK_AGAIN and item.id not in before
    ]
    if arguments.json:
        console.json({"renumbered": numbers, "in_words_on_lines": list(lines), "look_again": again})
        return ExitStatus.FINE
    for old, new in numbers.items():
        console.line(f"{old} is {new} now")
    if not numbers:
        console.line("They are in order already.")
    if lines:
        console.tell(f"In plain words the old numbers still stand on line {', '.join(map(str, lines))}.")
    if again:
        console.tell(f"Confirmed questions that ask for another look: {', '.join(again)}.")
    return ExitStatus.FINE
