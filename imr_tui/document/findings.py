"""Findings: what a reader should look at, with its place, a plain message and, where there is one, a fix."""

from __future__ import annotations

import re
from enum import StrEnum

from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span, TextEdit

_LONGEST_LEAD = 60
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


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
    def order(self) -> tuple[int, int, str]:
        """What findings are sorted by: their place, then their rule."""
        return self.span.start, self.span.end, self.rule

    @property
    def told(self) -> str:
        """The message; where the finding is about words in a sentence, led by these, cut where they are many."""
        words = " ".join(self.text.split())
        if not self.sentence or not words:
            return self.message
        if len(words) > _LONGEST_LEAD:
            words = words[:_LONGEST_LEAD].rpartition(" ")[0] + "…"
        return f"“{words}”: {self.message}"

    def with_items(self, items: tuple[str, ...]) -> Finding:
        """The same finding with other `items`."""
        return self if self.items == items else self._again(self.span, self.related, items)

    def moved(self, by: int, related_by: int) -> Finding:
        """The same finding `by` code points further on, its `related` place `related_by`."""
        related = self.related.shift(related_by) if self.related is not None else None
        return self._again(self.span.shift(by), related, self.items)

    def _again(self, span: Span, related: Span | None, items: tuple[str, ...]) -> Finding:
        # Made outright: after an edit, there may be thousands behind it to be made again.
        return Finding(
            self.rule,
            self.severity,
            span,
            self.message,
            self.text,
            self.suggestions,
            self.fixes,
            items,
            self.opens,
            self.kept,
            related,
            self.section,
            self.record,
            self.field,
            self.sentence,
        )

    @property
    def is_open(self) -> bool:
        """Whether it still wants a change or a reason: errors and warnings that are not kept."""
        return not self.kept and self.severity is not Severity.INFO


def control_findings(text: str, start: int = 0, end: int | None = None) -> list[Finding]:
    """The characters of a stretch of `text` that cannot be seen and steer a terminal or the direction of writing."""
    if start == 0 and end is None and text.replace("\n", " ").isprintable():
        return []
    return [
        Finding(
            "text.control",
            Severity.WARNING,
            Span(*match.span()),
            "There is a character here that cannot be seen and may hide or reorder text. Delete it and type the passage again.",
        )
        for match in _CONTROL.finditer(text, start, len(text) if end is None else end)
    ]
