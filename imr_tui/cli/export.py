"""`export`: the review as a Word document."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.checklist.model import NO_CHECKLIST
from imr_tui.cli.arguments import as_typed, file_argument, json_argument
from imr_tui.cli.console import Console, one_line
from imr_tui.cli.site import Site
from imr_tui.data.loader import load_schema
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema
from imr_tui.errors import ExitStatus, InputError, RefusedError
from imr_tui.storage.audit import Event
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import load, write_new
from imr_tui.storage.house_style import read_house_style
from imr_tui.storage.pictures import read_pictures
from imr_tui.storage.places import resolved
from imr_tui.storage.policy import Policy
from imr_tui.storage.stamp import digest
from imr_tui.tui.export_wish import usual_target
from imr_tui.word.columns import COLUMN_SETS
from imr_tui.word.export import export_docx
from imr_tui.word.options import ACTION_PLAN, CHRONOLOGY, FULL, PROFILES, ExportOptions

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis

_SETS = ", ".join(COLUMN_SETS)
_ENDING, _TABLE_ENDING = ".docx", ".csv"


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="the Word file; by default named like the review and what is exported"
    )
    parser.add_argument("--profile", choices=PROFILES, help=f"what is exported; by default {FULL}")
    parser.add_argument("--force", action="store_true", help="replace the Word file if it exists")
    parser.add_argument(
        "--numbered", action=argparse.BooleanOptionalAction, default=True, help="number headings and paragraphs"
    )
    parser.add_argument(
        "--house-style",
        metavar="FILE",
        help="a Word file of the force whose styles are used; by default that of the settings",
    )
    parser.add_argument(
        "--draft", action="store_true", help="say that it is a draft, and show what is open as comments"
    )
    parser.add_argument(
        "--leave-names",
        action="store_true",
        help="with pseudonyms: leave names of officers, places and organisations that nobody has decided on",
    )
    parser.add_argument(
        "--columns",
        metavar="NAMES",
        help=f"columns of the chronology or the action plan, with commas between them, or a set: {_SETS}",
    )
    parser.add_argument(
        "--answers", action="store_true", help="give the remarks on an earlier copy back as comments, with your answers"
    )
    parser.add_argument("--appendix", action="store_true", help="add the checklist as an appendix")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Write the Word document; a file that exists is replaced only with --force."""
    source = Path(arguments.file)
    profile = _profile(arguments.profile, site.policy)
    target = Path(arguments.output) if arguments.output else usual_target(source, profile)
    _refuse_target(source, target, profile, force=arguments.force)
    report, schema, analysis = _read(arguments, console, site)
    marking = report.front.text("document", "marking")
    if marking and not site.policy.allows_marking(marking):
        console.tell("The protective marking of this review is none of those that the site's policy has.")
    options = ExportOptions(
        profile=profile,
        numbered=arguments.numbered,
        house_style=_house_style(arguments.house_style, site),
        draft=arguments.draft,
        checklist_appendix=arguments.appendix,
        leave_names=arguments.leave_names,
        answers=arguments.answers,
        name=target.name,
        findings=tuple(analysis.findings) if analysis is not None and arguments.draft else (),
        columns=_columns(arguments.columns, profile),
        images=read_pictures(report, source),
    )
    if target.suffix.casefold() == _TABLE_ENDING:
        from imr_tui.word.plain_tables import export_csv  # noqa: PLC0415 - most exports are Word files

        data = export_csv(report, schema, options)
    else:
        data = export_docx(report, analysis.checklist if analysis is not None else NO_CHECKLIST, schema, options)
    write_new(target, data, replace=arguments.force)
    try:
        site.versions().keep_export(source, report.text)
    except NotSavedError as error:
        console.tell(str(error))
    site.record(Event.EXPORT, source, console, size=len(data), sha256=digest(data), marking=marking)
    if arguments.json:
        console.json({"file": arguments.file, "output": str(target), "bytes": len(data)})
    else:
        console.line(one_line(str(target)))
    return ExitStatus.FINE


def _read(arguments: argparse.Namespace, console: Console, site: Site) -> tuple[Report, Schema, Analysis | None]:
    """The review as read, and what is found in it where that is exported too: as comments, or with the checklist."""
    if arguments.draft or arguments.appendix:
        from imr_tui.cli.review import open_review  # noqa: PLC0415 - most exports want neither, and nothing is looked for

        review = open_review(arguments.file, console, site, packs=False)
        return review.report, review.rules.schema, review.analysis
    loaded = load(Path(arguments.file))
    if loaded.warning:
        console.tell(loaded.warning)
    schema = load_schema()
    return parse(loaded.text, schema, packs=False), schema, None


def _profile(asked: str | None, policy: Policy) -> str:
    """What is exported: as asked, else everything, or the first that the site allows; RefusedError where it does not."""
    if asked is None:
        return policy.profile(FULL)
    if not policy.allows_profile(asked):
        raise RefusedError(
            "That is not exported here",
            f"The site's policy does not allow the export {asked}.",
            f"Choose one of: {', '.join(policy.export_profiles)}.",
        )
    return asked


def _columns(asked: str | None, profile: str) -> tuple[str, ...]:
    """The columns asked for: a set by its name, or names with commas between them; none where nothing was asked."""
    if asked is None:
        return ()
    if profile not in (CHRONOLOGY, ACTION_PLAN):
        raise InputError(
            "Columns belong to a table",
            "They can be chosen for the chronology or the action plan alone.",
            "Add --profile chronology or --profile action-plan.",
        )
    names = as_typed(asked)
    found = COLUMN_SETS.get(names.strip().casefold()) or tuple(
        name.strip() for name in names.split(",") if name.strip()
    )
    if not found:
        raise InputError("No column was named", "The list of columns is empty.", f"Name some, or one of: {_SETS}.")
    return found


def _refuse_target(source: Path, target: Path, profile: str, *, force: bool) -> None:
    """InputError ahead of the work where the file may not be written there."""
    if resolved(source) == resolved(target):
        raise InputError(
            "That is the review itself", "The Word document cannot have its name.", "Give another with -o."
        )
    ending = target.suffix.casefold()
    if ending == _TABLE_ENDING and profile not in (CHRONOLOGY, ACTION_PLAN):
        raise InputError(
            "Only a table can be CSV",
            f"The export {profile} is a Word document.",
            "Add --profile chronology or --profile action-plan, or give a name that ends in .docx.",
        )
    if ending not in (_ENDING, _TABLE_ENDING):
        raise InputError(
            "That is no name for a Word document", f"{one_line(str(target))} does not end in {_ENDING}.", "Change it."
        )
    if target.exists() and not force:
        raise InputError(
            "There is a file already",
            f"{one_line(str(target))} exists and was left as it is.",
            "Give another name with -o, or replace it with --force.",
        )


def _house_style(asked: str | None, site: Site) -> bytes | None:
    """The house style: as the site has locked, else as asked, else of the settings; None for the program's own."""
    settings = site.settings()
    named = (
        Path(as_typed(asked)) if asked is not None and "house_style" not in settings.locked else settings.house_style
    )
    return read_house_style(named) if named is not None else None
