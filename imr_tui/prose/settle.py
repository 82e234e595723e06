"""Findings that the author keeps and rules that are switched off for the document, each with a reason, or none of it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Report
from imr_tui.document.passages import fold
from imr_tui.document.text import Span
from imr_tui.document.values import is_reason

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


FAMILIES = frozenset({"wording", "jargon", "acronym", "quotation", "repetition", "advice", "spelling"})
"""First words of the rules whose findings an author may keep."""


def can_be_kept(finding: Finding) -> bool:
    """Whether the author may keep a finding with a reason: one about how a sentence is written, not kept yet."""
    return finding.rule.partition(".")[0] in FAMILIES and bool(finding.sentence) and not finding.kept


@dataclass(frozen=True, slots=True)
class Settled:
    """What the author settled: (rule, sentence) pairs that are kept, and rules that are off."""

    kept: frozenset[tuple[str, str]]
    off: frozenset[str]

    def may_keep(self, rule: str) -> bool:
        """Whether any finding of `rule` is kept."""
        return any(kept == rule for kept, _ in self.kept)

    def keeps(self, rule: str, *sentences: str) -> bool:
        """Whether a finding of `rule` in a sentence (told in one or two ways) is kept."""
        return bool(self.kept) and any((rule, comparable(sentence)) in self.kept for sentence in sentences)


def settled(front: FrontMatter) -> Settled:
    """What `[[kept]]` and `[[rules_off]]` settle; entries without a reason settle nothing."""
    return Settled(
        kept=frozenset(
            (_text(entry, "rule"), comparable(_text(entry, "sentence")))
            for entry in front.entries("kept")
            if is_reason(_text(entry, "reason")) and _text(entry, "sentence")
        ),
        off=frozenset(
            _text(entry, "rule") for entry in front.entries("rules_off") if is_reason(_text(entry, "reason"))
        ),
    )


def comparable(sentence: str) -> str:
    """A sentence as kept ones are compared: plain, blanks folded, marks and dashes of one kind."""
    return " ".join(fold(_INVISIBLE.sub("", sentence)).split())


def without_reason(report: Report) -> Iterator[Finding]:
    """A finding for each entry of `[[kept]]` and `[[rules_off]]` that gives no reason."""
    for name, message in _MESSAGES.items():
        for number, entry in enumerate(report.front.entries(name)):
            if is_reason(_text(entry, "reason")):
                continue
            span = _heading(report, name, number)
            yield Finding(
                "kept.no-reason",
                Severity.WARNING,
                span,
                message.format(rule=_text(entry, "rule") or "no rule"),
                text=report.source.slice(*span),
                field=f"{name}.reason",
            )


_MESSAGES = {
    "kept": 'A finding ({rule}) is kept without a reason, so it still counts; add a line reason = "…" that says why it is kept.',
    "rules_off": 'A rule ({rule}) is switched off without a reason, so it still runs; add a line reason = "…" that says why.',
}


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _heading(report: Report, name: str, number: int) -> Span:
    """Where the heading of an entry stands; the front matter's first line where it is written another way."""
    front = report.front
    if front.inner is not None:
        pattern = re.compile(rf"^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", re.MULTILINE)
        headings = list(pattern.finditer(report.source.head.replace("\r", "\n"), front.inner.start, front.inner.end))
        if number < len(headings):
            return Span(headings[number].end() - len(headings[number].group().lstrip()), headings[number].end())
    return Span(front.span.start, front.span.start + 3) if front.span is not None else Span(0, 0)
