"""Another template for a document in progress, and a template of a document: nothing written is lost, nothing private is kept."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules, load_schema
from imr_tui.document.front_edits import from_template
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.retemplate import Retemplated, retemplate, template_of

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "templates").glob("*.md"))
SAMPLES = ("dhr-complete", "sar-in-progress", "planted-faults")


def read(text: str) -> Report:
    return parse(text, load_schema())


def sample(name: str) -> str:
    return (ROOT / "samples" / f"{name}.md").read_text(encoding="utf-8")


def template(name: str) -> Report:
    return read(from_template((ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8"), name))


def body_lines(report: Report) -> Counter[str]:
    """The lines of the body but for headings of sections, whose place they are in the mapping."""
    headings = {
        section.part.text.lstrip().split("\n", 1)[0].lstrip("# ").rstrip()
        for section in report.sections
        if not section.in_record
    }
    lines = (line.strip() for line in report.text[report.front.body_start :].splitlines())
    return Counter(line.lstrip("# ") for line in lines if line and line.lstrip("# ").rstrip() not in headings)


@pytest.mark.parametrize("wanted", NAMES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_and_record_is_still_there(name: str, wanted: str) -> None:
    before = read(sample(name))
    made = retemplate(before, template(wanted), wanted)
    after = read(made.text)
    assert body_lines(before) - body_lines(after) == Counter()
    assert set(before.records) <= set(after.records)
    for ident, record in before.records.items():
        assert after.records[ident].part.bare.lstrip("# ") == record.part.bare.lstrip("# ")
        assert after.records[ident].ancestors == record.ancestors
    assert after.front.get("", "template") == wanted
    assert not [finding for finding in after.findings if finding.rule in ("record.duplicate", "covers.unknown")] or any(
        finding.rule in ("record.duplicate", "covers.unknown") for finding in before.findings
    )


@pytest.mark.parametrize("wanted", NAMES)
def test_the_checklist_stands_as_it_stood(wanted: str) -> None:
    before = analyse(sample("dhr-complete"), load_rules())
    made = retemplate(before.report, template(wanted), wanted)
    after = analyse(made.text, load_rules())
    # A deadline of the other template may be shorter, and then wants its reason.
    same = {item.question.id for item in before.checklist.items if item.question.id != "feedback.2"}
    assert {item.question.id: item.state for item in after.checklist.items if item.question.id in same} == {
        item.question.id: item.state for item in before.checklist.items if item.question.id in same
    }


def test_it_says_where_each_section_went() -> None:
    made = retemplate(read(sample("dhr-complete")), template("sar"), "sar")
    went = {entry.was: entry.now for entry in made.mapped}
    assert went["The people in this review"] == "The adult"
    assert went["Significant events"] == "Key events"
    assert went["Terms of reference"] == "Terms of reference and key lines of enquiry"
    assert went["Introduction"] == "Introduction and purpose"
    assert went["Who Simone was"] == ""
    assert made.text.count("## Who Simone was") == 1


@pytest.mark.parametrize(("first", "second"), list(permutations(["dhr", "sar", "general", "mappa-scr"], 2)))
def test_a_blank_review_becomes_the_other_blank_review(first: str, second: str) -> None:
    one, two = template(first), template(second)
    made = retemplate(one, two, second)
    after = analyse(made.text, load_rules())
    assert after.checklist.done == 0
    assert {section.title for section in two.sections if not section.in_record} <= {
        section.title for section in after.report.sections
    }
    assert after.report.front.table("word") == two.front.table("word")


def test_the_same_template_again_changes_no_place() -> None:
    before = read(sample("dhr-complete"))
    made: Retemplated = retemplate(before, template("dhr"), "dhr")
    again = retemplate(read(made.text), template("dhr"), "dhr")
    assert again.text == made.text


@pytest.mark.parametrize("name", SAMPLES[:2])
def test_a_template_of_a_review_has_none_of_its_text(name: str) -> None:
    before = analyse(sample(name), load_rules())
    text = template_of(before.report, load_schema(), "Ours", ("Safeguarding Adult Review",))
    made = analyse(text, load_rules())
    assert made.checklist.done == 0
    assert sum(section.part.prose_words for section in made.report.sections) == 0
    assert [finding.rule for finding in made.findings] == []
    assert not made.report.front.table("agency")
    assert not made.report.front.table("glossary")
    assert not made.report.front.table("dates")
    for person in before.report.of_kind("P"):
        value = person.value("Name and aliases")
        assert value is None or value.text not in text
    headings = [section.title for section in before.report.sections if not section.in_record and section.level]
    assert [section.title for section in made.report.sections if not section.in_record and section.level] == headings
