"""What a form sets in a record reads as it was set, and all else stays to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document.difference import difference
from imr_tui.document.field_text import lines_of
from imr_tui.document.parse import parse
from imr_tui.document.record_text import NARRATIVE, TITLE, Cell, Sort, read_record, set_cells
from imr_tui.document.text import LINE_END, apply_edits, inverse_edits
from imr_tui.errors import RefusedError

SCHEMA = load_schema()
TEXT = """\
+++
imr = 1
[fields.E]
add = ["Log number"]
+++

# People {covers=characteristics}

## P1: Victim {#victim}

- Role: Victim
- Disability: Yes (hearing) <!-- her GP -->
  - Restriction: not known to the family
- Sex:
* not a field of the list above

# Overview {covers=overview}

Words ahead.

### E1: First

<!-- fill this in -->

- Date: 1 May 2020 <!-- checked -->
- Contact with:
- Shoe size: 9
- Action taken: They came.

  They went.
  - a note
  - another

Somebody saw
them. <!-- who? -->

### E2: Second

- Date: 2 May 2020
- Action taken: one

  > quoted

| a | b |
| - | - |
| 1 | 2 |
"""
DATE, ACTION, CONTACT = (Cell(Sort.FIELD, name) for name in ("Date", "Action taken", "Contact with"))
ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


def after(text: str, ident: str, wanted: dict[Cell, str]) -> str:
    return apply_edits(text, set_cells(parse(text, SCHEMA), SCHEMA, ident, wanted))


def test_what_a_form_shows_of_a_record() -> None:
    shown = read_record(parse(TEXT, SCHEMA), "E1")
    assert shown.text(TITLE) == "First"
    assert shown.text(DATE) == "1 May 2020"
    assert shown.text(ACTION) == "They came.\nThey went.\n- a note\n- another"
    assert shown.text(Cell(Sort.FIELD, "Shoe size")) == "9"
    assert shown.text(NARRATIVE) == "Somebody saw them."
    assert not shown.locked
    person = read_record(parse(TEXT, SCHEMA), "P1")
    assert person.text(Cell(Sort.FIELD, "Disability")) == "Yes (hearing)"
    assert person.text(Cell(Sort.RESTRICTION, "Disability")) == "not known to the family"


def test_what_a_form_cannot_show_is_locked_and_a_table_is_shown_as_it_is_written() -> None:
    shown = read_record(parse(TEXT, SCHEMA), "E2")
    assert shown.locked == {ACTION}
    assert shown.text(NARRATIVE) == "| a | b |\n| - | - |\n| 1 | 2 |"
    with pytest.raises(RefusedError, match="changed in the text"):
        after(TEXT, "E2", {ACTION: "something"})
    new = after(TEXT, "E2", {NARRATIVE: "| a | b |\n| - | - |\n| 1 | 3 |"})
    assert new == TEXT.replace("| 1 | 2 |", "| 1 | 3 |")


def test_a_title_that_holds_a_place_is_shown_as_none_and_stays_until_there_is_one() -> None:
    text = "# E1: [add a title]\n\n- Date:\n"
    assert read_record(parse(text, SCHEMA), "E1").text(TITLE) == ""
    assert after(text, "E1", {TITLE: "", DATE: "2020"}) == text.replace("Date:", "Date: 2020")
    assert after(text, "E1", {TITLE: "A call"}) == text.replace("[add a title]", "A call")


@ENDS
def test_each_cell_changes_its_own_lines_alone(end: str) -> None:
    text = TEXT.replace("\n", end)
    assert after(text, "E1", {DATE: "3 May 2020"}) == text.replace("1 May 2020", "3 May 2020")
    assert after(text, "E1", {TITLE: "A call"}) == text.replace("E1: First", "E1: A call")
    assert after(text, "P1", {TITLE: "Her"}) == text.replace("P1: Victim {", "P1: Her {")
    assert after(text, "E1", {NARRATIVE: "Nobody.\n\nAt all."}) == text.replace(
        f"Somebody saw{end}them.", f"Nobody.{end}{end}At all."
    )
    restriction = Cell(Sort.RESTRICTION, "Disability")
    assert after(text, "P1", {restriction: "his employer"}) == text.replace("not known to the family", "his employer")
    assert after(text, "P1", {restriction: ""}) == text.replace(f"{end}  - Restriction: not known to the family", "")
    assert after(text, "P1", {Cell(Sort.RESTRICTION, "Sex"): "none of this"}) == text.replace(
        f"- Sex:{end}", f"- Sex:{end}  - Restriction: none of this{end}"
    )
    assert after(text, "E1", {Cell(Sort.FIELD, "Log number"): "1102"}) == text.replace(
        f"  - another{end}", f"  - another{end}- Log number: 1102{end}"
    )


def test_a_restriction_on_a_field_that_is_not_there_brings_the_field() -> None:
    new = after(TEXT, "P1", {Cell(Sort.RESTRICTION, "Ethnicity"): "the family asks"})
    assert new == TEXT.replace("- Sex:\n", "- Sex:\n- Ethnicity:\n  - Restriction: the family asks\n")


def test_several_cells_are_several_small_edits() -> None:
    edits = set_cells(parse(TEXT, SCHEMA), SCHEMA, "E1", {DATE: "3 May 2020", ACTION: "They came.", CONTACT: "Victim"})
    assert [TEXT[edit.start : edit.end] for edit in edits][:2] == ["1", ""]
    assert all(TEXT.index("### E1") < edit.start <= edit.end < TEXT.index("Somebody") for edit in edits)


def test_what_reads_so_already_is_no_edit() -> None:
    report = parse(TEXT, SCHEMA)
    for ident in report.records:
        assert set_cells(report, SCHEMA, ident, dict(read_record(report, ident).values)) == ()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (TITLE, "Ends with a sign #"),
        (TITLE, "Covers {covers=analysis}"),
        (NARRATIVE, "- Date: 1 May 2021\n<!--"),
        (ACTION, "a bell \x07"),
        (ACTION, "turned \u202e round"),
    ],
)
def test_what_would_be_read_as_more_than_its_words_is_refused(cell: Cell, text: str) -> None:
    before = parse(TEXT, SCHEMA)
    with pytest.raises(RefusedError) as refused:
        set_cells(before, SCHEMA, "E1", {cell: text})
    assert refused.value.hint
    assert text not in str(refused.value)


def test_a_restriction_written_into_a_value_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be kept"):
        after(TEXT, "P1", {Cell(Sort.FIELD, "Sex"): "Female\n- Restriction: the press"})


MARKS = ["# ", "- ", "* ", "1. ", "> ", "```", "~~~", "<!--", "-->", "<!-- x -->", "[E2]: x", "[^1]: x", "---", "***", "Name: ", "{covers=analysis}",
         "\\", "`", "漢字", "\u00a0", "e\u0301", "\U0001f600", "|", "    ", "\t", "&amp;", "<b>", "## E9: no", "+++", "="]  # fmt: skip
WORDS = st.lists(
    st.one_of(
        st.sampled_from(MARKS), st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), max_size=8)
    ),
    max_size=5,
).map("".join)
LINES = st.lists(WORDS, max_size=4).map("\n".join)


@settings(max_examples=400, deadline=None)
@given(
    text=LINES,
    place=st.sampled_from(
        [
            ("E1", DATE), ("E1", ACTION), ("E1", CONTACT), ("E1", Cell(Sort.FIELD, "Agencies")), ("E1", NARRATIVE), ("E1", TITLE),
            ("E1", Cell(Sort.FIELD, "Shoe size")), ("E2", CONTACT), ("E2", NARRATIVE), ("P1", Cell(Sort.FIELD, "Sex")),
            ("P1", Cell(Sort.FIELD, "Disability")), ("P1", Cell(Sort.RESTRICTION, "Disability")), ("P1", Cell(Sort.RESTRICTION, "Sex")),
        ]
    ),
    end=st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_whatever_is_set_reads_as_it_was_set_or_is_refused(text: str, place: tuple[str, Cell], end: str) -> None:
    ident, cell = place
    document = TEXT.replace("\n", end)
    before = parse(document, SCHEMA)
    try:
        edits = set_cells(before, SCHEMA, ident, {cell: text})
    except RefusedError:
        return
    new = apply_edits(document, edits)
    report = parse(new, SCHEMA)
    said = read_record(report, ident)
    if cell.sort in (Sort.TITLE, Sort.RESTRICTION):
        assert said.text(cell).split() == text.split()
    else:
        assert lines_of(said.text(cell)) == lines_of(text)
    was = read_record(before, ident)
    assert {**was.values, cell: ""} == {**said.values, cell: "", **{k: "" for k in was.values if k not in said.values}}
    section = before.section_of(before.records[ident])
    assert all(section.start <= edit.start <= edit.end <= section.end for edit in edits)
    for one, other in zip(before.sections, report.sections, strict=True):
        assert one is section or one.part == other.part
    assert apply_edits(new, inverse_edits(document, edits)) == document
    assert set(LINE_END.findall(new)) == {end}


@settings(max_examples=200, deadline=None)
@given(old=st.text("ab\r\n", max_size=30), new=st.text("ab\r\n", max_size=30))
def test_the_difference_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    edits = difference(old, new, 3)
    assert apply_edits("xyz" + old, edits) == "xyz" + new
    assert bool(edits) == (old != new)
