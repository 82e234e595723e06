"""Findings: what a reader should look at, with its place, a plain message and, where there is one, a fix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from imr_tui.document.text import Span, TextEdit


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction that one key applies: what it does, in words, and the edits."""

    label: str
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `span` is a stretch of the file's text; `text` the source text there. `items` are the
    questions it keeps open and those that read the place. `kept` says that the author keeps
    it with a reason: it stays listed and counts for nothing. `opens` are the questions that
    it alone keeps open. `related` is a second place it speaks of (an earlier passage).
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    text: str = ""
    suggestions: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    items: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    kept: bool = False
    related: Span | None = None
    section: int | None = None
    record: str | None = None
    field: str | None = None
    sentence: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still wants a change or a reason: errors and warnings that are not kept."""
        return not self.kept and self.severity is not Severity.INFO
