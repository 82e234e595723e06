"""The buffer against a plain string: every character kept, every row where it should be."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.document import buffer as module
from imr_tui.document.buffer import Buffer
from imr_tui.document.text import TextEdit, apply_edits, inverse_edits, line_ending

PIECES = st.sampled_from(
    ["a", "word ", "\n", "\r", "\r\n", "\u2028", "\x0b", "\x0c", "\x85", "\ufeff", "é", "漢", "", "\n\n"]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.fixture(autouse=True, scope="module", params=["as they are", "tiny"])
def _blocks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Everything once more with blocks and pieces so short that the texts here have many."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "tiny":
            for name, length in (("_BLOCK", 3), ("_LONGEST", 5), ("_ROWS", 2), ("_PIECE", 7)):
                patch.setattr(module, name, length)
        yield


def rows_of(text: str) -> list[tuple[str, str]]:
    pieces = re.split(r"(\r\n|\n|\r)", text)
    pieces.append("")
    return [(pieces[index], pieces[index + 1]) for index in range(0, len(pieces), 2)]


def assert_is(buffer: Buffer, text: str) -> None:
    rows = rows_of(text)
    assert buffer.text == text
    assert len(buffer) == len(text)
    assert buffer.line_count == len(rows)
    assert list(buffer.lines(0, len(rows))) == [line for line, _ in rows]
    start = 0
    for row, (line, end) in enumerate(rows):
        assert buffer.line_length(row) == len(line)
        assert (buffer.line(row), buffer.line_end(row), buffer.row_start(row)) == (line, end, start)
        for column in range(len(line) + max(len(end), 1)):
            assert buffer.location(start + column) == (row, column)
        assert buffer.offset(row, len(line) + 5) == start + len(line)
        start += len(line) + len(end)


@st.composite
def edits_for(draw: st.DrawFn, length: int) -> list[TextEdit]:
    places = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    places = places[: len(places) // 2 * 2]
    return [TextEdit(start, end, draw(TEXTS)) for start, end in zip(places[::2], places[1::2], strict=True)]


@given(TEXTS)
def test_a_text_comes_back_exactly(text: str) -> None:
    assert_is(Buffer(text), text)
    rebuilt = Buffer(text)
    rebuilt.apply([TextEdit(0, 0, "x")])
    rebuilt.apply([TextEdit(0, 1, "")])
    assert rebuilt.text == text


@settings(max_examples=300)
@given(st.data())
def test_edits_do_what_they_do_to_a_string(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    buffer = Buffer(text)
    for _ in range(data.draw(st.integers(1, 6))):
        edits = data.draw(edits_for(len(text)))
        undo = buffer.apply(edits)
        assert undo == inverse_edits(text, edits)
        assert apply_edits(apply_edits(text, edits), undo) == text
        text = apply_edits(text, edits)
        assert_is(buffer, text)


@settings(max_examples=200)
@given(st.data())
def test_the_rows_said_to_be_replaced_are_the_only_ones(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    buffer = Buffer(text)
    before = rows_of(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = TextEdit(start, end, data.draw(TEXTS))
    first, last = buffer.touched(edit)
    change = buffer.replace(edit)
    after = rows_of(buffer.text)
    assert (first, last) == (change.row, change.row + change.removed - 1)
    assert after[: change.row] == before[: change.row]
    assert after[change.row + change.added :] == before[change.row + change.removed :]
    assert len(after) == len(before) - change.removed + change.added
    assert change.added >= 1


@given(TEXTS, st.data())
def test_a_slice_is_the_slice_of_the_string(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert Buffer(text).slice(start, end) == text[start:end]


@given(TEXTS, st.data())
def test_the_line_end_in_use_is_that_of_the_place(text: str, data: st.DataObject) -> None:
    buffer = Buffer(text)
    row = data.draw(st.integers(0, buffer.line_count - 1))
    assert buffer.line_end_in_use(row) == line_ending(text, buffer.offset(row, len(buffer.line(row))))


def test_edits_far_apart_keep_every_row_in_its_place() -> None:
    text = "".join(f"line {number}\r\n" for number in range(500))
    buffer = Buffer(text)
    for offset in (4000, 10, 2500, 5, 4900, 0):
        edit = TextEdit(offset, offset + 3, "some\r\nmore")
        text = apply_edits(text, [edit])
        buffer.apply([edit])
        assert_is(buffer, text)


@pytest.mark.parametrize(
    "edits", [[TextEdit(2, 1, "")], [TextEdit(0, 9, "")], [TextEdit(0, 2, ""), TextEdit(1, 3, "")]]
)
def test_edits_that_overlap_or_lie_outside_change_nothing(edits: list[TextEdit]) -> None:
    buffer = Buffer("abcd")
    with pytest.raises(ValueError, match="overlap"):
        buffer.apply(edits)
    assert buffer.text == "abcd"


def test_offsets_past_either_end_are_drawn_in() -> None:
    buffer = Buffer("one\ntwo")
    assert buffer.location(-4) == (0, 0)
    assert buffer.location(99) == (1, 3)


def test_a_text_for_later_is_the_text_of_that_moment() -> None:
    buffer = Buffer("one\r\ntwo\n")
    as_loaded = buffer.text_later()
    buffer.apply([TextEdit(0, 3, "1\n")])
    edited = buffer.text_later()
    buffer.apply([TextEdit(0, 1, "")])
    joined = buffer.text
    again = buffer.text_later()
    assert ["".join(later()) for later in (as_loaded, edited, again)] == ["one\r\ntwo\n", "1\n\r\ntwo\n", joined]


def test_a_long_text_for_later_comes_in_pieces() -> None:
    text = "A line of a review.\n" * 20_000
    buffer = Buffer(text)
    buffer.apply([TextEdit(200_003, 200_003, "very ")])
    pieces = list(buffer.text_later()())
    assert "".join(pieces) == buffer.text == text[:200_003] + "very " + text[200_003:]
    assert max(map(len, pieces)) < len(text) / 4


@given(TEXTS, st.data())
def test_a_text_that_is_asked_for_seldom_is_whole(text: str, data: st.DataObject) -> None:
    buffer = Buffer(text)
    for _ in range(4):
        for edit in reversed(data.draw(edits_for(len(text)))):
            buffer.replace(edit)
            text = apply_edits(text, [edit])
        assert list(buffer.row_starts()) == [buffer.row_start(row) for row in range(buffer.line_count)]
        if data.draw(st.booleans()):
            later = buffer.text_later()
            assert buffer.text == text == "".join(later())
    assert buffer.text == text


def pieces_of(data: st.DataObject, text: str) -> list[str]:
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=8))})
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    return ["", *pieces] if data.draw(st.booleans()) else pieces


@settings(max_examples=300)
@given(st.data())
def test_a_text_that_is_shared_is_the_same_text_and_is_edited_as_before(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    buffer = Buffer(text)
    pieces = pieces_of(data, text)
    for _ in range(4):
        assert buffer.share(pieces)
        assert_is(buffer, text)
        edits = data.draw(edits_for(len(text)))
        buffer.apply(edits)
        text = apply_edits(text, edits)
        assert_is(buffer, text)
        pieces = pieces_of(data, text) if data.draw(st.booleans()) else recut(data, pieces, text)


def recut(data: st.DataObject, pieces: list[str], text: str) -> list[str]:
    """Pieces of a text that has become another: those at either end as they were, as far as they still fit."""
    ahead = data.draw(st.integers(0, len(pieces)))
    kept: list[str] = []
    at = 0
    for piece in pieces[:ahead]:
        if not text.startswith(piece, at):
            break
        kept.append(piece)
        at += len(piece)
    last: list[str] = []
    stop = len(text)
    for piece in reversed(pieces[len(kept) :]):
        if stop - len(piece) < at or not text.startswith(piece, stop - len(piece)):
            break
        last.insert(0, piece)
        stop -= len(piece)
    return [*kept, text[at:stop], *last]


@given(st.data())
def test_pieces_of_another_text_are_not_taken(data: st.DataObject) -> None:
    text, other = data.draw(TEXTS), data.draw(TEXTS)
    buffer = Buffer(text)
    assert buffer.share(pieces_of(data, text))
    assert buffer.share(pieces_of(data, other)) is (text == other)
    assert_is(buffer, text)


def test_what_is_shared_is_held_once() -> None:
    pieces = [f"# Heading {number}\n\nSome words of it.\n" for number in range(50)]
    buffer = Buffer("".join(pieces))
    assert buffer.share(pieces)
    at = sum(map(len, pieces[:20]))
    for number, piece in enumerate(pieces):
        start = sum(map(len, pieces[:number]))
        assert (buffer.slice(start, start + len(piece)) is piece) is (len(piece) > 0)
    buffer.apply([TextEdit(at + 3, at + 3, "new ")])
    start = sum(map(len, pieces[:30])) + 4
    assert buffer.slice(start, start + len(pieces[30])) is pieces[30]
