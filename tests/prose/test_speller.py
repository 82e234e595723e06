"""Which words are right: by the dictionary, the lists, the way of spelling, and part by part."""

from __future__ import annotations

import pytest

from imr_tui.prose.speller import Speller

_TEXT = """the of organise organised victimise size prize rise advise supervise colour safe guarding safeguarding ordinate
coordinated molestation time off hearted half year old it's child London London's receive"""
WORDS = frozenset(_TEXT.split())


class Listed:
    """A dictionary of a few words that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def knows(self, word: str) -> bool:
        self.asked.append(word)
        return word in WORDS or word.lower() in WORDS - {"london"}

    def near(self, word: str) -> tuple[str, ...]:
        return ("organise", "receive")


@pytest.mark.parametrize(
    ("word", "style", "right"),
    [
        ("organise", "", True),
        ("organize", "", True),
        ("organise", "ise", True),
        ("organize", "ise", False),
        ("organise", "ize", False),
        ("organize", "ize", True),
        ("Organized", "ise", False),
        ("Organised", "ise", True),
        ("size", "ise", True),
        ("prize", "ise", True),
        ("rise", "ize", True),
        ("advise", "ize", True),
        ("advize", "", False),
        ("supervise", "ize", True),
        ("supervize", "ize", False),
        ("recieve", "", False),
        ("child's", "", True),
        ("chidl's", "", False),
        ("time-off", "", True),
        ("co-ordinated", "", True),
        ("non-molestation", "", True),
        ("half-haerted", "", False),
        ("x-time", "", True),
    ],
)
def test_a_word_is_right_as_the_review_spells(word: str, style: str, right: bool) -> None:
    assert Speller(Listed()).known(word, style) is right


@pytest.mark.parametrize(
    ("listed", "word", "right"),
    [
        ("wellbeing", "wellbeing", True),
        ("wellbeing", "Wellbeing", True),
        ("wellbeing", "WELLBEING", True),
        ("Linwick", "Linwick", True),
        ("Linwick", "LINWICK", True),
        ("Linwick", "linwick", False),
        ("Linwick", "Linwick's", True),
        ("cuckooing", "anti-cuckooing", True),
    ],
)
def test_listed_words_are_right_as_they_are_listed(listed: str, word: str, right: bool) -> None:
    assert Speller(Listed(), [listed]).known(word) is right


def test_the_dictionary_is_asked_once_about_a_word() -> None:
    dictionary = Listed()
    speller = Speller(dictionary)
    for _ in range(3):
        speller.known("recieve")
    assert dictionary.asked.count("recieve") == 1


def test_what_may_be_meant_follows_the_way_of_spelling() -> None:
    assert Speller(Listed()).near("orgnise", "ize") == ("organize", "receive")
    assert Speller(Listed()).near("organize", "ise")[0] == "organise"
