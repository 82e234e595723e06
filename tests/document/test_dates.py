"""Dates as the document format accepts them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.dates import date_in_words, read_date, write_date

DAY = (datetime(2023, 3, 14), datetime(2023, 3, 14, 23, 59, 59))
MOMENT = (datetime(2023, 3, 14, 21, 40), datetime(2023, 3, 14, 21, 40))


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("14 March 2023", DAY),
        ("14/03/2023", DAY),
        ("14.03.23", DAY),
        ("2023-03-14", DAY),
        ("14th March 2023", DAY),
        ("14 Mar 2023", DAY),
        ("14 March 2023.", DAY),
        ("about 14 March 2023", DAY),
        ("?14 march 2023", DAY),
        ("14 March 2023, 21:40", MOMENT),
        ("14 March 2023 2140 hrs", MOMENT),
        ("14/03/2023 at 21:40", MOMENT),
        ("2023-03-14T21:40", MOMENT),
        ("14 March 2023 9.40pm", MOMENT),
        ("March 2023", (datetime(2023, 3, 1), datetime(2023, 3, 31, 23, 59, 59))),
        ("February 2024", (datetime(2024, 2, 1), datetime(2024, 2, 29, 23, 59, 59))),
        ("2023", (datetime(2023, 1, 1), datetime(2023, 12, 31, 23, 59, 59))),
        ("about 2023", (datetime(2023, 1, 1), datetime(2023, 12, 31, 23, 59, 59))),
        ("01/02/2023", (datetime(2023, 2, 1), datetime(2023, 2, 1, 23, 59, 59))),
    ],
)
def test_forms(text: str, between: tuple[datetime, datetime]) -> None:
    value = read_date(text)
    assert value is not None
    assert (value.first, value.last) == between
    assert value.uncertain == text.startswith(("about", "?"))


@pytest.mark.parametrize(
    "text",
    ["", "soon", "probably 22 May 2016", "22 May 2016?", "31 February 2023", "03/14/2023", "14 Marzo 2023", "14 March 2023, 25:10",
     "March 2023, 21:40", "12.03", "end of June 2023", "0000", "0 March 2023", "00/03/2023", "2023-03-00"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
def test_what_is_written_reads_back(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    timed = read_date(write_date(moment, timed=True))
    day = read_date(write_date(moment, timed=False))
    assert timed is not None
    assert timed.first == moment
    assert day is not None
    assert day.first.date() == moment.date()


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    value = read_date(text)
    assert value is None or value.first <= value.last


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("14/03/23", "Tuesday 14 March 2023"),
        ("14 March 2023, 2140 hrs", "Tuesday 14 March 2023 at 21:40"),
        ("March 2023", "March 2023, the day not known"),
        ("c. March 2023", "about March 2023, the day not known"),
        ("?2023", "about 2023, the month not known"),
        ("about 1 May 2020", "about Friday 1 May 2020"),
        ("December 2023", "December 2023, the day not known"),
    ],
)
def test_a_date_is_said_as_it_was_understood(written: str, words: str) -> None:
    value = read_date(written)
    assert value is not None
    assert date_in_words(value) == words
