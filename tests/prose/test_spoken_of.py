"""Of whom else a sentence speaks: of a suspect alone, or of a child."""

from __future__ import annotations

import pytest

from imr_tui.prose.people import People
from imr_tui.prose.spoken_of import is_said_of_child, suspect_alone


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        ("The girl, who was 14, was", True),
        ("The 14-year-old had been", True),
        ("At 13 she", True),
        ("The report says that the boy was", True),
        ("Chloe, 15, was", True),
        ("The worker told the girl that she was", True),
        ("The nurse was told that Chloe, 13, had", True),
        ("The nurse said that Chloe, who was then fourteen, had", True),
        ("The nurse said that Chloe, who was 34, had", False),
        ("The nurse, 15 minutes later, had", False),
        ("The girl's mother was", False),
        ("The officer who found the child was", False),
        ("The child slept while Mark", False),
    ],
)
def test_what_is_said_of_a_child(ahead: str, said: bool, people: People) -> None:
    assert is_said_of_child(ahead, 0, len(ahead), people) is said


@pytest.mark.parametrize(
    ("ahead", "before", "alone"),
    [
        ("Mark refused to answer, and", "", True),
        ("Mark told Anna that", "", False),
        ("Then", "Mark was arrested.", True),
        ("Then", "Jamie Cole saw Mark.", False),
        ("Then", "", False),
    ],
)
def test_a_pronoun_means_the_suspect_where_nobody_else_is_named(
    ahead: str, before: str, alone: bool, people: People
) -> None:
    assert suspect_alone(ahead, before, people) is alone
