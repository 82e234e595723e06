"""A pasted list made terms of reference: numbering taken away, one record a point."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imr_tui.analysis.event_rows import short_title
from imr_tui.dataclass import dataclass
from imr_tui.document.edits import blank_record, insert_record, next_id, title_span
from imr_tui.document.field_text import paragraphs
from imr_tui.document.literal import literal, literal_title, seen
from imr_tui.document.model import Record, Report
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema
from imr_tui.document.text import LINE_END, TextEdit, apply_edits, line_ending
from imr_tui.errors import InputError, RefusedError

MOST_TERMS = 200
LONGEST_LIST = 200_000

_BULLET = r"[-–—*•·‣▪●○◦]"
_NUMBER = re.compile(
    rf"""\s*(?:
        {_BULLET}\s+
      | (?:terms?\ of\ reference|tor|t)\s*\d{{1,3}}\s*[:.)\-–—]?\s+
      | \(?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[a-z]|[ivx]{{1,5}})[.):]+(?:\s+|$)
      | \d{{1,3}}[.)](?=[^\W\d])
      | \d{{1,3}}(?:(?:\.\d{{1,3}})+\s+|\t\s*)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINARY = re.compile(r"[^\w]+")
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the list: its text as set, and the term that says the same already (empty where none does)."""

    text: str
    same_as: str = ""

    @property
    def title(self) -> str:
        """A short title, from the point's own first words."""
        return short_title(self.text)


@dataclass(frozen=True, slots=True)
class TermImport:
    """What an import would do: the edits, and the ids of the terms that it makes, in order."""

    edits: tuple[TextEdit, ...]
    terms: tuple[str, ...]


def read_points(text: str, report: Report) -> tuple[Point, ...]:
    """The points of a list. Lines that have no number, in a list that has numbers, go on with the point ahead of them.

    Where no line has a number, each paragraph is a point if blank lines part them, else each line. `InputError` where
    there is none, or more than an import takes.
    """
    if len(text) > LONGEST_LIST:
        raise InputError(
            "The list is too long to import", f"It has more than {LONGEST_LIST:,} characters.", "Import it in parts."
        )
    lines = [seen(line).strip() for line in LINE_END.split(text)]
    points = _numbered(lines) or _parted(lines)
    if not points:
        raise InputError(
            "There is no list in it", "Nothing but blanks was found.", "Copy the points again, one a line."
        )
    if len(points) > MOST_TERMS:
        raise InputError(
            "The list is too long to import", f"It has more than {MOST_TERMS} points.", "Import it in parts."
        )
    known = {_folded(_said(report, term)): term.id for term in report.of_kind("T")}
    known |= {_folded(term.title): term.id for term in report.of_kind("T") if _folded(term.title) not in known}
    found: list[Point] = []
    for point in points:
        same = known.get(_folded(point), "")
        known.setdefault(_folded(point), f"point {len(found) + 1}")
        found.append(Point(point, same))
    return tuple(found)


def import_terms(report: Report, schema: Schema, points: Sequence[Point]) -> TermImport:
    """The edits that make the points terms of reference, behind those that are there; a blank one is filled first.

    `RefusedError` where the text would then be read otherwise.
    """
    blank = blank_record(report, "T")
    ids = [blank.id] if blank is not None and points else []
    first = int(next_id(report, "T")[1:])
    ids += [f"T{first + number}" for number in range(len(points) - len(ids))]
    edits: list[TextEdit] = []
    for number, (ident, point) in enumerate(zip(ids, points, strict=True)):
        if number == 0 and blank is not None:
            edits += _filled(report, blank, point)
        else:
            edits.append(_block(report, schema, ident, point, leads=len(edits) <= 2 * (blank is not None)))
    after = parse(apply_edits(report.text, edits), schema, report)
    if set(after.records) != {*report.records, *ids} or len(after.findings) > len(report.findings):
        raise RefusedError(
            "The list was not imported",
            "Something in it, or in the text it would stand beside, would then be read otherwise.",
            "See the list of problems first.",
        )
    return TermImport(tuple(edits), tuple(ids))


def _numbered(lines: Sequence[str]) -> list[str]:
    """The points of a list with numbers or bullets; none where it has none."""
    if not any(_NUMBER.match(line) for line in lines):
        return []
    points: list[str] = []
    for line in lines:
        match = _NUMBER.match(line)
        if match is not None and line[match.end() :].strip():
            points.append(line[match.end() :].strip())
        elif match is None and line and points:
            points[-1] = f"{points[-1]} {line}"
    return points


def _parted(lines: Sequence[str]) -> list[str]:
    """Paragraphs where blank lines part them, else lines."""
    paragraphs_found: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs_found[-1].append(line)
        elif paragraphs_found[-1]:
            paragraphs_found.append([])
    said = [paragraph for paragraph in paragraphs_found if paragraph]
    return (
        [" ".join(paragraph) for paragraph in said]
        if len(said) > 1
        else [line for paragraph in said for line in paragraph]
    )


def _filled(report: Report, blank: Record, point: Point) -> list[TextEdit]:
    title, section = title_span(report, blank), report.section_of(blank)
    lead = " " if report.text[title.start - 1 : title.start] == ":" else ""
    end = line_ending(report.text, section.start)
    place = section.start + len(section.part.text.rstrip())
    return [
        TextEdit(title.start, title.end, lead + literal_title(point.title)),
        TextEdit(place, place, end * 2 + paragraphs((literal(point.text),), end)),
    ]


def _block(report: Report, schema: Schema, ident: str, point: Point, *, leads: bool) -> TextEdit:
    (edit,) = insert_record(report, schema, "T", prompts=False).edits
    heading = edit.text.lstrip()
    level = len(heading) - len(heading.lstrip("#"))
    end = line_ending(report.text, min(edit.start, max(0, len(report.text) - 1)))
    ahead = report.text[max(0, edit.start - _NEAR) : edit.start]
    lead = max(0, 2 - len(LINE_END.findall(ahead[len(ahead.rstrip()) :]))) if leads and ahead.strip() else 0
    text = end.join([f"{'#' * level} {ident}: {literal_title(point.title)}", "", literal(point.text), "", ""])
    return TextEdit(edit.start, edit.start, end * lead + text)


def _said(report: Report, term: Record) -> str:
    return " ".join(passage.text for _, passage in report.narrative(term))


def _folded(text: str) -> str:
    return " ".join(_ORDINARY.sub(" ", text.casefold()).split())
