"""What stands on the screen, however the bytes come in pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.answers import Answers
from benchmarks.screen import Screen

COLUMNS, ROWS = 12, 4
OUTPUT = (
    b"\x1b[?1049h\x1b[?2026$p\x1b[>4;2m\x1b[?4m\x1b[2 q\x1b]10;?\x1b\\\x1bP+q544e\x1b\\\x1b[>q\x1b[22;0;0t\x1b[?25l"
    b"\x1b[H\x1b[2Jone\x1b[2;1Htwo\x1b[1;4:3mred\x1b[0m\x1b[3;1Hthree \xe2\x9c\x93\x1b[4;1Hfour\x1b]0;title\x07\x1b[?2026l"
)


def rows(output: bytes) -> list[str]:
    screen = Screen(COLUMNS, ROWS)
    screen.feed(output)
    return [row.rstrip() for row in screen.rows]


def test_only_text_is_shown() -> None:
    assert rows(OUTPUT) == ["one", "twored", "three ✓", "four"]


@given(st.lists(st.integers(1, len(OUTPUT) - 1), max_size=12))
def test_pieces_make_the_same_screen(cuts) -> None:
    screen = Screen(COLUMNS, ROWS)
    places = [0, *sorted(cuts), len(OUTPUT)]
    for start, end in pairwise(places):
        screen.feed(OUTPUT[start:end])
        assert len(screen.rows) == ROWS
    assert [row.rstrip() for row in screen.rows] == rows(OUTPUT)


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        (b"\x1b[S", ["two", "three", "four", ""]),
        (b"\x1b[2T", ["", "", "one", "two"]),
        (b"\x1b[2;3r\x1b[S", ["one", "three", "", "four"]),
        (b"\x1b[1;1Hx\x1b[3b", ["xxxx", "two", "three", "four"]),
        (b"\x1b[1;11H\x1b[Zy", ["one     y", "two", "three", "four"]),
    ],
)
def test_what_newer_programs_use_beside(sequence, expected) -> None:
    text = b"\x1b[1;1Hone\x1b[2;1Htwo\x1b[3;1Hthree\x1b[4;1Hfour"
    assert rows(text + sequence) == expected


def test_nobody_sees_a_frame_that_is_held_back() -> None:
    screen = Screen(COLUMNS, ROWS)
    screen.feed(b"\x1b[?2026h\x1b[Hhalf")
    assert not screen.is_whole
    screen.feed(b" done\x1b[?20")
    assert not screen.is_whole
    screen.feed(b"26l")
    assert screen.is_whole
    assert screen.text.startswith("half done")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (b"\x1b[c", b"\x1b[?64;1;2;6;22c"),
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b]11;?\x07", b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\"),
        (b"\x1b[6n", b"\x1b[4;12R"),
        (b"\x1b[18t", b"\x1b[8;4;12t"),
        (b"\x1b[?u", b""),
        (b"\x1b[1;2H\x1b[0m text", b""),
    ],
)
def test_what_is_asked_is_answered_once_however_it_comes(asked, answer) -> None:
    for cut in range(len(asked)):
        answers = Answers(COLUMNS, ROWS)
        assert answers.read(asked[:cut]) + answers.read(asked[cut:]) == answer


def test_modes_are_known() -> None:
    answers = Answers(COLUMNS, ROWS)
    answers.read(b"\x1b[?1;2004h")
    assert answers.brackets_paste
    assert answers.application_arrows
    answers.read(b"\x1b[?2004l")
    assert not answers.brackets_paste
    assert answers.application_arrows
