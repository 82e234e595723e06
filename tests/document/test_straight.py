"""What is read straight is what any other way of reading finds, number for number."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document.comments import SourceMap
from imr_tui.document.markdown import has_marks, inlines, plain_inlines
from imr_tui.document.model import Heading, Part, Report
from imr_tui.document.packing import Packed
from imr_tui.document.parse import parse
from imr_tui.document.plain import PlainPart
from imr_tui.document.straight import StraightReader
from imr_tui.document.tree import Emphasis, Text

SCHEMA = load_schema()
SAMPLES = Path(__file__).parents[2] / "samples"
HEADINGS = [
    "# Overview {covers=overview}", "# Overview [E1] {covers=overview}", "## E1: A call", "## F1: A *late* finding", "## R2: Do it", "# P1: Somebody",
    "## E2", "## E3 999 call", "# {covers=lessons}", "# Words {covers=nothing}", "# Two  blanks ", "## T1: TBC", "# Chronology {covers=chronology}",
]  # fmt: skip
LINES = [
    "- Date: 14 March 2023, 09:15", "- Date: soon", "- Date: TBC", "- Date:", "- Date: ", "- date: not known", "- Date: Not known – the log is lost",
    "- Events: E1, E2 and F1", "- Events: [E1]–[E3]", "- Events: E01", "- Events: see E1", "- Why: Nobody *had* asked [E1].", "- Why: **All** of it",
    "- Why: a_b and `c`", "- Why:\u00a0a: b", "- Why:  two blanks", "- Why: no", "- Why: None identified – the log shows no other contact.",
    "- Why: [insert reason]", "- Why: …", "- Why: TBC – ask", "- Practice: Consistent with policy", "- Practice: odd", "- Sources: S1 (page 4), S2",
    "- Sources: the log [S1]", "- Own: a field", "- **Date:** 3 May 2023", "- Owner: Head of *Safeguarding*.", "- Measure: half & half", "- Words",
    "- Status: Accepted", "- Date of birth: 3 May 1980", "- a b c d e f g: h", "- Seen: it was [E1, E2]", "- Missed opportunity: Yes", "-Why: not",
    "", "", "Plain words of a paragraph.", "He said \u201cit was late\u201d [E1], **as asked**.", "and a second line", "TBC", "[insert]", "word*s and *x",
    "(Late) at night…", "Ends with blanks  ", "[E1]", "[a](b)", "[^1]", "Soft\u00adhyphen", "Bell\x07", "nbsp\u00a0", "é", "12 calls", "1. one", "> said",
    "*Late*", "***a***", "- [ ] box", "- TBC", "- Item with [E2]", "- Nil return: None identified", "| a |", "\ufffc and", "Events: E1", "- None held: yes",
]  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.sampled_from(HEADINGS), st.lists(st.sampled_from(LINES), max_size=7)).map(
        lambda part: "\n".join((part[0], *part[1], ""))
    ),
    min_size=1,
    max_size=4,
).map("\n".join)


def the_other_way(text: str) -> Report:
    with patch("imr_tui.document.straight.StraightReader.read", return_value=None):
        return parse(text, SCHEMA)


def kept(part: Part) -> tuple[object, ...]:
    own = part.kept
    numbers = (own.names, own.codes, own.odd) if isinstance(own, Packed) else None
    return (
        numbers,
        part.words,
        part.prose_words,
        part.brackets,
        part.findings,
        part.line_count,
        part.fields_end,
        part.heading,
    )


def same(text: str) -> None:
    report, other = parse(text, SCHEMA), the_other_way(text)
    assert list(map(kept, report.sections.parts)) == list(map(kept, other.sections.parts))
    assert report.sections == other.sections
    assert (dict(report.records), report.findings) == (dict(other.records), other.findings)


@settings(max_examples=500, deadline=None)
@example(text="## E1: A call\n- Date\n- Date: 3 May 2023\n")
@example(text="## E1: A call\n- Date: 3 May 2023\n- Datex\n")
@example(text="# Overview {covers=overview}\n- Own: a\n- Date: b\n")
@example(text="## E1: A call\n- Date: 3 May 2023\n- date: 4 May 2023\n")
@example(text="## F1: A finding\n- Practice: odd\n")
@example(text="## F1: A finding\n- *Why:* it was late\n")
@example(text="## F1: A finding\n- *Why*: it was late\n")
@example(text="## F1: A finding\n\nWords.\n\n- *Why*: it was late\n")
@example(text="## F1: A finding\n- Why&colon; it was late\n")
@example(text="## F1: A finding\n\nWords.\n\n- Why&#58; it was late\n")
@example(text="## F1: A finding\n\nWords.\n\n- *Why:* it was late\n- Why *not*: it was late\n")
@given(text=TEXTS)
def test_a_part_is_kept_as_it_is_when_it_is_read_the_other_way(text: str) -> None:
    same(text)


@pytest.mark.parametrize("words", [28_000, 600_000])
def test_a_very_long_part_is_kept_as_it_is_when_it_is_read_the_other_way(words: int) -> None:
    # Numbers that would be half of a character, and numbers of which there is no character.
    same(f"## F1: A finding\n\n- Why: it was late\n\n{'a ' * words}[E1] *b*\n\n## E1: A call\n\n- Date: 3 May 2023\n")


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_the_parts_of_samples_are_kept_as_they_are_when_they_are_read_the_other_way(path: Path) -> None:
    same(path.read_text(encoding="utf-8"))


def test_nearly_all_parts_of_a_report_are_read_straight() -> None:
    straight: list[bool] = []
    reading = StraightReader.read

    def watched(self: StraightReader, text: str, plain: PlainPart, heading: Heading) -> Part | None:
        part = reading(self, text, plain, heading)
        straight.append(part is not None)
        return part

    with patch("imr_tui.document.straight.StraightReader.read", watched):
        report = parse((SAMPLES / "dhr-complete.md").read_text(encoding="utf-8"), SCHEMA)
    assert sum(straight) > len(report.sections) * 0.9


_PIECES = [
    "*", "**", "***", "a", "word", "two words", " ", "  ", "(", ")", "\u201c", "\u201d", "'", '"', ".", ",", "-", "\u2013", "é", "1", "[E1]", "[", "]",
    "!", "(x)", "\u00a0", "ß", "![", " *x* ", " **yy zz**, ", "^", "\u2028", "£", "$",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@example(content="(*late*) **and** *so*.")
@given(content=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9).map("".join).map(str.strip).filter(bool))
def test_plain_emphasis_is_what_the_parser_takes_for_it(content: str) -> None:
    with patch("imr_tui.document.markdown.has_marks", return_value=True):
        parsed = inlines(content, SourceMap([0], [7]), {})
    assert plain_inlines(content, 7, {}) == parsed
    if not has_marks(content, {}):
        assert parsed == (Text(content, 7, len(content)),)


def test_emphasis_of_whole_words_needs_no_parser() -> None:
    with patch("imr_tui.document.markdown.inlines", side_effect=AssertionError):
        found = plain_inlines("It was *late*, **very** late.", 0, {})
    assert [node.kind for node in found if isinstance(node, Emphasis)] == ["emphasis", "strong"]


def test_a_link_given_elsewhere_is_one() -> None:
    definitions = {"A": {"href": "http://example.org", "title": ""}}
    assert has_marks("see [a]", definitions)
    assert not has_marks("see [a]", {})
