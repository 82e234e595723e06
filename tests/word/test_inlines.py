import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from imr_tui.document.tree import CodeSpan, Emphasis, Image, Link, NoteMark, Text
from imr_tui.word.inlines import InlineWriter, safe_address
from imr_tui.word.nodes import clean, plain_text, string, xml_text

from .conftest import W


def words(text):
    return Text(text, 0, len(text))


@pytest.fixture
def writer():
    return InlineWriter(
        frozenset({"E1", "E2", "E3", "L1"}), {"intro": "section_0"}, {}, lambda label: [string(f"[{label}]")]
    )


def targets(nodes):
    """The links among nodes, as (text, target)."""
    return [(plain_text(node["c"][1]), node["c"][2][0]) for node in nodes if node["t"] == "Link"]


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c&d=e#f", "HTTP://EXAMPLE.ORG", "mailto:a@example.org", "https://example.org/caf%C3%A9"],
)
def test_addresses_that_may_be_linked(address):
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "other.md",
        "\\\\server\\share",
        "https:///nohost",
        "https://a b",
        "java\nscript:alert(1)",
        "ms-word:ofe|u|https://example.org",
        "",
    ],
)
def test_every_other_address_is_none(address):
    assert safe_address(address) is None


def test_what_word_would_not_read_in_an_address_is_escaped():
    assert safe_address("https://example.org/é%zz") == "https://example.org/%C3%A9%25zz"


def test_ids_in_brackets_lead_to_their_records(writer):
    nodes = writer.write((words("See [E1], [E2, E3], [E1–E3], [E9] and [sic]; not E1."),))

    assert targets(nodes) == [("E1", "#record_E1"), ("E2", "#record_E2"), ("E3", "#record_E3"), ("E1–E3", "#record_E1")]
    assert plain_text(nodes) == "See [E1], [E2, E3], [E1–E3], [E9] and [sic]; not E1."


def test_ids_of_a_link_field_need_no_brackets(writer):
    nodes = writer.write((words("E1, E3 (log 1102)"),), bare_ids=True)

    assert targets(nodes) == [("E1", "#record_E1"), ("E3", "#record_E3")]


def test_quotes_are_paired_across_emphasis_and_left_alone_in_code(writer):
    nodes = writer.write((words('"He '), Emphasis("strong", (words("said\" it's "),)), CodeSpan('"x"', 0)))

    assert plain_text(nodes) == '“He said” it’s "x"'


def test_a_link_with_a_forbidden_address_becomes_its_text(writer):
    nodes = writer.write((Link("javascript:alert(1)", "", (words("click"),), 0),))

    assert plain_text(nodes) == "click"
    assert "javascript" not in json.dumps(nodes)


@pytest.mark.parametrize(
    ("href", "target"), [("#intro", "#section_0"), ("#e1", "#record_E1"), ("#nowhere", None), ("#E9", None)]
)
def test_links_inside_the_document_lead_somewhere_or_are_text(writer, href, target):
    nodes = writer.write((Link(href, "", (words("there"),), 0),))

    assert targets(nodes) == ([("there", target)] if target else [])
    assert plain_text(nodes) == "there"


def test_no_link_stands_inside_a_link(writer):
    nodes = writer.write((Link("https://example.org", "", (words("see [E1]"),), 0),))

    assert targets(nodes) == [("see [E1]", "https://example.org")]


def test_a_missing_picture_and_a_missing_note_leave_their_words(writer):
    nodes = writer.write((Image("gone.png", "A plan", "", 0), words(" "), NoteMark("7", 0)))

    assert plain_text(nodes) == "[A plan] [7]"


@given(st.text())
def test_any_text_survives_as_xml_without_what_xml_cannot_hold(text):
    cleaned = clean(text)

    root = etree.fromstring(f"<a b='{xml_text(text)}'>{xml_text(text)}</a>")
    assert (root.text or "") == cleaned
    assert set(cleaned) <= set(text) | {" "}


def test_a_mark_inside_the_same_mark_is_one(export):
    made = export("# One\n\n**a *b __c__ d* e**\n\n## E1: **Bold** call\n\n- Date: 1 May 2023\n")

    for run in made.body.iter(f"{W}rPr"):
        names = [node.tag for node in run]
        assert len(names) == len(set(names))
    assert "a b c d e" in made.words()
