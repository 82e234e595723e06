"""`set` and `add`: a field, a value of the front matter, a new record, as plain-text twins of the forms."""

from __future__ import annotations

import argparse

from imr_tui.cli.adding import add_from
from imr_tui.cli.arguments import as_typed, file_argument, json_argument, text_of
from imr_tui.cli.console import Console, one_line
from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.places import record_named
from imr_tui.cli.review import Review, changing, marking_of, write_review
from imr_tui.cli.site import Site
from imr_tui.cli.values import refuse_new_errors, set_target
from imr_tui.document.edits import insert_record
from imr_tui.document.markings import is_lower
from imr_tui.document.schema import KindSpec, fold_name
from imr_tui.errors import ExitStatus, InputError, RefusedError
from imr_tui.storage.audit import Event


def add_arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the arguments of `set` or `add`."""
    file_argument(parser)
    if name == "set":
        parser.add_argument(
            "target",
            metavar="WHAT",
            help="a record's field (E3.Date), its title (E3.Title) or narrative, the restriction on a person's field "
            "(P1.Address.Restriction), a section's field (methodology.Interviews) or a value of the front matter "
            "(dates.requested)",
        )
        parser.add_argument("value", metavar="VALUE", help='the new value; "" empties it, further lines are paragraphs')
        parser.add_argument("--yes", action="store_true", help="lower the protective marking without being asked")
    else:
        parser.add_argument("kind", metavar="KIND", help="event, finding, learning-point, recommendation and so on")
        parser.add_argument("--title", metavar="TEXT", help="what stands behind the record's id")
        parser.add_argument(
            "--field", metavar="NAME=VALUE", action="append", help="a field; may be given several times"
        )
        parser.add_argument("--under", metavar="RECORD", help="nest it under this record")
        parser.add_argument("--after", metavar="RECORD", help="put it behind this record of the same kind")
        parser.add_argument(
            "--from", dest="source", metavar="FILE", help="import events from a table (CSV or tab-separated), or terms of "
            "reference from a list"
        )  # fmt: skip
        parser.add_argument(
            "--map",
            metavar="COLUMN=FIELD",
            action="append",
            help="what a column of the table is, by its heading or number",
        )
        parser.add_argument("--duplicates", action="store_true", help="import what is there already, too")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be added")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Write what was asked for; RefusedError where the document does not allow it."""
    with changing(arguments.file, console, site) as review:
        if arguments.command == "set":
            _set(arguments, review, console, site)
        else:
            _add(arguments, review, console, site)
    return ExitStatus.FINE


def _set(arguments: argparse.Namespace, review: Review, console: Console, site: Site) -> None:
    change = set_target(review, text_of(arguments, "target"), text_of(arguments, "value"))
    before, after = marking_of(review.report), marking_of(change.review.report)
    if before != after:
        _refuse_marking(before, after, arguments, console, site)
    if change.review.report.text != review.report.text:
        write_review(change.review, console, site)
    if is_lower(before, after):
        site.record(Event.MARKING, review.path, console, marking=after)
    if arguments.json:
        console.json({"what": change.name, "value": change.value})
    else:
        console.line(f"{change.name}: {one_line(change.value) or 'emptied'}")


def _refuse_marking(before: str, after: str, arguments: argparse.Namespace, console: Console, site: Site) -> None:
    """RefusedError for a marking that the site does not allow, and for a lower one that nobody confirms."""
    if after and not site.policy.allows_marking(after):
        raise RefusedError(
            "That marking is not used here",
            "The site's policy has other protective markings.",
            f"Choose one of: {', '.join(site.policy.markings)}.",
        )
    if not is_lower(before, after) or arguments.yes:
        return
    console.tell("The review would be protected less than it is now.")
    answer = console.ask("Lower its protective marking?")
    if answer is None:
        raise RefusedError("The marking is lower than before", "It was left as it is.", "If it is meant, add --yes.")
    if not answer:
        raise RefusedError("The marking was not lowered", "It was left as it is.")


def _add(arguments: argparse.Namespace, review: Review, console: Console, site: Site) -> None:
    kind = kind_named(arguments.kind, review)
    if arguments.source is not None:
        add_from(arguments, kind, review, console, site)
        return
    if arguments.map or arguments.dry_run or arguments.duplicates:
        raise InputError(
            "The command cannot be read", "--map, --duplicates and --dry-run go with --from.", "Name the file."
        )
    insertion = insert_record(
        review.report,
        review.rules.schema,
        kind.letter,
        at=_beside(arguments, kind, review),
        title=" ".join(text_of(arguments, "title").split()),
        values=_fields([as_typed(entry) for entry in arguments.field or []]),
    )
    changed = review.after(insertion.edits)
    record = changed.report.records.get(insertion.id)
    if record is None or len(changed.report.records) != len(review.report.records) + 1:
        raise RefusedError(
            "The record was not added",
            f"A new {kind.name} would not stand by itself there: what is ahead of it is not closed, or a value is no text.",
            f"See imr-tui check {arguments.file}.",
        )
    refuse_new_errors(review.report, changed.report, "The record was not added")
    write_review(changed, console, site)
    line = changed.report.section_of(record).line
    if arguments.json:
        console.json({"id": record.id, "line": line})
    else:
        console.line(f"{record.id} added at line {line}")


def kind_named(name: str, review: Review) -> KindSpec:
    """The kind of that name, plural or letter, words parted by blanks or hyphens; InputError where there is none."""
    wanted = fold_name(name.replace("-", " "))
    kinds = review.rules.schema.kinds.values()
    for kind in kinds:
        if wanted in (kind.letter.casefold(), kind.name, kind.plural):
            return kind
    names = [kind.name.replace(" ", "-") for kind in kinds]
    hint = did_you_mean(name, names, f"There are {', '.join(names)}.")
    raise InputError("There is no such kind of record", f'"{name}" is none.', hint)


def _beside(arguments: argparse.Namespace, kind: KindSpec, review: Review) -> int | None:
    under, after = text_of(arguments, "under"), text_of(arguments, "after")
    if not under and not after:
        return None
    if under and after:
        raise InputError("The command cannot be read", "A record goes under another or after one, not both.")
    record = record_named(under or after, review.report)
    if under and record.kind not in kind.nests_under:
        raise InputError("It does not belong there", f"A new {kind.name} cannot be nested under {record.id}.")
    if after and record.kind != kind.letter:
        raise InputError("It does not belong there", f"{record.id} is no {kind.name}.", "Use --under to nest a record.")
    return review.report.section_of(record).start


def _fields(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for entry in given:
        name, sign, value = entry.partition("=")
        if not sign or not name.strip():
            raise InputError(
                "A field is written NAME=VALUE", f'"{entry}" is not.', 'Write --field "Date=14 March 2023".'
            )
        values[name.strip()] = value
    return values
