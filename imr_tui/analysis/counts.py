"""How many words a document has, in all and by area."""

from __future__ import annotations

from types import MappingProxyType

from imr_tui.analysis.model import Counts
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema


def count_words(report: Report, schema: Schema) -> Counts:
    """The words that a reader of the Word file would read: headings, fields and text, without placeholders and comments.

    An area has the words of the sections that cover it or one of its questions, records in them included.
    """
    items = {item: item.partition(".")[0] for item in schema.items}
    areas = dict.fromkeys(schema.areas, 0)
    of = {**items, **{area: area for area in schema.areas}}
    total = 0
    by_cover: dict[frozenset[str], int] = {}
    for part, slot in zip(report.sections.parts, report.sections.outline.slots, strict=True):
        words = part.words
        total += words
        by_cover[slot.covered] = by_cover.get(slot.covered, 0) + words
    for covered, words in by_cover.items():
        for area in {of[name] for name in covered if name in of}:
            areas[area] += words
    return Counts(total, MappingProxyType(areas))
