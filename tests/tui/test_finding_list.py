from __future__ import annotations

from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.finding_list import grouped, is_prose, plain_title
from imr_tui.tui.screens.problems import about


def finding(rule: str, severity: Severity = Severity.WARNING, start: int = 0, **rest: object) -> Finding:
    return Finding(rule, severity, Span(start, start + 3), f"About {rule}.", **rest)


def test_errors_come_first_and_kept_ones_last() -> None:
    listed = grouped(
        [
            finding("wording.suicide"),
            finding("record.unknown-reference", Severity.ERROR, 9),
            finding("wording.blame", start=4),
            finding("jargon.custody", kept=True),
            finding("wording.broken", Severity.ERROR, kept=True),
            finding("something.new"),
            finding("repetition"),
        ]
    )
    assert [(group.title, [entry.rule for entry in group.findings]) for group in listed] == [
        ("To be put right first", ["record.unknown-reference"]),
        ("Wording", ["wording.suicide", "wording.blame"]),
        ("Repetition", ["repetition"]),
        ("Other", ["something.new"]),
        ("Kept, with your reason", ["jargon.custody", "wording.broken"]),
    ]


def test_findings_about_the_writing_are_told_from_the_others() -> None:
    assert is_prose(finding("acronym.undefined"))
    assert is_prose(finding("repetition"))
    assert not is_prose(finding("field.duplicate"))


def test_a_finding_is_told_in_full() -> None:
    fixed = finding(
        "wording.suicide",
        text="committed\nsuicide",
        suggestions=("died by suicide", "took their own life"),
        fixes=(Fix("Replace by “died by suicide”", (TextEdit(0, 3, "x"),)),),
    )
    assert about(fixed, load_rules().prose).splitlines() == [
        "“committed suicide”: Suicide and self-harm (warning)",
        "About wording.suicide.",
        "Instead: died by suicide; took their own life",
        "Fix (Ctrl+F): Replace by “died by suicide”",
        "Rule: wording.suicide",
    ]


def test_a_finding_in_a_sentence_is_led_by_its_words() -> None:
    spelt = finding("spelling", text="wrod\nof", sentence="A wrod of it.")
    assert spelt.told == "“wrod of”: About spelling."
    assert finding("field.choice", text="Often").told == "About field.choice."
    long = finding("repetition", text="again " * 40, sentence="Again.").told
    assert long.startswith("“again again")
    assert long.endswith("again…”: About repetition.")


def test_a_rule_has_a_plain_title() -> None:
    rules = load_rules().prose
    assert plain_title("wording.failed-to-engage", rules) == "Blaming the victim"
    assert plain_title("acronym.undefined", rules) == "Abbreviations"
    assert plain_title("wording.of-a-force", rules) == "Wording"
