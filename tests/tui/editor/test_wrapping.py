"""Laying a line out in rows: nothing lost, nothing wider than the screen, words kept whole."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from imr_tui.tui.editor import characters
from imr_tui.tui.editor.characters import shown_as
from imr_tui.tui.editor.wrapping import Layout, Wrapper

CHARACTERS = st.sampled_from("ab  --é漢字\u0301\u200d\ufe0f\t\x07\u202e😀👩🇬🇧\u2028\ufeff–1.")
LINES = st.text(CHARACTERS, max_size=60) | st.text("ab c-", max_size=200) | st.text(max_size=30)
WIDTHS = st.integers(2, 40)


def rows(text: str, width: int) -> list[str]:
    layout = Layout(text, width)
    return [text[slice(*layout.row_span(row))] for row in range(layout.row_count)]


@settings(max_examples=400)
@given(LINES, WIDTHS)
def test_the_rows_are_the_line(text: str, width: int) -> None:
    pieces = rows(text, width)
    assert "".join(pieces) == text
    assert all(pieces[:-1]) or text == ""


@settings(max_examples=400)
@given(LINES, WIDTHS)
def test_no_row_is_wider_than_the_screen(text: str, width: int) -> None:
    layout = Layout(text, width)
    for row in range(layout.row_count):
        start, end = layout.row_span(row)
        seen = len(text[start:end].rstrip(" \t"))
        shown = layout.shown(start, start + seen)
        alone = layout.stop_after(start) >= start + seen
        assert layout.row_left(row) + cell_len(shown) <= width or alone


@example("  aaaa", 5)
@settings(max_examples=300)
@given(st.text("ab c", max_size=200), st.integers(5, 40))
def test_only_a_word_that_fits_no_row_is_broken(text: str, width: int) -> None:
    layout = Layout(text, width)
    for start in layout.starts[1:]:
        inside = text[start - 1] not in " \t" and text[start] not in " \t"
        first = text.rfind(" ", 0, start) + 1
        word = text[first:].split(" ", maxsplit=1)[0]
        # A line's first word stays with the blanks ahead of it: a row of blanks alone would be no help.
        room = width - (layout.indent if text[:first].strip() else first)
        assert not inside or len(word) > room


@settings(max_examples=300)
@given(LINES, WIDTHS)
def test_a_column_is_found_where_it_is_shown(text: str, width: int) -> None:
    layout = Layout(text, width)
    column = 0
    while True:
        row = layout.row_of(column)
        x = layout.x_of(column)
        assert 0 <= x <= width
        assert layout.stop_at(column) == column
        if x < width:
            found = layout.column_at(row, x)
            assert (layout.row_of(found), layout.x_of(found)) == (row, x)
        if column == len(text):
            break
        following = layout.stop_after(column)
        assert layout.stop_before(following) == column
        column = following


@given(LINES)
def test_what_is_shown_has_the_width_that_was_reckoned(text: str) -> None:
    layout = Layout(text, 10_000)
    assert cell_len(layout.shown(0, len(text))) == layout._cells_between(0, len(text))


@given(st.characters())
def test_no_character_reaches_the_terminal_that_would_steer_it(character: str) -> None:
    shown, width = shown_as(character)
    assert cell_len(shown) == width or (not shown and width == 0)
    for code in shown:
        assert unicodedata.category(code) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_every_character_taken_for_one_cell_is_one() -> None:
    for code in range(0x20, 0x3000):
        if not characters.NOT_ONE_CELL.match(chr(code)):
            assert get_character_cell_size(chr(code)) == 1
            assert unicodedata.category(chr(code))[0] not in "MC"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the quick brown fox", 10, ["the quick ", "brown fox"]),
        ("the quick  brown", 9, ["the quick  ", "brown"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("well-known word", 8, ["well-", "known ", "word"]),
        ("漢字漢字漢", 5, ["漢字", "漢字", "漢"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("", 10, [""]),
        ("- one two three four", 10, ["- one two ", "three ", "four"]),
    ],
)
def test_rows(text: str, width: int, expected: list[str]) -> None:
    assert rows(text, width) == expected


def test_rows_of_a_list_item_hang_under_its_text() -> None:
    layout = Layout("  - Date: about the fourteenth of March", 20)
    assert layout.indent == 4
    assert layout.x_of(layout.starts[1]) == 4


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x00", "␀"),
        ("\x1b", "␛"),
        ("\x7f", "␡"),
        ("\x0b", "␋"),
        ("\u202e", "⇄"),
        ("\u200d", ""),
        ("🇬", "G"),
        ("\x85", "␤"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_a_picture(character: str, shown: str) -> None:
    assert shown_as(character)[0] == shown


def test_a_layout_is_made_once() -> None:
    wrapper = Wrapper(20)
    assert wrapper.layout("a line") is wrapper.layout("a line")
