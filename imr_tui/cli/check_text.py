"""The analysis for a person to read: a state is always a word as well as a sign, a place always a line number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import Area, Evidence, Item, State
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.model import Report
from imr_tui.tui.glyphs import ASCII, UNICODE, Glyphs, area_state, state_word

_INKS = {
    State.DONE: Ink.GOOD,
    State.NOT_APPLICABLE: Ink.FAINT,
    State.CONFIRM: Ink.WAITING,
    State.LOOK_AGAIN: Ink.WAITING,
    State.STARTED: Ink.WAITING,
    State.TODO: Ink.STRONG,
}
_SEVERITY_INKS = {Severity.ERROR: Ink.BAD, Severity.WARNING: Ink.WAITING, Severity.INFO: Ink.FAINT}
_LONGEST_QUOTE = 160


def check_lines(analysis: Analysis, file: str, console: Console) -> Iterator[str]:
    """The lines of the whole check, counts first."""
    yield f"{one_line(file)}: {counts(analysis)}"
    for number, area in enumerate(analysis.checklist.areas, 1):
        yield ""
        yield from _area_lines(number, area, analysis.report, console)
    if analysis.findings:
        yield ""
        yield console.ink("Findings", Ink.STRONG)
    for finding in analysis.findings:
        yield from _finding_lines(finding, analysis.report, console)


def counts(analysis: Analysis) -> str:
    """How many questions are done and how many findings there are, such as `14 of 24 done, 2 errors`."""
    checklist = analysis.checklist
    said = [f"{checklist.done} of {checklist.total} done"]
    if checklist.not_applicable:
        said.append(f"{checklist.not_applicable} not applicable")
    found = Counter(finding.severity for finding in analysis.findings if not finding.kept)
    said += [_plural(found[severity], word) for severity, word in _COUNTED if found[severity]]
    return ", ".join(said)


_COUNTED = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))


def glyphs_for(console: Console) -> Glyphs:
    """The signs that standard output can show."""
    return UNICODE if console.unicode else ASCII


def where(line: Evidence, report: Report) -> str:
    """The place of an evidence line, ` (line 41)`; empty where it has none."""
    return "" if line.place is None else f" (line {report.position(line.place.start).line})"


def _area_lines(number: int, area: Area, report: Report, console: Console) -> Iterator[str]:
    sign = glyphs_for(console).states[area_state(area)]
    title = console.ink(f"{sign} {number} {area.title.title}", Ink.STRONG)
    yield f"{title}: {area.settled} of {len(area.items)}"
    for item in area.items:
        yield from _item_lines(item, report, console)


def _item_lines(item: Item, report: Report, console: Console) -> Iterator[str]:
    glyphs = glyphs_for(console)
    word = console.ink(f"{glyphs.states[item.state]} {state_word(item)}", _INKS[item.state])
    error = console.ink(f" {glyphs.error}", Ink.BAD) if item.has_error else ""
    yield f"  {word}{error}: {item.id}, {item.question.short}"
    yield f"      {item.question.text} ({item.question.reference})"
    for line in item.evidence:
        yield f"      {'holds' if line.holds else 'open '}  {one_line(line.text)}{where(line, report)}"
    if item.changed:
        yield f"      changed since it was confirmed: {one_line(', '.join(item.changed_words))}"
    if item.reason:
        yield f"      reason: {one_line(item.reason)}"
    if item.by and item.state.settled:
        yield f"      by {one_line(item.by)}{f', {item.on}' if item.on else ''}"


def _finding_lines(finding: Finding, report: Report, console: Console) -> Iterator[str]:
    place = report.position(finding.span.start)
    weight = console.ink(finding.severity.value, _SEVERITY_INKS[finding.severity])
    kept = ", kept" if finding.kept else ""
    keeps = f", keeps {', '.join(finding.opens)} open" if finding.opens and finding.is_open else ""
    yield f"  line {place.line}, column {place.column}: {weight}{kept}, {finding.rule}{keeps}"
    quoted = one_line(finding.text)
    if quoted:
        yield f"      {quoted if len(quoted) <= _LONGEST_QUOTE else f'{quoted[:_LONGEST_QUOTE]} …'}"
    yield f"      {one_line(finding.message)}"
    if finding.suggestions:
        yield f"      Instead: {one_line('; '.join(finding.suggestions))}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
