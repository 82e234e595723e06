"""Everything to look at once more ahead of an export: questions, findings, gaps in the text, what was settled and why."""

from __future__ import annotations

from collections.abc import Iterator

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.chronology import outside_timescale
from imr_tui.checklist.model import Area, Item, State
from imr_tui.checklist.reading import heading_place, reason_given
from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.front import key_span
from imr_tui.document.model import Report, ValueState
from imr_tui.document.passage import PassageKind
from imr_tui.document.text import Span
from imr_tui.document.values import is_placeholder
from imr_tui.prose.settle import comparable

_SEVERITIES = (
    (Severity.ERROR, "Errors, to be put right first"),
    (Severity.WARNING, "Warnings, each to be changed or kept with a reason"),
    (Severity.INFO, "Worth a look"),
)


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """One thing to look at: what it is called, what is said of it, and where to go; `item` is the question it is.

    `open` says that something is still to be done about it.
    """

    name: str
    text: str
    place: Span | None
    item: Item | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Things of one sort under their heading."""

    title: str
    entries: tuple[CheckEntry, ...]

    @property
    def open(self) -> int:
        """How many of them are still to be done."""
        return sum(entry.open for entry in self.entries)


def review_check(analysis: Analysis) -> tuple[CheckGroup, ...]:
    """The groups in the order in which they are gone through; every area has one, other groups only where they say something."""
    report = analysis.report
    groups = [_area(number, area) for number, area in enumerate(analysis.checklist.areas, 1)]
    for severity, title in _SEVERITIES:
        groups.append(CheckGroup(title, tuple(_findings(analysis, severity))))
    groups.append(CheckGroup("Placeholders that are left", tuple(_placeholders(report))))
    groups.append(CheckGroup("Events outside the timescale", tuple(_outside(report))))
    groups.append(CheckGroup("Findings that you keep", tuple(_kept(analysis))))
    groups.append(CheckGroup("Rules that you switched off", tuple(_switched_off(report))))
    areas = len(analysis.checklist.areas)
    return (*groups[:areas], *(group for group in groups[areas:] if group.entries))


def _area(number: int, area: Area) -> CheckGroup:
    title = f"{number} {area.title.short}: {area.settled} of {len(area.items)} settled"
    return CheckGroup(title, tuple(_item(item) for item in area.items if item.state is not State.DONE))


def _item(item: Item) -> CheckEntry:
    if item.state is State.NOT_APPLICABLE:
        return CheckEntry(item.question.short, f"not applicable: {item.reason}", item.place, item)
    if item.state is State.CONFIRM:
        text = "needs your judgement"
    elif item.state is State.LOOK_AGAIN:
        text = f"look again: {', '.join(item.changed_words)} changed"
    else:
        text = next((line.text for line in item.evidence if not line.holds), item.question.todo)
    return CheckEntry(item.question.short, text, item.place, item, open=True)


def _findings(analysis: Analysis, severity: Severity) -> Iterator[CheckEntry]:
    for finding in analysis.findings:
        if finding.severity is severity and not finding.kept:
            yield CheckEntry(_where(finding), finding.told, finding.span, open=finding.is_open)


def _where(finding: Finding) -> str:
    return f"{finding.record} {finding.field}" if finding.record and finding.field else finding.record or ""


def _placeholders(report: Report) -> Iterator[CheckEntry]:
    """Titles, fields, paragraphs and details that only hold a place."""
    for table, values in report.front.values.items():
        for key, value in values.items() if isinstance(values, dict) else ():
            if isinstance(value, str) and value.strip() and is_placeholder(value) and report.front.inner is not None:
                place = key_span(report.source.head, report.front.inner, table, key)
                yield CheckEntry(f"Details, {key}", value, place, open=True)
    for section in report.sections:
        part, name = section.part, section.owner or section.title
        title = part.heading.title if part.heading is not None else ""
        if title and is_placeholder(title):
            yield CheckEntry(name, f"title: {title}", heading_place(section), open=True)
        if not part.holds_place():
            continue
        for entry in part.fields:
            if entry.value.state is ValueState.PLACEHOLDER:
                yield CheckEntry(f"{name} {entry.name}", entry.value.text, entry.item.shift(section.start), open=True)
        for passage in part.passages:
            if passage.placeholder and passage.kind not in (PassageKind.FIELD, PassageKind.HEADING):
                place = Span(section.start + passage.start, section.start + passage.end)
                yield CheckEntry(name, passage.text, place, open=True)


def _outside(report: Report) -> Iterator[CheckEntry]:
    for event in outside_timescale(report, report.of_kind("E")):
        reasoned = reason_given(event, "Reason for inclusion")
        value = event.value("Reason for inclusion")
        text = value.text if reasoned and value is not None else "no reason for inclusion is given"
        yield CheckEntry(f"{event.id} {event.title}", text, heading_place(report.section_of(event)), open=not reasoned)


def _kept(analysis: Analysis) -> Iterator[CheckEntry]:
    reasons = {
        (entry.get("rule"), comparable(str(entry.get("sentence", "")))): str(entry.get("reason", ""))
        for entry in analysis.report.front.entries("kept")
    }
    for finding in analysis.findings:
        if finding.kept:
            reason = reasons.get((finding.rule, comparable(finding.sentence)), "")
            yield CheckEntry(
                finding.text, f"{finding.message} Kept because: {reason}" if reason else finding.message, finding.span
            )


def _switched_off(report: Report) -> Iterator[CheckEntry]:
    for entry in report.front.entries("rules_off"):
        yield CheckEntry(str(entry.get("rule", "")), str(entry.get("reason", "")), report.front.span)
