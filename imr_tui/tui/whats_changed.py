"""What changed between two states of a review, as a dialog shows it: by section and record in words, then line by line."""

from __future__ import annotations

import asyncio

from imr_tui.analysis.compare import compare
from imr_tui.analysis.compare_words import SAME, UNSEEN, became, name_of, place_of
from imr_tui.analysis.model import Rules
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.tui.screens.compare import difference
from imr_tui.tui.shown import one_line

_MOST_CHANGES = 200


async def what_changed(old: str, new: str, rules: Rules) -> str:
    """Words and lines, worked out in a thread: two long texts that share little take a while."""
    return await asyncio.to_thread(words_and_lines, old, new, rules)


def words_and_lines(old: str, new: str, rules: Rules) -> str:
    """Each change a line, then the lines that differ: `-` stands in `old` only, `+` in `new` only."""
    if old == new:
        return SAME
    words = in_words(parse(old, rules.schema), parse(new, rules.schema))
    return "\n".join([*words, "", "Line by line:", difference(old, new) or "(only the ends of lines)"])


def in_words(old: Report, new: Report) -> tuple[str, ...]:
    """Each change a line, in the order of the new text; one plain sentence where there are none."""
    comparison = compare(old, new)
    if not comparison.changes:
        return (SAME if comparison.same_text else UNSEEN,)
    lines = []
    for change in comparison.changes[:_MOST_CHANGES]:
        where = place_of(change, old, new)
        at = f" ({where})" if where else ""
        lines.append(one_line(f"{name_of(change)}: {became(change)}{at}"))
    rest = len(comparison.changes) - _MOST_CHANGES
    return (*lines, f"… and {rest} more.") if rest > 0 else tuple(lines)
