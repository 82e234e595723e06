"""How many words a document has, in all and by area."""

from __future__ import annotations

from types import MappingProxyType

from imr_tui.analysis.model import Counts
from imr_tui.document.model import Report
from imr_tui.document.outline import Outline
from imr_tui.document.schema import Schema


def count_words(report: Report, schema: Schema) -> Counts:
    """The words that the author wrote, in the text and in fields.

    Headings, names of fields, placeholders, comments, dates, links and answers taken from a list are not counted: a blank template has none.
    An area has the words of the sections that cover it or one of its questions, records in them included.
    """
    sections = report.sections
    areas = dict.fromkeys(schema.areas, 0)
    words = [part.words for part in sections.parts]
    of = sections.outline.once(("by area", schema.areas, schema.items), lambda: _by_area(sections.outline, schema))
    for area, indices in of.items():
        areas[area] = sum(map(words.__getitem__, indices))
    total = sum(words)
    return Counts(total, MappingProxyType(areas))


def _by_area(outline: Outline, schema: Schema) -> dict[str, list[int]]:
    """The sections that cover each area or one of its questions."""
    of = {item: item.partition(".")[0] for item in schema.items} | {area: area for area in schema.areas}
    found: dict[str, list[int]] = {}
    for index, slot in enumerate(outline.slots):
        for area in {of[name] for name in slot.covered if name in of}:
            found.setdefault(area, []).append(index)
    return found
