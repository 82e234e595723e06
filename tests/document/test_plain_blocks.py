"""Plain parts are read into what the Markdown parser gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.document.comments import clean
from imr_tui.document.headings import read_heading
from imr_tui.document.markdown import read
from imr_tui.document.plain_blocks import read_plain

LINES = [
    "", "", "", "- Date: 14 March 2023", "- Events: E1", "- *Why*: [E1] said so", "- it went on  ", "Some words of *prose* here.", "and `more`",
    "14 March was a Tuesday", "999 call", "1. One", "2) Two", "12345678901. x", "“Quoted” and \\* so", "(In brackets)", "*So* it is", "* item", "**bold**", "***",
    "---", "===", "- - -", "-", "- ", "-x", "  - nested", "  indented", "    code", "> quoted", "| a |", "|---|", "a | b", "text[^1] & more", "[^1]: note",
    "é\u00ad\u200bü", "nbsp\u00a0", "\u00a0nbsp", "\u2028x", "\ufeffx", "x\ufeff", "\x0b", "a\x0c", "£5 was found", "+ plus", "`x", "```", "~~~", "_a_", "²x", "#", "<b>",
    "ends with blank ", " ", "\t", "a\tb", "- a\tb", "<!-- x -->", "&amp; co", "A&amp;B", "https://example.org/", "![a](b)",
]  # fmt: skip
HEADINGS = [
    "# Overview",
    "## E1: A call",
    "###   F1: *x* {covers=analysis}",
    "#  Spaced  ",
    "# ",
    "#",
    "# Closed #",
    "####### x",
    "# é\u00a0",
    "# a\\",
    "#\u00a0x",
]
TEXTS = st.builds(
    lambda heading, lines, end: "\n".join([heading, *lines]) + end,
    st.sampled_from(HEADINGS),
    st.lists(st.sampled_from(LINES), max_size=8),
    st.sampled_from(["", "\n", "\n\n"]),
)


@settings(max_examples=1500, deadline=None)
@given(text=TEXTS)
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    plain = read_plain(text)
    if plain is None:
        return
    reading = read(text, clean(text))
    before, part = reading.parts
    raw = plain.parts[0]
    assert before.end == 0
    assert not reading.definitions
    assert part.heading is not None
    assert raw.heading is not None
    assert read_heading(raw.heading, {}) == read_heading(part.heading, {})
    assert (raw.start, raw.end) == (part.start, part.end)
    assert plain.nodes(raw, {}) == reading.nodes(part, {})


@pytest.mark.parametrize(
    "text",
    [
        "# Overview {covers=overview}\n\nOne line.\nAnd *another* one.\n\nA second paragraph",
        "## E1: A call\n\n- Date: 14 March 2023\n- Contact with: Victim\n\nWhat was said.\n",
        "## E1: A call\n- Date: 14 March 2023",
        "# 1\n",
    ],
)
def test_a_part_of_plain_lines_needs_no_parser(text: str) -> None:
    assert read_plain(text) is not None


@pytest.mark.parametrize(
    "line",
    [
        "- a\n\n- b",
        "- a\n  b",
        "- a\nb",
        "a\n- b",
        "> a",
        "1. a",
        "a\n---",
        "- a\n\n  b",
        "```\na\n```",
        "<!-- a -->",
        "| a |\n|---|",
    ],
)
def test_anything_else_is_left_to_the_parser(line: str) -> None:
    assert read_plain(f"# Heading\n\n{line}\n") is None
