"""A force's own rules: read like those that come along, and refused with the reason where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules, load_schema
from imr_tui.data.own_rules import endless_repeats, read_own_rules
from imr_tui.errors import InputError
from imr_tui.prose.triggers import triggers_for

RULE = """
[[rule]]
id = "wording.the-patch"
family = "Words of the force"
severity = "warning"
patterns = ['on (?:the|his|her) patch']
triggers = ["patch"]
message = "Readers elsewhere do not know the word; name the area."
suggestions = ["in the area"]
source = "Force style guide, 2025"
catches = ["It happened on the patch.", "She was new on her patch."]
leaves = ["The patch of grass was searched."]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "force.toml"


def test_they_are_found_like_any_other(file: Path) -> None:
    file.write_text(RULE, encoding="utf-8")
    rules = load_rules((file,))
    findings = analyse("# Part {covers=analysis}\n\nIt happened on *the* patch.\n", rules).findings
    assert [(one.rule, one.text) for one in findings if one.rule == "wording.the-patch"] == [
        ("wording.the-patch", "on *the* patch")
    ]
    assert len(rules.prose.phrases) == len(load_rules().prose.phrases) + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('catches = ["It happened on the patch.", "She was new on her patch."]\n', "", '"catches" is missing'),
        ('leaves = ["The patch of grass was searched."]\n', "", '"leaves" is missing'),
        ('source = "Force style guide, 2025"\n', "", '"source" is missing'),
        ('"wording.the-patch"', '"spelling.patch"', "its id has to be"),
        ('"wording.the-patch"', '"wording.suicide"', "already"),
        ('severity = "warning"', 'severity = "loud"', "error, warning, info"),
        ('severity = "warning"', 'severity = "warning"\ncolour = "red"', "unknown: colour"),
        ("(?:the|his|her)", "(?:the|his|her", "cannot be read"),
        ("(?:the|his|her)", "<nobody>", "there is no set <nobody>"),
        ("(?:the|his|her) patch", "(?:the |his )+patch", "without a bound"),
        ('"patch"', '"patches"', "none of the triggers"),
        ('"patch"', '"p"', "two letters or more"),
        ("patterns = ['on (?:the|his|her) patch']\ntriggers = [\"patch\"]", "patterns = ['<word>']", "give some in"),
        ('["The patch of grass was searched."]', '["It was on the patch."]', "says that it leaves"),
        ('"It happened on the patch."', '"It happened on a patch."', "no pattern matches it"),
        ("[[rule]]", "[[rule]", "force.toml"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, said: str, file: Path) -> None:
    assert old in RULE
    file.write_text(RULE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_own_rules(file, load_schema(), {rule.id for rule in load_rules().prose.phrases})
    assert said in caught.value.detail
    assert "force.toml" in caught.value.detail
    assert "rules --check" in caught.value.hint


def test_a_file_that_is_not_there_or_no_text_is_refused(file: Path) -> None:
    with pytest.raises(InputError):
        read_own_rules(file, load_schema())
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_own_rules(file, load_schema())


@pytest.mark.parametrize(
    ("pattern", "endless"),
    [
        ("a+b", False),
        ("(?:ab){0,5}", False),
        ("<word>", False),
        ("(?:ab)+", True),
        ("(?:a+){0,50}", True),
        ("x(?=(?:ab|c)*)", True),
        ("(?:x|(?:ab)+)", True),
    ],
)
def test_repeats_that_may_take_for_ever_are_seen(pattern: str, endless: bool) -> None:
    assert endless_repeats(pattern) is endless


def test_no_rule_that_comes_along_repeats_so() -> None:
    for rule in load_rules().prose.phrases:
        for pattern in (*rule.patterns, *rule.unless, *rule.needs):
            assert not endless_repeats(pattern), rule.id


def test_a_rule_without_triggers_has_those_that_its_patterns_need(file: Path) -> None:
    file.write_text(RULE.replace('triggers = ["patch"]\n', ""), encoding="utf-8")
    (rule,) = read_own_rules(file, load_schema())
    assert rule.triggers == ()
    assert [triggers_for(*unit) for unit in rule.written.opened().units] == [(" patch ",)]
