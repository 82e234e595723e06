"""Only what is another now is sent, and the screen is the same."""

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from imr_tui.tui.glass import Glass

from .looks import seen

WIDTH, HEIGHT = 24, 6
CODES = st.sampled_from(
    [
        *("", "0", "1", "2", "3", "4", "7", "9", "31", "42", "97", "39", "49", "22", "24", "27"),
        *("38;5;246", "48;5;233", "38;2;1;2;3", "48;2;4;5;6", "1;38;2;9;9;9;48;2;18;18;18"),
    ]
)
PIECES = st.one_of(
    CODES.map("\x1b[{}m".format),
    st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH)).map(lambda place: f"\x1b[{place[0]};{place[1]}H"),
    st.lists(st.sampled_from(["a", "b", " ", "e\u0301", "○", "✓"]), min_size=1, max_size=9).map("".join),
    st.sampled_from(
        [
            "\x1b[0m",
            "\x1b[?2026h",
            "\x1b[?2026l",
            "\r",
            "\x1b[2;3H\x1b[K",
            "\x1b[2J",
            "\x1b]52;c;YQ==\x07",
            "\x1b[6n",
            "\x1b[?25l",
        ]
    ),
)
FRAMES = st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=6)


class Plate(pyte.Screen):
    """A screen that says nothing to where its data comes from."""

    def write_process_input(self, data: str) -> None:
        """Nobody reads it."""


def screen_after(frames: list[str]) -> list[list[object]]:
    screen = Plate(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l")
    for frame in frames:
        stream.feed(frame)
    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


@settings(max_examples=400)
@given(FRAMES)
@example(["\x1b[4ma\x1b[1m\x1b[1;1H "])
def test_the_screen_is_the_same(frames: list[str]) -> None:
    glass = Glass(WIDTH, HEIGHT)
    sent = [glass.renew(frame) for frame in frames]
    assert screen_after(sent) == screen_after(frames)


STYLES = st.sampled_from(
    ["\x1b[0m", "\x1b[0;4m", "\x1b[0;1;38;2;9;9;9;48;2;18;18;18m", "\x1b[0;48;2;1;1;1m", "\x1b[0;7m"]
)
ROWS = st.lists(st.tuples(STYLES, st.text("abc 漢", max_size=WIDTH // 2)), min_size=1, max_size=4)


def row_of(stretches: list[tuple[str, str]]) -> str:
    """A whole row, as Textual sends one."""
    row, room = "\x1b[3;1H", WIDTH
    for style, stretch in stretches:
        text = stretch
        while cell_len(text) > room:
            text = text[:-1]
        row += f"{style}{text}\x1b[0m"
        room -= cell_len(text)
    return row + " " * room


@settings(max_examples=300)
@given(st.lists(st.one_of(ROWS, st.integers(0, WIDTH - 1)), min_size=2, max_size=8))
def test_rows_that_shift_end_up_the_same(rows: list[list[tuple[str, str]] | int]) -> None:
    glass = Glass(WIDTH, HEIGHT)
    text = [("\x1b[0m", "The officers attended at")]
    frames: list[str] = []
    for row in rows:
        if isinstance(row, int):
            whole = "".join(part for _, part in text).replace("漢", "c").ljust(WIDTH)
            come, gone = ("wx yz "[: row % 7] * 2, 0) if row % 3 else ("", row % 11 + 1)
            text = [("\x1b[0m", whole[:row] + come + whole[row + gone :])]
        else:
            text = row
        frames.append(row_of(text))
    sent = [glass.renew(frame) for frame in frames]
    assert screen_after(sent) == screen_after(frames)


ROW = "\x1b[38;2;220;220;220;48;2;22;24;28m"
AT = "\x1b[1;1H"


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        (["plain"], ["plain"]),
        ([f"{AT}{ROW}one\x1b[0m{ROW}two\x1b[0m"], [f"{AT}{ROW}onetwo"]),
        ([f"{AT}{ROW}a\x1b[0m", f"\x1b[2;1H{ROW}b\x1b[0m"], [f"{AT}{ROW}a", "\x1b[2;1Hb"]),
        ([f"{AT}\x1b[1mbold\x1b[0m plain"], [f"{AT}\x1b[1mbold\x1b[m plain"]),
        ([f"{AT}\x1b[1;31mred\x1b[0m\x1b[31mthin\x1b[0m"], [f"{AT}\x1b[1;31mred\x1b[22mthin"]),
        (["\x1b[31m\x1b[?2026h\x1b[3;4H\x1b[0m\x1b[?2026l"], ["\x1b[?2026h\x1b[?2026l\x1b[3;4H"]),
        ([f"{AT}one two", f"{AT}one two"], [f"{AT}one two", ""]),
        ([f"{AT}one two{AT}", f"{AT}one two{AT}"], [f"{AT}one two{AT}", ""]),
        ([f"{AT}one two", f"{AT}one too"], [f"{AT}one two", "\x1b[1;6Ho\x1b[C"]),
        ([f"{AT}one two three", f"{AT}one   two three"], [f"{AT}one two three", "\x1b[1;5H  two three"]),
    ],
)
def test_what_stands_there_is_not_sent_again(frames: list[str], expected: list[str]) -> None:
    glass = Glass(WIDTH, HEIGHT)
    assert [glass.renew(frame) for frame in frames] == expected


LINE = "The officers attended at"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The oofficers attended a", "\x1b[1;6H\x1b[@o"),
        ("The of officers attended", "\x1b[1;7H\x1b[3@ of"),
        ("The fficers attended at ", "\x1b[1;5H\x1b[P\x1b[19C "),
        ("The icers attended at   ", "\x1b[1;5H\x1b[3P\x1b[17C   "),
        ("The cers attended at    ", "\x1b[1;5H\x1b[4P\x1b[16C    "),
        ("When The officers at    ", "\x1b[1;1H\x1b[5@When \x1b[15C    "),
        ("The weather attended at ", "\x1b[1;5Hweather attended at "),
    ],
)
def test_the_terminal_moves_the_rest_of_a_row(line: str, expected: str) -> None:
    """Letters and words that come or go leave the rest of the row to the terminal, where most of it stays."""
    glass = Glass(WIDTH, HEIGHT)
    glass.renew(f"{AT}{LINE}")
    assert glass.renew(f"{AT}{line}\x1b[2;1H") == f"{expected}\x1b[2;1H"


def test_a_picture_is_sent_whole_to_a_screen_that_is_not_known() -> None:
    glass = Glass(WIDTH, HEIGHT)
    first = glass.renew(f"{AT}{ROW}one{AT}")
    assert glass.renew(f"{AT}{ROW}one{AT}") == ""
    assert glass.forget()
    assert glass.renew(f"{AT}{ROW}one{AT}") == first.replace(ROW, f"\x1b[m{ROW}")
    glass.resize(WIDTH, HEIGHT)
    assert glass.renew(f"{AT}{ROW}one{AT}") == ""
    glass.resize(WIDTH + 1, HEIGHT)
    assert "one" in glass.renew(f"{AT}{ROW}one{AT}")


def test_the_plain_style_is_given_back() -> None:
    glass = Glass(WIDTH, HEIGHT)
    glass.renew(f"{AT}\x1b[31mred")
    assert glass.blot() == "\x1b[m"
    assert glass.renew("\x1b[2;1H\x1b[31mred") == "\x1b[2;1H\x1b[31mred"
