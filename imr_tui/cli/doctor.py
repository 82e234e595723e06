"""`imr-tui doctor`: whether this terminal and machine have what the program needs, in plain words."""

from __future__ import annotations

import argparse
import shutil
import textwrap

from imr_tui.cli.arguments import json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.doctor_files import file_findings
from imr_tui.cli.doctor_model import Finding, Verdict
from imr_tui.cli.doctor_terminal import terminal_findings
from imr_tui.errors import ExitStatus
from imr_tui.storage.policy import PolicyPlace

_WORDS = {Verdict.FINE: "fine", Verdict.LOOK: "look", Verdict.WRONG: "wrong"}
_LEAD = 9
_LEAST_ROOM = 30
_UNWRAPPED = 10_000
_INKS = {Verdict.FINE: Ink.GOOD, Verdict.LOOK: Ink.WAITING, Verdict.WRONG: Ink.BAD}


def add_arguments(parser: argparse.ArgumentParser, _name: str, /) -> None:
    """Declare the arguments of `doctor`."""
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, policy: PolicyPlace, /) -> ExitStatus:
    """Print what was found; the status is that of the worst of it."""
    findings = (*terminal_findings(), *file_findings(policy))
    wrong = [finding for finding in findings if finding.verdict is Verdict.WRONG]
    status = max((finding.status for finding in wrong), default=ExitStatus.FINE)
    if arguments.json:
        console.json({"findings": [finding.as_json() for finding in findings], "wrong": len(wrong)})
        return status
    width = max(len(finding.name) for finding in findings)
    room = max(_LEAST_ROOM, shutil.get_terminal_size((_UNWRAPPED, 0)).columns - width - _LEAD - 1)
    for finding in findings:
        word = console.ink(f"{_WORDS[finding.verdict]:<5}", _INKS[finding.verdict])
        lead = f"{word}  {finding.name:<{width}}  "
        for line in (*_wrapped(finding.value, room), *_wrapped(finding.hint, room)):
            console.line(f"{lead}{line}")
            lead = " " * (width + _LEAD)
    console.line()
    console.line(_summary(findings))
    return status


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(one_line(text), room, break_on_hyphens=False)


def _summary(findings: tuple[Finding, ...]) -> str:
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    look = sum(finding.verdict is Verdict.LOOK for finding in findings)
    if wrong:
        return f"{_things(wrong)} wrong, {look} worth a look. What to do stands below each."
    if look:
        return f"Nothing is wrong; {_things(look)} worth a look."
    return "Everything is as it should be."


def _things(count: int) -> str:
    return "1 thing is" if count == 1 else f"{count} things are"
