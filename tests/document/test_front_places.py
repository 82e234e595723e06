"""Where tables and keys of the front matter stand, and a question's table that lacks its quotation marks."""

from __future__ import annotations

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.front import key_span
from imr_tui.document.parse import parse
from imr_tui.document.text import Span

SCHEMA = load_schema()
FRONT = """imr = 1
[document]
title = "One"
"status" = "Draft"
[ checklist . "language.3" ]  # a note
state = "confirmed"
[checklist.'analysis.1']
by = "P N"
[[kept]]
rule = "jargon.custody"
[open
a."b.c" = 1
"""


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ("", "imr", "imr = 1"),
        ("document", "title", 'title = "One"'),
        ("document", "status", '"status" = "Draft"'),
        ("document", "missing", "[document]"),
        ("", "document", "[document]"),
        ("checklist.language.3", "", '[ checklist . "language.3" ]  # a note'),
        ("checklist.language.3", "state", 'state = "confirmed"'),
        ("checklist.analysis.1", "by", 'by = "P N"'),
        ("kept", "rule", 'rule = "jargon.custody"'),
        ("kept", "a.b.c", 'a."b.c" = 1'),
        ("nowhere", "title", ""),
    ],
)
def test_where_a_key_stands(table: str, key: str, line: str) -> None:
    span = key_span(FRONT, Span(0, len(FRONT)), table, key)
    assert FRONT[span.start : span.end] == line


def test_a_name_of_thousands_of_pieces_has_its_place() -> None:
    name = "a." * 20_000 + "a"
    text = f"[{name}]\n{' ' * 60_000}\n[{' ' * 60_000}\nkey = 1\n"
    span = key_span(text, Span(0, len(text)), name, "key")
    assert text[span.start : span.end] == "key = 1"


@pytest.mark.parametrize(
    "head", ["[checklist.language.3]", "[checklist]\n[checklist.language]\n[checklist.language.3]"]
)
def test_a_question_without_its_quotation_marks_is_told(head: str) -> None:
    report = parse(f'+++\nimr = 1\n{head}\nstate = "confirmed"\n+++\n\n# A\n', SCHEMA)
    (finding,) = report.findings
    assert (finding.rule, finding.text) == ("frontmatter.type", "[checklist.language.3]")
    assert '[checklist."language.3"]' in finding.message
    assert parse('+++\nimr = 1\n[checklist."language.3"]\nstate = "confirmed"\n+++\n\n# A\n', SCHEMA).findings == ()
