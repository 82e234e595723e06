"""A simulated line: pictures wait while too much is on its way, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.tui.flow import Flow


def held_key(
    rate: float, round_trip: float, *, frame: int, seconds: float = 9.0, every: float = 0.033
) -> tuple[list[float], int]:
    """Show one picture, then a second later ask for one every so often; give their delays, and how many there were."""
    flow = Flow()
    answers: list[float] = []
    delays = []
    free = 0.0
    pending = False
    for step in range(int(seconds / 0.001)):
        now = step * 0.001
        while answers and answers[0] <= now:
            answers.pop(0)
            flow.answered(now)
        pending = pending or step == 0 or (now >= 1 and step % round(every / 0.001) == 0)
        if pending and not flow.is_behind:
            pending = False
            free = max(free, now) + frame / rate
            delays.append(free + round_trip / 2 - now)
            if flow.sending(frame, now):
                answers.append(free + round_trip)
    return delays[1:], len(delays) - 1


def test_a_slow_line_never_falls_behind() -> None:
    delays, count = held_key(12_500, 0.08, frame=3_700)
    assert max(delays) < 0.9
    assert count >= 8 * 12_500 / 3_700 * 0.7


@pytest.mark.parametrize("round_trip", [0.001, 0.03, 0.2])
def test_a_fast_line_is_not_held_up(round_trip: float) -> None:
    delays, count = held_key(5_000_000, round_trip, frame=3_700)
    assert count > 8 / 0.033 * 0.85
    assert max(delays) < round_trip + 0.05


def test_typing_is_not_held_up_on_a_slow_line() -> None:
    delays, count = held_key(12_500, 0.08, frame=120)
    assert count == len([step for step in range(1000, 9000) if step % 33 == 0])
    assert max(delays) < 0.1


def test_a_terminal_that_was_not_heard_of_yet_is_shown_a_screen_or_two() -> None:
    flow = Flow()
    assert [flow.sending(2_000, step) for step in range(4)] == [False, True, False, True]
    assert not flow.is_behind
    flow.sending(100_000, 5)
    assert flow.is_behind


def test_one_that_answers_no_more_is_given_up() -> None:
    flow = Flow()
    assert flow.sending(5_000, 0)
    flow.answered(0.1)
    assert flow.sending(50_000, 1)
    assert flow.is_behind
    flow.give_up()
    assert not flow.is_behind
    assert not flow.waits
    assert not flow.sending(50_000, 2)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9_000)), max_size=60))
def test_once_all_is_answered_nothing_waits(events: list[tuple[bool, int]]) -> None:
    flow = Flow()
    asked = 0
    now = 0.0
    for is_answer, count in events:
        now += 0.01
        if is_answer:
            flow.answered(now)
            asked = max(0, asked - 1)
        else:
            asked += flow.sending(count, now)
        assert flow.waits is (asked > 0)
        assert flow.waits or not flow.is_behind
