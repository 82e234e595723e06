from __future__ import annotations

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.tui.glyphs import UNICODE
from imr_tui.tui.places import matching, place_named, places

REVIEW = """# Contact {covers=overview}

## E1: 999 call from a neighbour

- Date: 1 May 2024

# Analysis {covers=analysis}

## F1: No risk assessment
"""


@pytest.fixture(scope="module")
def analysis() -> object:
    return analyse(REVIEW, load_rules())


def test_headings_records_and_all_questions_are_places(analysis) -> None:
    listed = places(analysis, UNICODE)
    assert [place.label for place in listed[:4]] == [
        "Contact",
        "  E1: 999 call from a neighbour",
        "Analysis",
        "  F1: No risk assessment",
    ]
    assert len([place for place in listed if place.item]) == 24


@pytest.mark.parametrize(
    ("wanted", "line"),
    [("neigh", 3), ("risk", 9), ("e1", 3), ("F1", 9), ("5", 5)],
)
def test_the_best_match_comes_first(analysis, wanted: str, line: int) -> None:
    best = matching(places(analysis, UNICODE), wanted, analysis)[0]
    assert best.offset is not None
    assert analysis.report.position(best.offset).line == line


def test_questions_are_found_by_their_words(analysis) -> None:
    found = matching(places(analysis, UNICODE), "neutral", analysis)
    assert found[0].item == "language.1"


def test_what_fits_nothing_gives_nothing(analysis) -> None:
    assert matching(places(analysis, UNICODE), "zzzz", analysis) == ()
    assert len(matching(places(analysis, UNICODE), "  ", analysis)) == 28


@pytest.mark.parametrize(("name", "line"), [("7", 7), ("e1", 3), ("F1", 9)])
def test_a_place_is_named_by_line_or_record(analysis, name: str, line: int) -> None:
    offset = place_named(name, analysis.report)
    assert offset is not None
    assert analysis.report.position(offset).line == line


@pytest.mark.parametrize("name", ["0", "4000", "E9", "nowhere"])
def test_a_place_that_is_not_there_has_no_offset(analysis, name: str) -> None:
    assert place_named(name, analysis.report) is None
