"""How many words the review has: by area, in all, and in what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imr_tui.document.passages import count_words

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis

SAID = (
    "Counted is what a reader of the Word document reads; placeholders and comments are not. A section that answers "
    "two areas counts for both."
)


def count_lines(analysis: Analysis, marked: str) -> tuple[str, ...]:
    """The counts as lines of a table: what is marked (where anything is), each area, what stands in none, and all."""
    rows: list[tuple[str, int]] = []
    if marked:
        rows.append(("In the marked text", count_words(marked)))
    for number, area in enumerate(analysis.checklist.areas, start=1):
        rows.append((f"{number} {area.title.short}", analysis.counts.by_area.get(area.id, 0)))
    rows.append(("In all", analysis.counts.words))
    return _table(rows)


def _table(rows: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    wide = max(len(name) for name, _ in rows)
    return tuple(f"{name:<{wide}}  {words:>8,}" for name, words in rows)
