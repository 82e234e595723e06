"""The places one can go to in a document: headings, records, questions, lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.fuzzy import Matcher

from imr_tui.dataclass import dataclass
from imr_tui.tui.glyphs import Glyphs, state_word

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.model import Report


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: `label` as listed, `match` what is searched in, `offset` in the file, the question it is, if one."""

    label: str
    match: str
    offset: int | None
    item: str = ""


def places(analysis: Analysis, glyphs: Glyphs) -> tuple[Place, ...]:
    """Headings and records in document order, then the twenty-four questions."""
    report = analysis.report
    listed: list[Place] = []
    for section in report.sections:
        heading = section.part.heading
        if heading is None:
            continue
        indent = "  " * (section.level - 1)
        listed.append(Place(f"{indent}{section.title}", section.title, section.start))
    for number, area in enumerate(analysis.checklist.areas, 1):
        for item in area.items:
            label = (
                f"{number} {area.title.short}: {item.question.short} {glyphs.states[item.state] or state_word(item)}"
            )
            place = item.place
            listed.append(
                Place(
                    label, f"{number} {area.title.short} {item.question.short}", place.start if place else None, item.id
                )
            )
    return tuple(listed)


def place_named(name: str, report: Report) -> int | None:
    """The offset of a line ("120") or a record ("E3"); None where there is none such."""
    if name.isdecimal():
        line = int(name)
        return report.lines.line_start(line) if 1 <= line <= report.lines.count else None
    record = report.records.get(name.upper())
    return report.section_of(record).start if record is not None else None


def matching(among: tuple[Place, ...], wanted: str, analysis: Analysis) -> tuple[Place, ...]:
    """The places whose name fits `wanted`, the best first; a number is a line, a record's id that record."""
    wanted = wanted.strip()
    if not wanted:
        return among
    found: list[Place] = []
    if wanted.isdecimal():
        last = analysis.report.lines.count
        line = min(max(1, int(wanted)), last)
        label = f"Line {line}, the last" if line == last else f"Line {line}"
        found.append(Place(label, "", analysis.report.lines.line_start(line)))
    record = analysis.report.records.get(wanted.upper())
    if record is not None:
        section = analysis.report.section_of(record)
        found.append(Place(section.title, section.title, section.start))
    matcher = Matcher(wanted)
    scored = [(matcher.match(place.match), place) for place in among]
    best = sorted((entry for entry in scored if entry[0] > 0), key=lambda entry: -entry[0])
    ahead = {place.offset for place in found}
    return tuple(found) + tuple(place for _, place in best if place.offset is None or place.offset not in ahead)
