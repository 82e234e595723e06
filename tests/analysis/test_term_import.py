from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.analysis.term_import import MOST_TERMS, import_terms, read_points
from imr_tui.data.loader import load_schema
from imr_tui.document.literal import seen
from imr_tui.document.parse import parse
from imr_tui.document.text import apply_edits
from imr_tui.errors import InputError

SCHEMA = load_schema()
EMPTY = "# Terms of reference\n\nAhead.\n\n# Analysis {covers=analysis}\n\nMore.\n"


def points(text: str, review: str = "") -> list[str]:
    return [point.text for point in read_points(text, parse(review, SCHEMA))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. How officers responded\n2. What was known\n", ["How officers responded", "What was known"]),
        ("1) One\n2) Two", ["One", "Two"]),
        ("(a) One\n(b) Two", ["One", "Two"]),
        ("a. One\nb. Two", ["One", "Two"]),
        ("i. One\nii. Two\niv) Four", ["One", "Two", "Four"]),
        ("• One\n• Two", ["One", "Two"]),
        ("- One\n- Two", ["One", "Two"]),
        ("1.1 One\n1.2 Two\n".replace(" ", "\t"), ["One", "Two"]),
        ("T1: One\nT2: Two", ["One", "Two"]),
        ("ToR 1 – One\nTerm of reference 2: Two", ["One", "Two"]),
        ("1. One that goes\n   on here\n\n2. Two", ["One that goes on here", "Two"]),
        ("The panel asks:\n1. One\n2. Two", ["One", "Two"]),
        ("One\nTwo\n", ["One", "Two"]),
        ("One that\ngoes on\n\nTwo", ["One that goes on", "Two"]),
        ("In 2019 officers came\nA second point", ["In 2019 officers came", "A second point"]),
        ("2019 was the year\n2020 the next", ["2019 was the year", "2020 the next"]),
    ],
)
def test_numbering_is_taken_away_and_lines_that_go_on_belong_to_their_point(text: str, expected: list[str]) -> None:
    assert points(text) == expected


@pytest.mark.parametrize(
    "text", ["", "\n \n", "1.\n2.\n" + "x" * 200_001, "\n".join(f"{n}. Point" for n in range(MOST_TERMS + 1))]
)
def test_no_list_or_too_long_a_one_is_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(InputError) as caught:
        points(text)
    assert caught.value.hint


def test_points_become_terms_behind_those_that_are_there() -> None:
    text = EMPTY.replace("Ahead.", "## T1: First\n\nThe first.\n\n- no field")
    report = parse(text, SCHEMA)
    done = import_terms(report, SCHEMA, read_points("1. Second [T1]\n2. # Third", report))
    after = parse(apply_edits(text, done.edits), SCHEMA)
    assert done.terms == ("T2", "T3")
    assert [(term.id, term.title) for term in after.of_kind("T")] == [
        ("T1", "First"),
        ("T2", "Second (T1)"),
        ("T3", "# Third"),
    ]
    assert [passage.text for _, passage in after.narrative(after.records["T3"])] == ["# Third"]


def test_a_blank_term_of_a_template_is_filled_first_and_keeps_its_prompt() -> None:
    text = (Path(__file__).parents[2] / "templates" / "dhr.md").read_text(encoding="utf-8")
    report = parse(text, SCHEMA)
    after = parse(apply_edits(text, import_terms(report, SCHEMA, read_points("1. One\n2. Two", report)).edits), SCHEMA)
    assert [(term.id, term.title) for term in after.of_kind("T")] == [("T1", "One"), ("T2", "Two")]
    assert "<!-- Type the point here as it was set. -->" in after.text


def test_a_point_that_is_there_already_is_told() -> None:
    report = parse("# T\n\n## T1: Response\n\nHow officers responded.\n", SCHEMA)
    found = read_points("1. How officers responded\n2. Response\n3. New\n4. New!", report)
    assert [point.same_as for point in found] == ["T1", "T1", "", "point 3"]


@given(
    st.lists(
        st.lists(st.sampled_from([*list("ab #*_<[]{}|-1.)"), "<!--", "[E1]", "…"]), max_size=20).map("".join),
        max_size=6,
    ),
    st.sampled_from([EMPTY, "", "x", EMPTY.replace("\n", "\r\n")]),
)
def test_whatever_the_list_each_point_is_one_term_that_says_its_words(lines: list[str], text: str) -> None:
    report = parse(text, SCHEMA)
    try:
        found = read_points("\n".join(lines), report)
    except InputError:
        return
    done = import_terms(report, SCHEMA, found)
    after = parse(apply_edits(text, done.edits), SCHEMA)
    assert [term.id for term in after.of_kind("T")] == list(done.terms)
    square = str.maketrans("[]", "()")
    for ident, point in zip(done.terms, found, strict=True):
        said = "".join(p.text for p in after.records[ident].part.passages if p.kind == "paragraph")
        assert said.translate(square) == " ".join(seen(point.text).split()).translate(square)
