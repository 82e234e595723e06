"""What the bytes of a terminal mean as keys, however they come apart; time is counted, never waited for."""

from __future__ import annotations

import os
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from imr_tui.tui.keyboard import Keyboard, listen

PATIENCE = 0.1
LONG = 0.3


def read(*pieces: str | float) -> list[Message]:
    """What comes of text that arrives with these seconds between, and of waiting after it."""
    keyboard, now, made = Keyboard(PATIENCE), 0.0, []
    for piece in (*pieces, 60.0):
        if isinstance(piece, str):
            made += keyboard.feed(piece, now)
            continue
        end = now + piece
        while (wait := keyboard.wait(now)) is not None and now + wait <= end:
            now += wait + 1e-6
            made += keyboard.tick(now)
        now = max(now, end)
    return made


def keys(*pieces: str | float) -> list[str]:
    return [message.key for message in read(*pieces) if isinstance(message, events.Key)]


def typed(*pieces: str | float) -> str:
    """What would stand in a text."""
    return "".join(
        message.character or "" for message in read(*pieces) if isinstance(message, events.Key) and message.is_printable
    )


SEQUENCES = [
    ("\x1b[A", "up"),
    ("\x1bOA", "up"),
    ("\x1b[1;5C", "ctrl+right"),
    ("\x1b[1;2D", "shift+left"),
    ("\x1b[6~", "pagedown"),
    ("\x1b[19~", "f8"),
    ("\x1b[19;2~", "shift+f8"),
    ("\x1bOP", "f1"),
    ("\x1b[[A", "f1"),
    ("\x1b[3$", "shift+delete"),
    ("\x1b[Z", "shift+tab"),
    ("\x1b[24~", "f12"),
]


@pytest.mark.parametrize(("sequence", "key"), SEQUENCES)
def test_a_key_is_itself_wherever_its_bytes_come_apart(sequence: str, key: str) -> None:
    assert keys(sequence) == [key]
    for at in range(2, len(sequence)):
        assert keys(sequence[:at], 0.05, sequence[at:]) == [key]
        if at > 2 or sequence[1] == "[":
            assert keys(sequence[:at], 2 * PATIENCE, sequence[at:]) == [key]
    # The first byte alone is Escape once the patience is over; the rest is still the key and never text.
    assert keys("\x1b", LONG, sequence[1:]) == ["escape", key]
    assert typed("\x1b", LONG, sequence[1:]) == ""


def test_each_byte_may_come_by_itself() -> None:
    assert keys("\x1b", LONG, "[", LONG, "A") == ["escape", "up"]
    assert keys("\x1b", LONG, "[", LONG, "1", LONG, ";", LONG, "5", LONG, "C") == ["escape", "ctrl+right"]
    assert keys("\x1b[1;", 2.0, "5", 2.0, "C") == ["ctrl+right"]


def test_escape_alone_waits_no_longer_than_the_patience() -> None:
    keyboard = Keyboard(PATIENCE)
    assert keyboard.feed("\x1b", 5.0) == []
    assert keyboard.wait(5.0) == pytest.approx(PATIENCE)
    assert keyboard.tick(5.05) == []
    (key,) = keyboard.tick(5.0 + PATIENCE)
    assert isinstance(key, events.Key)
    assert key.key == "escape"
    assert keyboard.wait(5.2) is None


@pytest.mark.parametrize(
    "text", ["Officers met her", "[E3] says", "[Insert name]", "[A]", "OK", "[", "O", "[1 May]", "On"]
)
def test_what_is_typed_after_escape_is_text(text: str) -> None:
    assert typed("\x1b", LONG, text) == text
    assert typed("\x1b", 1.0, *(part for letter in text for part in (letter, LONG))) == text


def test_an_escape_key_pressed_twice_is_two() -> None:
    assert keys("\x1b\x1b") == ["escape", "escape"]
    assert keys("\x1b", LONG, "\x1b", LONG, "[A") == ["escape", "escape", "up"]


@pytest.mark.parametrize(
    ("bytes_", "key"),
    [
        ("\x1bx", "alt+x"),
        ("\x1bX", "alt+shift+x"),
        ("\x1b.", "alt+full_stop"),
        ("\x1b<", "alt+less_than_sign"),
        ("\x1b3", "alt+3"),
        ("\x1b ", "alt+space"),
        ("\x1bé", "alt+é"),
        ("\x1bÉ", "alt+shift+é"),
        ("\x1b\r", "alt+enter"),
        ("\x1b\x7f", "alt+backspace"),
        ("\x1b\t", "alt+tab"),
        ("\x1b\x01", "alt+ctrl+a"),
        ("\x1b[", "alt+left_square_bracket"),
        ("\x1bO", "alt+shift+o"),
        ("\x1bP", "alt+shift+p"),
        ("\x1b]", "alt+right_square_bracket"),
        ("\x1b\x1b[A", "alt+up"),
        ("\x1b[1;3A", "alt+up"),
        ("\x1b[97;3u", "alt+a"),
        ("\x1b[97;3;97u", "alt+a"),
        ("\x1b[97;4;65u", "alt+shift+a"),
        ("\x1b[27;3;97~", "alt+a"),
    ],
)
def test_a_key_held_with_alt_types_nothing(bytes_: str, key: str) -> None:
    (message,) = read(bytes_)
    assert isinstance(message, events.Key)
    assert (message.key, message.character) == (key, None)
    assert typed("a", bytes_, 6.0, "b") == "ab"


@given(st.sampled_from(string.printable + "éÉßΩ£€字"))
def test_no_character_held_with_alt_is_typed(character: str) -> None:
    assert typed("\x1b" + character) == ""


@pytest.mark.parametrize(
    ("bytes_", "character"),
    [("\x1b[27;2;65~", "A"), ("\x1b[27;1;97~", "a"), ("\x1b[97;3;229u", "å"), ("\x1b[97;;97u", "a")],
)
def test_letters_sent_as_sequences_are_typed(bytes_: str, character: str) -> None:
    assert typed(bytes_) == character


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[999x",
        "\x1b]11;rgb:1111/2222/3333\x07",
        "\x1b]52;c;c2VjcmV0\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[1" + "1" * 60 + "A",
    ],
)
def test_sequences_that_are_no_keys_type_nothing(sequence: str) -> None:
    assert typed("a", sequence, "b") == "ab"
    for at in range(3, len(sequence)):
        assert typed("a", sequence[:at], 0.05, sequence[at:], "b") == "ab"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda text: "\x1b[201~" not in text),
    st.data(),
)
def test_a_paste_is_one_whatever_it_holds_and_however_it_comes(text: str, data: st.DataObject) -> None:
    whole = f"\x1b[200~{text}\x1b[201~"
    cut = data.draw(st.integers(6, len(whole)))
    pastes = read(whole[:cut], 3.0, whole[cut:], "z")
    assert [message.text for message in pastes if isinstance(message, events.Paste)] == [text]
    assert [message.key for message in pastes if isinstance(message, events.Key)] == ["z"]


def test_where_the_cursor_is_may_be_answered_amid_a_paste() -> None:
    pastes = read("\x1b[200~the call\x1b[2;38R was [2;38R] answered\x1b[201~")
    assert [message.text for message in pastes if isinstance(message, events.Paste)] == [
        "the call was [2;38R] answered"
    ]


def test_escape_ahead_of_an_answer_is_escape() -> None:
    assert [message.key for message in read("\x1b\x1b[2;38Rx") if isinstance(message, events.Key)] == ["escape", "x"]


@given(
    st.lists(
        st.sampled_from([sequence for sequence, _ in SEQUENCES]) | st.text(string.ascii_letters, min_size=1), max_size=8
    )
)
def test_keys_that_come_together_are_all_read_in_their_order(parts: list[str]) -> None:
    at_once = keys("".join(parts))
    assert at_once == [key for part in parts for key in keys(part)]


def test_mouse_focus_and_answers_are_known() -> None:
    kinds = [type(message) for message in read("\x1b[<0;3;4M\x1b[I\x1b[O\x1b[5;7R")]
    assert kinds == [events.MouseDown, events.AppFocus, events.AppBlur, events.CursorPosition]


def test_bytes_of_a_western_code_page_are_letters() -> None:
    near, far = os.pipe()
    os.write(far, b"\xa3\xe9" + "é".encode())
    made: list[Message] = []
    listen(near, lambda: len(made) >= 3, made.append)
    os.close(near)
    os.close(far)
    assert [message.character for message in made if isinstance(message, events.Key)] == ["£", "é", "é"]


@given(
    st.lists(st.sampled_from([sequence for sequence, _ in SEQUENCES] + ["\x1bx", "\x1b[999x", "£", " "]), max_size=8)
)
def test_keys_read_one_by_one_are_the_same(parts: list[str]) -> None:
    text = "".join(parts)
    assert keys(*text) == keys(text)
