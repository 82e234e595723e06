"""The findings of a document put into groups, as plain values for the problems list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from imr_tui.document.findings import Finding, Severity

PROSE_FAMILIES = frozenset({"wording", "jargon", "acronym", "quotation", "repetition", "advice", "spelling"})
"""First words of the rules that are about how the review is written."""

_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("The review's details", frozenset({"frontmatter"})),
    ("Records and fields", frozenset({"record", "field", "covers", "event", "source", "date"})),
    ("Text that would be lost or hidden", frozenset({"comment", "text"})),
    ("Checklist", frozenset({"checklist", "kept", "rules_off"})),
    ("Wording", frozenset({"wording"})),
    ("Jargon", frozenset({"jargon"})),
    ("Abbreviations", frozenset({"acronym"})),
    ("Quotations", frozenset({"quotation"})),
    ("Repetition", frozenset({"repetition"})),
    ("Advice", frozenset({"advice"})),
    ("Spelling", frozenset({"spelling"})),
)
_OTHER = "Other"
_KEPT = "Kept, with your reason"
_BROKEN = "To be put right first"

SEVERITY_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Worth a look"}


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one sort under their heading, in the order of their places."""

    title: str
    findings: tuple[Finding, ...]


def is_prose(finding: Finding) -> bool:
    """Whether it is about how the review is written."""
    return finding.rule.partition(".")[0] in PROSE_FAMILIES


def grouped(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Findings by sort: errors first, then family by family, kept ones last; groups without any are left out."""
    order = [_BROKEN, *(title for title, _ in _GROUPS), _OTHER, _KEPT]
    groups: dict[str, list[Finding]] = {title: [] for title in order}
    for finding in findings:
        groups[_title(finding)].append(finding)
    return tuple(FindingGroup(title, tuple(groups[title])) for title in order if groups[title])


def _title(finding: Finding) -> str:
    if finding.kept:
        return _KEPT
    if finding.severity is Severity.ERROR:
        return _BROKEN
    family = finding.rule.partition(".")[0]
    return next((title for title, families in _GROUPS if family in families), _OTHER)
