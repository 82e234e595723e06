"""The parser's rules, each asked only about the lines it may have to do with, read as they do when all are asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from imr_tui.document import markdown

LINES = [
    "# Heading", "#", "####### seven", "Title", "===", "---", "- - -", "***", "_ _ _", "- item", "* item", "+ item", "1. one", "2) two",
    "12345678901. long", "-", "  - nested", "    code", "\tcode", "> quoted", ">", "> - item in it", "```", "~~~ info", "``", "| a | b |",
    "|---|:-:|", "a | b", "--|--", ":--", "[x]: http://example.org", "[^1]: a note", "[^1]:", "[E2]", "Words of prose.", "", "", " ", "<div>",
    "é", "\u00a0", "\\# no heading", "!", "=", "+++",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> MarkdownIt:
    """A parser of the same rules that asks each of them about each line."""
    parser = MarkdownIt("commonmark")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.options["inline_definitions"] = True
    parser.block.ruler.enableOnly(markdown._PARSER.block.ruler.get_active_rules())
    return parser


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "", "> ", "  ", "- ", "    "]), st.sampled_from(LINES)), max_size=14))
def test_blocks_are_those_of_the_parser(plain: MarkdownIt, lines: list[tuple[str, str]]) -> None:
    text = "\n".join(map("".join, lines))
    found, wanted = ([], {}), ([], {})
    for parser, (tokens, env) in ((markdown._PARSER, found), (plain, wanted)):
        parser.block.parse(text, parser, env, tokens)
    assert [token.as_dict() for token in found[0]] == [token.as_dict() for token in wanted[0]]
    assert found[1] == wanted[1]
