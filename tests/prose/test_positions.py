"""Findings stand in the file's own text: no dress of a phrase hides it, and every span leads back to what was matched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.data.loader import load_rules
from imr_tui.document.parse import parse
from imr_tui.document.passages import fold
from imr_tui.document.text import apply_edits
from imr_tui.prose.check import prose_findings
from imr_tui.prose.patterns import compiled

SUICIDE = next(rule for rule in load_rules().prose.phrases if rule.id == "wording.suicide")


@pytest.mark.parametrize(
    "dressed",
    [
        "committed suicide",
        "*committed* suicide",
        "com**mit**ted suicide",
        "committed ***suicide***",
        "committed\nsuicide",
        "committed  \nsuicide",
        "committed\\\nsuicide",
        "committed\u00a0suicide",
        "committed&nbsp;suicide",
        "committed \u2009 suicide",
        "com\u00admitted sui\u00adcide",
        "com&shy;mitted suicide",
        "committed\u200b suicide",
        "Committed Suicide",
        "COMMITTED SUICIDE",
        "[committed](http://example.com) suicide",
        "~~committed~~ suicide",
        "committed <!-- not -->suicide",
        "commit\\ted suicide".replace("\\t", "t"),
    ],
)
@pytest.mark.parametrize(
    ("place", "line_start"),
    [
        ("In 2019 she {}, it says.", ""),
        ("> In 2019 she {}, it says.", "> "),
        ("- In 2019 she {}, it says.", "  "),
        ("1. One\n2. In 2019 she {}, it says.", "   "),
        ("A note.[^1]\n\n[^1]: In 2019 she {}, it says.", "    "),
    ],
)
def test_no_dress_hides_a_phrase(dressed: str, place: str, line_start: str, check, review) -> None:
    words = dressed.replace("\n", "\n" + line_start)
    text = review("# Part {covers=analysis}\n\n" + place.replace("{}", words) + "\n")
    found = check(text, "wording.suicide")
    assert len(found) == 1
    start, end = found[0].span.start, found[0].span.end
    assert found[0].text == text[start:end]
    assert text[start:end].lower().lstrip("*[~").startswith("com")
    assert text[:end].rstrip("*~").endswith(("suicide", "Suicide", "SUICIDE", "cide"))


@pytest.mark.parametrize(
    "body",
    [
        "# She committed suicide\n",
        "## E1: She committed suicide\n",
        "## E1: One\n\n- Action taken: She committed suicide.\n",
        "## E1: One\n\n- Action taken: Nothing.\n\n  Later she committed suicide.\n",
        "## E1: One\n\n- Date: about 2020\n- Action taken:\n  - She committed suicide.\n",
        "| A | B |\n| --- | --- |\n| one | She committed suicide. |\n",
        "She [committed suicide](http://example.com).\n",
        "Text.[^1]\n\n[^1]: She committed suicide.\n",
    ],
)
def test_what_a_reader_sees_is_in_scope(body: str, check, review) -> None:
    assert len(check(review(body), "wording.suicide")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<!-- She committed suicide. -->\n",
        "She `committed suicide`.\n",
        "```\nShe committed suicide.\n```\n",
        "    She committed suicide.\n",
        "[a link](http://example.com/committed%20suicide 'committed suicide')\n",
        "## E1: One\n\n- Sources: S1 (committed suicide)\n- Date: committed suicide\n",
        "TBC – she committed suicide\n",
        "She comm`x`itted suicide, committed, suicide.\n",
    ],
)
def test_what_no_reader_sees_is_not(body: str, check, review) -> None:
    assert check(review(body), "wording.suicide") == ()


def test_front_matter_is_no_prose(check, review) -> None:
    assert check(review("Text.\n", '\n[document]\ntitle = "She committed suicide"\n'), "wording.") == ()


def test_a_finding_names_where_it_stands(check, review) -> None:
    body = "# Overview {covers=overview}\n\n## E1: One\n\n- Action taken: He rang. She committed *suicide*. He left.\n"
    (finding,) = check(review(body), "wording.suicide")
    assert (finding.record, finding.field, finding.sentence) == ("E1", "Action taken", "She committed suicide.")
    assert finding.section is not None
    assert (finding.items, finding.opens, finding.suggestions) == (
        ("language.1",),
        ("language.1",),
        ("died by suicide",),
    )


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("She committed suicide.", "She died by suicide."),
        ("Committing\nsuicide", "Dying by suicide"),
        ("She had tried to commit\u00a0suicide.", "She had attempted suicide."),
    ],
)
def test_a_fix_replaces_the_words(words: str, after: str, check, review) -> None:
    text = review(f"# Part {{covers=analysis}}\n\n{words}\n")
    (finding,) = check(text, "wording.suicide")
    (fix,) = finding.fixes
    fixed = apply_edits(text, fix.edits)
    assert fixed == text.replace(words, after)
    assert check(fixed, "wording.suicide") == ()


@pytest.mark.parametrize(
    "words", ["She committed *suicide*.", "> She committed\n> suicide.", "She com\u00admitted suicide."]
)
def test_no_fix_would_break_what_the_words_are_dressed_in(words: str, check, review) -> None:
    (finding,) = check(review(f"# Part {{covers=analysis}}\n\n{words}\n"), "wording.suicide")
    assert finding.fixes == ()
    assert finding.suggestions == ("died by suicide",)


PIECES = st.sampled_from(
    ["committed suicide", "committed", " ", "suicide", "*", "**", "\n", "\u00a0", "\u00ad", "“", "”", "'", "\u200b", "&amp;", "é", "\U0001f600",
     "[", "](x)", "`", "<!-- c -->", ". ", "hard\u2011to\u2011reach", "\r\n", "- ", "> ", "# ", "| "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_the_plain_text_of_a_span_is_what_the_pattern_matches(pieces: list[str]) -> None:
    rules = load_rules()
    text = "# Part {covers=analysis}\n\nShe " + "".join(pieces)
    report = parse(text, rules.schema)
    found, _ = prose_findings(report, rules.schema, rules.prose, None)
    for finding in found:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.text == text[finding.span.start : finding.span.end]
        if finding.rule != SUICIDE.id or finding.section is None:
            continue
        section = report.sections[finding.section]
        plain = "".join(
            passage.folded[at]
            for passage in section.part.passages
            for at in range(len(passage.folded))
            if finding.span.start <= section.start + passage.source_span(at, at + 1).start < finding.span.end
        )
        assert any(compiled(pattern).fullmatch(plain) for pattern in SUICIDE.patterns), (plain, finding.text)
        assert fold(finding.sentence)
