"""The findings of a document put into groups, as plain values for the problems list."""

from __future__ import annotations

from collections.abc import Container, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Severity
from imr_tui.prose.settle import FAMILIES, can_be_kept

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.prose.model import ProseRules

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
_ELSEWHERE = "The details, and what bears on no area"
_KEPT = "Kept, with your reason"
_BROKEN = "To be put right first"

SEVERITY_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Worth a look"}


class Grouping(StrEnum):
    """How findings are listed."""

    SORT = "by sort"
    AREA = "by area"
    ORDER = "in the order of the text"


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one sort under their heading, in the order of their places."""

    title: str
    findings: tuple[Finding, ...]


def plain_title(rule: str, rules: ProseRules | None) -> str:
    """What a rule is about in a few plain words; without `rules`, or where they do not have it, its sort."""
    if rules is not None:
        from imr_tui.prose.ready import rule_of  # noqa: PLC0415 - the rules are read by then, and this module with them

        found = rule_of(rules, rule)
        if found is not None and found.family:
            return found.family
    family = rule.partition(".")[0]
    return next((title for title, families in _GROUPS if family in families), _OTHER)


def is_prose(finding: Finding) -> bool:
    """Whether it is about how the review is written."""
    return finding.rule.partition(".")[0] in FAMILIES


def may_keep(finding: Finding) -> bool:
    """Whether the author may keep it, with a reason."""
    return can_be_kept(finding)


def grouped_by(grouping: Grouping, findings: Iterable[Finding], analysis: Analysis) -> tuple[FindingGroup, ...]:
    """Findings in groups of their sort, of the area of the checklist that they bear on, or in the order of the text."""
    if grouping is Grouping.SORT:
        return grouped(findings)
    in_order = sorted(findings, key=lambda finding: finding.order)
    if grouping is Grouping.ORDER:
        return (FindingGroup("", tuple(in_order)),) if in_order else ()
    areas = analysis.checklist.areas
    groups: dict[str, list[Finding]] = {area.id: [] for area in areas}
    groups[_ELSEWHERE] = []
    for finding in in_order:
        groups[_area(finding, analysis, groups)].append(finding)
    titles = {area.id: area.title.title for area in areas} | {_ELSEWHERE: _ELSEWHERE}
    return tuple(FindingGroup(titles[area], tuple(found)) for area, found in groups.items() if found)


def _area(finding: Finding, analysis: Analysis, known: Container[str]) -> str:
    """The area that a finding bears on: that of its questions, else that of the section or record it stands in."""
    named = [item.partition(".")[0] for item in (*finding.opens, *finding.items)]
    section = analysis.report.section_at(finding.span.start)
    if section is not None and finding.span.start >= analysis.report.front.body_start:
        named += [name.partition(".")[0] for name in sorted(section.covered)]
    return next((name for name in named if name in known), _ELSEWHERE)


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
    return plain_title(finding.rule, None)
