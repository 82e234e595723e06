"""What a part tells without making its fields and passages: whether anything only holds a place, and one passage alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document.model import Part, ValueState
from imr_tui.document.parse import parse

SCHEMA = load_schema()
PIECES = [
    "# Overview {covers=overview}\n", "## E1: A call\n", "## E2: [insert title]\n", "- Date: 14 March 2023\n", "- Date: TBC\n",
    "- Agencies:\n", "- Sources: S1\n", "\n", "Some words.\n", "[insert what happened]\n", "**TBC**\n", "- TBC\n", "> …\n", "é ",
]  # fmt: skip


def has_one(part: Part) -> bool:
    return any(entry.value.state is ValueState.PLACEHOLDER for entry in part.fields) or any(
        passage.placeholder for passage in part.passages
    )


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_it_is_as_the_fields_and_passages_have_it(text: str) -> None:
    for section in parse(text, SCHEMA).sections:
        assert section.part.holds_place() == has_one(section.part)
        assert section.part.opened().holds_place() == has_one(section.part)
        assert section.part.said() == [
            (number, passage)
            for number, passage in enumerate(section.part.passages)
            if passage.field_is_text and not passage.placeholder
        ]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_one_passage_is_as_all_of_them_have_it(text: str) -> None:
    for section in parse(text, SCHEMA).sections:
        for part in (section.part, section.part.opened()):
            assert tuple(map(part.passage, range(len(part.passages)))) == part.passages
