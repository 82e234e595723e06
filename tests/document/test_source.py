"""The text of a report, held in its pieces, against the text as a plain string."""

import re

from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema
from imr_tui.document.source import alike_ahead, alike_behind
from imr_tui.document.text import Position

PIECES = st.sampled_from(
    [
        "# One\n",
        "## Two\r\n",
        "# Three\r",
        "Some words.\n",
        "\r\n",
        "\r",
        "\n",
        "word",
        "<!--",
        "-->",
        "```\n",
        "\ufeff",
        "+++\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
HEADS = st.sampled_from(["", "\ufeff", "+++\n+++\n", "+++\r\ntitle = 1\r\n+++\r\n", "+++\r+++\r", "+++\n"])


def read(schema: Schema, text: str, *, whole: bool) -> Report:
    report = parse(text, schema)
    if not whole:
        report.source.let_go()
    return report


@given(HEADS, TEXTS, st.booleans())
def test_the_pieces_make_up_the_text(schema: Schema, head: str, body: str, whole: bool) -> None:
    text = head + body
    source = read(schema, text, whole=whole).source
    assert "".join((source.head, *source.parts())) == source.text == text
    assert source.length == len(text)
    assert source.is_text(text)
    assert not source.is_text(text + "x")
    assert not source.is_text("x" + text[1:] if text else "x")
    assert source == read(schema, text, whole=True).source


@given(HEADS, TEXTS, st.booleans(), st.integers(0, 99), st.integers(0, 99))
def test_a_stretch_is_that_of_the_text(
    schema: Schema, head: str, body: str, whole: bool, start: int, length: int
) -> None:
    text = head + body
    source = read(schema, text, whole=whole).source
    end = min(start + length, len(text))
    start = min(start, end)
    assert source.slice(start, end) == text[start:end]


@given(HEADS, TEXTS, st.booleans())
def test_lines_are_those_of_the_text(schema: Schema, head: str, body: str, whole: bool) -> None:
    text = head + body
    lines = read(schema, text, whole=whole).lines
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    assert lines.count == len(starts)
    assert [lines.line_start(number) for number in range(1, len(starts) + 1)] == starts
    assert (lines.line_start(0), lines.line_start(len(starts) + 3)) == (0, starts[-1])
    for offset in range(len(text) + 1):
        line = sum(start <= offset for start in starts)
        assert lines.position(offset) == Position(line, offset - starts[line - 1] + 1)
        assert lines.offset(lines.position(offset)) == offset
    assert lines.position(-2) == lines.position(0)
    assert lines.position(len(text) + 5) == lines.position(len(text))
    assert lines.offset(Position(len(starts) + 1, 99)) == len(text)


@given(st.lists(st.text("ab", max_size=4), max_size=6), st.text("ab", max_size=12), st.integers(0, 4))
def test_what_two_texts_have_alike_is_counted_to_the_letter(pieces: list[str], text: str, start: int) -> None:
    start = min(start, len(text))
    whole = "".join(pieces)
    rest = text[start:]
    most = min(len(whole), len(rest))
    assert alike_ahead(pieces, text, start) == max(n for n in range(most + 1) if whole[:n] == rest[:n])
    assert alike_behind(pieces, text, start) == max(
        n for n in range(most + 1) if whole[len(whole) - n :] == rest[len(rest) - n :]
    )


@given(HEADS, TEXTS, st.integers(0, 99), st.integers(0, 99), TEXTS)
def test_a_report_that_let_its_text_go_is_built_on_as_one_that_has_it(
    schema: Schema, head: str, body: str, place: int, length: int, put: str
) -> None:
    text = head + body
    changed = text[:place] + put + text[place + length :]
    built = parse(changed, schema, read(schema, text, whole=False))
    assert built == parse(changed, schema)
    assert built.text == changed
