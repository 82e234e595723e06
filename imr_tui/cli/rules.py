"""`rules`: list every rule, explain one, or try a force's own rule file."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from imr_tui.analysis.explain import RuleTold, all_rules
from imr_tui.cli.arguments import json_argument, text_of
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus, InputError


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    parser.add_argument("rule", metavar="RULE", nargs="?", help="the rule to explain; without one, all are listed")
    parser.add_argument("--check", metavar="FILE", help="try a rule file of the force's own, and list its rules")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print what was asked for."""
    listed = _own(Path(text_of(arguments, "check"))) if arguments.check else all_rules(site.rules().prose)
    wanted = text_of(arguments, "rule")
    if wanted:
        listed = (_named(wanted, listed),)
    if arguments.json:
        console.json({"rules": [asdict(rule) for rule in listed]})
    elif wanted:
        _explain(listed[0], console)
    else:
        _list(listed, console)
        if arguments.check:
            console.tell(f"The file can be used: {len(listed)} rule(s). Name it under rule_files in the settings.")
    return ExitStatus.FINE


def _own(file: Path) -> tuple[RuleTold, ...]:
    from imr_tui.analysis.explain import told  # noqa: PLC0415 - with what follows
    from imr_tui.data.loader import load_rules  # noqa: PLC0415 - only where a file is tried
    from imr_tui.data.own_rules import read_own_rules  # noqa: PLC0415 - as above
    from imr_tui.prose.ready import ids_of  # noqa: PLC0415 - as above

    rules = load_rules()
    return tuple(told(rule) for rule in read_own_rules(file, rules.schema, ids_of(rules.prose)))


def _named(wanted: str, listed: tuple[RuleTold, ...]) -> RuleTold:
    found = next((rule for rule in listed if rule.id == wanted), None)
    if found is None:
        raise InputError(
            "There is no such rule",
            f"No rule is called “{one_line(wanted)}”.",
            did_you_mean(wanted, [rule.id for rule in listed], "imr-tui rules lists them all."),
        )
    return found


def _list(listed: tuple[RuleTold, ...], console: Console) -> None:
    width = max((len(rule.id) for rule in listed), default=0)
    for family, rules in groupby(listed, key=lambda rule: rule.family):
        console.line(console.ink(one_line(family), Ink.STRONG))
        for rule in rules:
            console.line(f"  {rule.id:<{width}}  {rule.severity:<7}  {one_line(rule.says)}")


def _explain(rule: RuleTold, console: Console) -> None:
    console.line(f"{console.ink(rule.id, Ink.STRONG)} ({rule.severity}; {one_line(rule.family)})")
    console.line(f"  {one_line(rule.says)}")
    if rule.suggestions:
        console.line(f"  Instead: {one_line('; '.join(rule.suggestions))}")
    if rule.opens:
        console.line(f"  Keeps open: {rule.opens}")
    for title, sentences in (("Found in", rule.catches), ("Not found in", rule.leaves)):
        for sentence in sentences:
            console.line(f"  {title}: {one_line(sentence)}")
    if rule.source:
        console.line(f"  From: {one_line(rule.source)}")
