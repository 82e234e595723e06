"""What a pattern needs: less than it asks for, never more, so that a passage without it need not be searched."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imr_tui.analysis.model import Rules
from imr_tui.document.passages import fold
from imr_tui.prose.needed import CAPITALISED, branches, needs
from imr_tui.prose.patterns import compiled, expand
from imr_tui.prose.searches import Search
from imr_tui.prose.words_in import WordsIn


@pytest.mark.parametrize(
    ("written", "sets", "first"),
    [
        ("cr(?:y|ies) for help", {("help",), ("cries", "cry"), ("for",)}, ("cries", "cry")),
        (r"commit\w* suicide", {("suicide",), ("comm",)}, ("comm",)),
        ("(?:<a> )?row", {("row",)}, None),
        (r"(?-i:[A-Z])[\w-]+ drank", {("drank",)}, (CAPITALISED,)),
        (r"(?:she|(?-i:[A-Z])[\w-]+)(?:'s)? drinking", {("drinking",)}, (CAPITALISED, "she")),
        (r"(?-i:[A-Z]\d) drank", {("drank",)}, None),
        (r"[A-Z]\w+ drank", {("drank",)}, None),
        ("self[ -]harm", {("self",), ("harm",)}, ("self",)),
        ("did(?: not|n't) (?:tell|say)", {("say", "tell"), ("did", "didn")}, ("did", "didn")),
        ("<word>", set(), None),
    ],
)
def test_words_are_told_from_the_pattern(
    written: str, sets: set[tuple[str, ...]], first: tuple[str, ...] | None
) -> None:
    found = needs(expand(written))
    assert sets <= set(found.sets)
    assert bool(found.sets) is bool(sets)
    if first is not None:
        assert found.first == first


def matches(pattern: str, folded: str) -> list[tuple[int, int]]:
    """Where a pattern is found after what it needs was asked for."""
    search, text = Search(branches(pattern)), WordsIn(folded)
    found = [match.span() for match in search.matches(text)]
    if found:
        assert not any(text.words.isdisjoint(own) for own in search.needed), "what has a match has all that is needed"
    return found


def whole(pattern: str, folded: str) -> list[tuple[int, int]]:
    """Where it is found by itself."""
    return [match.span() for match in compiled(pattern, placed=True).finditer(folded) if match.end() > match.start()]


def test_every_example_of_every_rule_is_found_as_the_pattern_alone_finds_it(rules: Rules) -> None:
    tried = 0
    for rule in rules.prose.phrases:
        folded = [fold(example) for example in (*rule.catches, *rule.leaves)]
        for pattern in rule.patterns:
            for text in (*folded, folded[0].upper()):
                alone = whole(pattern, text)
                assert matches(pattern, text) == alone, (rule.id, pattern)
                tried += bool(alone)
    assert tried > 500


@pytest.mark.parametrize(
    ("pattern", "text", "may_match"),
    [
        ("refused (?:help|support)", "she refused support", True),
        ("refused (?:help|support)", "she refused", False),
        ("refused help|would not talk", "she would not talk", True),
        ("refused help|would not talk", "she said nothing", False),
    ],
)
def test_a_text_without_what_all_alternatives_need_is_told_at_once(pattern: str, text: str, *, may_match: bool) -> None:
    words = WordsIn(text).words
    assert may_match is not any(words.isdisjoint(own) for own in Search(branches(pattern)).needed)


WORD = st.sampled_from(
    [
        "he",
        "her",
        "the",
        "hear",
        "heard",
        "here",
        "a",
        "row",
        "Rows",
        "s",
        "it's",
        "K\u0131t",
        "\u017fhe",
        "Anna",
        "aRow",
        "\u00c9lan",
    ]
)
BIT = st.one_of(
    st.sampled_from(
        [
            "he",
            "her",
            "the ",
            "row",
            "s",
            "a",
            " ",
            " *",
            "-",
            "'",
            "[a-h]",
            "(?-i:[A-Z])",
            r"(?-i:[A-Z])\w+",
            r"\w+",
            r"\w*",
            "[^s]",
            "<word>",
            "<stop>",
        ]
    ),
    st.lists(st.sampled_from(["he", "her ", "", "a row", " the", "s", r"h\w+", "i t"]), min_size=1, max_size=4).map(
        lambda own: f"(?:{'|'.join(own)})"
    ),
)
PIECE = st.tuples(BIT, st.sampled_from(["", "", "", "?", "{0,2}"])).map(
    lambda own: f"(?:{own[0]}){own[1]}" if own[1] else own[0]
)
PATTERN = st.lists(st.lists(PIECE, min_size=1, max_size=5).map("".join), min_size=1, max_size=3).map("|".join)


@settings(max_examples=300, deadline=None)
@example("he|[^s]|she", [("\u017fhe", " ")])
@example("she|her", [("\u017fhe", " ")])
@example("it|[^k]|king", [("\u212aing", " "), ("\u0131t", " ")])
@given(PATTERN, st.lists(st.tuples(WORD, st.sampled_from([" ", "  ", "-", ". ", "'"])), max_size=8))
def test_no_match_of_any_pattern_is_lost(pattern: str, words: list[tuple[str, str]]) -> None:
    folded = "".join(word + between for word, between in words)
    try:
        alone = whole(pattern, folded)
    except re.error:
        return
    assert matches(pattern, folded) == alone
