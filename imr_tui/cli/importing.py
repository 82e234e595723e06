"""`import`: a review made from a Word file, with a list of what was not carried over."""

from __future__ import annotations

import argparse
from pathlib import Path

from imr_tui.cli.arguments import json_argument
from imr_tui.cli.console import Console, one_line
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.review import marking_of
from imr_tui.cli.site import Site
from imr_tui.data.loader import load_incoming, load_schema
from imr_tui.document.parse import parse
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import save
from imr_tui.storage.foreign import read_foreign
from imr_tui.word.incoming.convert import Imported, import_word
from imr_tui.word.incoming.package import MOST_BYTES
from imr_tui.word.incoming.told import told

_MOST_TOLD = 40


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="IN.docx", help="the Word file; it is only read")
    parser.add_argument(
        "-o", "--output", metavar="OUT.md", help="the review to make; by default named like the Word file"
    )
    parser.add_argument("--force", action="store_true", help="replace the review if it exists")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Make the review; a file that exists is replaced only with --force."""
    source = Path(arguments.file)
    target = Path(arguments.output) if arguments.output else source.with_suffix(".md")
    if target.exists() and not arguments.force:
        raise InputError(
            "There is a file already",
            f"{one_line(str(target))} exists and was left as it is.",
            "Give another name with -o, or replace it with --force.",
        )
    data = read_foreign(source, MOST_BYTES, "The Word file cannot be read")
    imported = import_word(data, load_incoming(), load_schema(), progress=console.progress("paragraphs read"))
    stamp = save(target, imported.text, None, state=site.state, force=arguments.force)
    site.record(
        Event.IMPORT,
        target,
        console,
        size=stamp.size,
        sha256=stamp.sha256,
        marking=marking_of(parse(imported.text, load_schema())),
    )
    if arguments.json:
        console.json(_json(arguments.file, target, imported))
        return ExitStatus.FINE
    console.line(one_line(str(target)))
    for line in told(imported, load_schema(), _MOST_TOLD):
        console.tell(line)
    console.tell(f"Now look at it: {PROGRAM} {target}")
    return ExitStatus.FINE


def _json(name: str, target: Path, imported: Imported) -> dict[str, object]:
    return {
        "file": name,
        "output": str(target),
        "records": dict(sorted(imported.records.items())),
        "left_out": [
            {"what": str(entry.what), "near": entry.near or None, "words": entry.words} for entry in imported.left_out
        ],
        "doubts": [{"what": doubt.what, "near": doubt.near or None} for doubt in imported.doubts],
    }
