"""Percentiles, bytes between keys, and the moment at which a typed letter was seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.timings import Chunk, Press, WordWatch, bytes_by_press, nearly_all, percentile, spread


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([7.0], 0.99, 7.0), ([1.0, 2.0, 3.0], 0.5, 2.0), ([0.0, 10.0], 0.25, 2.5), ([1.0, 2.0, 4.0], 1.0, 4.0)],
)
def test_a_percentile_lies_in_proportion_between_two_values(values, share, expected) -> None:
    assert percentile(values, share) == expected


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)
    assert spread([]) is None


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_the_slow_end_is_never_faster_than_the_middle(values) -> None:
    found = spread(values)
    assert found is not None
    assert found.count == len(values)
    assert min(values) <= found.p50 <= found.p95 <= found.p99 <= found.most == max(values)


def test_bytes_belong_to_the_key_before_them() -> None:
    chunks = [Chunk(0.5, b"early"), Chunk(1.0, b"ab"), Chunk(1.9, b"c"), Chunk(2.5, b"defg")]
    presses = [Press(1.0), Press(2.0), Press(3.0)]
    assert bytes_by_press(chunks, presses) == [3, 4, 0]


def test_what_comes_sooner_than_a_round_trip_belongs_to_the_key_before() -> None:
    chunks = [Chunk(1.1, b"a"), Chunk(2.04, b"bb"), Chunk(2.06, b"c")]
    assert bytes_by_press(chunks, [Press(1.0), Press(2.0)], soonest=0.05) == [3, 1]


def test_a_page_is_there_with_nine_tenths_of_its_bytes() -> None:
    assert nearly_all([Chunk(1.0, b"x" * 80), Chunk(2.0, b"x" * 10), Chunk(3.0, b"x" * 10)]) == 2.0
    assert nearly_all([Chunk(1.0, b"x" * 95), Chunk(3.0, b"x" * 5)]) == 1.0
    with pytest.raises(ValueError, match="no chunks"):
        nearly_all([])


def test_a_letter_is_seen_when_its_word_stands_there_once_more() -> None:
    watch = WordWatch()
    watch.pressed(Press(1.0, "z"), "a zoo: ")
    watch.seen(1.1, "a zoo: ")
    watch.seen(1.2, "a zoo: z")
    watch.pressed(Press(2.0, "zo"), "a zoo: z")
    watch.seen(2.5, "a zoo: zo")
    assert watch.delays == pytest.approx([0.2, 0.5])
    assert (watch.letters, watch.unsure, watch.missed) == (2, 0, 0)


def test_letters_of_one_frame_are_seen_together() -> None:
    watch = WordWatch()
    watch.pressed(Press(1.0, "q"), "")
    watch.pressed(Press(1.5, "qa"), "")
    watch.seen(2.0, "qa")
    assert watch.delays == pytest.approx([1.0, 0.5])


def test_a_letter_that_cannot_be_made_out_is_not_timed() -> None:
    watch = WordWatch()
    watch.pressed(Press(1.0, "q"), "q on a row that scrolls away")
    watch.pressed(Press(1.1, "qa"), "q on a row that scrolls away")
    watch.seen(1.2, "qa")
    assert watch.delays == pytest.approx([0.1])
    assert (watch.unsure, watch.missed) == (1, 0)


def test_what_is_never_seen_is_missed() -> None:
    watch = WordWatch()
    watch.pressed(Press(1.0, "x"), "")
    watch.pressed(Press(1.1, ""), "")
    watch.seen(1.2, "something else")
    assert (watch.letters, watch.missed, watch.delays) == (1, 1, [])
