"""Parts that changed are told in the words that a reader of the checklist knows."""

from __future__ import annotations

import pytest

from imr_tui.checklist.part_words import parts_in_words
from imr_tui.data.loader import load_rules


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("characteristics.2", "its own text"),
        ("methodology.2", "Not accessed, and why"),
        ("analysis", "Analysis"),
        ("analysis~2", "Analysis (2)"),
        ("overview+analysis", "Overview and Analysis"),
        ("E12", "E12"),
        ("overview/E", "events in Overview"),
        ("what-the-family-said", "“what the family said”"),
        ("kept", "what you keep, and why"),
        ("opening", "the text ahead of the first heading"),
    ],
)
def test_a_part_is_told_in_words(name: str, told: str) -> None:
    rules = load_rules()
    assert parts_in_words((name,), "characteristics.2", rules.questions, rules.areas, rules.schema) == (told,)
