"""`thread`: the golden thread of a review, every record with its links and its gaps."""

from __future__ import annotations

import argparse
from typing import Any

from imr_tui.analysis.thread import Strand, Thread, ThreadRow, golden_thread, thread_rows
from imr_tui.cli.arguments import file_argument, json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.review import Review, open_review
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument("--gaps", action="store_true", help="only the records that lack something")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print the thread."""
    review = open_review(arguments.file, console, site)
    thread = golden_thread(review.analysis, review.rules.schema)
    if arguments.json:
        console.json(_json(arguments, review, thread))
    elif not thread.strands:
        console.line("There is no record in this review yet. Add one with imr-tui add.")
    else:
        _print(arguments, review, thread, console)
    return ExitStatus.FINE


def _json(arguments: argparse.Namespace, review: Review, thread: Thread) -> dict[str, Any]:
    strands = [strand for strand in thread.strands.values() if strand.gaps or not arguments.gaps]
    return {
        "schema": "imr-thread/1",
        "file": arguments.file,
        "gaps": thread.gaps,
        "records": [
            {
                "id": strand.id,
                "kind": review.rules.schema.kinds[strand.kind].name,
                "title": strand.title,
                "line": _line(strand, review),
                "links": {name: list(ids) for name, ids in strand.links.items()},
                "linked_by": list(strand.linked_by),
                "gaps": [gap.text for gap in strand.gaps],
            }
            for strand in strands
        ],
    }


def _print(arguments: argparse.Namespace, review: Review, thread: Thread, console: Console) -> None:
    listed: set[str] = set()
    for row in thread_rows(thread):
        if row.strand is not None:
            listed.add(row.strand.id)
        if arguments.gaps and (row.strand is None or row.again or not row.strand.gaps):
            continue
        console.line(_row(row, review, console))
    others = [strand for strand in thread.strands.values() if strand.id not in listed and strand.gaps]
    if others and not arguments.gaps:
        console.line(console.ink("People, sources and interviews that lack something", Ink.STRONG))
    for strand in others:
        console.line(_row(ThreadRow(1, strand), review, console))
    gaps = thread.gaps
    console.line("Nothing is missing." if not gaps else f"{gaps} {'thing is' if gaps == 1 else 'things are'} missing.")


def _row(row: ThreadRow, review: Review, console: Console) -> str:
    if row.strand is None:
        return console.ink(row.heading, Ink.STRONG)
    strand = row.strand
    said = f"{'  ' * row.depth}{console.ink(strand.id, Ink.STRONG)} {one_line(strand.title)} (line {_line(strand, review)})"
    if row.again:
        return f"{said}, as above" if not strand.gaps else f"{said}, as above: {len(strand.gaps)} missing"
    if not strand.gaps:
        return said
    return f"{said}: {console.ink('; '.join(one_line(gap.text) for gap in strand.gaps), Ink.WAITING)}"


def _line(strand: Strand, review: Review) -> int:
    return review.report.position(strand.place.start).line
