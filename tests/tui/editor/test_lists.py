"""What typing does at the beginning of a value."""

from __future__ import annotations

import pytest

from imr_tui.tui.editor.lists import wants_blank


@pytest.mark.parametrize("before", ["- Date:", "  - Restriction:", "* Contact with:", "- LGBTQ+:", "### E1:", "# P12:"])
def test_a_value_typed_at_the_colon_gets_its_blank(before: str) -> None:
    assert wants_blank(before, "14 March")
    assert wants_blank(before, "[E3]")
    for text in (" 14 March", "\n", "/", ":", "*"):
        assert not wants_blank(before, text)


@pytest.mark.parametrize(
    "before", ["Date:", "- Date", "- Date: ", "- at 21:", "1. Date:", "### Heading:", "- Date: a:", "-Date:"]
)
def test_elsewhere_typing_is_left_as_it_is(before: str) -> None:
    assert not wants_blank(before, "14")
