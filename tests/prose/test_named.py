"""Whether a stretch of text names a child, and a sentence speaks of one."""

from __future__ import annotations

import pytest

from imr_tui.prose.named import names, speaks_of_child
from imr_tui.prose.people import People


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("Chloe, 15, rang.", True),
        ("Tom (13) rang.", True),
        ("At 13 she left.", True),
        ("She looked older than her 13 years.", True),
        ("He was then fourteen.", True),
        ("At 13 Mill Lane nobody opened.", True),
        ("The call came at 12:30 from the flat.", False),
        ("Section 17, which is long, was read.", False),
    ],
)
def test_a_sentence_that_speaks_of_a_child_gives_an_age(sentence: str, speaks: bool) -> None:
    assert speaks_of_child(sentence, People()) is speaks


def test_whether_a_child_is_named(people: People) -> None:
    assert names("child", "the boy's", people)
    assert names("child", "Chloe's", people)
    assert not names("child", "Anna's", people)
