"""What evidence lines say, count and point at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.checklist.chronology import disordered
from imr_tui.checklist.lines import named, shortened
from imr_tui.checklist.model import Checklist, Evidence
from imr_tui.checklist.notable import meaningful_words
from imr_tui.document.dates import write_date
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema

from .conftest import replaced, set_field, set_key, without_record

Check = Callable[..., Checklist]
START = datetime.fromisoformat("2015-01-01T12:00")


def line(checklist: Checklist, ident: str, number: int) -> Evidence:
    item = checklist.item(ident)
    assert item is not None
    return item.evidence[number]


def at(text: str, evidence: Evidence) -> str:
    """The text at a line's place."""
    assert evidence.place is not None
    return text[evidence.place.start : evidence.place.end]


def test_rows_that_one_person_lacks_are_told_in_a_sentence(check: Check, complete: str) -> None:
    text = set_field(set_field(complete, "P1", "Ethnicity", ""), "P1", "Religion or faith", "TBC")
    evidence = line(check(text), "characteristics.1", 1)
    assert evidence.text == "11 of 13 characteristics recorded for P1: Ethnicity and Religion or faith are missing"
    assert (evidence.count, evidence.total, evidence.missing) == (11, 13, ("Ethnicity", "Religion or faith"))
    assert at(text, evidence).rstrip() == "- Ethnicity:"


def test_a_single_row_and_many_rows(check: Check, complete: str) -> None:
    one = set_field(complete, "P2", "Sex", None)
    assert line(check(one), "characteristics.1", 1).text == "12 of 13 characteristics recorded for P2: Sex is missing"
    assert at(one, line(check(one), "characteristics.1", 1)) == "P2: Carl Merriden"
    many = complete
    for name in ("Pseudonym", "Address", "Sex", "Ethnicity", "Disability"):
        many = set_field(many, "P2", name, "")
    evidence = line(check(many), "characteristics.1", 1)
    assert evidence.text == "8 of 13 characteristics recorded for P2: missing Pseudonym, Address, Sex, +2 more"
    both = set_field(many, "P1", "Sex", "")
    evidence = line(check(both), "characteristics.1", 1)
    assert evidence.text == "20 of 26 characteristics recorded: missing P1 Sex, P2 Pseudonym, P2 Address, +3 more"


@pytest.mark.parametrize(
    ("events", "said"), [(1, "1 event and 1 finding recorded"), (2, "2 events and 1 finding recorded")]
)
def test_one_of_a_kind_is_not_told_as_several(check: Check, events: int, said: str) -> None:
    told = "".join(f"## E{number}: Call\n\n- Date: {number} May 2023\n\n" for number in range(1, events + 1))
    text = f"# Overview {{covers=overview}}\n\n{told}# Analysis {{covers=analysis}}\n\n## F1: Late\n\n- Events: E1\n"
    assert line(check(text), "overview.2", 0).text == said


TEXTS = [
    ("E2", "Agencies", "overview.1", 2, "2 of 3 events complete: missing E2 Agencies", "- Agencies:"),
    (
        "F1",
        "Events",
        "analysis.1",
        1,
        "2 of 3 events taken up by a finding: missing E1",
        "E1: Report about an earlier partner",
    ),
    ("F2", "Why", "analysis.1", 2, "2 of 3 findings with their analysis and a Why: missing F2 Why", "- Why:"),
    ("F3", "Practice", "analysis.2", 1, "2 of 3 findings with Practice and Policy: missing F3 Practice", "- Practice:"),
    (
        "T3",
        "Not addressed because",
        "analysis.4",
        1,
        "2 of 3 terms of reference addressed: missing T3",
        "- Not addressed because:",
    ),
    (
        "L1",
        "Arises from",
        "learning.1",
        1,
        "1 of 2 learning points told and linked: missing L1 Arises from",
        "- Arises from:",
    ),
    ("S3", "Accessed", "methodology.2", 0, "2 of 3 sources say whether they were accessed: missing S3", "- Accessed:"),
    ("R1", "Measure", "recommendations.2", 1, "0 of 1 recommendations complete: missing R1 Measure", "- Measure:"),
    ("A1", "Due", "recommendations.3", 2, "0 of 1 actions complete: missing A1 Due", "- Due:"),
]


@pytest.mark.parametrize(("record", "field", "item", "number", "said", "place"), TEXTS)
def test_a_line_counts_and_points_at_the_first_missing_thing(
    check: Check, complete: str, record: str, field: str, item: str, number: int, said: str, place: str
) -> None:
    text = set_field(complete, record, field, "")
    evidence = line(check(text), item, number)
    assert evidence.text == said
    assert at(text, evidence).rstrip() == place


@pytest.mark.parametrize(
    ("item", "number", "said"),
    [
        ("characteristics.1", 0, "2 of 2 subjects have a person"),
        ("characteristics.2", 0, "46 words on professional decisions"),
        ("methodology.1", 2, "1 interview was held"),
        ("overview.1", 1, "3 events recorded"),
        ("overview.1", 3, "3 of 3 dated events in order of time"),
        ("analysis.3", 0, "1 finding with a missed opportunity"),
        ("feedback.2", 0, "5 of 5 dates are set"),
        ("language.2", 1, "Every acronym is explained"),
    ],
)
def test_a_line_that_holds_says_so(check: Check, complete: str, item: str, number: int, said: str) -> None:
    assert line(check(complete), item, number).text == said


def test_a_line_about_what_is_absent_waits_for_the_first(check: Check) -> None:
    evidence = line(check(""), "language.2", 1)
    assert (evidence.holds, evidence.absence, evidence.text) == (False, True, "Every acronym is explained so far")


def test_places_before_there_is_anything(check: Check, complete: str) -> None:
    assert {evidence.place for item in check("").items for evidence in item.evidence} == {None}
    text = "# Method {covers=methodology}\n\n# Learning {covers=learning}\n"
    checklist = check(text)
    assert at(text, line(checklist, "methodology.1", 1)) == "Method"
    assert at(text, line(checklist, "methodology.3", 0)) == "Method"
    assert at(text, line(checklist, "learning.2", 1)) == "Learning"
    without = set_key(complete, "signed_off", None)
    assert at(without, line(check(without), "feedback.2", 0)) == "[dates]"
    late = set_key(complete, "signed_off", "2024-06-01")
    assert at(late, line(check(late), "feedback.2", 1)) == "signed_off = 2024-06-01"


def test_a_missing_kind_points_at_the_section_it_belongs_in(check: Check, complete: str) -> None:
    text = without_record(complete, "A1")
    evidence = line(check(text), "recommendations.3", 2)
    assert at(text, evidence) == "What should change"


def test_disorder_names_the_event_that_stands_wrong(check: Check, complete: str) -> None:
    text = set_field(complete, "E3", "Date", "1 March 2023")
    evidence = line(check(text), "overview.1", 3)
    assert evidence.text == "2 of 3 dated events in order of time: out of order E3"
    assert at(text, evidence) == "- Date: 1 March 2023"


def test_a_delay_without_a_reason_is_told_in_days(check: Check, complete: str) -> None:
    text = set_key(complete, "delay_rationale", '""')
    evidence = line(check(text), "feedback.2", 2)
    assert evidence.missing == ("Requested to Completed (133 days, 56 allowed)",)
    assert at(text, evidence) == 'delay_rationale = ""'


def test_words_short_of_the_number_are_counted(check: Check, complete: str) -> None:
    text = replaced(complete, " {covers=feedback.3}", "")
    assert (
        line(check(text), "feedback.3", 0).text == "0 of 15 words on the force's strategy: no heading covers this yet"
    )
    short = replaced(complete, ", which is to be reached by everybody in every way", "")
    assert line(check(short), "feedback.3", 0).text == "14 of 15 words on the force's strategy"


@pytest.mark.parametrize(
    ("names", "sentence", "short"),
    [
        ((), "", ""),
        (("A",), "A", "A"),
        (("A", "B"), "A and B", "A, B"),
        (("A", "B", "C"), "A, B and C", "A, B, C"),
        (("A", "B", "C", "D"), "A, B, C and D", "A, B, C, +1 more"),
    ],
)
def test_names_in_words(names: tuple[str, ...], sentence: str, short: str) -> None:
    assert (named(names), shortened(names)) == (sentence, short)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Yes – present at the time of the incident (hearing impairment)", ("hearing", "impairment")),
        ("White British", ("white", "british")),
        ("Yes", ()),
        ("Possibly but unclear", ()),
        ("Any other ethnic group", ("ethnic",)),
        ("Diagnosed with depression in 2019", ("diagnosed", "depression")),
    ],
)
def test_the_words_of_a_value_that_carry_its_meaning(value: str, words: tuple[str, ...]) -> None:
    assert meaningful_words(value) == words


@given(minutes=st.lists(st.integers(0, 5_000_000), max_size=12))
def test_timed_events_are_out_of_order_where_time_steps_back(schema: Schema, minutes: list[int]) -> None:
    moments = [START + timedelta(minutes=minute) for minute in minutes]
    text = "".join(f"# E{n}: Event\n\n- Date: {write_date(moment, timed=True)}\n\n" for n, moment in enumerate(moments))
    found = [event.id for event, _ in disordered(parse(text, schema).of_kind("E"))]
    assert found == [f"E{n}" for n in range(1, len(minutes)) if minutes[n] < minutes[n - 1]]


@given(days=st.lists(st.integers(0, 40), max_size=10), timed=st.lists(st.booleans(), min_size=10, max_size=10))
def test_events_sorted_by_day_are_in_order_whether_timed_or_not(
    schema: Schema, days: list[int], timed: list[bool]
) -> None:
    moments = [(START + timedelta(days=day), with_time) for day, with_time in zip(sorted(days), timed, strict=False)]
    text = "".join(
        f"# E{n}: Event\n\n- Date: {write_date(moment, timed=with_time)}\n\n"
        for n, (moment, with_time) in enumerate(moments)
    )
    assert disordered(parse(text, schema).of_kind("E")) == ()
