from __future__ import annotations

from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.finding_list import grouped, is_prose
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
    assert about(fixed).splitlines() == [
        "Warning: About wording.suicide.",
        "In the text: committed suicide",
        "Instead: died by suicide; took their own life",
        "Fix (Ctrl+F): Replace by “died by suicide”",
    ]
