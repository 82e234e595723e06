"""Findings of spelling: what is prose, what is a name, what the review's own records teach, and what an edit costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Rules
from imr_tui.data.dictionary import load_speller
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.text import apply_edits
from imr_tui.prose.speller import Speller

Spelt = Callable[..., list[str]]


@pytest.fixture(scope="module")
def speller():
    return load_speller(folders=())


@pytest.fixture
def found(rules: Rules, speller, review) -> Callable[..., tuple[Finding, ...]]:
    def check(body: str, front: str = "", listed: tuple[str, ...] = ()) -> tuple[Finding, ...]:
        checked = replace(rules, speller=speller.with_listed({*speller.listed, *listed}))
        findings = analyse(review(f"# Part {{covers=analysis}}\n\n{body}\n", front), checked).findings
        return tuple(finding for finding in findings if finding.rule == "spelling")

    return check


@pytest.fixture
def spelt(found) -> Spelt:
    return lambda *arguments, **more: [finding.text for finding in found(*arguments, **more)]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("Officers recieved the call.", ["recieved"]),
        ("Officers *recieved* the **cal**l.", ["recieved"]),
        ("The officer’s dutys were shared.", ["dutys"]),
        ("The neighbour’s account and the officers’ notes agree.", []),
        ("It was a half-hearted, co-ordinated multi-agency reply.", []),
        ("It was a half-haerted reply.", ["half-haerted"]),
        ("A colour and a color.", ["color"]),
        ("# Recieved\n\nrecieved in a heading", ["recieved"]),
        ("- Officers wnet in.\n- They left.", ["wnet"]),
        ("> A neighbour herad it.", ["herad"]),
        ("Text.[^1]\n\n[^1]: The footnoet.", ["footnoet"]),
    ],
)
def test_words_that_are_wrong_are_found(body: str, wrong: list[str], spelt: Spelt) -> None:
    assert spelt(body) == wrong


@pytest.mark.parametrize(
    "body",
    [
        "Officers drove to Zwickelby and on to Upper Thwarble.",
        "Zwickelby lies north. Officers drove to Zwickelby.",
        "Thwarble Lane was dark.",
        "Xyzzy2 and 3rdx and log INC0412 were read.",
        "The DASHX form, the MARACs and the iPhonex were read.",
        "See https://www.northshire.example/dutys and www.dutys.example or dutys@northshire.example.",
        "The file is called dutys.docx.",
        "Run `recieved` now. <!-- recieved -->",
        'The log of 4 May says: "She recieved no help at all from us."',
        "Anna and Ruth met Dale. Anna's sister was there.",
        "e.g. and i.e. were used, as was Ph.D.",
    ],
)
def test_names_abbreviations_addresses_and_attributed_quotations_are_left(body: str, spelt: Spelt) -> None:
    assert spelt(body) == []


def test_a_word_is_no_name_for_standing_at_the_head_of_a_sentence(spelt: Spelt) -> None:
    assert spelt("Recieved by post. It was red.") == ["Recieved"]
    assert spelt("Zwickelby was dark.") == ["Zwickelby"]
    assert spelt("Zwickelby was dark. They left Zwickelby.") == []


def test_the_way_of_spelling_is_the_documents_own(found) -> None:
    body = "They organised and then organized it."
    assert [finding.text for finding in found(body)] == []
    ise = found(body, '[language]\nspelling = "ise"\n')
    assert [(finding.text, finding.suggestions) for finding in ise] == [("organized", ("organised",))]
    assert [finding.text for finding in found(body, '[language]\nspelling = "ize"\n')] == ["organised"]


def test_the_fix_writes_the_word_the_other_way(rules: Rules, speller, review) -> None:
    text = review("# Part {covers=analysis}\n\nIt was *organized*.\n", '[language]\nspelling = "ise"\n')
    checked = replace(rules, speller=speller)
    finding = next(one for one in analyse(text, checked).findings if one.rule == "spelling")
    changed = apply_edits(text, finding.fixes[0].edits)
    assert "It was *organised*." in changed
    assert not [one for one in analyse(changed, checked).findings if one.rule == "spelling"]


def test_it_is_info_and_keeps_nothing_open(found) -> None:
    finding = found("Officers recieved the call.")[0]
    assert finding.severity is Severity.INFO
    assert finding.opens == ()


def test_it_is_kept_and_switched_off_like_any_other(found) -> None:
    kept = '[[kept]]\nrule = "spelling"\nsentence = "Officers recieved it."\nreason = "As on the sign."\n'
    assert [finding.kept for finding in found("Officers recieved it.", kept)] == [True]
    off = '[[rules_off]]\nrule = "spelling"\nreason = "Checked elsewhere."\n'
    assert found("Officers recieved it.", off) == ()


def test_words_of_the_details_and_the_glossary_are_known(spelt: Spelt) -> None:
    assert spelt("Zwickel officers came.") == ["Zwickel"]
    assert spelt("Zwickel officers came.", '[glossary]\nZP = "Zwickel Partnership"\n') == []
    assert spelt("They were zorbing.", listed=("zorbing",)) == []


def test_without_a_speller_nothing_is_said(rules: Rules, review) -> None:
    findings = analyse(review("# Part {covers=analysis}\n\nOfficers recieved it.\n"), rules).findings
    assert not [finding for finding in findings if finding.rule == "spelling"]


class Counting:
    """A dictionary that says which words it was asked about."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def knows(self, word: str) -> bool:
        self.asked.add(word)
        return word != "wrnog"

    def near(self, word: str) -> tuple[str, ...]:
        return ()


def test_after_an_edit_the_same_is_found_as_anew(rules: Rules, review) -> None:
    checked = replace(rules, speller=Speller(Counting()))
    first = review("# One {covers=overview}\n\nThat was wrnog.\n\n# Two {covers=analysis}\n\nThis is right.\n")
    second = first.replace("This is right.", "This is wrnog too.")
    third = second.replace("# One", "Words ahead.\n\n# One")
    analysis = None
    for text in (first, second, third, first):
        analysis = analyse(text, checked, analysis)
        assert analysis.findings == analyse(text, checked).findings


def test_a_speller_that_comes_later_only_adds_its_own_findings(rules: Rules, speller, review) -> None:
    text = review("# Part {covers=analysis}\n\nShe committed suicide and recieved it.\n")
    before = analyse(text, rules)
    after = analyse(text, replace(rules, speller=speller), before)
    assert [one for one in after.findings if one.rule != "spelling"] == list(before.findings)
    assert [one.text for one in after.findings if one.rule == "spelling"] == ["recieved"]
    again = analyse(text, replace(rules, speller=speller), after)
    assert again is after
