"""A record as a whole: a copy of it, its neighbours of the same kind, and what would go with it."""

from __future__ import annotations

from imr_tui.document.edits import Insertion, move_record, next_id, record_span, referred_to_by
from imr_tui.document.model import Record, Report, Section
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema
from imr_tui.document.text import LINE_END, TextEdit, apply_edits, line_ending
from imr_tui.errors import RefusedError


def nested_in(report: Report, ident: str) -> tuple[str, ...]:
    """The records that stand in a record, in document order."""
    span = record_span(report, ident)
    own = report.records[ident].section
    return tuple(
        section.record
        for section in report.sections[own + 1 :]
        if section.start < span.end and section.record is not None
    )


def referred_from_outside(report: Report, ident: str) -> dict[str, tuple[str, ...]]:
    """For a record and each one nested in it that is named elsewhere: the records that name it."""
    inside = {ident, *nested_in(report, ident)}
    found = {
        one: tuple(other for other in referred_to_by(report, one) if other not in inside)
        for one in (ident, *nested_in(report, ident))
    }
    return {one: others for one, others in found.items() if others}


def duplicate_record(report: Report, ident: str) -> Insertion:
    """A copy of a record behind it, under the next number: title, fields and narrative, without the records nested in it.

    `RefusedError` where there is no such record.
    """
    record = _known(report, ident)
    fresh = next_id(report, record.kind)
    section = report.section_of(record)
    heading = section.part.heading
    at = heading.text_span.start if heading is not None else 0
    pieces = [section.part.text[:at] + fresh + section.part.text[at + len(ident) :]]
    pieces += [report.sections[index].part.text for index in record.sections if index != section.index]
    end = line_ending(report.text, section.start)
    place = record_span(report, ident).end
    text = "".join(piece if LINE_END.search(piece[-1:]) else piece + end for piece in pieces)
    text = text.rstrip("\r\n") + end * (2 if place < len(report.text) else 1)
    lead = _lead(report.text[:place], end)
    return Insertion((TextEdit(place, place, lead + text),), fresh, place + len(lead))


def neighbour(report: Report, ident: str, *, up: bool) -> str | None:
    """The record of the same kind ahead of or behind a record under the same heading; None where there is none."""
    record = report.records[ident]
    section = report.section_of(record)
    beside = [one.id for one in report.of_kind(record.kind) if _beside(report.section_of(one), section)]
    at = beside.index(ident) + (-1 if up else 1)
    return beside[at] if 0 <= at < len(beside) else None


def move_by_one(report: Report, schema: Schema, ident: str, *, up: bool) -> tuple[TextEdit, ...]:
    """Move a record, with what is nested in it, past the one of its kind ahead of or behind it.

    `RefusedError` where there is none under the same heading, or where it would be nested in another way.
    """
    record = _known(report, ident)
    other = neighbour(report, ident, up=up)
    if other is None:
        where, way = ("first", "above") if up else ("last", "below")
        raise RefusedError(
            f"{ident} is the {where} one here",
            f"There is no {schema.kinds[record.kind].name} {way} it under the same heading.",
            "To put it under another heading, cut its lines and paste them there.",
        )
    edits = move_record(report, ident, before=other if up else None, after=None if up else other)
    after = parse(apply_edits(report.text, edits), schema, report)
    if {one.id: one.ancestors for one in report.records.values()} != {
        one.id: one.ancestors for one in after.records.values()
    }:
        raise RefusedError(
            "It cannot be moved there",
            f"{ident} or a record beside it would then belong to another one, for their headings differ in level.",
            "Give the headings the same number of # signs first.",
        )
    return edits


def _known(report: Report, ident: str) -> Record:
    record = report.records.get(ident)
    if record is None:
        raise RefusedError("No such record", f"There is no {ident} in this document.")
    return record


def _beside(one: Section, other: Section) -> bool:
    return one.parent == other.parent and one.level == other.level


def _lead(ahead: str, end: str) -> str:
    ends = len(LINE_END.findall(ahead[len(ahead.rstrip()) :]))
    return end * max(0, 2 - ends)
