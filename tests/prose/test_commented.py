"""Whether a report says something on the words that it quotes."""

from __future__ import annotations

import pytest

from imr_tui.prose.commented import is_commented


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
