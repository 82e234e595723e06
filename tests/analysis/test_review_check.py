from __future__ import annotations

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Rules
from imr_tui.analysis.review_check import CheckGroup, review_check

DRAFT = """+++
imr = 1
[document]
status = "TBC"
[review]
period_start = 2022-01-01
[checklist."feedback.3"]
state = "not-applicable"
reason = "The force has no strategy of its own."
by = "Priya Nair"
on = 2025-09-20
[[kept]]
rule = "wording.suicide"
sentence = "The note said that he had committed suicide."
reason = "The words of the record."
by = "Priya Nair"
on = 2025-09-20
[[rules_off]]
rule = "jargon.custody"
reason = "Every reader works in custody."
+++

# Overview {covers=overview}

The note said that he had committed suicide.

TBC – more to come

## E1: [add a short title]

- Date: 3 May 2021
- Contact with: TBC

## E2: Early

- Date: 3 May 2020
- Reason for inclusion: The first call.
- Agencies: See [E9]
"""


def groups(text: str, rules: Rules) -> dict[str, CheckGroup]:
    return {group.title: group for group in review_check(analyse(text, rules))}


def test_every_area_is_there_with_what_is_open_and_what_was_set_aside(rules: Rules) -> None:
    found = list(groups(DRAFT, rules).values())
    assert [group.title[:2] for group in found[:8]] == [f"{number} " for number in range(1, 9)]
    feedback = found[7]
    assert feedback.title.endswith("1 of 3 settled")
    aside = next(entry for entry in feedback.entries if not entry.open)
    assert aside.text == "not applicable: The force has no strategy of its own."
    assert feedback.open == 2


def test_findings_by_severity_placeholders_kept_findings_and_dates_outside(rules: Rules) -> None:
    found = groups(DRAFT, rules)
    errors = found["Errors, to be put right first"]
    assert [DRAFT[entry.place.start : entry.place.end] for entry in errors.entries if entry.place] == ["E9"]
    assert all(entry.open for entry in errors.entries)
    left = found["Placeholders that are left"]
    assert [(entry.name, entry.text) for entry in left.entries] == [
        ("Details, status", "TBC"),
        ("Overview", "TBC – more to come"),
        ("E1", "title: [add a short title]"),
        ("E1 Contact with", "TBC"),
    ]
    outside = found["Events outside the timescale"]
    assert [(entry.text, entry.open) for entry in outside.entries] == [
        ("no reason for inclusion is given", True),
        ("The first call.", False),
    ]
    (kept,) = found["Findings that you keep"].entries
    assert kept.text.endswith("Kept because: The words of the record.")
    assert not kept.open
    (off,) = found["Rules that you switched off"].entries
    assert (off.name, off.text) == ("jargon.custody", "Every reader works in custody.")


def test_places_lead_to_what_is_meant(rules: Rules) -> None:
    for group in groups(DRAFT, rules).values():
        for entry in group.entries:
            assert entry.place is None or 0 <= entry.place.start <= entry.place.end <= len(DRAFT)
    status = groups(DRAFT, rules)["Placeholders that are left"].entries[0]
    assert status.place is not None
    assert DRAFT[status.place.start :].startswith("status")


def test_a_settled_review_has_its_areas_alone(rules: Rules, complete: str) -> None:
    found = review_check(analyse(complete, rules))
    waiting = {item.id for item in analyse(complete, rules).checklist.items if not item.state.settled}
    assert {entry.item.id for group in found[:8] for entry in group.entries if entry.item and entry.open} == waiting
    assert all(group.open == 0 for group in found[8:])
