"""Fewer bytes, the same screen."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.tui.ink import Ink

CODES = st.sampled_from(
    [
        *("", "0", "1", "2", "3", "4", "7", "9", "31", "42", "97", "39", "49", "22", "24", "27"),
        *("38;5;246", "48;5;233", "38;2;1;2;3", "48;2;4;5;6", "1;38;2;9;9;9;48;2;18;18;18"),
    ]
)
PIECES = st.one_of(
    CODES.map("\x1b[{}m".format),
    st.tuples(st.integers(1, 6), st.integers(1, 20)).map(lambda place: f"\x1b[{place[0]};{place[1]}H"),
    st.text("ab 漢", min_size=1, max_size=6),
    st.sampled_from(["\x1b[0m", "\x1b[?2026h", "\x1b[?2026l", "\r\n", "\x1b[K", "\x1b[2J"]),
)
FRAMES = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5)


def screen_after(frames: list[str]) -> list[list[object]]:
    screen = pyte.Screen(20, 6)
    stream = pyte.Stream(screen)
    for frame in frames:
        stream.feed(frame)
    return [[screen.buffer[y][x] for x in range(20)] for y in range(6)]


@settings(max_examples=400)
@given(FRAMES)
def test_the_screen_is_the_same(frames: list[str]) -> None:
    ink = Ink()
    sent = [ink.spare(frame) for frame in frames]
    assert screen_after(sent) == screen_after(frames)


ROW = "\x1b[38;2;220;220;220;48;2;22;24;28m"


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        (["plain"], ["plain"]),
        ([f"{ROW}one\x1b[0m{ROW}two\x1b[0m"], [f"{ROW}onetwo"]),
        ([f"{ROW}a\x1b[0m", f"\x1b[2;1H{ROW}b\x1b[0m"], [f"{ROW}a", "\x1b[2;1Hb"]),
        (["\x1b[1mbold\x1b[0m plain"], ["\x1b[1mbold\x1b[m plain"]),
        (["\x1b[1;31mred\x1b[0m\x1b[31mthin\x1b[0m"], ["\x1b[1;31mred\x1b[22mthin"]),
        (["\x1b[1mb\x1b[0m\x1b[1;2md\x1b[0m\x1b[2md\x1b[0m"], ["\x1b[1mb\x1b[2md\x1b[0;2md"]),
        (["\x1b[31m\x1b[?2026h\x1b[3;4H\x1b[0m\x1b[?2026l"], ["\x1b[?2026h\x1b[3;4H\x1b[?2026l"]),
    ],
)
def test_a_style_is_said_once(frames: list[str], expected: list[str]) -> None:
    ink = Ink()
    assert [ink.spare(frame) for frame in frames] == expected


def test_the_plain_style_is_given_back() -> None:
    ink = Ink()
    ink.spare("\x1b[31mred")
    assert ink.blot() == "\x1b[m"
    assert ink.spare("\x1b[31mred") == "\x1b[31mred"
