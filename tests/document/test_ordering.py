from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document.ordering import longest_run, reorder_records
from imr_tui.document.parse import parse
from imr_tui.document.text import apply_edits
from imr_tui.errors import RefusedError

SCHEMA = load_schema()


def reordered(text: str, order: list[str]) -> str:
    return apply_edits(text, reorder_records(parse(text, SCHEMA), SCHEMA, order))


def events(text: str) -> list[str]:
    return [record.id for record in parse(text, SCHEMA).of_kind("E")]


THREE = "# Overview\n\n## E1: a\n\n- Date: 2023\n\nOne.\n\n## E2: b\n\nTwo.\n\n### F1: nested\n\nText.\n\n## E3: c\n\nThree.\n\n# Next\n"


def test_a_record_goes_with_all_that_is_nested_in_it_and_nothing_else_moves() -> None:
    assert reordered(THREE, ["E2", "E1", "E3"]) == (
        "# Overview\n\n## E2: b\n\nTwo.\n\n### F1: nested\n\nText.\n\n## E1: a\n\n- Date: 2023\n\nOne.\n\n## E3: c\n\nThree.\n\n# Next\n"
    )


def test_records_in_order_are_left_alone() -> None:
    assert reorder_records(parse(THREE, SCHEMA), SCHEMA, ["E1", "E2", "E3"]) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_last_record_without_a_line_end_moves_and_gets_the_line_ends_in_use(end: str) -> None:
    text = "## E1: a\n\nOne.\n\n## E2: b\n\nTwo.".replace("\n", end)
    assert reordered(text, ["E2", "E1"]) == "## E2: b\n\nTwo.\n\n## E1: a\n\nOne.\n\n".replace("\n", end)


def test_a_record_is_not_put_under_a_heading_of_another_level() -> None:
    with pytest.raises(RefusedError, match="by itself"):
        reordered("# A\n\n## E1: a\n\n# B\n\n### E2: b\n", ["E2", "E1"])


def test_a_record_that_would_swallow_what_follows_is_not_moved() -> None:
    with pytest.raises(RefusedError, match="by itself"):
        reordered("## E1: a\n\nOne.\n\n## E2: b\n\n```\nnever closed\n", ["E2", "E1"])


PIECE = st.sampled_from(
    [
        "Words.",
        "- Date: 2023",
        "- item\n- item",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> quoted",
        "<!-- note -->",
        "",
        "    code",
    ]
)


@given(
    st.lists(st.tuples(st.lists(PIECE, max_size=3), st.booleans()), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_order_is_reached_and_no_character_is_lost(blocks, random, closed, end) -> None:
    text = "# Overview\n\nAhead.\n\n"
    for number, (pieces, nested) in enumerate(blocks, 1):
        text += f"## E{number}: title {number}\n\n" + "".join(f"{piece}\n\n" for piece in pieces)
        if nested:
            text += f"### F{number}: inside\n\nMore.\n\n"
    text = (text + ("# After\n\nLast.\n" if closed else "")).replace("\n", end)
    order = [f"E{number}" for number in range(1, len(blocks) + 1)]
    random.shuffle(order)
    after = reordered(text, order)
    assert events(after) == order
    before_blocks = sorted(block.strip() for block in re.split(r"(?m)^(?=##? )", text))
    assert sorted(block.strip() for block in re.split(r"(?m)^(?=##? )", after)) == before_blocks
    assert len(after) - len(text) <= 2 * len(end) * len(blocks)
    assert reordered(after, order) == after


@given(st.lists(st.integers(0, 9)))
def test_the_longest_run_never_steps_back_and_none_is_longer(values: list[int]) -> None:
    run = longest_run(values)
    assert run == sorted(run)
    assert all(values[a] <= values[b] for a, b in itertools.pairwise(run))
    best = [1] * len(values)
    for here in range(len(values)):
        best[here] = max([best[i] + 1 for i in range(here) if values[i] <= values[here]], default=1)
    assert len(run) == max(best, default=0)
