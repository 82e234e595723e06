"""`next` and `status`: what to do next in a review, and how the reviews in a folder stand."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from imr_tui.analysis.model import Analysis
from imr_tui.analysis.next_step import NextStep, next_step
from imr_tui.cli.arguments import file_argument, json_argument, text_of
from imr_tui.cli.check_text import counts, where
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.places import place_offset
from imr_tui.cli.review import Review, open_review
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus, ImrError, InputError
from imr_tui.tui.glyphs import state_word

_FENCE = "+++"


def add_arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the arguments of `next` or `status`."""
    if name == "next":
        file_argument(parser)
        parser.add_argument("--after", metavar="PLACE", help="look from this line (120) or record (E3) on")
    else:
        parser.add_argument("folder", metavar="DIR", nargs="?", default=".", help="the folder; without one, this one")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print what was asked for."""
    if arguments.command == "next":
        _next(arguments, console, site)
    else:
        _status(arguments, console, site)
    return ExitStatus.FINE


def _next(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    review = open_review(arguments.file, console, site)
    after = text_of(arguments, "after")
    offset = place_offset(after, review.report) if after else 0
    step = next_step(review.analysis, offset - 1)
    if arguments.json:
        console.json({"file": arguments.file, "next": None if step is None else _step_json(step, review)})
    elif step is None:
        console.line("Nothing is left to do.")
    else:
        _step_lines(step, review, console)


def _step_json(step: NextStep, review: Review) -> dict[str, Any]:
    item, finding = step.item, step.finding
    return {
        "line": None if step.place is None else review.report.position(step.place.start).line,
        "item": None if item is None else item.id,
        "state": None if item is None else item.state.value,
        "rule": None if finding is None else finding.rule,
        "what": step.text,
    }


def _step_lines(step: NextStep, review: Review, console: Console) -> None:
    at = "" if step.place is None else f" (line {review.report.position(step.place.start).line})"
    if step.item is not None:
        question = step.item.question
        console.line(f"{console.ink(f'{step.item.id}, {question.short}', Ink.STRONG)}: {state_word(step.item)}{at}")
        console.line(f"  {question.text} ({question.reference})")
        for line in step.item.evidence:
            if not line.holds:
                console.line(f"  open: {one_line(line.text)}{where(line, review.report)}")
        console.line(f"  {question.todo}")
    if step.finding is not None:
        console.line(f"{console.ink(step.finding.rule, Ink.STRONG)}, {step.finding.severity.value}{at}")
        console.line(f"  {one_line(step.finding.message)}")


def _status(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    site.rules()
    listed = []
    for path in _reviews(Path(arguments.folder)):
        try:
            listed.append((path, open_review(str(path), console, site).analysis))
        except ImrError as error:
            console.tell(f"{path.name}: {error.title}. {error.detail}")
    if arguments.json:
        console.json({"reviews": [_status_json(path, analysis) for path, analysis in listed]})
        return
    width = max((len(path.name) for path, _ in listed), default=0)
    for path, analysis in listed:
        name = console.ink(f"{path.name:<{width}}", Ink.STRONG)
        console.line(f"{name}  {counts(analysis)}; saved {_saved(path):%d %B %Y, %H:%M}")
    if not listed:
        console.tell(f"There is no review in {arguments.folder}.")


def _reviews(folder: Path) -> list[Path]:
    """The Markdown files with front matter in a folder, in order of name; a file stands for itself."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise InputError("No such folder", f"There is no folder {one_line(str(folder))}.", "Check the name.")
    try:
        return sorted(path for path in folder.glob("*.md") if path.is_file() and _has_front_matter(path))
    except OSError as error:
        raise InputError("The folder cannot be read", f"{error.strerror}.", "Ask for permission to read it.") from error


def _has_front_matter(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16).removeprefix(b"\xef\xbb\xbf").startswith(_FENCE.encode())
    except OSError:
        return True  # it is named with what is wrong when it is opened


def _status_json(path: Path, analysis: Analysis) -> dict[str, Any]:
    checklist = analysis.checklist
    return {
        "file": str(path),
        "done": checklist.done,
        "not_applicable": checklist.not_applicable,
        "settled": checklist.settled,
        "total": checklist.total,
        "saved": _saved(path).isoformat(timespec="seconds"),
    }


def _saved(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
