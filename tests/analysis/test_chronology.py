from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.analysis.chronology import Happening, Silence, Wanted, happenings, in_order_of_time, narrowed, persons_of
from imr_tui.checklist.chronology import disordered
from imr_tui.data.loader import load_schema
from imr_tui.document.dates import write_day
from imr_tui.document.model import Report
from imr_tui.document.ordering import reorder_records
from imr_tui.document.parse import parse
from imr_tui.document.text import apply_edits

SCHEMA = load_schema()
FRONT = "+++\nimr = 1\n[review]\nperiod_start = 2022-01-01\nperiod_end = 2023-12-31\n+++\n\n"


def report(*events: tuple[str, str], front: str = FRONT) -> Report:
    """A review with events of a date and a person each."""
    text = front + "# Overview\n\n"
    for number, (when, person) in enumerate(events, 1):
        text += f"## E{number}: Event {number}\n\n- Date: {when}\n- Contact with: {person}\n- Sources: S1\n\n"
    return parse(text + "# Sources\n\n## S1: Log\n", SCHEMA)


def keys(rows: tuple[Happening | Silence, ...]) -> list[str]:
    return [one.id if isinstance(one, Happening) else f"{one.days}" for one in rows]


READ = report(
    ("14 March 2023, 21:40", "Victim"),
    ("1 February 2022", "Victim, Suspect"),
    ("not known", "Neighbour"),
    ("about May 2021", "Suspect and a neighbour."),
    ("20 March 2023", "Victim"),
)


def test_events_stand_in_order_of_time_and_undated_ones_last() -> None:
    listed = happenings(READ)
    assert [one.id for one in listed] == ["E4", "E2", "E1", "E5", "E3"]
    assert [(one.date, one.time) for one in listed] == [
        ("about May 2021", ""),
        ("1 February 2022", ""),
        ("14 March 2023", "21:40"),
        ("20 March 2023", ""),
        ("not known", ""),
    ]
    assert [one.id for one in listed if one.outside] == ["E4"]
    assert [one.id for one in listed if one.out_of_order] == ["E4", "E2"]
    assert {one.sources for one in listed} == {"S1"}


def test_persons_are_listed_once_each() -> None:
    assert persons_of(happenings(READ)) == ("Suspect", "a neighbour", "Victim", "Neighbour")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(gap_days=0), ["E4", "E2", "E1", "E5", "E3"]),
        (Wanted(gap_days=60), ["E4", "E2", "406", "E1", "E5", "286", "E3"]),
        (Wanted(person="victim", gap_days=0), ["E2", "E1", "E5"]),
        (Wanted(person="SUSPECT", gap_days=0), ["E4", "E2"]),
        (Wanted(first=date(2023, 1, 1), gap_days=0), ["E1", "E5"]),
        (Wanted(last=date(2022, 12, 31), gap_days=0), ["E4", "E2"]),
        (Wanted(first=date(2021, 5, 31), last=date(2021, 6, 1), gap_days=0), ["E4"]),
        (Wanted(person="nobody"), []),
    ],
)
def test_the_chronology_is_narrowed(wanted: Wanted, expected: list[str]) -> None:
    assert keys(narrowed(READ, happenings(READ), wanted)) == expected


def test_the_timescale_bounds_the_first_and_the_last_gap() -> None:
    one = report(("1 July 2022", "Victim"))
    rows = narrowed(one, happenings(one), Wanted(gap_days=90))
    assert [(row.after, row.until) for row in rows if isinstance(row, Silence)] == [
        (date(2022, 1, 1), date(2022, 7, 1)),
        (date(2022, 7, 1), date(2023, 12, 31)),
    ]


def test_an_event_that_reaches_over_a_gap_fills_it() -> None:
    one = report(("2022", "Victim"), ("1 January 2023", "Victim"), front="")
    assert keys(narrowed(one, happenings(one), Wanted(gap_days=30))) == ["E1", "E2"]


DAYS = st.dates(date(2020, 1, 1), date(2021, 3, 1))
WRITTEN = st.one_of(
    DAYS.map(write_day),
    st.builds(lambda day, hour: f"{write_day(day)}, {hour:02}:15", DAYS, st.integers(0, 23)),
    DAYS.map(lambda day: f"{day:%B %Y}"),
    st.sampled_from(["not known", "2020", "?3 May 2020"]),
)


@given(st.lists(WRITTEN, max_size=9))
def test_the_order_is_repaired_and_the_checklist_sees_it(dates: list[str]) -> None:
    before = report(*((when, "Victim") for when in dates))
    edits = reorder_records(before, SCHEMA, in_order_of_time(before.of_kind("E")))
    after = parse(apply_edits(before.text, edits), SCHEMA)
    assert disordered(after.of_kind("E")) == ()
    assert sorted(after.records) == sorted(before.records)
    if disordered(before.of_kind("E")) == ():
        assert edits == ()


@given(st.lists(st.tuples(DAYS, st.sampled_from(["Victim", "Suspect"])), max_size=8), st.integers(1, 200))
def test_between_two_rows_there_is_a_gap_exactly_where_the_days_are_more(events, least: int) -> None:
    one = report(*((write_day(day), person) for day, person in events), front="")
    rows = narrowed(one, happenings(one), Wanted(gap_days=least))
    days = sorted(day for day, _ in events)
    expected = [b - a for a, b in itertools.pairwise(days) if b - a > timedelta(days=least)]
    assert [timedelta(days=row.days) for row in rows if isinstance(row, Silence)] == expected
