"""Output and narration: kept apart, harmless to a terminal, whole in any encoding."""

import io
import json

import pytest

from imr_tui.cli.console import Console, Ink, one_line, shown


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def stream(encoding="utf-8", kind=io.TextIOWrapper):
    return kind(io.BytesIO(), encoding=encoding, newline="")


def written(text_stream):
    text_stream.flush()
    return text_stream.buffer.getvalue()


def test_nothing_is_on_standard_output_until_it_is_flushed():
    out, err = stream(), stream()
    console = Console(out, err, {})
    console.line("counted")
    console.tell("reading")
    assert (written(out), written(err)) == (b"", b"reading\n")
    console.flush()
    assert written(out) == b"counted\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_utf8_gets_plain_signs_and_no_error(encoding):
    out = stream(encoding)
    console = Console(out, stream(encoding), {})
    console.line("“No risk assessment” – Zoë’s case … 東 \U0001f600")
    console.tell("Müller – 東")
    console.flush()
    assert not console.unicode
    assert b'"No risk assessment" - Zo' in written(out)
    assert b"'s case ... \\u6771 \\U0001f600\n" in written(out)


def test_utf8_text_stays_as_it_is():
    out = stream()
    console = Console(out, stream(), {})
    console.line("“Zoë” – …")
    console.flush()
    assert written(out).decode() == "“Zoë” – …\n"


def test_json_is_ascii_and_reads_back():
    out = stream("ascii")
    console = Console(out, stream(), {})
    value = {"text": "Zoë\u202e\x1b[31m\U0001f600", "line": None}
    console.json(value)
    console.flush()
    assert json.loads(written(out)) == value
    assert b"\x1b" not in written(out)


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_colour_only_where_the_terminal_takes_it(environment, coloured):
    console = Console(stream(kind=Terminal), stream(), environment)
    assert (console.ink("done", Ink.GOOD) == "\x1b[32mdone\x1b[0m") == coloured
    assert "done" in console.ink("done", Ink.GOOD)


def test_no_colour_in_a_file():
    assert Console(stream(), stream(), {"TERM": "xterm"}).ink("done", Ink.GOOD) == "done"


def test_text_of_a_document_cannot_act_on_the_terminal():
    acts = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x202E, 0x2066, 0xFEFF, 0xD800]))
    left = shown(f"a{acts}b")
    assert left.replace("\n", "").replace("\N{REPLACEMENT CHARACTER}", "").split() == ["a", "b"]
    assert one_line(" a\n\tb\u2028c ") == "a b c"
    coloured = Console(stream(kind=Terminal), stream(), {"TERM": "xterm"}).ink("\x1b]0;title\x07", Ink.BAD)
    assert coloured.count("\x1b") == 2
