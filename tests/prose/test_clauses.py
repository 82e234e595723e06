"""Patterns that keep to a clause are tried in the clause of their trigger alone, and nothing is lost by it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.analysis.model import Rules
from imr_tui.document.passages import fold
from imr_tui.prose.clauses import STOPS, clauses_at, stops_of
from imr_tui.prose.needed import needs
from imr_tui.prose.patterns import compiled, expand, spaced, squeezed
from imr_tui.prose.phrases import _is_in, phrasebook
from imr_tui.prose.sentences import Sentences

_PADDING = "The log was read twice. It was signed, dated and filed (in the usual way): nothing else was there; "


def test_a_clause_goes_from_stop_to_stop() -> None:
    folded = "One, two. Three four"
    stops = stops_of(folded)
    assert [folded[at] for at in stops] == [",", "."]
    clauses = clauses_at([0, 5, 11, 14], stops, len(folded))
    assert sorted(folded[start:end] for start, end in clauses) == [" Three four", " two", "One"]


@pytest.mark.parametrize(
    ("pattern", "keeps"),
    [
        ("started (?:the|an?) <word> row", True),
        ("self[ -]harm", True),
        ("row<stop>", True),
        ("row(?! (?:boat|house))", True),
        ("row(?= *[.,]| (?:at|in)\\b)", True),
        ("yes, but", False),
        ("not[^.]{0,40} row", False),
        ("the .* row", False),
        (r"family\W?s row", False),
        ("row(?=, he)", False),
        ("row(?! *$)", False),
    ],
)
def test_which_patterns_keep_to_a_clause(pattern: str, keeps: bool) -> None:
    assert needs(expand(pattern)).in_clause is keeps


PIECE = st.sampled_from(
    [
        "row",
        " ",
        "a",
        "[a-r]",
        r"\w+",
        "(?:a|row)",
        "(?: row)?",
        "(?= *(?:[.,]|$))",
        "(?! row)",
        "(?<=a)",
        "(?<!, )",
        r"\b",
        "<stop>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECE, min_size=1, max_size=6).map("".join),
    st.lists(st.sampled_from(["row", "a", "arrow", " ", " ", ", ", ". ", "-", "(", '"']), max_size=14).map("".join),
)
def test_no_match_goes_beyond_a_clause_nor_is_missed_in_it(pattern: str, folded: str) -> None:
    if not needs(expand(pattern)).in_clause:
        return
    for match in compiled(pattern).finditer(folded):
        if match.group():
            assert not set(STOPS) & set(match.group())
            assert _is_in(compiled(pattern), folded, clauses_at([match.start()], stops_of(folded), len(folded)))


def test_the_rules_find_the_same_with_the_places_of_their_triggers_as_without(rules: Rules) -> None:
    book = phrasebook(rules.prose)
    placed = 0
    for rule in rules.prose.phrases:
        for between in ("", " \u2013 ", ' "Well", he said.  '):
            folded = fold(_PADDING + between + " ".join((*rule.catches, *rule.leaves)) + between + _PADDING)
            hits = book.hits(folded)
            placed += bool(hits.places)
            found = [
                (match.rule.id, match.start, match.end)
                for match in book.matches(folded, hits.rules, Sentences(folded, folded), hits.places)
            ]
            assert found == [
                (match.rule.id, match.start, match.end)
                for match in book.matches(folded, hits.rules, Sentences(folded, folded), {})
            ], rule.id
    assert placed > 900


def test_places_are_those_of_the_text_itself(rules: Rules) -> None:
    folded = fold(f"{_PADDING} He said:  \u201cShe\u201d - or (they) -  'committed  suicide' then. {_PADDING}")
    hits = phrasebook(rules.prose).hits(folded)
    at = folded.index("committed")
    assert any(at in places for places in hits.places.values())
    assert all(folded[place] not in " -\"('" for places in hits.places.values() for place in places)


@given(st.text("ab '\"(-\u0130", max_size=30))
def test_squeezing_takes_away_blanks_alone(text: str) -> None:
    assert squeezed(text).split() == spaced(text).split()
    assert len(spaced(text)) == len(text.lower())
    parted = text.lower().replace("-", " ").replace('"', " ").replace("(", " ")
    assert squeezed(text).split() == parted.replace(" '", " ").replace("' ", " ").split()


def test_places_are_left_untold_where_letters_change_their_number(rules: Rules) -> None:
    hits = phrasebook(rules.prose).hits(fold(_PADDING * 2 + "\u0130 committed suicide."))
    assert hits.rules
    assert not hits.places
