"""Notable characteristics of the subjects: which they are, and where and how the analysis takes them up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imr_tui.checklist.model import Checklist

from .conftest import Clauses, broken, replaced, set_field, set_key

Check = Callable[..., Checklist]


NOTABLE: list[tuple[str, str, bool]] = [
    ("Religion or faith", "Sikh", False),
    ("Religion or faith", "None", True),
    ("Religion or faith", "No religion", True),
    ("Religion or faith", "Information not known/not recorded", True),
    ("LGBTQ+", "Yes", False),
    ("LGBTQ+", "Possibly but unclear", False),
    ("Pregnant at the time", "Yes", False),
    ("Pregnant at the time", "Not applicable", True),
    ("Gender reassignment", "Gender identity different from sex registered at birth", False),
    ("Gender reassignment", "Gender identity the same as sex registered at birth", True),
    ("Gender reassignment", "The same as sex registered at birth.", True),
    ("Gender reassignment", "Gender identity not the same as sex registered at birth", False),
    ("Other characteristics", "Dyslexia", False),
    ("Other characteristics", "None", True),
    ("Sex", "Intersex", True),
    ("Married or in a civil partnership", "Yes", True),
]


@pytest.mark.parametrize(("field", "value", "holds"), NOTABLE)
def test_a_notable_characteristic_has_to_be_taken_up(
    check: Check, complete: str, field: str, value: str, holds: bool
) -> None:
    silent = replaced(complete, " Nobody asked about her Sikh family.", "")
    text = set_field(set_field(silent, "P1", "Religion or faith", "None"), "P1", field, value)
    checklist = check(text)
    assert broken(checklist) == (set() if holds else {("characteristics.3", 1)})
    line = checklist.item("characteristics.3").evidence[1]
    assert (f"P1 {field}" in line.missing) is not holds


TAKEN_UP: list[tuple[str, bool]] = [
    ("Nobody asked about her Sikh family.", True),
    ("Nobody asked about the Sikhs in the street.", True),
    ("Nobody asked about her faith.", True),
    ("Nobody asked about religion.", True),
    ("Nobody asked about her **relig**ious life.", True),
    ("<!-- Sikh -->", False),
    ("TBC – the Sikh family.", False),
    ("`Sikh`", False),
    ("Nobody asked about the faithful dog.", False),
]


@pytest.mark.parametrize("where", ["finding", "analysis", "section", "why"])
@pytest.mark.parametrize(("words", "holds"), TAKEN_UP)
def test_where_and_how_a_characteristic_is_taken_up(
    check: Check, complete: str, where: str, words: str, holds: bool
) -> None:
    text = replaced(complete, " Nobody asked about her Sikh family.", "")
    words = f"\n\n{words}\n\n" if where != "why" else words
    match where:
        case "finding":
            text = replaced(
                text, "what the policy asks of counter staff.", f"what the policy asks of counter staff.{words}"
            )
        case "analysis":
            text = replaced(text, "{covers=analysis}\n", f"{{covers=analysis}}\n{words}")
        case "section":
            text = replaced(text, "{covers=characteristics.3}\n", f"{{covers=characteristics.3}}\n{words}")
        case _:
            text = set_field(text, "F1", "Why", words)
    gone = not holds and where == "why" and words.startswith(("TBC", "<!--"))
    expected: Clauses = {("analysis.1", 2)} if gone else set()
    assert broken(check(text)) == expected | (set() if holds else {("characteristics.3", 1)})


def test_elsewhere_a_characteristic_is_not_taken_up(check: Check, complete: str) -> None:
    text = replaced(complete, " Nobody asked about her Sikh family.", "")
    text = replaced(text, "### E3: Visit", "### E3: Sikh visit")
    text = replaced(text, "The public counter".lower() + " had no", "the Sikh public counter had no")
    assert broken(check(text)) == {("characteristics.3", 1)}


def test_only_the_subjects_characteristics_are_asked_for(check: Check, complete: str) -> None:
    text = set_key(complete, "subjects", '["Suspect"]')
    text = replaced(text, " Nobody asked about her Sikh family.", "")
    assert broken(check(text)) == set()
