"""The rules by which Word files are recognised are data, and a mistake in them is said."""

from __future__ import annotations

import pytest

from imr_tui.data.incoming_reader import read_incoming
from imr_tui.data.loader import data_text, load_incoming, load_schema
from imr_tui.errors import InputError

TEXT = data_text("incoming.toml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('covers = "characteristics.2"', 'covers = "characteristics.9"', "neither an area nor a question"),
        ('kind = "S"', 'kind = "X"', "must be one of"),
        ('"lead agency" = "Owner"', '"lead agency" = "Boss"', "no field of"),
        ('"force" = "agency.name"', '"force" = "agency.nam"', "no detail of a review"),
        ("[numbered]", '[numbered]\nX = ["thing"]', "no kind of record"),
        ('ref = ["action ref"]', "", '"ref" is missing'),
        ("[blank]", "[blank]\nword = 1", "unknown: word"),
    ],
)
def test_a_mistake_is_said(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError) as refused:
        read_incoming(TEXT.replace(old, new, 1), load_schema())
    assert said in refused.value.detail
    assert "incoming.toml" in refused.value.detail


@pytest.mark.parametrize(
    ("heading", "covers"),
    [
        ("3. Methodology", "methodology"),
        ("Summary of involvement", "overview"),
        ("Effective practice/lessons learnt", "learning"),
        ("Recommendations for action", "recommendations"),
        ("Analysis of involvement", "analysis"),
        ("Identification of persons subject to review", "characteristics"),
        ("Getting learning back into the system", "feedback"),
        ("Parallel reviews", ""),
        ("A good day", ""),
    ],
)
def test_headings_say_what_they_answer(heading: str, covers: str) -> None:
    assert load_incoming().covers(heading) == covers


@pytest.mark.parametrize(
    ("heading", "record"),
    [
        ("Finding F3: A note", ("F", 3, "A note")),
        ("Recommendation 2", ("R", 2, "")),
        ("4.2 Learning point 1 – Ask apart", ("L", 1, "Ask apart")),
        ("ToR 11. Was it shared?", ("T", 11, "Was it shared?")),
        ("Finding R3: odd", None),
        ("Recommendations", None),
        ("Action 1.2", None),
    ],
)
def test_headings_of_records(heading: str, record: tuple[str, int, str] | None) -> None:
    assert load_incoming().record(heading) == record
