from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from imr_tui.tui.checklist_rows import Look
from imr_tui.tui.wrapped_rows import on_one_row, wrapped

TEXT = st.text(alphabet="ab c\n漢é", max_size=80)
PIECES = st.lists(st.tuples(TEXT, st.sampled_from([Look.PLAIN, Look.TITLE])), max_size=5).map(tuple)


def said(rows: object) -> str:
    return "".join(text for row in rows for text, _ in row)


@given(PIECES, st.integers(8, 40))
def test_every_letter_is_kept_and_no_row_is_too_wide(pieces, width) -> None:
    rows = wrapped(pieces, width)
    kept = "".join(text for text, _ in pieces)
    assert said(rows).replace(" ", "") == kept.replace(" ", "").replace("\n", "")
    for row in rows:
        assert cell_len("".join(text for text, _ in row).rstrip()) <= width
    looks = [(letter, look) for text, look in pieces for letter in text if not letter.isspace()]
    assert [(letter, look) for row in rows for text, look in row for letter in text if not letter.isspace()] == looks


def test_rows_are_parted_between_words() -> None:
    rows = wrapped((("One two ", Look.TITLE), ("three four", Look.PLAIN)), 10)
    assert ["".join(text for text, _ in row).rstrip() for row in rows] == ["One two", "three four"]
    rows = wrapped((("abcdefghijklmnop", Look.PLAIN),), 8)
    assert ["".join(text for text, _ in row) for row in rows] == ["abcdefgh", "ijklmnop"]
    rows = wrapped((("one two three", Look.PLAIN),), 9, indent=2)
    assert ["".join(text for text, _ in row).rstrip() for row in rows] == ["one two", "  three"]


@given(PIECES.map(lambda pieces: tuple((text.replace("\n", " "), look) for text, look in pieces)), st.integers(1, 40))
def test_one_row_has_room_and_says_where_it_was_cut(pieces, width) -> None:
    row = on_one_row(pieces, width, "…")
    whole = "".join(text for text, _ in pieces)
    shown = "".join(text for text, _ in row)
    assert cell_len(shown) <= width
    if cell_len(whole) <= width:
        assert shown == whole
    else:
        assert shown.rstrip().endswith("…") or width < 2
