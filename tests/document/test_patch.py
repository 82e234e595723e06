from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.document.patch import Patch
from imr_tui.document.text import TextEdit, apply_edits


@settings(max_examples=300, deadline=None)
@given(text=st.text("abcdef", max_size=20), data=st.data())
def test_edits_in_turn_are_the_same_as_the_edits_to_the_first_text(text: str, data: st.DataObject) -> None:
    patch = Patch(len(text))
    now = text
    for _ in range(data.draw(st.integers(0, 4))):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(now)), min_size=4, max_size=4)))
        edits = [TextEdit(cuts[0], cuts[1], data.draw(st.text("xyz", max_size=3)))]
        if cuts[2] > cuts[1]:
            edits.append(TextEdit(cuts[2], cuts[3], data.draw(st.text("xyz", max_size=3))))
        patch.apply(edits)
        now = apply_edits(now, edits)
    assert apply_edits(text, patch.edits()) == now


def test_a_change_within_what_was_put_in_is_one_edit() -> None:
    patch = Patch(4)
    patch.apply([TextEdit(2, 2, "new record")])
    patch.apply([TextEdit(6, 12, "field")])
    assert patch.edits() == (TextEdit(2, 2, "new field"),)
