"""Flesch's reading ease, and the note that a learning point is hard to read."""

from __future__ import annotations

import pytest

from imr_tui.prose.readability import reading_ease, syllables

HARD = (
    "Comprehensive organisational understanding of intergenerational household vulnerability facilitates proportionate "
    "prioritisation of safeguarding activity, notwithstanding operational unavailability of contemporaneous documentation "
    "regarding accommodation arrangements and associated multidisciplinary recommendations previously communicated."
)
PLAIN = "Officers could not see that she had rung before. Each call looked like the first one to whoever took it. " * 2
RULE = "advice.readability"


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("force", 1),
        ("wanted", 2),
        ("called", 1),
        ("table", 2),
        ("officer", 3),
        ("created", 3),
        ("people", 2),
    ],
)
def test_syllables_are_about_right(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= 1


def test_short_words_in_short_sentences_are_easy() -> None:
    assert reading_ease(["the", "cat", "sat", "on", "the", "mat"], 1) > 100
    assert reading_ease(["the", "cat", "sat", "on", "the", "mat"] * 4, 1) < reading_ease(
        ["the", "cat", "sat", "on", "the", "mat"] * 4, 4
    )


def learning(text: str, kind: str = "L") -> str:
    return f"# Learning {{covers=learning}}\n\n## {kind}1: One\n\n{text}\n"


def test_a_learning_point_that_is_hard_to_read_is_told_so(check, review) -> None:
    (finding,) = check(review(learning(HARD)), RULE)
    assert finding.text == HARD
    assert finding.items == ("learning.1",)
    assert "below 30" in finding.message


@pytest.mark.parametrize("text", [PLAIN, "Comprehensive organisational understanding.", f"> {HARD}"])
def test_plain_short_and_quoted_ones_are_not(text: str, check, review) -> None:
    assert check(review(learning(text)), RULE) == ()


def test_nothing_else_than_learning_points_is_read_so(check, review) -> None:
    assert check(review(learning(HARD, "F")), RULE) == ()
    assert check(review(f"# Analysis {{covers=analysis}}\n\n{HARD}\n"), RULE) == ()
