"""Places as a person names them on the command line: a line number or a record's id."""

from __future__ import annotations

from imr_tui.cli.nearest import did_you_mean
from imr_tui.document.model import Record, Report
from imr_tui.errors import InputError, RefusedError

_MOST_LISTED = 8


def place_offset(place: str, report: Report) -> int:
    """The offset of a line ("120") or of a record ("E3"); InputError where there is none such."""
    if place.isdecimal():
        line = int(place)
        if not 1 <= line <= report.lines.count:
            raise InputError(
                "There is no such line", f"The review has {report.lines.count} lines.", "Give a line within it."
            )
        return report.lines.line_start(line)
    record = report.records.get(place.upper())
    if record is None:
        raise InputError("There is no such place", f'"{place}" is no line and no record.', _near(place, report))
    return report.section_of(record).start


def record_named(name: str, report: Report) -> Record:
    """The record of that id, without regard to case; RefusedError where the document has none."""
    record = report.records.get(name.upper())
    if record is None:
        raise RefusedError("There is no such record", f'The review has no record "{name}".', _near(name, report))
    return record


def _near(name: str, report: Report) -> str:
    letter = name[:1].upper()
    same_kind = [ident for ident in report.records if ident.startswith(letter)]
    return did_you_mean(name, same_kind, _listed(same_kind))


def _listed(idents: list[str]) -> str:
    if not idents:
        return "Add it first with imr-tui add."
    listed = f"{', '.join(idents[:_MOST_LISTED])}{' and more' if len(idents) > _MOST_LISTED else ''}"
    return f"There is {listed}." if len(idents) == 1 else f"There are {listed}."
