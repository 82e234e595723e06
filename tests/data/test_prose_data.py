"""Wording rules, acronyms and word lists are read whole or refused with their place."""

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.data.prose_reader import read_acronyms, read_phrases, read_words
from imr_tui.document.findings import Severity
from imr_tui.errors import InputError

RULE = """
[[rule]]
id = "wording.example"
severity = "warning"
patterns = ["old words?"]
triggers = ["old word"]
message = "Say it in new words."
suggestions = ["new words"]
source = "2b"
catches = ["These are old words."]
leaves = ["These are new."]
areas = ["analysis"]
kinds = ["F"]
opens = ["language.1"]
subject = "victim"
"""


def test_a_rule_is_read_whole():
    (rule,) = read_phrases(RULE, load_schema())
    assert rule.severity is Severity.WARNING
    assert (rule.patterns, rule.triggers, rule.subject) == (("old words?",), ("old word",), "victim")
    assert (rule.areas, rule.kinds, rule.opens, rule.unless) == (("analysis",), ("F",), ("language.1",), ())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('severity = "warning"', 'severity = "grave"', '"severity" must be one of error, warning, info'),
        ('catches = ["These are old words."]\n', "", '"catches" is missing'),
        ('leaves = ["These are new."]', "leaves = []", '"leaves" must not be empty'),
        ('triggers = ["old word"]', 'triggers = ["Old word"]', "lower case"),
        ('triggers = ["old word"]', "triggers = []", '"triggers" must not be empty'),
        ('source = "2b"\n', "", '"source" is missing'),
        ('kinds = ["F"]', 'kinds = ["Q"]', '"kinds" names what is not known: Q'),
        ('areas = ["analysis"]', 'areas = ["findings"]', '"areas" names what is not known: findings'),
        ('opens = ["language.1"]', 'opens = ["language.9"]', '"opens" names what is not known'),
        ('subject = "victim"', 'subject = "somebody"', '"subject" must be one of'),
        ('subject = "victim"', 'subjects = "victim"', "unknown: subjects"),
    ],
)
def test_a_rule_that_does_not_fit_is_refused(before, after, told):
    assert before in RULE
    with pytest.raises(InputError) as caught:
        read_phrases(RULE.replace(before, after, 1), load_schema())
    assert told in caught.value.detail
    assert 'rule "wording.example"' in caught.value.detail


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(InputError, match="same id"):
        read_phrases(RULE + RULE, load_schema())


def test_an_acronym_may_stand_for_several_things():
    found = read_acronyms("# police and partners\nMARAC\tMulti-Agency Risk Assessment Conference\nSAR\tA B\nSAR\tC D\n")
    assert found == {"MARAC": ("Multi-Agency Risk Assessment Conference",), "SAR": ("A B", "C D")}


@pytest.mark.parametrize("line", ["MARAC", "MARAC\t", "\tname", "A\tB\tC", "SAR\tA B"])
def test_a_line_that_is_no_acronym_is_refused_with_its_number(line):
    with pytest.raises(InputError) as caught:
        read_acronyms(f"SAR\tA B\n\n{line}\n")
    assert "acronyms.tsv, line 3" in caught.value.detail


def test_a_list_of_words_leaves_out_comments_and_blanks():
    assert read_words("# ranks\nPC\n\n DCI \n", "ranks.txt") == ("PC", "DCI")
    with pytest.raises(InputError, match=r"ranks\.txt"):
        read_words("PC\nPC\n", "ranks.txt")
