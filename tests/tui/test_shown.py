from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from imr_tui.tui.shown import cut, one_line, pad, shown, spread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("an escape \x1b[31m", "an escape ␛[31m"),
        ("a bell\x07 and a delete\x7f", "a bell␇ and a delete␡"),
        ("turned \u202e round", "turned \ufffd round"),
        ("next\x85line", "next\ufffdline"),
        ("soft\u00adhyphen", "softhyphen"),
        ("no-break\u00a0space\tand tab", "no-break space and tab"),
        ("two\nlines", "two\nlines"),
        ("Zoë’s “word” – … ✓", "Zoë’s “word” – … ✓"),
    ],
)
def test_what_does_not_show_is_replaced(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    for character in shown(text):
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert "  " not in line.replace("\N{REPLACEMENT CHARACTER}", "x") or line == ""


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P"))), st.integers(0, 40))
def test_a_text_is_cut_to_its_cells(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(pad(text, width)) == width
    if cell_len(text) <= width:
        assert cut(text, width) == text


def test_the_left_side_gives_way_to_the_right() -> None:
    assert spread("Recommendations", "3/4", 20) == "Recommendations  3/4"
    assert spread("Recommendations", "3/4", 14) == "Recommend… 3/4"
    assert spread("漢字の名", "1/4", 9) == "漢字… 1/4"
