"""The whole check: order, memory, and that an edit re-does only what it touched with the same outcome."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.analysis.model import Rules
from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Severity
from imr_tui.document.parse import parse
from imr_tui.prose.check import ProseMemory, prose_findings
from imr_tui.prose.model import PhraseRule, Written
from imr_tui.prose.scan import Scanner

BLOCKS = [
    "# Overview {covers=overview}",
    "# Analysis {covers=analysis}",
    "# Method {covers=methodology}",
    "# Glossary",
    "## E1: At the door",
    "## F1: The MARAC",
    "- Action taken: She committed suicide, and the IDVA rang.",
    "The MARAC met, and the Multi-Agency Risk Assessment Conference (MARAC) met again.",
    "- MARAC: a meeting of agencies",
    "It was said that “they never come when you ring”.",
    "Anna told PC Dale:",
    "> She failed to engage with us, it says.",
    "Officers went to the house at noon, found nobody in, and left a card that asked Anna to ring them back.",
    "At noon officers went to the house, found nobody in, and left a card that asked Anna to ring them back.",
    "Anna failed to report it. He failed to report it.",
    "The call was logged as a domestic.",
    "| MARAC | a meeting |\n| --- | --- |\n| a | The suspect was a devoted father. |",
    "## P2: Anna Cole\n\n- Role: Suspect\n- Name and aliases: Anna Cole",
    "“He came in at the back.\n\n“He went out at the front.”",
]


def check_again(text: str, rules: Rules, report=None, memory: ProseMemory | None = None):
    report = parse(text, rules.schema, report)
    found, memory = prose_findings(report, rules.schema, rules.prose, memory)
    return found, report, memory


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=10),
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from([*BLOCKS, "", "x"]), st.booleans()), max_size=5),
)
def test_after_edits_the_findings_are_those_of_a_fresh_check(
    blocks: list[str], edits: list[tuple[int, str, bool]]
) -> None:
    rules = load_rules()
    _, report, memory = check_again("\n\n".join(blocks), rules)
    for place, block, put_in in edits:
        at = place % (len(blocks) + 1)
        blocks = [*blocks[:at], block, *blocks[at + (0 if put_in else 1) :]]
        found, report, memory = check_again("\n\n".join(blocks), rules, report, memory)
        assert found == check_again("\n\n".join(blocks), rules)[0]


def test_findings_stand_in_order_of_place(rules: Rules) -> None:
    found, _, _ = check_again("\n\n".join(BLOCKS), rules)
    assert len({finding.rule for finding in found}) >= 5
    assert [finding.span for finding in found] == sorted(finding.span for finding in found)


def test_an_edit_reads_only_the_passage_that_changed(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(BLOCKS)
    _, report, memory = check_again(text, rules)
    read: list[str] = []
    scan = Scanner.scan

    def watched(self: Scanner, passage, *, goes_on: bool):
        read.append(passage.text)
        return scan(self, passage, goes_on=goes_on)

    monkeypatch.setattr(Scanner, "scan", watched)
    check_again(text.replace("Anna failed", "Then Anna failed"), rules, report, memory)
    assert read == ["Then Anna failed to report it. He failed to report it."]


def test_a_memory_may_be_used_twice_and_by_two(rules: Rules) -> None:
    text = "\n\n".join(BLOCKS)
    _, report, memory = check_again(text, rules)
    other = text.replace("found nobody in", "found no one in", 1)
    first = check_again(other, rules, report, memory)[0]
    held = memory.retelling.index.pop()  # as while another is at work with it
    second = check_again(other, rules, report, memory)[0]
    memory.retelling.index[:] = [held]
    third = check_again(text, rules, report, memory)[0]
    assert first == second == check_again(other, rules)[0]
    assert third == check_again(text, rules)[0]


def test_other_rules_are_not_answered_from_memory(rules: Rules) -> None:
    text = "\n\n".join(BLOCKS)
    _, report, memory = check_again(text, rules)
    fewer = replace(rules, prose=replace(rules.prose, phrases=(), acronyms={}))
    found, _, _ = check_again(text, fewer, report, memory)
    assert not [finding for finding in found if finding.rule.startswith("wording.")]


def test_what_stands_in_the_front_matter_counts_at_once(rules: Rules) -> None:
    text = "+++\nimr = 1\n+++\n\nThe MARAC met. She committed suicide.\n"
    found, report, memory = check_again(text, rules)
    assert {finding.rule for finding in found} == {"acronym.undefined", "wording.suicide"}
    text = text.replace(
        "imr = 1",
        'imr = 1\n[glossary]\nMARAC = "A meeting"\n[[rules_off]]\nrule = "wording.suicide"\nreason = "A test."',
    )
    found, _, _ = check_again(text, rules, report, memory)
    assert found == ()


def test_a_reason_taken_back_counts_at_once(rules: Rules) -> None:
    kept = '[[kept]]\nrule = "wording.suicide"\nsentence = "She committed suicide."\nreason = "{}"\n'
    text = "+++\nimr = 1\n" + kept + "+++\n\nShe committed suicide.\n"
    found, report, memory = check_again(text.replace("{}", "abc"), rules)
    assert [finding.kept for finding in found] == [True]
    found, _, _ = check_again(text.replace("{}", "TBC"), rules, report, memory)
    assert [(finding.rule, finding.kept) for finding in found] == [
        ("kept.no-reason", False),
        ("wording.suicide", False),
    ]


def test_of_matches_that_overlap_the_weightiest_is_told(rules: Rules) -> None:
    def rule(name: str, severity: Severity, pattern: str) -> PhraseRule:
        return PhraseRule(f"wording.{name}", severity, "Message.", (), Written((pattern,), ("b",), "source", (), ()))

    phrases = (
        rule("long-info", Severity.INFO, "a b c d"),
        rule("short-error", Severity.ERROR, "b"),
        rule("first-warning", Severity.WARNING, "b c"),
        rule("second-warning", Severity.WARNING, "c d"),
    )
    report = parse("a b c d\n", rules.schema)
    found, _ = prose_findings(report, rules.schema, replace(rules.prose, phrases=phrases), None)
    assert [finding.rule for finding in found] == ["wording.short-error", "wording.second-warning"]


def test_who_is_who_is_asked_again_when_a_person_changes(rules: Rules) -> None:
    text = "# People\n\n## P1: Anna Cole\n\n- Role: Victim\n- Name and aliases: Anna Cole\n\n# Analysis\n\nAnna failed to report it.\n"
    found, report, memory = check_again(text, rules)
    assert [finding.rule for finding in found] == ["wording.failed-to"]
    found, _, _ = check_again(text.replace("Role: Victim", "Role: Police officer"), rules, report, memory)
    assert found == ()


def test_the_same_part_twice_is_two_places(rules: Rules) -> None:
    story = "Officers went to the house at noon, found nobody in, and left a card that asked Anna to ring them back."
    text = f"# A {{covers=analysis}}\n\n## F1: One\n\n{story}\n\n# B {{covers=overview}}\n\n## F1: One\n\n{story}\n\n"
    found, report, memory = check_again(text, rules)
    again, _, _ = check_again(text + "More.\n", rules, report, memory)
    assert [finding.rule for finding in found] == [finding.rule for finding in again] == ["repetition"]


def test_information_keeps_nothing_open(rules: Rules) -> None:
    found, _, _ = check_again("The victim claimed that he came. He decamped.\n", rules)
    assert {finding.severity for finding in found} == {Severity.INFO}
    assert {(finding.rule.partition(".")[0], finding.items, finding.opens) for finding in found} == {
        ("wording", ("language.1",), ()),
        ("jargon", ("language.2",), ()),
    }


def test_advice_keeps_no_question_open(rules: Rules) -> None:
    found, _, _ = check_again("Victims should report abuse at the first sign.\n", rules)
    (finding,) = found
    assert (finding.rule, finding.severity) == ("advice.recommendation-to-victims", Severity.WARNING)
    assert (finding.items, finding.opens) == (("language.1",), ())


def test_no_text_makes_the_check_go_on_for_ever() -> None:
    """In a process of its own, for work that grows with the square of a text cannot be interrupted from within."""
    program = (
        "from imr_tui.data.loader import load_rules\n"
        "from imr_tui.document.parse import parse\n"
        "from imr_tui.prose.check import prose_findings\n"
        "rules = load_rules()\n"
        "pieces = ['He said \\u201ca b c d\\u201d and ', \"it was 'a b c' and \", \" 'a\", ' \"a', 'she failed to go and ',\n"
        "    'the MARAC (', 'ZQX ', 'a. B. ', 'Anna Holt ', 'a ', '[insert ', '*she* committed *suicide* ',\n"
        "    'the quick brown fox jumps over the lazy dog and then goes on to the house ', '> \\u201ca b c\\n\\n', '- \\u2018a b c\\n']\n"
        "for piece in pieces:\n"
        "    text = '# A {covers=analysis}\\n\\n' + piece * (60_000 // len(piece)) + '\\n'\n"
        "    prose_findings(parse(text, rules.schema), rules.schema, rules.prose, None)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=300)


def test_repetition_switched_off_and_on_again_is_found_again(rules: Rules) -> None:
    story = "Officers went to the house at noon, found nobody in, and left a card that asked Anna to ring them back."
    body = f"# A {{covers=analysis}}\n\n{story}\n\n# B {{covers=overview}}\n\n{story}\n"
    off = '+++\nimr = 1\n[[rules_off]]\nrule = "repetition"\nreason = "A test."\n+++\n'
    on = off.replace('reason = "A test."', 'reason = ""')
    found, report, memory = check_again(off + body, rules)
    assert [finding.rule for finding in found] == []
    found, report, memory = check_again(on + body, rules, report, memory)
    assert [finding.rule for finding in found] == ["kept.no-reason", "repetition"]
    found, _, _ = check_again(off + body, rules, report, memory)
    assert found == ()


def test_where_no_section_is_looked_through_any_more_nothing_is_told_twice(rules: Rules) -> None:
    story = "Officers went to the house at noon, found nobody in, and left a card that asked Anna to ring them back."
    text = f"# A {{covers=analysis}}\n\n{story}\n\n{story}\n"
    found, report, memory = check_again(text, rules)
    assert [finding.rule for finding in found] == ["repetition"]
    found, _, _ = check_again(text.replace("analysis", "methodology"), rules, report, memory)
    assert found == ()
