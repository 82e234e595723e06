"""What good looks like at a place in the review: by the record, the question or the area that the place belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema

EVERYWHERE = "review"


@dataclass(frozen=True, slots=True)
class Guidance:
    """One entry: what it is about (an area, a question, a kind's letter or `review`), and what it says."""

    about: str
    title: str
    good: tuple[str, ...]
    care: tuple[str, ...]
    source: str


def guidance_at(report: Report, schema: Schema, entries: Mapping[str, Guidance], offset: int) -> tuple[Guidance, ...]:
    """What is told at a place, the nearest first: of the record's kind, the questions, the area; else of the whole."""
    section = report.section_at(offset)
    names: list[str] = []
    if section is not None:
        record = report.records.get(section.owner) if section.owner else None
        if record is not None:
            names += [record.kind, schema.kinds[record.kind].area]
        covered = [name for name in (*schema.items, *schema.areas) if name in section.covered]
        names += [name for name in covered if "." in name]
        names += [name.partition(".")[0] for name in covered]
    found = tuple(entries[name] for name in dict.fromkeys(names) if name in entries)
    return found or ((entries[EVERYWHERE],) if EVERYWHERE in entries else ())
