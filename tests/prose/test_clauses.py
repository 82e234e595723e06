"""Patterns that keep to a clause are tried in the clause of their trigger alone, and nothing is lost by it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.analysis.model import Rules
from imr_tui.document.passages import fold
from imr_tui.prose.clauses import HARD_STOPS, STOPS, stops_of
from imr_tui.prose.needed import branches, needs
from imr_tui.prose.patterns import compiled, expand
from imr_tui.prose.phrases import phrasebook
from imr_tui.prose.searches import Search
from imr_tui.prose.sentences import Sentences
from imr_tui.prose.words_in import WordsIn

_PADDING = "The log was read twice. It was signed, dated and filed (in the usual way): nothing else was there; "


def test_a_clause_goes_from_stop_to_stop() -> None:
    folded = "One, two. Three four"
    text = WordsIn(folded)
    assert [folded[at] for at in text.stops] == [",", "."]
    assert text.stops == stops_of(folded)
    clauses = [text.clause(number) for number in range(3)]
    assert [folded[start:end] for start, end, _ in clauses] == ["One", " two", " Three four"]
    assert [words for _, _, words in clauses] == [{"one"}, {"two"}, {"three", "thre", "four"}]


def test_clauses_that_commas_part_are_one_sentence() -> None:
    folded = "No. One, two, three (four), five"
    text = WordsIn(folded)
    assert [folded[start:end] for start, end, _ in text.sentences([0])] == ["No"]
    assert [folded[start:end] for start, end, _ in text.sentences([1, 3])] == [" One, two, three "]
    assert [folded[start:end] for start, end, _ in text.sentences([2, 4, 6])] == [" One, two, three ", "four", ", five"]


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


@pytest.mark.parametrize(
    ("pattern", "keeps"), [("yes, but", True), ("row,? (?:or|and)", True), ("yes; but", False), ("row(?=, he)", True)]
)
def test_which_patterns_keep_to_what_only_commas_part(pattern: str, keeps: bool) -> None:
    assert needs(expand(pattern)).in_sentence is keeps


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


@pytest.mark.parametrize(
    "pattern", ["(?-i:[A-Z])", "row|(?-i:[A-Z])", "(?:row|(?-i:[A-Z]))", r"(?:she|(?-i:[A-Z])\w+)"]
)
def test_names_are_found_in_a_clause_though_nothing_else_is_asked_of_it(pattern: str) -> None:
    folded = "The row. Anna came, B left; she"
    found = [match.span() for match in Search(branches(pattern)).matches(WordsIn(folded), [0, 1, 2, 3])]
    assert found == [match.span() for match in compiled(pattern).finditer(folded)]
    assert found


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECE, min_size=1, max_size=6).map("".join),
    st.lists(st.sampled_from(["row", "a", "arrow", " ", " ", ", ", ". ", "-", "(", '"']), max_size=14).map("".join),
)
def test_no_match_goes_beyond_a_clause_nor_is_missed_in_it(pattern: str, folded: str) -> None:
    own = needs(expand(pattern))
    for match in compiled(pattern).finditer(folded):
        if match.group() and own.in_sentence:
            assert not set(STOPS if own.in_clause else HARD_STOPS) & set(match.group())
            clause = sum(stop < match.start() for stop in stops_of(folded))
            found = Search(branches(pattern)).matches(WordsIn(folded), [clause])
            assert match.span() in [one.span() for one in found]


def test_the_rules_find_the_same_with_the_places_of_their_triggers_as_without(rules: Rules) -> None:
    book = phrasebook(rules.prose)
    placed = 0
    for rule in rules.prose.phrases:
        for between in ("", " \u2013 ", ' "Well", he said.  '):
            folded = fold(_PADDING + between + " ".join((*rule.catches, *rule.leaves)) + between + _PADDING)
            text = WordsIn(folded)
            hits = book.hits(text)
            placed += bool(hits.clauses)
            found = [
                (match.rule.id, match.start, match.end)
                for match in book.matches(text, hits.rules, Sentences(folded, folded), hits.clauses)
            ]
            assert found == [
                (match.rule.id, match.start, match.end)
                for match in book.matches(text, hits.rules, Sentences(folded, folded), {})
            ], rule.id
    assert placed > 900


@pytest.mark.parametrize("end", ["", " - or (they) -  'then'  (or not)  "])
def test_clauses_are_those_of_the_text_itself(rules: Rules, end: str) -> None:
    folded = fold(f"{_PADDING} He said:  \u201cShe\u201d - or (they) -  'committed  suicide' then. {_PADDING}{end}")
    text = WordsIn(folded)
    hits = phrasebook(rules.prose).hits(text)
    clauses = [text.clause(number) for own in hits.clauses.values() for number in own]
    assert any("committed  suicide" in folded[start:end] for start, end, _ in clauses)
    for number, own in hits.clauses.items():
        assert own == sorted(set(own)), number


@given(st.text("ab_ '\"(-.,\u0130\u017f", max_size=40))
def test_the_words_of_clauses_stand_in_one_row(folded: str) -> None:
    text = WordsIn(folded)
    row, begins = text.row_of_clauses()
    words = re.findall(r"\w+", text.lower)
    assert row == WordsIn(folded).row == f" {' '.join(words)} "
    assert len(begins) == len(text.stops) + 1
    for number, (begin, end) in enumerate(zip(begins, [*begins[1:], len(row) - 1], strict=True)):
        start, stop = text.clause_bounds(number)
        assert row[begin:end].split() == re.findall(r"\w+", text.lower[start:stop])
        assert begin == end or row[begin] == " "


def test_letters_that_change_their_number_move_no_clause(rules: Rules) -> None:
    folded = fold(_PADDING * 2 + "\u0130\u0130\u0130 came. She committed suicide. " + _PADDING)
    text = WordsIn(folded)
    hits = phrasebook(rules.prose).hits(text)
    told = {folded[slice(*text.clause_bounds(number))] for own in hits.clauses.values() for number in own}
    assert " She committed suicide" in told
