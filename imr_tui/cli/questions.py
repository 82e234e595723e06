"""`confirm`, `not-applicable` and `reopen`: the author's word on a question, written into the front matter."""

from __future__ import annotations

import argparse
from datetime import datetime

from imr_tui.checklist.model import Item
from imr_tui.cli.arguments import file_argument, json_argument, text_of
from imr_tui.cli.console import Console
from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.review import Review, changing, write_review
from imr_tui.cli.site import Site
from imr_tui.document import front_edits
from imr_tui.document.text import TextEdit
from imr_tui.document.values import is_reason
from imr_tui.errors import ExitStatus, RefusedError
from imr_tui.tui.glyphs import state_word


def add_arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the arguments of the command `name`."""
    file_argument(parser)
    parser.add_argument("item", metavar="ITEM", help="the question, such as language.3")
    if name == "not-applicable":
        parser.add_argument("--reason", metavar="TEXT", help="why the question does not apply to this review")
    if name != "reopen":
        parser.add_argument(
            "--by",
            metavar="NAME",
            help="whose word it is; by default the author in the front matter, else the name in the settings",
        )
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Write the author's word and say how the question stands now; RefusedError where the document does not allow it."""
    with changing(arguments.file, console, site) as review:
        item = item_named(arguments.item, review)
        changed = review.after(_edits(arguments, review, item, site))
        write_review(changed, console, site)
    now = changed.analysis.checklist.item(item.id) or item
    checklist = changed.analysis.checklist
    if arguments.json:
        console.json(
            {"item": item.id, "state": now.state.value, "settled": checklist.settled, "total": checklist.total}
        )
    else:
        console.line(f"{item.id}, {now.question.short}: {state_word(now)}")
        console.line(f"{checklist.done} of {checklist.total} done, {checklist.not_applicable} not applicable")
    return ExitStatus.FINE


def item_named(name: str, review: Review) -> Item:
    """The question of that id; RefusedError with the nearest id where there is none."""
    checklist = review.analysis.checklist
    item = checklist.item(name.casefold())
    if item is None:
        known = [item.id for item in checklist.items]
        raise RefusedError(
            "There is no such question",
            f'The checklist has no question "{name}".',
            did_you_mean(name, known, f"They run from {known[0]} to {known[-1]}."),
        )
    return item


def _edits(arguments: argparse.Namespace, review: Review, item: Item, site: Site) -> tuple[TextEdit, ...]:
    report, today = review.report, datetime.now().astimezone().date()
    if arguments.command == "reopen":
        return front_edits.reopen(report, item.id)
    by = whose(arguments, review, site)
    if arguments.command == "not-applicable":
        reason = text_of(arguments, "reason").strip()
        if not is_reason(reason):
            raise RefusedError(
                "A reason is needed",
                "A question is only set aside with the reason why it does not apply.",
                f'Give it: imr-tui not-applicable {arguments.file} {item.id} --reason "…"',
            )
        return front_edits.set_aside(report, item.id, reason=reason, by=by, on=today)
    _refuse_unready(item)
    return front_edits.confirm(report, item.id, by=by, on=today, seen=tuple(part.seen for part in item.parts))


def whose(arguments: argparse.Namespace, review: Review, site: Site) -> str:
    """Whose word it is: as the site has locked, else as asked, else the review's author, else the person of the settings."""
    locked = site.policy.locked.get("name", "")
    return (
        locked
        or text_of(arguments, "by").strip()
        or review.report.front.text("agency", "author")
        or site.settings().name
    )


def _refuse_unready(item: Item) -> None:
    """RefusedError where a question cannot be confirmed: it ticks by itself, or its evidence does not hold."""
    if not item.question.judge:
        raise RefusedError(
            "There is nothing to confirm",
            f"{item.id} is no question of judgement: it is ticked by what the review holds.",
            item.question.todo,
        )
    missing = [line for line in item.evidence if not line.holds]
    if missing or not item.evidence:
        raise RefusedError(
            "It cannot be confirmed yet",
            # Evidence may quote the review, and a refusal may end up in somebody's log.
            f"Of what it rests on, {len(missing)} of {len(item.evidence)} are not as they should be; “check” lists them."
            if missing
            else "Nothing in the review answers it yet.",
            item.question.todo,
        )
