from __future__ import annotations

from datetime import date

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.front import read_front
from imr_tui.document.schema import FrontKey
from imr_tui.tui.front_form import changes, choices_of, form_keys, read, said_of, written

DATE = FrontKey("dates", "incident", "date", "Incident")
DAYS = FrontKey("deadlines", "incident_to_requested", "integer", "Days")
LIST = FrontKey("review", "subjects", "string-list", "Subjects")
TEXT = FrontKey("document", "title", "string", "Title")


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (DATE, "9 March 2025", date(2025, 3, 9)),
        (DATE, "03/04/2025", date(2025, 4, 3)),
        (DATE, " 2025-03-09 ", date(2025, 3, 9)),
        (DATE, "", None),
        (DAYS, "56", 56),
        (DAYS, "", None),
        (LIST, "Victim, Suspect", ("Victim", "Suspect")),
        (LIST, "Victim; Suspect;", ("Victim", "Suspect")),
        (LIST, "", ()),
        (TEXT, "  A title ", "A title"),
        (TEXT, "", ""),
    ],
)
def test_answers_are_read(key: FrontKey, text: str, expected: object) -> None:
    assert read(key, text) == expected


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (DATE, "soon", "Write the day first"),
        (DATE, "31/02/2025", "Write the day first"),
        (DATE, "March 2025", "whole date"),
        (DATE, "about 9 March 2025", "whole date"),
        (DAYS, "eight weeks", "whole number"),
        (DAYS, "-3", "whole number"),
    ],
)
def test_what_cannot_be_read_is_explained(key: FrontKey, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(key, text)
    assert said in said_of(key, text)


def test_a_date_is_read_back_with_its_weekday() -> None:
    assert said_of(DATE, "3/4/25") == "Thursday 3 April 2025"
    assert said_of(TEXT, "anything") == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2025, 3, 9), "9 March 2025"),
        (["Victim", "Suspect"], "Victim, Suspect"),
        (56, "56"),
        ("two\nlines", "two lines"),
        (None, ""),
    ],
)
def test_values_are_shown(value: object, expected: str) -> None:
    assert written(value) == expected


FRONT = '+++\n[document]\ntitle = "Review"\n[dates]\nincident = 2025-03-09\n[review]\nsubjects = ["Victim"]\n+++\n'


def test_only_what_differs_is_a_change() -> None:
    schema = load_schema()
    front = read_front(FRONT, schema)
    keys = form_keys(schema)
    answers = {key: written(front.get(key.table, key.key)) for key in keys}
    assert changes(front, keys, answers) == {}
    by_name = {(key.table, key.key): key for key in keys}
    answers[by_name["dates", "incident"]] = ""
    answers[by_name["agency", "author"]] = "Priya Nair"
    answers[by_name["review", "subjects"]] = "Victim, Suspect"
    answers[by_name["agency", "name"]] = "   "
    assert changes(front, keys, answers) == {
        ("dates", "incident"): None,
        ("agency", "author"): "Priya Nair",
        ("review", "subjects"): ("Victim", "Suspect"),
    }


def test_every_value_of_the_form_can_be_shown_and_read_again() -> None:
    for key in form_keys(load_schema()):
        for text in ("", *choices_of(key)):
            assert written(read(key, text)) == text


def test_a_list_offers_the_markings() -> None:
    marking = next(key for key in form_keys(load_schema()) if key.key == "marking")
    assert "OFFICIAL-SENSITIVE" in choices_of(marking)
    assert choices_of(TEXT) == ()
