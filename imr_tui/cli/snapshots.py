"""`snapshot`: versions of a review that are kept on purpose, under a name."""

from __future__ import annotations

import argparse
from pathlib import Path

from imr_tui.cli.arguments import file_argument, json_argument, text_of
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.review import marking_of, open_review
from imr_tui.cli.site import Site
from imr_tui.cli.written import write_text
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.audit import Event
from imr_tui.storage.versions import Version


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument("--name", metavar="NAME", help="what the version is called; by default the date and time")
    parser.add_argument("--list", action="store_true", help="list the versions that are kept")
    parser.add_argument("--restore", metavar="NAME", help="write this version to the file given with --to")
    parser.add_argument("--to", metavar="OUT", help="the file that --restore writes")
    parser.add_argument("--force", action="store_true", help="replace that file if it exists")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Keep the review as it stands on disk, list what is kept, or write a version to another file."""
    restore, to = arguments.restore, arguments.to
    if sum((arguments.name is not None, arguments.list, restore is not None)) > 1:
        raise InputError("The command cannot be read", "--name, --list and --restore go one at a time.")
    if (restore is None) != (to is None):
        raise InputError("The command cannot be read", "--restore and --to go together.", "Give both.")
    if arguments.list:
        _list(arguments, console, site)
    elif restore is not None:
        _restore(arguments, console, site)
    else:
        _keep(arguments, console, site)
    return ExitStatus.FINE


def version_json(version: Version) -> dict[str, object]:
    """A version as JSON has it; the moment in UTC."""
    return {
        "name": version.name,
        "when": version.when.isoformat(timespec="seconds"),
        "kept": version.kept.value,
        "at_opening": version.at_opening,
        "bytes": version.size,
        "sha256": version.sha256,
    }


def _keep(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    review = open_review(arguments.file, console, site)
    version = site.versions().keep(review.path, review.report.text, text_of(arguments, "name"))
    site.record(
        Event.SNAPSHOT,
        review.path,
        console,
        size=version.size,
        sha256=version.sha256,
        marking=marking_of(review.report),
    )
    if arguments.json:
        console.json({"file": arguments.file, **version_json(version)})
    else:
        console.line(f"Kept as “{one_line(version.name)}”.")


def _list(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    versions = site.versions().listing(Path(arguments.file))
    if arguments.json:
        console.json({"file": arguments.file, "versions": [version_json(version) for version in versions]})
        return
    width = max((len(version.name) for version in versions), default=0)
    for version in versions:
        name = console.ink(f"{version.name:<{width}}", Ink.STRONG)
        console.line(f"{name}  {version.when.astimezone():%d %B %Y, %H:%M:%S}, {version.size} bytes")
    if not versions:
        console.tell(f"No version of {arguments.file} is kept. To keep one: {PROGRAM} snapshot {arguments.file}")


def _restore(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    source, target = Path(arguments.file), Path(arguments.to)
    store = site.versions()
    version = store.named(source, text_of(arguments, "restore"))
    write_text(store.text(version), source, target, force=arguments.force)
    site.record(Event.RECOVER, source, console, size=version.size, sha256=version.sha256)
    if arguments.json:
        console.json({"file": arguments.file, "output": arguments.to, **version_json(version)})
    else:
        console.line(one_line(str(target)))
