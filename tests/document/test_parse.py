"""The document format's examples and rules, read from text."""

from __future__ import annotations

import pytest

from imr_tui.document.model import Report, ValueState
from imr_tui.document.parse import parse
from imr_tui.document.passage import PassageKind
from imr_tui.document.schema import Schema

CONTRACT_EVENT = """\
### E3: 999 call from a neighbour

- Date: 14 March 2023, 21:40
- Contact with: Victim, Suspect
- Agencies: Northshire Police; ambulance service
- Action taken: Two officers attended within eleven minutes and separated the parties.

  No risk assessment was recorded.
- Sources: S1

The call-taker recorded shouting and a child crying. See also [E2].

### E2: An earlier call

### S1: Command log
"""


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_the_event_of_the_format_description(schema: Schema) -> None:
    report = parse(CONTRACT_EVENT, schema)
    event = report.records["E3"]
    assert (event.kind, event.title) == ("E", "999 call from a neighbour")
    assert [entry.name for entry in event.part.fields] == [
        "Date",
        "Contact with",
        "Agencies",
        "Action taken",
        "Sources",
    ]
    action = event.field("Action taken")
    assert action is not None
    assert action.value.lines == (
        "Two officers attended within eleven minutes and separated the parties.",
        "No risk assessment was recorded.",
    )
    assert event.linked("Sources") == ("S1",)
    assert report.narrative_words(event) == 11
    assert [mention.id for mention in event.part.brackets] == ["E2"]
    assert rules(report) == []


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("- Date: 14 March 2023", "Date", "14 March 2023"),
        ("- **Date:** 14 March 2023", "Date", "14 March 2023"),
        ("- *Date*: 14 March 2023", "Date", "14 March 2023"),
        ("* DATE: 14 March 2023", "Date", "14 March 2023"),
        ("- When:\n  14 March 2023", "Date", "14 March 2023"),
        ("- Date: <!-- when? --> 14 March 2023", "Date", "14 March 2023"),
        ("- Agencies: the *other* force", "Agencies", "the other force"),
        ("- Agencies:\n  - One\n  - Two", "Agencies", "One\nTwo"),
        ("- Force's own field: x", "Force's own field", "x"),
    ],
)
def test_forms_of_a_field(schema: Schema, line: str, name: str, value: str) -> None:
    report = parse(f"# E1: Event\n\n{line}\n", schema)
    entry = report.records["E1"].field(name)
    assert entry is not None
    assert entry.value.text == value


@pytest.mark.parametrize(
    "line",
    [
        "- Date:14 March",
        "- one two three four five six seven: x",
        "- Date 2: x",
        "1. Date: x",
        "- (Date): x",
        "- http://x.example: y",
    ],
)
def test_what_is_no_field(schema: Schema, line: str) -> None:
    report = parse(f"# E1: Event\n\n{line}\n", schema)
    assert report.records["E1"].part.fields == ()


def test_fields_end_at_the_first_item_that_is_none(schema: Schema) -> None:
    report = parse("# E1: Event\n\n- Date: 2023\n- The officers left.\n- Agencies: Police\n", schema)
    event = report.records["E1"]
    assert [entry.name for entry in event.part.fields] == ["Date"]
    assert rules(report) == ["field.position"]
    assert [passage.text for _, passage in report.narrative(event)] == ["The officers left.", "Agencies: Police"]


def test_a_list_whose_first_item_is_no_field_is_narrative(schema: Schema) -> None:
    report = parse("# E1: Event\n\n- The officers left.\n- Date: 2023\n", schema)
    assert report.records["E1"].part.fields == ()
    assert rules(report) == ["field.position"]


def test_comments_may_stand_between_heading_and_fields(schema: Schema) -> None:
    report = parse(
        "# E1: Event\n<!-- what\n\nhappened -->\n\n- Date: 2023\n<!-- more -->\n- Agencies: Police\n", schema
    )
    assert [entry.name for entry in report.records["E1"].part.fields] == ["Date", "Agencies"]


def test_unknown_and_double_fields_are_kept_and_named(schema: Schema) -> None:
    report = parse("# E1: Event\n\n- Datte: 2023\n- Agencies: A\n- agencies: B\n", schema)
    assert rules(report) == ["field.unknown", "field.duplicate"]
    assert "Did you mean “Date”" in report.findings[0].message
    entry = report.records["E1"].field("Agencies")
    assert entry is not None
    assert entry.value.text == "A"


def test_a_template_may_add_fields_to_a_kind(schema: Schema) -> None:
    text = '+++\n[fields.A]\nadd = ["Lead agency"]\n+++\n# A1: Action\n\n- Lead agency: Police\n'
    assert rules(parse(text, schema)) == []
    assert rules(parse(text.replace("[fields.A]", "[fields.E]"), schema)) == ["field.unknown"]


def test_section_fields_count_only_where_their_area_is_covered(schema: Schema) -> None:
    text = "# How {covers=methodology}\n\n## More\n\n- Interviews: None held – all have left\n- Other words: here\n\n# Analysis\n\n- Interviews: x\n"
    report = parse(text, schema)
    more = report.sections[2].part
    assert [entry.name for entry in more.fields] == ["Interviews"]
    assert more.fields[0].value.state is ValueState.NONE
    assert report.sections[3].part.fields == ()


def test_restrictions_of_a_persons_fields(schema: Schema) -> None:
    text = (
        "# P1: A\n\n- Disability: Yes – present at the time of the incident (hearing impairment)\n"
        "  - Restriction: not known to the family\n- Sex: Female\n"
    )
    person = parse(text, schema).records["P1"]
    disability = person.field("Disability")
    assert disability is not None
    assert disability.value.lines == ("Yes – present at the time of the incident (hearing impairment)",)
    assert disability.restriction is not None
    assert disability.restriction.text == "not known to the family"


def test_covers_is_inherited_and_may_name_several(schema: Schema) -> None:
    text = (
        '# One {covers="overview analysis"}\n\n## Two {covers=learning.1 #x .y}\n\nWords here.\n\n# Three {covers=“feedback”}\n\n'
        "# Four {covers=nonsense}\n\n> # Quoted {covers=methodology}\n"
    )
    report = parse(text, schema)
    assert report.sections[1].covered == {"overview", "analysis"}
    assert report.sections[2].covered == {"overview", "analysis", "learning.1"}
    assert report.sections[3].covered == {"feedback"}
    assert report.sections[1].title == "One"
    assert rules(report) == ["covers.unknown"]
    assert [section.index for section in report.covering("learning.1")] == [2]
    assert [section.index for section in report.covering("learning.2")] == []
    assert [section.index for section in report.covering("analysis.2")] == [1, 2]
    assert report.covering("methodology") == ()


def test_nesting_links_to_the_nearest_ancestor_of_the_kind(schema: Schema) -> None:
    text = (
        "# E1: One\n\n## F1: Finding\n\n- Events: E2\n\n### Detail\n\nNarrative here.\n\n### L1: Learning\n\n# E2: Two\n\n"
        "# R1: Rec\n\n## A1: Action\n"
    )
    report = parse(text, schema)
    assert report.records["F1"].linked("Events") == ("E2", "E1")
    assert report.records["L1"].linked("Arises from") == ("E1", "F1")
    assert report.records["A1"].linked("Recommendation") == ("R1",)
    assert report.narrative_words(report.records["F1"]) == 2
    assert report.records["F1"].ancestors == ("E1",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# E1: a\n\n# E1: b\n", ["record.duplicate-id"]),
        ("# E1: a\n\n- Sources: S9\n", ["record.unknown-reference"]),
        ("# E1: a\n\n- Sources: E1\n", ["record.wrong-kind"]),
        ("# E1: a\n\nSee [E9] but not [sic].\n", ["record.unknown-reference"]),
        ("# F1: a\n\n- Policy: S9\n", ["record.unknown-reference"]),
        ("# F1: a\n\n- Policy: S9 of the manual\n", []),
        ("### E3 – 999 call\n", ["record.heading"]),
        ("### e3: 999 call\n", ["record.heading"]),
        ("### E3 999 call\n\n- Date: 2023\n", ["record.heading"]),
        ("### A1 roadworks\n", []),
        ("# E1: a\n\n- Date: soon\n", ["date.invalid"]),
        ("# E1: a\n\n- Date: Not known\n", []),
        ("# S1: a\n\n- Accessed: Perhaps\n", ["field.choice"]),
        ("# S1: a\n\n- Accessed: Not known\n", []),
        ("# S1: a\n\n- Accessed: partly.\n", []),
        ("Text <!-- never closed\n", ["comment.unclosed"]),
        ("`<!--` is how a comment starts\n", []),
        ("# E2: a\n\n[E2]: http://example.org\n", ["text.vanishes"]),
        ("# E2: a\n\n[e2]: http://example.org\n", ["text.vanishes"]),
        ("> " * 25 + "deep\n", ["text.vanishes"]),
        ("A\u202eB and \x07\n", ["text.control", "text.control"]),
        ("+++\na = \n+++\n# x\n", ["frontmatter.syntax"]),
        ("+++\nimr = 1\n\n# Heading\n\nText.\n", ["frontmatter.syntax"]),
        ('+++\n[dates]\nincident = "2025"\n+++\n', ["frontmatter.type"]),
        ('+++\n[glossary]\nABC = 5\nDEF = "d"\n[glossary.GHI]\n+++\n', ["frontmatter.type", "frontmatter.type"]),
        (
            '+++\n[fields.A]\nadd = "Lead agency"\n[fields.E]\nadd = [1]\n+++\n',
            ["frontmatter.type", "frontmatter.type"],
        ),
        ('+++\n[agency]\nauthor = "A \u202eB"\n+++\n', ["text.control"]),
        ('+++\nx = "A \x07"\n+++\n', ["frontmatter.syntax", "text.control"]),
        ('+++\nx = "A \u202eB"\n\n# Text\n', ["frontmatter.syntax", "text.control"]),
        ("+++\nx = " + "[" * 3000 + "\n+++\n", ["frontmatter.syntax"]),
        ("+++\nx = '" + "a" * 66000 + "'\n+++\n", ["frontmatter.syntax"]),
        ("", []),
        ("+++\n+++\n", []),
    ],
)
def test_structural_findings(schema: Schema, text: str, expected: list[str]) -> None:
    assert rules(parse(text, schema)) == expected


def test_a_definition_labelled_as_a_record_does_not_turn_references_into_links(schema: Schema) -> None:
    report = parse("# E2: a\n\nSee [E2].\n\n[E2]: http://example.org\n", schema)
    assert [mention.id for mention in report.sections[1].part.brackets] == ["E2"]


def test_front_matter_that_cannot_be_read_leaves_the_body_readable(schema: Schema) -> None:
    report = parse("+++\nimr = 1\nbroken =\n+++\n\n# E1: a\n", schema)
    finding = report.findings[0]
    assert (report.position(finding.span.start).line, report.position(finding.span.start).column) == (3, 9)
    assert "line 3, column 9" in finding.message
    assert list(report.records) == ["E1"]
    assert not report.front.readable


def test_a_missing_closing_line_leaves_the_body_readable(schema: Schema) -> None:
    text = '+++\nimr = 1\n[review]\nsubjects = [\n  "Victim",\n]\n# a comment\n\n# E1: a\n\nText.\n'
    assert list(parse(text, schema).records) == ["E1"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_lines_are_the_files_own(schema: Schema, end: str, bom: str) -> None:
    text = bom + end.join(["+++", "imr = 1", "+++", "", "# E1: a", "", "- Date: soon", "", "Text.", ""])
    report = parse(text, schema)
    assert report.front.get("", "imr") == 1
    assert [section.line for section in report.sections] == [4, 5]
    finding = report.findings[0]
    assert (finding.rule, finding.text) == ("date.invalid", "soon")
    position = report.position(finding.span.start)
    assert (position.line, position.column) == (7, 9)


def test_what_counts_as_prose(schema: Schema) -> None:
    text = (
        "# Heading words here {covers=overview}\n\nOne two three.\n\n- four five\n  - six\n\n> seven eight\n\n"
        "| a | b |\n|---|---|\n| c | d2 |\n\n    code words\n\n`inline code` nine – ten\n\n<!-- eleven twelve -->\n\n"
        "TBC – thirteen fourteen\n\n[insert text]\n\n- …\n\n[^1]: a note\n"
    )
    part = parse(text, schema).sections[1].part
    assert part.prose_words == 14
    assert [passage.kind for passage in part.passages][:2] == [PassageKind.HEADING, PassageKind.PARAGRAPH]


def test_raw_html_is_text(schema: Schema) -> None:
    part = parse("<div onclick='x'>\n\nA <b>bold</b> word &amp; a &lt;tag&gt;\n", schema).sections[0].part
    assert [passage.text for passage in part.passages] == ["<div onclick='x'>", "A <b>bold</b> word & a <tag>"]


def test_an_own_list_in_a_section_stays_whole(schema: Schema) -> None:
    part = parse("# Analysis {covers=analysis}\n\n- Note: one\n- Note: two\n", schema).sections[1].part
    assert part.fields == ()
    assert part.prose_words == 4


def test_a_tab_ahead_of_a_continuation_line_does_not_shift_its_place(schema: Schema) -> None:
    text = "# E1: a\n\n- Date: soon\n\tenough\n"
    report = parse(text, schema)
    passage = next(passage for passage in report.sections[1].part.passages if passage.field == "Date")
    span = passage.source_span(passage.text.index("enough"), len(passage.text))
    assert text[span.start : span.end] == "enough"


def test_a_comment_leaves_no_trace_in_the_text_that_a_digest_is_made_of(schema: Schema) -> None:
    assert parse("They met<!-- where? -->, then left.\n", schema).sections[0].part.bare == "They met, then left."


def test_text_nested_too_deep_takes_nothing_else_along(schema: Schema) -> None:
    deep = "".join(f"{'  ' * n}- level {n}\n" for n in range(14))
    report = parse(f"# E1: a\n\n{deep}\nAfter it.\n\n# E2: b\n", schema)
    assert rules(report) == ["text.vanishes"]
    assert list(report.records) == ["E1", "E2"]
    assert [passage.text for passage in report.sections[1].part.passages][-1] == "After it."
