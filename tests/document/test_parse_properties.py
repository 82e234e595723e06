"""What holds for any document: no error, true places, and the same report however it was come by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document.model import Report, ValueState
from imr_tui.document.packing import Packed
from imr_tui.document.parse import PartPool, parse, parse_steps
from imr_tui.document.plain import PlainPart, plain_parts
from imr_tui.document.steps import at_one_go
from imr_tui.document.values import is_reason

SCHEMA = load_schema()
PIECES = [
    "# Overview {covers=overview}\n", "## E1: A call\n", "### F1: A finding\n", "## E2: Another\n", "- Date: 14 March 2023\n", "- Events: E1\n",
    "\n", "\n\n", "Some words of *prose* here.\n", "He said \u201cit was late\u201d [E1].\n", "```\n", "<!-- note -->\n", "<!--", "-->", "> quoted\n",
    "| a | b |\n|---|---|\n| c \\| d | e |\n", "Title\n===\n", "text[^1]\n", "[^1]: note\n", "[x]: http://example.org\n", "  indented\n", "    code\n",
    "&amp; \\* `code` ~~gone~~\n", "- item\n  - nested\n", "1. one\n", "\t", "é\u00ad\u200bü", "\r\n", "\r", "+++\n", "imr = 1\n", "#", " ", "a",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@contextmanager
def held_at_hand() -> Iterator[None]:
    """While it lasts, parts keep what was read in them in their place, and nothing of it is packed or read again."""
    with (
        patch("imr_tui.document.part.packed", return_value=None),
        patch("imr_tui.document.straight.StraightReader.read", return_value=None),
    ):
        yield


def facts(report: Report) -> tuple[object, ...]:
    return (report.sections, dict(report.records), report.findings, report.front)


def holds(report: Report) -> None:
    """Every place that the report names is what it says."""
    text = report.text
    assert "".join(section.part.text for section in report.sections) == text[report.front.body_start :]
    for section in report.sections:
        assert text[section.start : section.end] == section.part.text
        assert report.position(section.start).line == section.line
        for passage in section.part.passages:
            assert len(passage.text) == len(passage.folded)
            for run in passage.runs:
                if run.raw == run.length:
                    source = section.part.text[run.source : run.source + run.raw]
                    plain = passage.text[run.plain : run.plain + run.length]
                    assert plain in (source, "\n" if source == "\r" else source), (plain, source)
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.text == text[finding.span.start : finding.span.end]


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_any_text_is_read_and_every_place_is_true(text: str) -> None:
    holds(parse(text, SCHEMA))


@settings(max_examples=100, deadline=None)
@example(text="+++")
@example(text="\x0c\r0")
@example(text="> \x0b\n> \x0c\n> said")
@example(text="+++\na = 1\n+++")
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_any_unicode_is_read(text: str) -> None:
    holds(parse(text, SCHEMA))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, data=st.data())
def test_after_an_edit_the_report_is_the_one_of_a_fresh_reading(text: str, data: st.DataObject) -> None:
    report = held = parse(text, SCHEMA)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
        report = parse(text, SCHEMA, report)
        with held_at_hand():
            held = parse(text, SCHEMA, held)
        assert facts(report) == facts(held) == facts(parse(text, SCHEMA))


@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
def test_what_is_made_again_of_a_part_is_what_was_read_in_it(text: str) -> None:
    with held_at_hand():
        held = parse(text, SCHEMA)
    report = parse(text, SCHEMA)
    assert facts(report) == facts(held)
    for part, there in zip(report.sections.parts, held.sections.parts, strict=True):
        assert part.opened() == there
        assert part.said() == there.said() == part.opened().said()
        assert part.gives_any() == any(entry.value.is_value for entry in there.fields)
        assert [(spec.name, mentions) for spec, mentions in part.linking()] == [
            (entry.name, entry.mentions) for entry in there.fields if entry.counts and entry.mentions
        ]
        for entry in there.fields:
            if entry.counts:
                assert part.field(entry.name) == entry
                assert part.gives(entry.name) is (entry.value.is_value and not entry.date_invalid)
                assert part.gives_known(entry.name) is (entry.value.known_or_reasoned and not entry.date_invalid)
                assert part.gives_reason(entry.name) is (
                    entry.value.state is ValueState.GIVEN or is_reason(entry.value.reason)
                )
                assert part.state(entry.name) is entry.value.state
                assert part.choice(entry.name) == (entry.choice if entry.value.is_value else None)
                assert part.date(entry.name) == entry.date
                assert part.named(entry.name) == entry.mentions


PLAIN = [
    "# Overview {covers=overview}\n", "## E1: A call \n", "# \n", "# Title #\n", "#### Deep\n", "\n", "\n", "\n", "- Date: 14 March 2023\n",
    "- Sources: S1, S2\n", "- Contact with: *him*  \n", "- \n", "- - twice\n", "-  wide\n", "- [x] done\n", "Some words.\n", "*Words* of prose \n",
    "more [E1] here  \n", "1. one\n", "1999 was late\n", "\u201cIt was late\u201d\n", "a | b\n", "-|-\n", "---\n", "===\n", "* star\n", "_ _ _\n", "> said\n",
    " in\n", "[a]: b\n", "[^1]: note\n", "[^1] [a]\n", "```\n", "Odd\u3000\n", "\u00a0 blank\n", "| a |\n", "- a\u2003\n", "\u0663. x\n", "+ x\n", "&amp; x\n",
]  # fmt: skip
PLAIN_TEXTS = st.lists(st.sampled_from(PLAIN), max_size=14).map(lambda lines: "# One\n" + "".join(lines))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_a_report_that_is_opened_has_what_was_read_at_hand(text: str) -> None:
    report = at_one_go(parse_steps(text, SCHEMA, None, PartPool(packs=False)))
    assert not any(isinstance(part.kept, Packed) for part in report.sections.parts)
    assert report.opened().sections.parts == report.sections.parts
    opened = parse(text, SCHEMA).opened()
    for one, other in zip(opened.sections.parts, report.sections.parts, strict=True):
        assert not isinstance(one.kept, Packed)
        assert one == other
        assert (one.blocks, one.holds_place(), one.words) == (other.blocks, other.holds_place(), other.words)
        assert [tuple(own.blocks) for own in one.fields] == [tuple(own.blocks) for own in other.fields]
        assert one.opened() is one
    assert all(record.part is opened.sections.parts[record.section] for record in opened.records.values())


@settings(max_examples=600, deadline=None)
@given(text=PLAIN_TEXTS)
def test_plain_parts_are_read_as_the_parser_reads_them(text: str) -> None:
    with held_at_hand():
        found = parse(text, SCHEMA)
        with patch("imr_tui.document.markdown.plain_parts", return_value=None):
            assert facts(found) == facts(parse(text, SCHEMA))


def test_the_plainest_parts_need_no_parser() -> None:
    text = "## E1: A call\n\n- Date: 14 March 2023\n- Sources: S1\n\nAn officer *went* there\nat once [S1].\n\nNobody was in.\n"
    parts = plain_parts(text + "# Next\n")
    assert parts is not None
    assert [len(part.blocks) for part in parts] == [3, 0]


def test_nothing_but_the_text_and_a_line_of_numbers_is_kept_of_a_plain_part() -> None:
    title, date = "## E1: A call\n\n", "- Date: 14 March 2023, 21:40\n- Contact with: Victim\n- Sources: S1, S2\n"
    text = f"{title}{date}\nAn officer *went* to the\naddress.\n"
    part = parse(text, SCHEMA).sections.parts[-1]
    assert isinstance(part.kept, Packed)
    assert part.kept.odd == ()
    assert len(part.kept.codes) < len(text)


@settings(max_examples=500, deadline=None)
@example(text="\t```\n# Overview\n<!-- note -->\n")
@example(text="A paragraph\n    ```\n# Overview\n<!-- note -->\n")
@given(text=TEXTS)
def test_read_piece_by_piece_the_report_is_the_one_of_the_whole(text: str) -> None:
    with held_at_hand(), patch("imr_tui.document.parse._read_chunk", return_value=None):
        whole = parse(text, SCHEMA)
    assert facts(parse(text, SCHEMA)) == facts(whole)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, more=TEXTS, data=st.data())
def test_what_was_given_up_is_gone_on_with_after_an_edit(text: str, more: str, data: st.DataObject) -> None:
    pool = PartPool()
    steps = parse_steps(text, SCHEMA, None, pool)
    for _ in range(data.draw(st.integers(0, 12))):
        if next(steps, "end") == "end":
            break
    at = data.draw(st.integers(0, len(text)))
    edited = text[:at] + more + text[data.draw(st.integers(at, len(text))) :]
    assert facts(at_one_go(parse_steps(edited, SCHEMA, None, pool))) == facts(parse(edited, SCHEMA))


def test_parts_that_were_read_before_it_was_given_up_are_not_read_again() -> None:
    text = "".join(f"# Part {number}\n\nText {number}.\n\n" for number in range(9))
    pool = PartPool()
    steps = parse_steps(text, SCHEMA, None, pool)
    for _ in range(6):  # what the text begins with, and five parts
        next(steps)
    steps.close()
    read: list[str] = []

    def watched(source: str) -> list[PlainPart] | None:
        read.append(source)
        return plain_parts(source)

    with patch("imr_tui.document.parse.plain_parts", watched):
        at_one_go(parse_steps(text + "More.\n", SCHEMA, None, pool))
    again = [source for source in read if source.startswith("# Part")]
    assert [source.split("\n")[0] for source in again] == ["# Part 5", "# Part 6", "# Part 7", "# Part 8"]


def test_an_edit_reads_only_its_own_part_again() -> None:
    text = "# One\n\nText a.\n\n# Two\n\nText b.\n\n# Three\n\nText c.\n"
    before = parse(text, SCHEMA)
    after = parse(text.replace("b.", "bb."), SCHEMA, before)
    same = [old.part is new.part for old, new in zip(before.sections, after.sections, strict=True)]
    assert same == [True, True, False, True]


def test_an_edit_of_the_details_reads_no_part_again() -> None:
    text = "+++\nimr = 1\n+++\n# One\n\nText a.\n\n# Two\n\nText b.\n"
    before = parse(text, SCHEMA)
    after = parse(text.replace("imr = 1", 'imr = 1\ntemplate = "x"'), SCHEMA, before)
    assert all(old.part is new.part for old, new in zip(before.sections[:2], after.sections[:2], strict=True))
    assert [section.line for section in after.sections] == [5, 5, 9]


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "<!--",
        "<!-- `a` -->`",
        "`<!--",
        "\\",
        "*a ",
        "> ",
        "- ",
        "|a",
        "&amp;",
        "[^a]",
        "E1, ",
        "- Date: x\n",
        "a\n\n",
    ],
)
def test_a_piece_that_comes_again_and_again_is_read_like_any_other(piece: str) -> None:
    holds(parse("# A {covers=analysis}\n\n" + piece * (20_000 // len(piece)), SCHEMA))


def test_a_comment_that_ends_in_the_line_of_a_heading_belongs_to_it_after_an_edit_too() -> None:
    before = "<!-- note -->\n-->Title\n===\n\nText.\n"
    after = before.replace(" note -->", "# Overview {covers=overview}\n->")
    report = parse(after, SCHEMA, parse(before, SCHEMA))
    assert facts(report) == facts(parse(after, SCHEMA))
    longer = f"{after}More.\n"
    assert facts(parse(longer, SCHEMA, report)) == facts(parse(longer, SCHEMA))


def test_of_a_comment_over_two_parts_each_has_its_own_piece() -> None:
    text = "<!--# Overview {covers=overview}\n<!----># Overview {covers=overview}\n"
    report = parse(text, SCHEMA, parse(text.removeprefix("<!--"), SCHEMA))
    assert facts(report) == facts(parse(text, SCHEMA))
    assert [part.bare for part in report.sections.parts] == ["", "# Overview {covers=overview}"]


def test_what_stands_ahead_of_the_first_heading_is_a_part_when_read_piece_by_piece_again() -> None:
    before = "Title\n===\n# Overview\n<!--"
    after = "Title\n===\n# Overview\nWords\n"
    assert facts(parse(after, SCHEMA, parse(before, SCHEMA))) == facts(parse(after, SCHEMA))
