"""Edits touch what they have to and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document import front_edits
from imr_tui.document.edits import (
    blank_record,
    delete_record,
    insert_record,
    move_record,
    next_id,
    referred_to_by,
    set_field,
    set_section_field,
    title_span,
)
from imr_tui.document.parse import parse
from imr_tui.document.text import LINE_END, TextEdit, apply_edits, inverse_edits
from imr_tui.errors import RefusedError

SCHEMA = load_schema()
TEXT = """\
+++
imr = 1 # the format
[agency]
author = "A. Person"   # who writes
+++

# Method {covers=methodology}

Some words.

# Overview {covers=overview}

Words ahead.

## E1: First

- Date: 1 May 2020 <!-- checked -->
- Contact with:

Narrative, see [E2].

## E2: Second

- Date: 2 May 2020

# Analysis {covers=analysis}

## F1: Finding

- Events: E1
"""
ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


def after(text: str, edits: tuple[TextEdit, ...]) -> str:
    return apply_edits(text, edits)


@ENDS
def test_setting_a_field_changes_its_line_alone(end: str) -> None:
    text = TEXT.replace("\n", end)
    new = after(text, set_field(parse(text, SCHEMA), SCHEMA, "E1", "when", "3 May 2020, 10:00"))
    assert new == text.replace("- Date: 1 May 2020 <!-- checked -->", "- Date: 3 May 2020, 10:00 <!-- checked -->")


@ENDS
def test_an_empty_field_is_filled_and_a_missing_one_added_in_order(end: str) -> None:
    text = TEXT.replace("\n", end)
    new = after(text, set_field(parse(text, SCHEMA), SCHEMA, "E1", "Contact with", "Victim"))
    assert new == text.replace("- Contact with:", "- Contact with: Victim")
    new = after(new, set_field(parse(new, SCHEMA), SCHEMA, "E1", "Action taken", "One.\nTwo."))
    assert f"- Contact with: Victim{end}- Action taken: One.{end}{end}  Two.{end}{end}Narrative" in new
    new = after(new, set_field(parse(new, SCHEMA), SCHEMA, "E1", "Agencies", "Police"))
    assert f"- Contact with: Victim{end}- Agencies: Police{end}- Action taken: One." in new
    action = parse(new, SCHEMA).records["E1"].field("Action taken")
    assert action is not None
    assert action.value.lines == ("One.", "Two.")


def test_a_field_of_a_record_without_fields() -> None:
    for text in ("# T1: Point", "# T1: Point\n", "# T1: Point\n\nThe point.\n", "# T1: Point\nThe point.\n"):
        new = after(
            text, set_field(parse(text, SCHEMA), SCHEMA, "T1", "Not addressed because", "It is for another force.")
        )
        record = parse(new, SCHEMA).records["T1"]
        entry = record.field("Not addressed because")
        assert entry is not None
        assert entry.value.text == "It is for another force."
        assert parse(new, SCHEMA).narrative_words(record) == (2 if "The" in text else 0)


def test_setting_the_same_value_is_no_edit() -> None:
    assert set_field(parse(TEXT, SCHEMA), SCHEMA, "E2", "Date", "2 May 2020") == ()


def test_a_section_field() -> None:
    report = parse(TEXT, SCHEMA)
    new = after(TEXT, set_section_field(report, SCHEMA, report.sections[1], "methodological approach", "None used"))
    assert new == TEXT.replace(
        "# Method {covers=methodology}\n", "# Method {covers=methodology}\n\n- Methodological approach: None used\n"
    )


def test_emptying_a_field_keeps_its_name() -> None:
    new = after(TEXT, set_field(parse(TEXT, SCHEMA), SCHEMA, "E2", "Date", ""))
    assert "- Date:\n\n# Analysis" in new


def test_a_new_record_has_a_number_that_nothing_has_had() -> None:
    assert next_id(parse(TEXT, SCHEMA), "E") == "E3"
    assert next_id(parse(TEXT + "\nAs [E7] said before it was taken out.\n", SCHEMA), "E") == "E8"
    assert next_id(parse("", SCHEMA), "P") == "P1"


@ENDS
@pytest.mark.parametrize("letter", list("PTSIEFLRA"))
@pytest.mark.parametrize("where", ["nowhere", "E1", "Words ahead", "Finding"])
def test_a_new_record_is_read_as_one_and_leaves_all_else_alone(end: str, letter: str, where: str) -> None:
    text = TEXT.replace("\n", end)
    at = None if where == "nowhere" else text.index(where)
    report = parse(text, SCHEMA)
    insertion = insert_record(report, SCHEMA, letter, at=at, title="A title")
    new = after(text, insertion.edits)
    fresh = parse(new, SCHEMA)
    record = fresh.records[insertion.id]
    assert record.title == "A title"
    assert fresh.position(insertion.cursor).line == fresh.section_of(record).line
    assert [finding.rule for finding in fresh.findings] == []
    assert fresh.narrative_words(record) == 0
    assert not any(entry.value.is_value for entry in record.part.fields)
    for ident, old in report.records.items():
        assert fresh.records[ident].part.fields == old.part.fields
    assert set(LINE_END.findall(new)) == {end}
    assert after(new, inverse_edits(text, insertion.edits)) == text


def test_where_a_new_record_goes() -> None:
    report = parse(TEXT, SCHEMA)

    def order(letter: str, where: str) -> list[str]:
        return list(
            parse(after(TEXT, insert_record(report, SCHEMA, letter, at=TEXT.index(where)).edits), SCHEMA).records
        )

    assert order("E", "Narrative") == ["E1", "E3", "E2", "F1"]
    assert order("F", "Narrative") == ["E1", "F2", "E2", "F1"]
    assert order("E", "Words ahead") == ["E1", "E2", "E3", "F1"]
    assert order("F", "- Events") == ["E1", "E2", "F1", "F2"]
    nested = parse(after(TEXT, insert_record(report, SCHEMA, "F", at=TEXT.index("Narrative")).edits), SCHEMA)
    assert nested.records["F2"].linked("Events") == ("E1",)


@pytest.mark.parametrize("title", ["", "[add a short title]"])
def test_a_record_that_says_nothing_yet_is_found_with_the_place_of_its_title(title: str) -> None:
    text = f"# E1: A call\n\n# E2: {title}\n\n- Date:\n- Agencies: TBC\n\n<!-- What happened -->\n"
    report = parse(text, SCHEMA)
    blank = blank_record(report, "E")
    assert blank is not None
    assert blank.id == "E2"
    span = title_span(report, blank)
    assert text[span.start : span.end] == title
    assert text[: span.start].endswith("E2: " if title else "E2:")
    for filled in (
        text.replace("Agencies: TBC", "Agencies: Police"),
        text.replace("<!-- What happened -->", "They came."),
    ):
        assert blank_record(parse(filled, SCHEMA), "E") is None
    assert blank_record(report, "F") is None


def test_deleting_takes_nested_records_along_and_names_who_refers() -> None:
    report = parse(TEXT, SCHEMA)
    assert referred_to_by(report, "E1") == ("F1",)
    assert referred_to_by(report, "E2") == ("E1",)
    new = after(TEXT, delete_record(report, "E1"))
    assert list(parse(new, SCHEMA).records) == ["E2", "F1"]
    assert new == TEXT[: TEXT.index("## E1")] + TEXT[TEXT.index("## E2") :]


def test_moving_keeps_text_and_ids() -> None:
    new = after(TEXT, move_record(parse(TEXT, SCHEMA), "E1", after="E2"))
    assert list(parse(new, SCHEMA).records) == ["E2", "E1", "F1"]
    assert sorted(new.split()) == sorted(TEXT.split())
    back = after(new, move_record(parse(new, SCHEMA), "E1", before="E2"))
    assert list(parse(back, SCHEMA).records) == ["E1", "E2", "F1"]
    with pytest.raises(RefusedError):
        move_record(parse("# E1: a\n\n## E2: b\n", SCHEMA), "E1", after="E2")


def test_what_does_not_exist_is_refused() -> None:
    report = parse(TEXT, SCHEMA)
    with pytest.raises(RefusedError):
        set_field(report, SCHEMA, "E9", "Date", "2020")
    with pytest.raises(RefusedError):
        delete_record(report, "E9")


@ENDS
def test_front_matter_edits_keep_comments_and_all_other_lines(end: str) -> None:
    text = TEXT.replace("\n", end)
    new = after(
        text,
        front_edits.set_values(
            parse(text, SCHEMA), {("agency", "author"): "B. Other", ("dates", "incident"): date(2025, 3, 9)}
        ),
    )
    front = parse(new, SCHEMA).front
    assert front.text("agency", "author") == "B. Other"
    assert front.get("dates", "incident") == date(2025, 3, 9)
    assert f"imr = 1 # the format{end}" in new
    assert "# who writes" in new
    assert new[new.index("# Method") :] == text[text.index("# Method") :]
    assert set(LINE_END.findall(new)) == {end}
    gone = after(new, front_edits.set_values(parse(new, SCHEMA), {("dates", "incident"): None}))
    assert parse(gone, SCHEMA).front.get("dates", "incident") is None


def test_confirm_set_aside_and_reopen() -> None:
    report = parse(TEXT, SCHEMA)
    new = after(TEXT, front_edits.confirm(report, "language.3", by="A", on=date(2025, 9, 20), seen=["1:a:b", "1:c:d"]))
    assert parse(new, SCHEMA).front.table("checklist")["language.3"] == {
        "state": "confirmed",
        "by": "A",
        "on": date(2025, 9, 20),
        "seen": ["1:a:b", "1:c:d"],
    }
    both = after(
        new,
        front_edits.set_aside(parse(new, SCHEMA), "analysis.4", reason="No terms set", by="A", on=date(2025, 9, 21)),
    )
    assert set(parse(both, SCHEMA).front.table("checklist")) == {"language.3", "analysis.4"}
    one = after(both, front_edits.reopen(parse(both, SCHEMA), "language.3"))
    assert set(parse(one, SCHEMA).front.table("checklist")) == {"analysis.4"}
    with pytest.raises(RefusedError):
        front_edits.reopen(report, "language.3")


def test_kept_findings_and_rules_off_are_appended() -> None:
    text = TEXT
    for n in range(2):
        edits = front_edits.keep_finding(
            parse(text, SCHEMA), f"wording.x{n}", sentence='"It" was.', reason="r", by="A", on=date(2025, 9, 20)
        )
        text = after(text, edits)
    text = after(text, front_edits.switch_off_rule(parse(text, SCHEMA), "jargon.custody", reason="r"))
    explained = {("glossary", "DASH"): "Domestic Abuse, Stalking and Harassment"}
    text = after(text, front_edits.set_values(parse(text, SCHEMA), explained))
    front = parse(text, SCHEMA).front
    assert [entry["rule"] for entry in front.entries("kept")] == ["wording.x0", "wording.x1"]
    assert front.entries("kept")[0]["sentence"] == '"It" was.'
    assert [entry["rule"] for entry in front.entries("rules_off")] == ["jargon.custody"]
    assert front.table("glossary") == {"DASH": "Domestic Abuse, Stalking and Harassment"}


def test_a_document_without_front_matter_gets_one() -> None:
    for text in ("# One\r\n", "\ufeff# One\r\n", ""):
        new = after(text, front_edits.set_values(parse(text, SCHEMA), {("agency", "author"): "A"}))
        assert parse(new, SCHEMA).front.text("agency", "author") == "A"
        assert new.endswith(text.removeprefix("\ufeff"))
        assert new.startswith("\ufeff") == text.startswith("\ufeff")


def test_unreadable_front_matter_is_not_touched() -> None:
    with pytest.raises(RefusedError):
        front_edits.set_values(parse("+++\nx =\n+++\n", SCHEMA), {("agency", "author"): "A"})


def test_a_document_from_a_template() -> None:
    template = '+++\nimr = 1\n\n[template]\nname = "General"\nversion = "1"\n\n[document] # about\ntitle = "IMR"\n+++\n\n# One <!-- prompt -->\n'
    text = front_edits.from_template(template, "general")
    front = parse(text, SCHEMA).front
    assert front.get("", "template") == "general"
    assert front.get("", "imr") == 1
    assert front.text("document", "title") == "IMR"
    assert "[document] # about" in text
    assert text.endswith("+++\n\n# One <!-- prompt -->\n")


@settings(max_examples=150, deadline=None)
@given(
    value=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), max_size=60),
    field=st.sampled_from(["Contact with", "Agencies", "Action taken"]),
)
def test_any_words_set_in_a_field_leave_every_other_line_alone(value: str, field: str) -> None:
    edits = set_field(parse(TEXT, SCHEMA), SCHEMA, "E1", field, value)
    line = TEXT.index("- Contact with:")
    for edit in edits:
        assert line <= edit.start <= edit.end <= line + len("- Contact with:")
        assert edit.start == edit.end
    assert after(after(TEXT, edits), inverse_edits(TEXT, edits)) == TEXT
    assert bool(edits) == bool(value.strip() or field != "Contact with")


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60), data=st.data())
def test_edits_and_their_inverse(text: str, data: st.DataObject) -> None:
    cuts = sorted(
        data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6).filter(lambda cuts: len(cuts) % 2 == 0))
    )
    edits = tuple(
        TextEdit(start, end, data.draw(st.text(max_size=5))) for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    )
    changed = apply_edits(text, edits)
    assert apply_edits(changed, inverse_edits(text, edits)) == text
