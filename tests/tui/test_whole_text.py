from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.text import apply_edits
from imr_tui.tui.screens.compare import difference
from imr_tui.tui.whole_text import replacing


@given(st.text(alphabet="ab\n"), st.text(alphabet="ab\n"))
def test_one_edit_turns_one_text_into_the_other(old: str, new: str) -> None:
    edits = replacing(old, new)
    assert len(edits) == (old != new)
    assert apply_edits(old, edits) == new


def test_what_both_begin_and_end_with_is_left_alone() -> None:
    (edit,) = replacing("one two three", "one 2 three")
    assert (edit.start, edit.end, edit.text) == (4, 7, "2")


def test_a_difference_names_the_lines_of_each_side() -> None:
    told = difference("same\nold line\nsame too\n", "same\nnew line\nsame too\n")
    assert "-old line" in told.splitlines()
    assert "+new line" in told.splitlines()
    assert not difference("same\n", "same\n")


def test_a_line_of_dashes_or_pluses_in_the_text_is_part_of_the_difference() -> None:
    told = difference("+++\nimr = 1\n+++\n---\n", "+++\nimr = 1\n")
    assert "-+++" in told.splitlines()
    assert "----" in told.splitlines()
