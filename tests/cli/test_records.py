"""set and add: the one place changes, and what does not fit is refused with nothing written."""

import json
import tomllib
from datetime import date

import pytest


def changed_lines(before, after):
    left, right = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in left if line not in right], [line for line in right if line not in left]


@pytest.mark.parametrize(
    ("target", "value", "old", "new"),
    [
        ("E1.Date", "15 March 2023", "- Date: 14 March 2023, 21:40", "- Date: 15 March 2023"),
        ("e1.when", "2023-03-15", "- Date: 14 March 2023, 21:40", "- Date: 2023-03-15"),
        ("F1.Practice", "GOOD practice", "- Practice: Not consistent with policy", "- Practice: Good practice"),
        ("R1.scope", "not known", "- Scope: Local", "- Scope: not known"),
        (
            "methodology.interviews",
            "None held – all have retired.",
            "- Interviews: None held – the officers have left the force.",
            "- Interviews: None held – all have retired.",
        ),
        ("dates.incident", "10 March 2025", "incident = 2025-03-09", "incident = 2025-03-10"),
        ("review.subjects", "Victim, Suspect", 'subjects = ["Victim"]', 'subjects = ["Victim", "Suspect"]'),
    ],
)
def test_a_value_is_replaced_and_nothing_else(review, answer, target, value, old, new):
    before = review.read_bytes()
    status, out, err = answer("set", review, target, value)
    assert (status, err) == (0, "")
    assert out.count("\n") == 1
    assert changed_lines(before, review.read_bytes()) == ([old], [new])


def test_a_field_that_is_not_there_yet_is_added_where_it_belongs(review, answer):
    before = review.read_bytes()
    assert answer("set", review, "E1.Action taken", "Two officers attended.")[0] == 0
    after = review.read_bytes()
    assert changed_lines(before, after) == ([], ["- Action taken: Two officers attended."])
    assert after.index(b"- Agencies") < after.index(b"- Action taken") < after.index(b"Shouting")


def test_comments_and_layout_of_the_details_stay(review, answer):
    assert answer("set", review, "agency.author", "Tom Reid")[0] == 0
    assert "author" in review.read_text()
    assert "# stands beside what is confirmed" in review.read_text()
    assert answer("set", review, "dates.requested", "1/5/2025")[0] == 0
    assert answer("set", review, "glossary.MARAC", "Multi-Agency Risk Assessment Conference")[0] == 0
    values = tomllib.loads(review.read_text().split("+++\n")[1])
    assert values["dates"] == {"incident": date(2025, 3, 9), "requested": date(2025, 5, 1)}
    assert values["glossary"] == {"MARAC": "Multi-Agency Risk Assessment Conference"}


def test_an_empty_value_empties_a_field_and_takes_a_date_away(review, answer):
    assert answer("set", review, "E1.Date", "")[1] == "E1.Date: emptied\n"
    assert "- Date:\n" in review.read_text()
    assert answer("set", review, "dates.incident", "")[0] == 0
    assert "incident" not in review.read_text()


def test_line_ends_are_kept(review, answer):
    review.write_bytes(review.read_bytes().replace(b"\n", b"\r\n"))
    assert answer("set", review, "E1.Action taken", "Attended.\nNo risk assessment was made.")[0] == 0
    assert answer("set", review, "dates.requested", "2025-05-01")[0] == 0
    data = review.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"- Action taken: Attended.\r\n\r\n  No risk assessment was made.\r\n" in data


@pytest.mark.parametrize(
    ("target", "value", "status", "told"),
    [
        ("E9.Date", "15 March 2023", 1, "There is E1"),
        ("E1.Dat", "15 March 2023", 1, "Did you mean Date?"),
        ("E1.Date", "last spring", 1, "day before month"),
        ("F1.Practice", "rather good", 1, "Good practice"),
        ("F1.Events", "E7", 1, "E7"),
        ("F1.Events", "R1", 1, "R1"),
        ("dates.incident", "March 2025", 1, "is one day"),
        ("dates.incidnt", "2025-03-09", 1, "Did you mean incident?"),
        ("deadlines.incident_to_requested", "soon", 1, "whole number"),
        ("language.spelling", "usa", 1, "ise or ize"),
        ("methodology.Interview", "None held", 1, "Did you mean Interviews?"),
        ("learning.Learning points", "None identified – nothing", 1, "No heading of the review covers learning"),
        ("datse.incident", "2025-03-09", 2, "Did you mean dates?"),
        ("Date", "15 March 2023", 2, "E3.Date"),
    ],
)
def test_what_does_not_fit_is_refused(review, answer, target, value, status, told):
    before = review.read_bytes()
    found, out, err = answer("set", review, target, value)
    assert (found, out) == (status, "")
    assert told in err
    assert review.read_bytes() == before


def test_a_record_is_added_behind_the_last_of_its_kind(review, answer):
    before = review.read_bytes()
    status, out, _ = answer("add", review, "event", "--title", "Second\ncall", "--field", "When=20 March 2023")
    text = review.read_text()
    assert (status, out) == (0, f"E2 added at line {text.splitlines().index('### E2: Second call') + 1}\n")
    assert "- Date: 20 March 2023\n" in text
    assert text.index("### E1") < text.index("### E2") < text.index("# Analysis")
    assert changed_lines(before, review.read_bytes())[0] == []


@pytest.mark.parametrize("name", ["action", "ACTIONS", "a"])
def test_an_action_is_nested_under_its_recommendation(review, answer, name):
    status, out, _ = answer("add", review, name, "--under", "r1", "--json")
    assert status == 0
    assert json.loads(out)["id"] == "A1"
    assert "#### A1:" in review.read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["evnt"], "Did you mean event?"),
        (["thing"], "There are person, term-of-reference"),
        (["event", "--under", "R1"], "cannot be nested under R1"),
        (["event", "--after", "R1"], "R1 is no event"),
        (["action", "--after", "A1", "--under", "R1"], "not both"),
        (["event", "--field", "Date"], "NAME=VALUE"),
    ],
)
def test_a_record_that_cannot_be_added_is_refused(review, answer, arguments, told):
    before = review.read_bytes()
    status, out, err = answer("add", review, *arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert review.read_bytes() == before


def test_a_record_is_not_added_into_a_note_that_is_never_closed(review, answer):
    review.write_text(review.read_text() + "\n<!-- to do\n")
    before = review.read_bytes()
    status, out, err = answer("add", review, "recommendation")
    assert (status, out) == (1, "")
    assert "not added" in err
    assert review.read_bytes() == before


@pytest.mark.parametrize(
    ("target", "value", "before", "after"),
    [
        ("E1.Title", "A call", "### E1: Call from a neighbour", "### E1: A call"),
        ("E1.narrative", "One.\nTwo.", "Shouting was heard.", "One.\n\nTwo."),
    ],
)
def test_a_title_and_a_narrative_are_set(review, answer, target, value, before, after):
    text = review.read_text()
    assert answer("set", review, target, value)[0] == 0
    assert review.read_text() == text.replace(before, after)


def test_a_restriction_is_set_and_taken_away_again(review, answer):
    answer("add", review, "person", "--title", "Victim", "--field", "Sex=Female")
    text = review.read_text()
    status, out, _ = answer("set", review, "P1.Sex.Restriction", "the press")
    assert (status, out) == (0, "P1.Sex.Restriction: the press\n")
    assert review.read_text() == text.replace("- Sex: Female\n", "- Sex: Female\n  - Restriction: the press\n")
    answer("set", review, "P1.Sex.Restriction", "")
    assert review.read_text() == text
    assert answer("set", review, "E1.Date.Restriction", "x")[0] == 1
