"""`keep`: a finding that the author keeps, or a rule that is switched off for the review, each with the reason."""

from __future__ import annotations

import argparse
from datetime import datetime

from imr_tui.cli.arguments import file_argument, json_argument, text_of
from imr_tui.cli.console import Console
from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.questions import whose
from imr_tui.cli.review import Review, changing, write_review
from imr_tui.cli.site import Site
from imr_tui.document import front_edits
from imr_tui.document.findings import Finding
from imr_tui.document.values import is_reason
from imr_tui.errors import ExitStatus, InputError, RefusedError
from imr_tui.prose.ready import ids_of
from imr_tui.prose.settle import FAMILIES, can_be_kept


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument("rule", metavar="RULE", help="the rule, such as wording.domestic-abuse")
    parser.add_argument("line", metavar="LINE", nargs="?", help="the line on which the finding stands")
    parser.add_argument("--reason", metavar="TEXT", help="why it is kept; the reason stays in the review")
    parser.add_argument("--off", action="store_true", help="switch the rule off for the whole review instead")
    parser.add_argument(
        "--by", metavar="NAME", help="whose word it is; by default the author, else the name in the settings"
    )
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Write it and say how many findings it settled; RefusedError where there is nothing of the kind."""
    reason = text_of(arguments, "reason").strip()
    if not is_reason(reason):
        raise RefusedError(
            "A reason is needed",
            "A finding is only kept with the reason why.",
            f'Give it: imr-tui keep {arguments.file} {arguments.rule} LINE --reason "…"',
        )
    if bool(arguments.line) == arguments.off:
        raise InputError(
            "The command cannot be read",
            "It takes the line of the finding, or --off for every place in the review.",
            "See imr-tui keep --help.",
        )
    with changing(arguments.file, console, site) as review:
        changed = _off(review, arguments, reason) if arguments.off else _kept(review, arguments, reason, site)
        write_review(changed, console, site)
    settled = _open(review, arguments.rule) - _open(changed, arguments.rule)
    if arguments.json:
        console.json({"rule": arguments.rule, "settled": settled, "left": _open(changed, arguments.rule)})
    else:
        console.line(f"{arguments.rule}: {settled} settled, {_open(changed, arguments.rule)} left open")
    return ExitStatus.FINE


def _kept(review: Review, arguments: argparse.Namespace, reason: str, site: Site) -> Review:
    by, today = whose(arguments, review, site), datetime.now().astimezone().date()
    for sentence in dict.fromkeys(finding.sentence for finding in _found(review, arguments)):
        edits = front_edits.keep_finding(
            review.report, arguments.rule, sentence=sentence, reason=reason, by=by, on=today
        )
        review = review.after(edits)
    return review


def _found(review: Review, arguments: argparse.Namespace) -> list[Finding]:
    """The findings of the rule on the line; RefusedError where there is none that can be kept."""
    if not arguments.line.isdecimal():
        raise InputError("There is no such line", f'"{arguments.line}" is no line.', "Give its number.")
    line, rule = int(arguments.line), arguments.rule
    of_rule = [finding for finding in review.analysis.findings if finding.rule == rule]
    if not of_rule or rule.partition(".")[0] not in FAMILIES:
        known = sorted({finding.rule for finding in review.analysis.findings if can_be_kept(finding)})
        hint = did_you_mean(
            rule, known, f"There is {', '.join(known[:8])}." if known else "Nothing is open to be kept."
        )
        raise RefusedError("There is nothing to keep", f"No finding of {rule} can be kept in this review.", hint)
    here = [
        finding
        for finding in of_rule
        if can_be_kept(finding) and review.report.position(finding.span.start).line == line
    ]
    if not here:
        lines = sorted({review.report.position(finding.span.start).line for finding in of_rule if can_be_kept(finding)})
        hint = f"It is open on line {', '.join(map(str, lines[:8]))}." if lines else "All of them are kept already."
        raise RefusedError("There is nothing to keep", f"No finding of {rule} stands on line {line}.", hint)
    return here


def _off(review: Review, arguments: argparse.Namespace, reason: str) -> Review:
    known = ids_of(review.rules.prose) | {finding.rule for finding in review.analysis.findings}
    able = sorted(rule for rule in known if rule.partition(".")[0] in FAMILIES)
    if arguments.rule not in able:
        hint = did_you_mean(arguments.rule, able, "imr-tui check names the rule of each finding.")
        raise RefusedError("There is no such rule", f"{arguments.rule} cannot be switched off.", hint)
    return review.after(front_edits.switch_off_rule(review.report, arguments.rule, reason=reason))


def _open(review: Review, rule: str) -> int:
    return sum(finding.rule == rule and not finding.kept for finding in review.analysis.findings)
