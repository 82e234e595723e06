"""Findings that are kept, rules that are switched off, and entries that give no reason."""

from __future__ import annotations

import pytest

from imr_tui.document.findings import Severity

BODY = "# Part {covers=analysis}\n\nThe unit is still called the *Domestic*\nViolence Team. She committed suicide.\n"
KEPT = '\n[[kept]]\nrule = "{rule}"\nsentence = "{sentence}"\nreason = "{reason}"\n'
OFF = '\n[[rules_off]]\nrule = "{rule}"\nreason = "{reason}"\n'
UNIT = "The unit is still called the Domestic Violence Team."


def kept(rule: str = "wording.domestic-abuse", sentence: str = UNIT, reason: str = "The unit's proper name.") -> str:
    return KEPT.format(rule=rule, sentence=sentence, reason=reason)


def test_a_kept_finding_stays_listed_and_is_not_open(check, review) -> None:
    first, second = check(review(BODY, kept()), "wording.")
    assert (first.rule, first.kept, first.is_open) == ("wording.domestic-abuse", True, False)
    assert first.sentence == UNIT
    assert (second.rule, second.kept) == ("wording.suicide", False)
    assert check(review(BODY, kept()), "kept.no-reason") == ()


@pytest.mark.parametrize(
    "front",
    [
        kept(sentence="The unit  is still called\\tthe Domestic Violence Team."),
        kept(sentence="The unit is still called the Domestic\u00a0Violence Team."),
    ],
)
def test_a_sentence_is_compared_with_blanks_folded(front: str, check, review) -> None:
    assert [finding.kept for finding in check(review(BODY, front), "wording.domestic-abuse")] == [True]


def test_a_sentence_with_a_quotation_may_be_given_whole_or_by_its_own_part(check, review) -> None:
    body = "# Part {covers=analysis}\n\nIt was said: “She left. She committed suicide. He rang.” Then he came.\n"
    for sentence in ("It was said: “She left. She committed suicide. He rang.”", "She committed suicide."):
        found = check(review(body, kept("wording.suicide", sentence)), "wording.suicide")
        assert [finding.kept for finding in found] == [True]


@pytest.mark.parametrize(
    "front",
    [
        kept(rule="wording.suicide"),
        kept(sentence="The unit was called the Domestic Violence Team."),
        kept(reason=""),
        kept(reason="TBC"),
        kept(reason="[insert reason]"),
        '\n[[kept]]\nrule = "wording.domestic-abuse"\nreason = "No sentence."\n',
        '\nkept = "all"\n',
    ],
)
def test_another_rule_another_sentence_or_no_reason_keeps_nothing(front: str, check, review) -> None:
    assert [finding.kept for finding in check(review(BODY, front), "wording.domestic-abuse")] == [False]


@pytest.mark.parametrize(
    "rule", ["wording.domestic-abuse", "acronym.undefined", "quotation.unattributed", "repetition"]
)
def test_every_kind_of_prose_finding_can_be_kept(rule: str, check, review) -> None:
    twice = (
        "The officers went to the house at noon, found nobody in, and left a card that asked Anna to ring them back."
    )
    body = (
        f"# Part {{covers=analysis}}\n\n{UNIT}\n\nThe MARAC met.\n\nIt was said that “they never come at all”.\n\n{twice}\n\n"
        f"By evening all was quiet.\n\n{twice}\n"
    )
    (finding,) = check(review(body), rule)
    (again,) = check(review(body, kept(rule, finding.sentence.replace("“", "“"))), rule)
    assert (finding.kept, again.kept) == (False, True)


def test_a_rule_that_is_off_yields_nothing(check, review) -> None:
    front = OFF.format(rule="wording.suicide", reason="Every reader works with it.")
    assert [finding.rule for finding in check(review(BODY, front), "wording.")] == ["wording.domestic-abuse"]


@pytest.mark.parametrize("rule", ["acronym.undefined", "quotation.unattributed", "repetition", "wording.quoted"])
def test_engines_can_be_switched_off(rule: str, check, review) -> None:
    twice = (
        "The officers went to the house at noon, found nobody in, and left a card that asked Anna to ring them back."
    )
    body = (
        f"# Part {{covers=analysis}}\n\nThe MARAC met.\n\nIt was said that “they never come at all”.\n\n{twice}\n\n"
        f"PC Dale wrote, “she committed suicide”.\n\n{twice}\n"
    )
    assert len(check(review(body), rule)) == 1
    assert check(review(body, OFF.format(rule=rule, reason="For the test of it.")), rule) == ()


def test_switching_off_a_weightier_rule_brings_out_the_one_beneath(check, review) -> None:
    body = "# Part {covers=analysis}\n\nAnna failed to engage with the service.\n"
    (first,) = check(review(body), "wording.")
    (second,) = check(review(body, OFF.format(rule=first.rule, reason="A reason.")), "wording.")
    assert {first.rule, second.rule} == {"wording.failed-to-engage", "wording.failed-to"}


@pytest.mark.parametrize("reason", ["", "TBC", "?"])
def test_an_entry_without_a_reason_is_a_finding_in_its_place(reason: str, check, review) -> None:
    front = kept() + OFF.format(rule="wording.suicide", reason=reason) + kept(reason=reason)
    text = review(BODY, front)
    found = check(text, "kept.no-reason")
    assert [text[finding.span.start : finding.span.end] for finding in found] == ["[[rules_off]]", "[[kept]]"]
    assert found[1].span.start == text.rindex("[[kept]]")
    assert all(finding.severity is Severity.WARNING for finding in found)
    assert [finding.rule for finding in check(text, "wording.")] == ["wording.domestic-abuse", "wording.suicide"]


def test_an_entry_written_in_one_line_is_found_at_the_front_matter(check, review) -> None:
    text = review(BODY, "").replace("imr = 1\n", 'imr = 1\nkept = [{rule = "wording.suicide", sentence = "x"}]\n')
    (finding,) = check(text, "kept.no-reason")
    assert text[finding.span.start : finding.span.end] == "+++"
