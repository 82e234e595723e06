"""What keeps a review from being exported."""

from __future__ import annotations

from imr_tui.document.model import Report
from imr_tui.errors import InputError, RefusedError
from imr_tui.word.options import PROFILES, ExportOptions


def refuse_unexportable(report: Report, options: ExportOptions) -> None:
    """InputError for a profile there is not; RefusedError where text or marking would be missing in what goes out."""
    if options.profile not in PROFILES:
        raise InputError(
            "There is no such profile", "A profile says what is exported.", f"Choose one of: {', '.join(PROFILES)}."
        )
    rules = {finding.rule for finding in report.findings}
    if "comment.unclosed" in rules:
        raise RefusedError(
            "A comment is never closed",
            "It would hide everything that comes after it from the Word file.",
            "Put --> where the comment ends, then export again.",
        )
    if "text.vanishes" in rules:
        raise RefusedError(
            "Some of the text would be missing",
            "It is nested too deep, or reads as the definition of a link, and would not be in the Word file.",
            "Run a check: it names the line. Correct it, then export again.",
        )
    if not report.front.readable:
        raise RefusedError(
            "The details at the head of the document cannot be read",
            "The protective marking and the dates stand there, and a Word file without them must not go out.",
            "Run a check: it names the line. Correct it, then export again.",
        )
