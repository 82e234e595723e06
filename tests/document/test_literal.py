from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document.literal import literal, literal_title, seen
from imr_tui.document.parse import parse

SCHEMA = load_schema()
NASTY = st.lists(st.sampled_from([*list("ab E1#>+-=*_`~[]<>!&;{}|\\.:)(\"'\t0129$^%@/"), "<!--", "-->", "&amp;", "{covers=overview}", "[E1]", "+++", "é", "…", "\u202e", "\x00"]), max_size=25).map("".join)  # fmt: skip


def words(text: str) -> str:
    """What is to be read: blanks folded, hidden characters left out, square brackets around records' numbers round."""
    return " ".join(seen(text).split())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Plain words, with commas.", "Plain words, with commas."),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("1. no number", r"1\. no number"),
        ("2019", "2019"),
        ("a_b_c and _d_", r"a_b_c and \_d\_"),
        ("see [E3]", "see (E3)"),
        ("see [E3, E4] and [sic]", "see (E3, E4) and [sic]"),
        ("<!-- x -->", "&lt;!-- x -->"),
        ("5 < 6", "5 < 6"),
        ("a <b> c", r"a \<b> c"),
        ("[a](b)", r"[a]\(b)"),
        ("R&amp;D", r"R\&amp;D"),
        ("R&D", "R&D"),
        ("a\u202eb\x07", "ab"),
    ],
)
def test_a_line_is_written_so_that_it_is_read_as_words(line: str, expected: str) -> None:
    assert literal(line) == expected


@given(NASTY, NASTY, NASTY)
def test_whatever_the_text_the_document_reads_these_words_and_nothing_else(title: str, value: str, line: str) -> None:
    text = f"# A\n\n### E1: {literal_title(title)}\n\n- Action taken: {literal(value)}\n\n{literal(line)}\n\n### E2: After\n"
    report = parse(text, SCHEMA)
    assert list(report.records) == ["E1", "E2"]
    assert len(report.sections) == 4
    assert not [finding for finding in report.findings if finding.severity == "error"]
    event = report.records["E1"]
    round_to_square = str.maketrans("[]", "()")
    assert event.title.translate(round_to_square) == words(title).translate(round_to_square)
    taken = event.field("Action taken")
    assert taken is not None
    assert taken.value.text.translate(round_to_square) == words(value).translate(round_to_square)
    narrative = " ".join(passage.text for _, passage in report.narrative(event))
    expected = words(line).translate(round_to_square)
    read = " ".join(passage.text for passage in event.part.passages if passage.kind == "paragraph").translate(
        round_to_square
    )
    assert read == expected, narrative


@given(NASTY)
def test_a_cell_is_read_as_its_words(line: str) -> None:
    report = parse(f"| a | b |\n| --- | --- |\n| {literal(line, in_table=True, references=True)} | end |\n", SCHEMA)
    read = [passage.text for section in report.sections for passage in section.part.passages]
    assert read[-1] == "end"
    assert not words(line) or words(line) in read


@given(NASTY)
def test_references_stay_where_they_are_such(line: str) -> None:
    report = parse(f"Before.\n\n{literal(line, references=True)}\n\nAfter.\n", SCHEMA)
    read = [passage.text for section in report.sections for passage in section.part.passages]
    assert read == ["Before.", *([words(line)] if words(line) else []), "After."]
    assert {finding.rule for finding in report.findings} <= {"record.unknown-reference"}
