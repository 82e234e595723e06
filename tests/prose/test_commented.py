"""Whether a report says something on the words that it quotes, and which views it does not share."""

from __future__ import annotations

import pytest

from imr_tui.prose.commented import is_commented, is_disowned


@pytest.mark.parametrize(
    "around",
    [
        "The log calls her ; the phrase blames her for what he did.",
        "The officer wrote ; it treats a death as a crime.",
        "He said that she had ; these are his words.",
        "The words appear in nine entries.",
        "The officers wrote , a phrase which concealed who was hurt.",
        "The form says ; this is not adopted here.",
        "The note says , and the review regards that as victim-blaming.",
    ],
)
def test_words_that_are_commented_on(around: str) -> None:
    assert is_commented(around)


@pytest.mark.parametrize(
    "around",
    [
        "PC Dale wrote in his notebook:",
        "In the words of the sergeant, she was",
        "The log of 4 May records that and well known to us.",
        "Her mother's words were: ",
    ],
)
def test_words_that_are_not(around: str) -> None:
    assert not is_commented(around)


@pytest.mark.parametrize(
    "sentence",
    [
        "Her brother felt that she should have left; the review does not share that view.",
        "The reviewing officer rejects the sergeant's view that she provoked it.",
        "This was said to be a quarrel. The author cannot accept this.",
        "The panel did not agree that he had been driven to it.",
    ],
)
def test_a_view_that_the_report_does_not_share(sentence: str) -> None:
    assert is_disowned(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She should have left, and the review does share that view.",
        "The review does not say when he was arrested.",
        "The sergeant did not agree that she was at risk.",
        "She did not share her address with the review.",
    ],
)
def test_a_view_that_it_does_not_say_that_of(sentence: str) -> None:
    assert not is_disowned(sentence)
