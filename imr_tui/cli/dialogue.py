"""`dialogue`: the remarks of a review author on a copy that was sent, and what became of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from imr_tui.cli.arguments import file_argument, json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.review import Review, changing, open_review, write_review
from imr_tui.cli.site import Site
from imr_tui.data.loader import load_incoming
from imr_tui.document.dialogue import Remark, Stand, locate, proposed, read_dialogue, settle, take_remarks
from imr_tui.document.text import TextEdit
from imr_tui.errors import ExitStatus, InputError, RefusedError
from imr_tui.storage.foreign import read_foreign
from imr_tui.word.incoming.package import MOST_BYTES
from imr_tui.word.incoming.remarks import read_remarks

_STATES = {
    Stand.OPEN: ("open", Ink.WAITING),
    Stand.ANSWERED: ("answered", Ink.GOOD),
    Stand.DONE: ("done", Ink.GOOD),
    Stand.DISMISSED: ("dismissed", Ink.FAINT),
}


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--from", dest="source", metavar="RETURNED.docx", help="take in the remarks of a copy that came back"
    )
    what.add_argument("--answer", nargs=2, metavar=("NUMBER", "TEXT"), help="answer a remark")
    what.add_argument("--done", type=int, metavar="NUMBER", help="say that a remark is seen to")
    what.add_argument("--dismiss", type=int, metavar="NUMBER", help="set a remark aside")
    what.add_argument("--reopen", type=int, metavar="NUMBER", help="open a remark again")
    what.add_argument("--apply", type=int, metavar="NUMBER", help="carry out a proposed change")
    what.add_argument("--open", action="store_true", help="list only those that are open")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """List the remarks, or do with one what was asked."""
    if arguments.source is not None:
        return _take(arguments, console, site)
    edits = _asked(arguments)
    if edits is None:
        return _list(arguments, console, site)
    number, state, answer = edits
    with changing(arguments.file, console, site) as review:
        report = review.report
        made: tuple[TextEdit, ...] = ()
        if arguments.apply is not None:
            made = proposed(report, _remark(review, number))
        made += settle(report, number, state=state, answer=answer)
        write_review(review.after(made), console, site)
    console.tell(f"Remark {number}: {_STATES[state][0]}.")
    return ExitStatus.FINE


def _asked(arguments: argparse.Namespace) -> tuple[int, Stand, str | None] | None:
    """Which remark is to become what, with which answer; None where nothing is to be changed."""
    if arguments.answer is not None:
        number, text = arguments.answer
        if not number.isdecimal():
            raise InputError(
                "That is no number of a remark", f"{one_line(number)} is not.", f"See {PROGRAM} dialogue FILE."
            )
        if not text.strip():
            raise InputError("The answer is empty", "Without words it is none.", "Give it in quotation marks.")
        return int(number), Stand.ANSWERED, text.strip()
    for name, state in (
        ("done", Stand.DONE),
        ("dismiss", Stand.DISMISSED),
        ("reopen", Stand.OPEN),
        ("apply", Stand.DONE),
    ):
        number = getattr(arguments, name)
        if number is not None:
            return number, state, None
    return None


def _take(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    data = read_foreign(Path(arguments.source), MOST_BYTES, "The Word file cannot be read")
    returned = read_remarks(data, load_incoming())
    with changing(arguments.file, console, site) as review:
        taken = take_remarks(review.report, returned)
        if taken.edits:
            write_review(review.after(taken.edits), console, site)
    if arguments.json:
        console.json(
            {"file": arguments.file, "found": len(returned), "new": len(taken.new), "replied": len(taken.replied)}
        )
    else:
        console.line(
            f"{len(returned)} found, {len(taken.new)} of them new, {len(taken.replied)} with a reply that is new."
            if returned
            else "There is no comment and no tracked change in that copy."
        )
        if taken.new or taken.replied:
            console.tell(f"To see them: {PROGRAM} dialogue {arguments.file}")
    return ExitStatus.FINE


def _list(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    review = open_review(arguments.file, console, site)
    remarks = [
        remark for remark in read_dialogue(review.report.front) if remark.state is Stand.OPEN or not arguments.open
    ]
    if arguments.json:
        console.json({"file": arguments.file, "remarks": [_json(review, remark) for remark in remarks]})
    elif not remarks:
        console.line("There is no remark in this review." if not arguments.open else "No remark is open.")
    for remark in remarks if not arguments.json else ():
        for line in _lines(review, remark, console):
            console.line(line)
    waiting = any(remark.state is Stand.OPEN for remark in remarks)
    return ExitStatus.NOT_SETTLED if waiting else ExitStatus.FINE


def _lines(review: Review, remark: Remark, console: Console) -> Iterator[str]:
    word, ink = _STATES[remark.state]
    place = f", {remark.where}" if remark.where else ""
    line = _line_of(review, remark)
    at = f" (line {line})" if line is not None else " (its place is not found)"
    yield f"{console.ink(f'{remark.number}', Ink.STRONG)} {console.ink(word, ink)}, {one_line(remark.who)}{one_line(place)}{at}"
    if remark.quote and not remark.change:
        yield f"    about “{one_line(remark.quote)}”"
    yield from (f"    {one_line(piece)}" for piece in remark.spoken.splitlines())
    yield from (f"    {one_line(reply.who)}: {one_line(reply.text)}" for reply in remark.replies)
    if remark.answer:
        yield f"    Answer: {one_line(remark.answer)}"


def _line_of(review: Review, remark: Remark) -> int | None:
    span = locate(review.report, remark)
    return review.report.lines.position(span.start).line if span is not None else None


def _remark(review: Review, number: int) -> Remark:
    remarks = {remark.number: remark for remark in read_dialogue(review.report.front)}
    if number not in remarks:
        raise RefusedError("There is no such remark", f"There is no remark {number}.", f"See {PROGRAM} dialogue FILE.")
    return remarks[number]


def _json(review: Review, remark: Remark) -> dict[str, object]:
    return {
        "number": remark.number,
        "who": remark.who,
        "when": remark.when or None,
        "where": remark.where or None,
        "line": _line_of(review, remark),
        "quote": remark.quote or None,
        "change": str(remark.change) or None,
        "text": remark.text,
        "state": str(remark.state),
        "answer": remark.answer or None,
        "replies": [{"who": reply.who, "when": reply.when or None, "text": reply.text} for reply in remark.replies],
    }
