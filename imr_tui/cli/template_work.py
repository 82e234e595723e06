"""`templates check`, `make` and `change`: a force's own templates, and another template for a review in progress."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.cli.console import Console, one_line, shown
from imr_tui.cli.plainly import PROGRAM
from imr_tui.cli.review import Review, changing, open_review, write_review
from imr_tui.cli.site import Site
from imr_tui.document.front_edits import from_template
from imr_tui.document.parse import parse
from imr_tui.document.retemplate import Retemplated, retemplate, template_of
from imr_tui.document.text import TextEdit
from imr_tui.errors import ExitStatus, ImrError, InputError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import load, save
from imr_tui.storage.templates import find_template, template_text
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions

_KEYS = ("name", "for", "based_on", "version")


def check(name: str, console: Console, site: Site) -> ExitStatus:
    """Say what keeps a file from being a good template; fine where nothing does."""
    analysis = analyse(load(Path(name)).text, site.rules())
    problems = list(template_problems(analysis, site.rules()))
    for problem in problems:
        console.line(one_line(problem))
    if problems:
        return ExitStatus.NOT_SETTLED
    console.line(f"{one_line(name)} can be used as a template: every question has its place, and nothing is ticked.")
    return ExitStatus.FINE


def template_problems(analysis: Analysis, rules: Rules) -> Iterator[str]:
    """What is wrong with a template, each in a sentence."""
    report = analysis.report
    about = report.front.table("template")
    if not about:
        yield "There is no [template] table at its head, so it is no template."
    yield from (f"[template] has no “{key}”." for key in _KEYS if about and not about.get(key))
    for finding in analysis.findings:
        yield f"Line {report.position(finding.span.start).line}: {finding.message}"
    done = [item.question.id for item in analysis.checklist.items if item.state.settled]
    if done:
        yield f"As it stands it already answers {', '.join(done)}: a review begun from it would begin with a tick that nobody earned."
    homeless = [item for item in rules.schema.items if not report.covering(item)]
    if homeless:
        yield f"No heading covers {', '.join(homeless)}: add {{covers=…}} to the headings under which these are answered."
    roles = [role.text for person in report.of_kind("P") if (role := person.value("Role")) is not None]
    subjects = report.front.get("review", "subjects")
    listed = [role for role in subjects if isinstance(role, str)] if isinstance(subjects, list) else []
    yield from (f"“{role}” is a subject, and no person record has that role." for role in listed if role not in roles)
    lacking = [kind.name for letter, kind in rules.schema.kinds.items() if not report.of_kind(letter)]
    if lacking:
        yield f"There is no blank record of these kinds: {', '.join(lacking)}."
    try:
        export_docx(report, analysis.checklist, rules.schema, ExportOptions())
    except ImrError as error:
        yield f"It cannot be exported: {error.detail}"


def make(name: str, target: str | None, title: str | None, console: Console, site: Site) -> ExitStatus:
    """Make a template of a review: its headings and columns, none of its text."""
    if target is None:
        raise InputError(
            "A name is missing", "It is not said how the template is to be called.", "Give its file with -o."
        )
    path = Path(target)
    review = open_review(name, console, site)
    kind = review.report.front.text("review", "type")
    text = template_of(review.report, review.rules.schema, title or path.stem, (kind,) if kind else ("",))
    stamp = save(path, text, None, state=site.state)
    site.record(Event.SAVE, path, console, size=stamp.size, sha256=stamp.sha256)
    console.line(one_line(str(path)))
    for heading in _with_names(review):
        console.tell(f"This heading holds a name of one of the people: {heading}")
    console.tell(
        "It has the headings of the review and none of its text. Read the headings for names before others use it, add prompts, "
        f"and say in based_on what it rests on. Then: {PROGRAM} templates check {one_line(str(path))}"
    )
    return ExitStatus.FINE


def _with_names(review: Review) -> Iterator[str]:
    """The headings that hold a word of the name of one of the people."""
    named = [person.value("Name and aliases") for person in review.report.of_kind("P")]
    words = {
        word.casefold() for value in named if value is not None for word in re.findall(r"[^\W\d_]{3,}", value.text)
    }
    for section in review.report.sections:
        if not section.in_record and words & {word.casefold() for word in re.findall(r"[^\W\d_]+", section.title)}:
            yield section.title


def change(name: str, wanted: str, console: Console, site: Site, *, write: bool) -> ExitStatus:
    """Show a review under another template; with `write` put it there."""
    folders = site.settings().template_folders
    found = find_template(wanted, folders)
    template = parse(from_template(template_text(found.name, folders), found.name), site.rules().schema)
    if not write:
        review = open_review(name, console, site)
        made = retemplate(review.report, template, found.name)
        _show(made, review.report.text, console)
        console.tell(f"Nothing was written. To do so: {PROGRAM} templates change {one_line(name)} {found.name} --write")
        return ExitStatus.FINE
    with changing(name, console, site) as review:
        made = retemplate(review.report, template, found.name)
        whole = TextEdit(0, len(review.report.text), made.text)
        write_review(review.after((whole,)), console, site)
    console.line(f"{one_line(name)} now has the headings of {found.name}; all that was written is in it.")
    return ExitStatus.FINE


def _show(made: Retemplated, before: str, console: Console) -> None:
    for entry in made.mapped:
        console.line(
            f"  {one_line(entry.was)} -> {one_line(entry.now)}"
            if entry.now
            else f"  {one_line(entry.was)} keeps its heading"
        )
    console.line()
    for line in difflib.unified_diff(before.splitlines(), made.text.splitlines(), "now", "then", lineterm="", n=1):
        console.line(shown(line))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the three take."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="check FILE | make REVIEW | change REVIEW NAME",
        help="what to do; without it, the templates are listed",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="with make: the template to write")
    parser.add_argument("--name", metavar="TITLE", help="with make: what it is called")
    parser.add_argument(
        "--write", action="store_true", help="with change: write the review, not only show the difference"
    )


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus | None:
    """Do what the words ask; None where there are none."""
    match arguments.words:
        case []:
            return None
        case ["check", name]:
            return check(name, console, site)
        case ["make", name]:
            return make(name, arguments.output, arguments.name, console, site)
        case ["change", name, wanted]:
            return change(name, wanted, console, site, write=arguments.write)
    raise InputError(
        "The command cannot be read",
        f"“{one_line(' '.join(arguments.words))}” is not understood.",
        f"Write {PROGRAM} templates check FILE, make REVIEW -o FILE, or change REVIEW NAME.",
    )
