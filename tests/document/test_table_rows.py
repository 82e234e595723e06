from __future__ import annotations

import pytest
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block.table import escapedSplit

from imr_tui.document.table_rows import TRIMMED, cells


def test_the_blanks_trimmed_are_the_parsers() -> None:
    assert set(TRIMMED) == set(MD_TRIM_CHARS)


@pytest.mark.parametrize("row", ["| a | b |", "a | b", "|a \\| b|c|", "| a ||", "  | \u00a0x |", "|", "||", "a"])
def test_cells_are_the_parsers_and_their_places_true(row: str) -> None:
    wanted = [cell.strip(MD_TRIM_CHARS) for cell in escapedSplit(row.strip(MD_TRIM_CHARS))]
    if wanted and not wanted[0] and row.strip().startswith("|"):
        wanted = wanted[1:]
    if wanted and not wanted[-1] and row.strip().endswith("|"):
        wanted = wanted[:-1]
    found = cells(row, 0)
    assert [content for content, _, _ in found] == wanted
    for content, start, end in found:
        assert row[start:end].replace("\\|", "|") == content
