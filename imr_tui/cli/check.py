"""`check`: the whole checklist with its evidence and every finding, for a person or as JSON."""

from __future__ import annotations

import argparse

from imr_tui.analysis.model import Analysis
from imr_tui.cli.arguments import file_argument, json_argument
from imr_tui.cli.check_json import check_json
from imr_tui.cli.check_text import check_lines
from imr_tui.cli.console import Console
from imr_tui.cli.review import open_review
from imr_tui.cli.site import Site
from imr_tui.document.findings import Severity
from imr_tui.errors import ExitStatus


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Print the checklist and the findings; FINE only where nothing is left to do."""
    review = open_review(arguments.file, console, site, spelling=True)
    if arguments.json:
        console.json(check_json(review.analysis, arguments.file))
    else:
        for line in check_lines(review.analysis, arguments.file, console):
            console.line(line)
    return verdict(review.analysis)


def verdict(analysis: Analysis) -> ExitStatus:
    """FINE where every question is settled and no error-level finding is left that is not kept."""
    checklist = analysis.checklist
    errors = any(finding.severity is Severity.ERROR and not finding.kept for finding in analysis.findings)
    settled = checklist.settled == checklist.total
    return ExitStatus.FINE if settled and not errors else ExitStatus.NOT_SETTLED
