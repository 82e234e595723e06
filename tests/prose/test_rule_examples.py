"""Every rule catches what it says it catches and leaves what it says it leaves, through the parser and the engines."""

from __future__ import annotations

import re

import pytest

from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Severity
from imr_tui.prose.model import PhraseRule

RULES = load_rules().prose.phrases
CATCHES = [(rule, sentence) for rule in RULES for sentence in rule.catches]
LEAVES = [(rule, sentence) for rule in RULES for sentence in rule.leaves]


def named(cases: list[tuple[PhraseRule, str]]) -> list[str]:
    return [f"{rule.id}-{sentence[:40]}" for rule, sentence in cases]


@pytest.mark.parametrize(("rule", "sentence"), CATCHES, ids=named(CATCHES))
def test_a_rule_catches_its_example(rule: PhraseRule, sentence: str, check, placed) -> None:
    assert rule.id in {finding.rule for finding in check(placed(rule, sentence), alone=rule)}


@pytest.mark.parametrize(("rule", "sentence"), LEAVES, ids=named(LEAVES))
def test_a_rule_leaves_its_near_miss(rule: PhraseRule, sentence: str, check, placed) -> None:
    assert [finding.text for finding in check(placed(rule, sentence), rule.id, alone=rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: PhraseRule) -> None:
    assert re.fullmatch(r"(?:wording|jargon|advice)\.[a-z]+(?:-[a-z]+)*", rule.id)
    assert len(rule.catches) >= 2
    assert len(rule.leaves) >= 2
    assert rule.suggestions
    assert rule.family
    assert rule.message.endswith((".", "?"))
    assert not re.search(r"[.?!] [A-Z]", rule.message), "one sentence"
    assert all(" => " in entry for entry in rule.replace)


@pytest.mark.parametrize("point", range(1, 8))
def test_every_point_of_the_advice_on_language_has_a_rule(point: int) -> None:
    named = re.compile(rf"2b, points? (?:\d(?:, | and ))*{point}\b")
    assert [rule.id for rule in RULES if named.search(rule.source)]


def test_the_rules_that_documents_name_are_there() -> None:
    known = {rule.id: rule.severity for rule in RULES}
    assert known["wording.suicide"] is Severity.WARNING
    assert {"wording.domestic-abuse", "jargon.custody"} <= set(known)
    assert len(known) == len(RULES)
