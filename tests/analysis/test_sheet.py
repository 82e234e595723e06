from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.analysis.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, guess_delimiter, read_sheet
from imr_tui.analysis.sheet_dates import read_cell_date
from imr_tui.errors import InputError


def cells(text: str, delimiter: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(text, delimiter).rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ("a\tb\r\n1\t2", [("a", "b"), ("1", "2")]),
        ("a;b\n1,5;2\n3,5;4\n", [("a", "b"), ("1,5", "2"), ("3,5", "4")]),
        ('a,b\n"x, y","two\nlines"\n', [("a", "b"), ("x, y", "two\nlines")]),
        ('a,b\n"said ""no""",2\n', [("a", "b"), ('said "no"', "2")]),
        ('a\tb\n"He shouted" and left\t2\n', [("a", "b"), ('"He shouted" and left', "2")]),
        ('a,b\n5" nail,2\n', [("a", "b"), ('5" nail', "2")]),
        ('a,b\n"never closed,2\n3,4\n', [("a", "b"), ('"never closed', "2"), ("3", "4")]),
        ("\ufeffa,b\n\n , \n1,2\n", [("a", "b"), ("1", "2")]),
        ("one column\nonly\n", [("one column",), ("only",)]),
        ("a,b,,,\n1,2,,,\n", [("a", "b"), ("1", "2")]),
    ],
)
def test_a_table_is_read(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cells(text) == expected


def test_rows_have_the_numbers_they_have_in_the_table() -> None:
    assert [row.number for row in read_sheet("a,b\n\n1,2\n").rows] == [1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "a,b\n" * (MOST_ROWS + 1),
        "a," * (MOST_COLUMNS + 1) + "b",
        f"a,b\n1,{'x' * (LONGEST_CELL + 1)}\n",
        "x" * 5_000_001,
    ],
)
def test_what_is_no_table_or_too_large_is_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_sheet(text)
    assert caught.value.hint


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab ,;\t"|\n'), max_size=8), min_size=2, max_size=4), min_size=1, max_size=5
    ),
    st.sampled_from([",", "\t", ";"]),
)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    expected = []
    for row in rows:
        kept = [cell.strip() for cell in row]
        while len(kept) > 1 and not kept[-1]:
            kept.pop()
        if any(kept):
            expected.append(tuple(kept))
    if expected:
        assert cells(out.getvalue(), delimiter) == expected


@given(st.text(st.sampled_from('a,"\n\t;'), max_size=60))
def test_no_letter_is_lost_whatever_the_quotation_marks(text: str) -> None:
    if text.strip(' ,"\n\t;|'):
        assert sum(cell.count("a") for row in cells(text) for cell in row) == text.count("a")


def test_a_delimiter_within_the_text_does_not_mislead() -> None:
    assert guess_delimiter("Date\tEvent\n1 May 2020\tShe came, he left, and so on\n2 May 2020\tNo comma\n") == "\t"


@pytest.mark.parametrize(
    ("cell", "time", "written"),
    [
        ("22.05.16", "", "22 May 2016"),
        ("22-may-16", "", "22 May 2016"),
        ("22/05/16", "9.40pm", "22 May 2016, 21:40"),
        ("22/05/2016", "2140 hrs", "22 May 2016, 21:40"),
        ("22 may 2016", "", "22 May 2016"),
        ("22.05/16", "", "22 May 2016"),
        ("?22 may 2016", "", "?22 May 2016"),
        ("22/05/2016", "?21:40", "?22 May 2016, 21:40"),
        ("probably 22 may 2016", "", "?22 May 2016"),
        ("22 may 2016?", "", "?22 May 2016"),
        ("2016-05-22 00:00:00", "", "22 May 2016"),
        ("2016-05-22T14:05", "", "22 May 2016, 14:05"),
        ("Tuesday 3rd March 2020 at 14.05 hours", "", "3 March 2020, 14:05"),
        ("March 2020", "", "March 2020"),
        ("03/2020", "", "March 2020"),
        ("about March 2020", "", "about March 2020"),
        ("01/02/2020", "", "1 February 2020"),
        ("1.1.68", "", "1 January 1968"),
        ("22/05/2016", "12am", "22 May 2016, 00:00"),
    ],
)
def test_dates_as_chronologies_have_them(cell: str, time: str, written: str) -> None:
    found = read_cell_date(cell, time)
    assert found.written == written
    assert found.when is not None
    assert not found.doubts


@pytest.mark.parametrize(
    ("cell", "time", "doubt"),
    [
        ("", "", "no date"),
        ("05/22/2016", "", "there is no such month: is it the month that stands first?"),
        ("31/02/2020", "", "there is no such day"),
        ("early 2020", "", "the date cannot be read"),
        ("22/05/2016", "evening", "the time cannot be read"),
        ("22/05/2016", "24:10", "the time cannot be read"),
        ("22/05/2016 - 23/05/2016", "", "the time cannot be read"),
    ],
)
def test_what_is_doubtful_is_told_and_nothing_is_lost(cell: str, time: str, doubt: str) -> None:
    found = read_cell_date(cell, time)
    assert found.doubts == (doubt,)
    assert found.when is None or found.left
    if found.when is None:
        assert found.written == cell
