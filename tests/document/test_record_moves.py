"""Copies, moves and other numbers of records."""

from __future__ import annotations

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.parse import parse
from imr_tui.document.record_moves import duplicate_record, move_by_one, neighbour, nested_in, referred_from_outside
from imr_tui.document.renumber import also_in_words, in_order, renumber
from imr_tui.document.text import apply_edits, inverse_edits
from imr_tui.errors import RefusedError

SCHEMA = load_schema()
TEXT = """\
+++
imr = 1
[[kept]]
rule = "wording.x" # a note
sentence = "As [E2] and [E1-E3] say."
reason = "So it is."
+++

# Overview {covers=overview}

## E1: First

- Date: 1 May 2020

See [E2, 3] and E2 itself.

## E2: Second

- Date: 2 May 2020

As [E2] and [E1-E3] say.

### F1: Nested

- Why: because

## E3: Third <!-- last -->

# Analysis {covers=analysis}

## F2: Finding

- Events: E1–E3 (log 2), E2
- Policy: E2 was not told

## L1: Learning

- Arises from: F1"""
ENDS = pytest.mark.parametrize("end", ["\n", "\r\n"])


def after(text, edits):
    return apply_edits(text, edits)


@ENDS
def test_a_copy_stands_behind_under_the_next_number_without_what_is_nested(end: str) -> None:
    text = TEXT.replace("\n", end)
    copied = duplicate_record(parse(text, SCHEMA), "E2")
    new = after(text, copied.edits)
    report = parse(new, SCHEMA)
    assert list(report.records) == ["E1", "E2", "F1", "E4", "E3", "F2", "L1"]
    assert report.section_of(report.records["E4"]).start == copied.cursor
    assert report.records["E4"].part.text == parse(text, SCHEMA).records["E2"].part.text.replace("E2:", "E4:")
    assert after(new, inverse_edits(text, copied.edits)) == text


def test_a_copy_of_the_last_record_of_a_file_without_a_last_line_end() -> None:
    new = after(TEXT, duplicate_record(parse(TEXT, SCHEMA), "L1").edits)
    assert new == TEXT + "\n\n## L2: Learning\n\n- Arises from: F1\n"


def test_what_stands_in_a_record_and_who_speaks_of_it() -> None:
    report = parse(TEXT, SCHEMA)
    assert nested_in(report, "E2") == ("F1",)
    assert referred_from_outside(report, "E2") == {"E2": ("E1", "F2"), "F1": ("L1",)}
    assert referred_from_outside(report, "L1") == {}


@ENDS
def test_a_record_moves_past_its_neighbour_with_what_is_nested(end: str) -> None:
    text = TEXT.replace("\n", end)
    report = parse(text, SCHEMA)
    assert (neighbour(report, "E2", up=True), neighbour(report, "E2", up=False)) == ("E1", "E3")
    down = parse(after(text, move_by_one(report, SCHEMA, "E2", up=False)), SCHEMA)
    assert list(down.records) == ["E1", "E3", "E2", "F1", "F2", "L1"]
    back = parse(after(down.text, move_by_one(down, SCHEMA, "E2", up=True)), SCHEMA)
    assert back.text == text
    with pytest.raises(RefusedError, match="first one here"):
        move_by_one(report, SCHEMA, "E1", up=True)
    with pytest.raises(RefusedError, match="last one here"):
        move_by_one(report, SCHEMA, "F1", up=False)


def test_every_reference_follows_a_new_number_and_plain_words_are_named() -> None:
    report = parse(TEXT, SCHEMA)
    new = after(TEXT, renumber(report, {"E2": "E7"}))
    assert new == (
        TEXT.replace("[E2]", "[E7]").replace("[E2, 3]", "[E7, 3]").replace("## E2:", "## E7:").replace("[E1-E3]", "[E1, E7, E3]")
        .replace("E1–E3 (log 2), E2", "E1, E7, E3 (log 2), E7")
    )  # fmt: skip
    assert "# a note" in new
    lines = TEXT.splitlines()
    assert [lines[line - 1] for line in also_in_words(report, ("E2",))] == [
        "See [E2, 3] and E2 itself.",
        "- Policy: E2 was not told",
    ]
    assert parse(new, SCHEMA).records["F2"].linked("Events") == ("E1", "E7", "E3")


def test_numbers_in_the_order_of_the_document_keep_every_link() -> None:
    moved = after(TEXT, move_by_one(parse(TEXT, SCHEMA), SCHEMA, "E3", up=True))
    report = parse(moved, SCHEMA)
    numbers = in_order(report, "E")
    assert numbers == {"E3": "E2", "E2": "E3"}
    new = parse(after(moved, renumber(report, numbers)), SCHEMA)
    assert list(new.records) == ["E1", "E2", "E3", "F1", "F2", "L1"]
    assert new.records["E2"].title == "Third"
    assert set(new.records["F2"].linked("Events")) == {"E1", "E2", "E3"}
    assert [finding.rule for finding in new.findings] == [finding.rule for finding in report.findings]
    assert in_order(new, "E") == {}


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"E9": "E1"}, "No such record"),
        ({"E1": "F9"}, "no number for it"),
        ({"E1": "E2"}, "taken"),
        ({"E1": "E8", "E2": "E8"}, "taken"),
        ({"E1": "Ex"}, "no number for it"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(numbers: dict[str, str], said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        renumber(parse(TEXT, SCHEMA), numbers)


def test_a_number_that_the_text_speaks_of_is_refused() -> None:
    with pytest.raises(RefusedError, match="spoken of"):
        renumber(parse(TEXT + "\n\nAs [L5] says.\n", SCHEMA), {"L1": "L5"})
