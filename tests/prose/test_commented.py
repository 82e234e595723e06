"""Whether a report says something on the words that it quotes, and which views it does not share."""

from __future__ import annotations

import pytest

from imr_tui.prose.commented import is_commented, is_disowned, is_fond, is_named_as_words


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
        "The log calls her ; the recording shows a frightened woman.",
        "Our log calls it , and the body-worn video shows him hitting her.",
        "The entry reads ; the hospital record for the same night lists two fractured ribs.",
        "The log says ; that wording was inadequate.",
        "A neighbour said that he was ; by that date she had reported fourteen assaults.",
        "The report called it ; the supervisor corrected it on 2 May.",
        "The plan called the women ; this review uses another word.",
        "The log says that she was ; no officer checked whether that was so.",
        "The sergeant put it down as , and the calls that followed were given a lower grading.",
        "The report calls her ; the author has found 14 calls, and each reported an offence.",
        "That was a heading on the form; it was removed in 2021.",
        "The heading stood on the form until 2021, because it placed responsibility on the child.",
        "The suspect said that she had ; this was his attempt to excuse the assault.",
        "The log opens so; the review draws attention to this.",
        "The entry describes him as ; those are the words of the record and not of this author.",
        "The heading , which an analyst gave to the briefing, hid the fact that he alone used violence.",
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
        "The log says , and the call was closed at 02:10.",
        "The note of 3 May reads ; PC Dale then drove to the next call.",
        "The log calls her ; they were removed from the house.",
        "The entry reads because they told officers so.",
        "The officer wrote because they placed her in a cell.",
        "The note says because it was laid out that way.",
        "The log says so under the heading , and those are her shoes.",
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
        "Mark told the court that she had shamed him; the judge rejected this as mitigation.",
        "Mark said that she had provoked him; they challenged this.",
        "Mark said that she had provoked him, a statement which the trial judge rejected in her remarks.",
        "He told officers that she had provoked him; it should have been recorded as his account only.",
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
        "She claimed that he had followed her, but the officer rejected this.",
    ],
)
def test_a_view_that_it_does_not_say_that_of(sentence: str) -> None:
    assert not is_disowned(sentence)


@pytest.mark.parametrize(
    ("ahead", "named"),
    [
        ("Fifty logs are read for labels such as ", True),
        ('Words used of victims like "___" and ', True),
        ("The log says that she was a ", False),
        ("She sent terms by letter, and the officer wrote ", False),
    ],
)
def test_words_that_are_named_as_words(ahead: str, *, named: bool) -> None:
    assert is_named_as_words(ahead) is named


def test_fond_words_are_told_from_others() -> None:
    assert is_fond("She was funny and she was stubborn and I miss her")
    assert not is_fond("She was stubborn and would not be helped")
