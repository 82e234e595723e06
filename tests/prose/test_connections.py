"""Findings that stand side by side are told so once; any tie between them will do."""

from __future__ import annotations

import pytest

from imr_tui.document.findings import Severity

ANALYSIS = """# Analysis {covers=analysis}

## E1: One

Something.

## E2: Two

Something else.

## F1: The first call

- Events: E1

Officers wrote nothing down.

## F2: The second call

- Events: E2

The sergeant was on leave that week.

## F3: The third call

- Events: E2

%s
"""
RULE = "advice.unconnected-findings"


def test_three_findings_that_nothing_connects_are_told_once(check, review) -> None:
    (finding,) = check(review(ANALYSIS % "The call was closed."), RULE)
    assert finding.text == "F1: The first call"
    assert finding.severity is Severity.INFO
    assert finding.items == ("analysis.1",)


@pytest.mark.parametrize(
    "text",
    [
        "As [F1] shows, nobody read the log.",
        "The call in [E1] had been closed in the same way.",
        "Taken together, the calls show what one alone could not.",
        "The pattern was there to be seen.",
        "This was linked to what the officers knew.",
    ],
)
def test_any_tie_between_them_will_do(text: str, check, review) -> None:
    assert check(review(ANALYSIS % text), RULE) == ()


def test_its_own_event_is_no_tie(check, review) -> None:
    assert len(check(review(ANALYSIS % "The log of [E2] was closed."), RULE)) == 1


def test_a_finding_over_two_events_connects_them(check, review) -> None:
    assert check(review((ANALYSIS % "The call was closed.").replace("- Events: E1", "- Events: E1, E2")), RULE) == ()


def test_two_findings_are_not_asked(check, review) -> None:
    text = review(ANALYSIS % "The call was closed.")
    assert check(text[: text.index("## F3")], RULE) == ()


def test_ties_in_the_overview_do_not_count(check, review) -> None:
    ahead = "# Overview {covers=overview}\n\nTaken together this is the story.\n\n"
    assert len(check(review(ahead + ANALYSIS % "The call was closed."), RULE)) == 1


def test_it_is_kept_by_its_heading_and_switched_off(check, review) -> None:
    kept = f'[[kept]]\nrule = "{RULE}"\nsentence = "F1: The first call"\nreason = "They have nothing in common."\n'
    assert [one.kept for one in check(review(ANALYSIS % "The call was closed.", kept), RULE)] == [True]
    off = f'[[rules_off]]\nrule = "{RULE}"\nreason = "Said in the overview."\n'
    assert check(review(ANALYSIS % "The call was closed.", off), RULE) == ()
