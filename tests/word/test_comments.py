"""What a draft shows its supervisor: comments at the place they are about, in a valid part."""

from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.text import Span
from imr_tui.word.checks import find_faults
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions
from imr_tui.word.package import read_package

from .conftest import W, text

SAMPLES = Path(__file__).parents[2] / "samples"
BODY = """\
# People

## P1: Ann Carter

- Role: Victim
- Sex: Female
- Pseudonym: Naomi

# Overview

A paragraph of overview.

## E1: A call

- Date: 1 May 2023
- Agencies: Northshire Police

Shouting was heard.

# Recommendations

## R1: Better forms

- Owner: TBC
- Measure: none

Make the form better.
"""


def finding(message="Mind this.", record=None, field=None, at=0, **more):
    return Finding(
        "x.y", more.pop("severity", Severity.WARNING), Span(at, at), message, record=record, field=field, **more
    )


def comments(made):
    """Each comment's words with the text that it is anchored at."""
    root = etree.fromstring(made.parts["word/comments.xml"])
    said = {node.get(f"{W}id"): [text(line) for line in node.iter(f"{W}p")] for node in root}
    places = {}
    for start in made.body.iter(f"{W}commentRangeStart"):
        paragraph = next(node for node in start.iterancestors(f"{W}p"))
        places[start.get(f"{W}id")] = text(paragraph)
    return [(said[key], places[key]) for key in said]


@pytest.mark.parametrize(
    ("record", "field", "place"),
    [
        ("R1", None, "Recommendation R1: Better forms"),
        ("R1", "Owner", "Owner: Not stated"),
        ("R1", "Nowhere", "Recommendation R1: Better forms"),
        ("E1", None, "E1"),
        ("E1", "Agencies", "Northshire Police"),
        ("P1", "Sex", "Female"),
        ("P1", None, "Victim\nAnn Carter"),
        ("X9", None, "Document control"),
    ],
)
def test_a_comment_stands_at_its_record_and_field(export, record, field, place):
    made = export(BODY, draft=True, findings=(finding(record=record, field=field),))

    assert comments(made) == [(["Mind this."], place)]


def test_a_finding_in_the_text_stands_at_its_section(export, read):
    at = read(BODY).text.index("A paragraph")

    assert comments(export(BODY, draft=True, findings=(finding(at=at),)))[0][1] == "Overview"
    assert comments(export(BODY, draft=True, findings=(finding(at=0),)))[0][1] == "Document control"


def test_only_what_wants_a_change_is_shown_and_only_in_a_draft(export):
    findings = (finding("kept", kept=True), finding("by the way", severity=Severity.INFO), finding("open"))

    assert [said for said, _ in comments(export(BODY, draft=True, findings=findings))] == [["open"]]
    assert "word/comments.xml" not in export(BODY, findings=findings).parts
    assert "word/comments.xml" not in export(BODY, draft=True).parts


def test_comments_of_a_copy_name_nobody(export):
    more = '\n[pseudonyms]\n"Northshire Police" = "Northshire Police"\n'
    made = export(
        BODY,
        more=more,
        profile="pseudonyms",
        leave_names=True,
        draft=True,
        findings=(finding("Ann Carter rang.", "P1"),),
    )

    assert comments(made)[0][0] == ["Naomi rang."]


def test_an_unsettled_review_as_a_draft_is_sound(tmp_path):
    text = (SAMPLES / "sar-in-progress.md").read_text() + "\n# More\n\nDerek failed to engage with services.\n"
    analysis = analyse(text, load_rules())
    options = ExportOptions(draft=True, findings=analysis.findings)
    data = export_docx(analysis.report, analysis.checklist, load_rules().schema, options)
    (tmp_path / "made.docx").write_bytes(data)
    parts = read_package(data)
    root = etree.fromstring(parts["word/comments.xml"])

    assert not OpenXmlValidator().validate(tmp_path / "made.docx").errors
    assert {node.get(f"{W}author") for node in root} == {"Checklist", "Text check"}
    open_items = [item for item in analysis.checklist.items if not item.state.settled]
    assert sum(node.get(f"{W}author") == "Checklist" for node in root) == len(open_items)
    again = export_docx(analysis.report, analysis.checklist, load_rules().schema, options)
    assert again == data


def test_a_comment_without_a_place_is_a_fault(export):
    made = export(BODY, draft=True, findings=(finding(),))
    parts = dict(made.parts)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:commentRangeEnd", b"<w:proofErr", 1)

    assert find_faults(made.parts, "OFFICIAL-SENSITIVE") == []
    assert "a comment has lost its place" in find_faults(parts, "OFFICIAL-SENSITIVE")
