"""`new` and `templates`: starting a review, and what it can be started from."""

from __future__ import annotations

import argparse
from pathlib import Path

from imr_tui.cli import template_work
from imr_tui.cli.arguments import json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.site import Site
from imr_tui.document.front_edits import from_template
from imr_tui.errors import ExitStatus
from imr_tui.storage.audit import Event
from imr_tui.storage.files import save
from imr_tui.storage.templates import Template, find_template, sample_text, samples, template_text, templates

DEFAULT = "general"


def add_arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the arguments of `new` or `templates`."""
    if name == "new":
        parser.add_argument("file", metavar="FILE", help="the review to make; a file that exists is left as it is")
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--template", metavar="NAME", default=DEFAULT, help=f"what to start from; by default {DEFAULT}"
        )
        choice.add_argument(
            "--sample",
            metavar="NAME",
            help="a filled-in review to look at in place of a template, such as dhr-complete",
        )
    else:
        template_work.add_arguments(parser)
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Make the review, or list the templates."""
    folders = site.settings().template_folders
    if arguments.command == "new":
        _new(arguments, folders, console, site)
        return ExitStatus.FINE
    done = template_work.run(arguments, console, site)
    if done is not None:
        return done
    _list(arguments, folders, console)
    return ExitStatus.FINE


def _new(arguments: argparse.Namespace, folders: tuple[Path, ...], console: Console, site: Site) -> None:
    if arguments.sample is None:
        name = find_template(arguments.template, folders).name
        text = from_template(template_text(name, folders), name)
        begun_from = {"template": name}
    else:
        text = sample_text(arguments.sample)
        begun_from = {"sample": arguments.sample}
    path = Path(arguments.file)
    stamp = save(path, text, None, state=site.state)
    for note in stamp.notes:
        console.tell(note)
    site.record(Event.SAVE, path, console, size=stamp.size, sha256=stamp.sha256)
    if arguments.json:
        console.json({"file": arguments.file, **begun_from})
    else:
        ((kind, name),) = begun_from.items()
        console.line(f"{one_line(arguments.file)} is started from the {kind} {name}.")
        console.tell(f"To {'write' if kind == 'template' else 'look at it'}: {PROGRAM} {arguments.file}")


def _list(arguments: argparse.Namespace, folders: tuple[Path, ...], console: Console) -> None:
    known = templates(folders)
    if arguments.json:
        listed = [{"name": sample.name, "title": sample.title, "file": str(sample.path)} for sample in samples()]
        console.json({"templates": [_template_json(template) for template in known], "samples": listed})
        return
    width = max((len(template.name) for template in known), default=0)
    for template in known:
        serves = f" ({'; '.join(template.for_)})" if template.for_ else ""
        console.line(f"{console.ink(f'{template.name:<{width}}', Ink.STRONG)}  {one_line(template.title + serves)}")
        if template.problem:
            console.tell(template.problem)
    if not known:
        console.tell("There is no template.")
    for sample in samples():
        console.tell(f"{PROGRAM} new look.md --sample {sample.name}: {sample.title}, everybody in it invented.")


def _template_json(template: Template) -> dict[str, object]:
    return {
        "name": template.name,
        "title": template.title,
        "for": list(template.for_),
        "file": str(template.path),
        "problem": template.problem or None,
    }
