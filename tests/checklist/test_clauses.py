"""For every clause of every row: what it rests on, taken away, un-ticks that clause and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imr_tui.checklist.model import Checklist, State
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.text import Span

from .conftest import Clauses, broken, replaced, set_field, set_key, without_record

Check = Callable[..., Checklist]

ROWS = {
    "characteristics.1": 3,
    "characteristics.2": 1,
    "characteristics.3": 2,
    "characteristics.4": 1,
    "language.1": 2,
    "language.2": 3,
    "language.3": 2,
    "methodology.1": 3,
    "methodology.2": 4,
    "methodology.3": 1,
    "overview.1": 5,
    "overview.2": 2,
    "analysis.1": 3,
    "analysis.2": 2,
    "analysis.3": 2,
    "analysis.4": 2,
    "learning.1": 2,
    "learning.2": 2,
    "recommendations.1": 3,
    "recommendations.2": 2,
    "recommendations.3": 3,
    "feedback.1": 2,
    "feedback.2": 3,
    "feedback.3": 1,
}
JUDGED = {
    "characteristics.2",
    "characteristics.3",
    "characteristics.4",
    "language.1",
    "language.3",
    "overview.1",
    "analysis.1",
}
CHARACTERISTICS = (
    "Name and aliases",
    "Pseudonym",
    "Address",
    "Date of birth",
    "Sex",
    "Gender reassignment",
    "Ethnicity",
    "LGBTQ+",
    "Religion or faith",
    "Disability",
    "Pregnant at the time",
    "Married or in a civil partnership",
    "Other characteristics",
)


def test_the_complete_review_settles_all_but_the_questions_of_judgement(check: Check, complete: str) -> None:
    checklist = check(complete)
    assert {item.id: len(item.evidence) for item in checklist.items} == ROWS
    assert broken(checklist) == set()
    assert {item.id for item in checklist.items if item.state is State.CONFIRM} == JUDGED
    assert (checklist.done, checklist.total) == (17, 24)


def test_once_confirmed_it_is_settled_whole(check: Check, complete: str, confirmed: Callable[[str], str]) -> None:
    assert check(confirmed(complete)).done == 24


FIELDS: list[tuple[str, str, Clauses]] = [
    *(("P1", name, {("characteristics.1", 1)}) for name in CHARACTERISTICS),
    *(("P2", name, {("characteristics.1", 1)}) for name in CHARACTERISTICS),
    ("P1", "Role", {("characteristics.1", 0)}),
    ("P2", "Role", {("characteristics.1", 0)}),
    ("P1", "Publication restrictions", {("characteristics.1", 2)}),
    ("P3", "Role", set()),
    ("S1", "Type", {("methodology.1", 1)}),
    ("S1", "Accessed", {("methodology.1", 1), ("methodology.2", 0), ("methodology.2", 3)}),
    ("S2", "Type", {("methodology.1", 1)}),
    ("S2", "Accessed", {("methodology.2", 0), ("methodology.2", 3)}),
    ("S2", "Link", set()),
    ("S3", "Type", set()),
    ("S3", "Accessed", {("methodology.2", 0), ("methodology.2", 3)}),
    ("S3", "Reason not accessed", {("methodology.2", 2)}),
    ("I1", "Person", set()),
    ("I1", "Spoken to", {("methodology.1", 2), ("methodology.2", 1)}),
    ("I2", "Spoken to", {("methodology.2", 1)}),
    ("I2", "Reason not spoken to", {("methodology.2", 2)}),
    *(("E2", name, {("overview.1", 2)}) for name in ("Date", "Contact with", "Agencies", "Action taken")),
    ("E1", "Date", {("overview.1", 2)}),
    ("E1", "Reason for inclusion", {("overview.1", 4)}),
    ("F1", "Events", {("analysis.1", 1)}),
    ("F1", "Practice", {("analysis.2", 1)}),
    ("F1", "Policy", {("analysis.2", 1)}),
    ("F2", "Policy", {("analysis.2", 1)}),
    ("F1", "Why", {("analysis.1", 2)}),
    ("F2", "Missed opportunity", {("analysis.3", 0)}),
    ("F3", "Practice", {("analysis.2", 1), ("analysis.3", 1)}),
    ("F1", "Terms of reference", set()),
    ("F3", "Terms of reference", {("analysis.4", 1)}),
    ("T3", "Not addressed because", {("analysis.4", 1)}),
    ("L1", "Arises from", {("learning.1", 1)}),
    ("L2", "Arises from", {("learning.1", 1)}),
    ("L1", "Level", set()),
    ("L1", "Action already taken", {("learning.2", 1)}),
    ("L2", "No recommendation because", {("recommendations.1", 2)}),
    ("R1", "Learning points", {("recommendations.1", 1), ("recommendations.1", 2)}),
    *(
        ("R1", name, {("recommendations.2", 1)})
        for name in ("Intended outcome", "Measure", "Achievable", "Realistic", "Target date")
    ),
    *(("R1", name, {("feedback.1", 1)}) for name in ("Owner", "Tracking", "Dissemination")),
    *(("A1", name, {("recommendations.3", 2)}) for name in ("Owner", "Due", "Progress")),
]


@pytest.mark.parametrize("value", [None, "", "TBC", "[insert here]", "…", "TBC – asked on Monday"])
@pytest.mark.parametrize(("record", "field", "expected"), FIELDS)
def test_a_field_emptied_removed_or_only_a_placeholder(
    check: Check, complete: str, record: str, field: str, value: str | None, expected: Clauses
) -> None:
    assert broken(check(set_field(complete, record, field, value))) == expected


@pytest.mark.parametrize(("record", "field", "expected"), FIELDS)
def test_what_is_un_ticked_falls_back_and_the_rest_stays_or_is_looked_at_again(
    check: Check, complete: str, confirmed: Callable[[str], str], record: str, field: str, expected: Clauses
) -> None:
    checklist = check(set_field(confirmed(complete), record, field, ""))
    reading = {item.id for item in check(complete).items if any(part.name == record for part in item.parts)}
    fallen = {item.id for item in checklist.items if item.state in (State.TODO, State.STARTED)}
    rest = {item.state for item in checklist.items if item.id not in fallen and not item.question.judge}
    assert fallen == {item for item, _ in expected}
    assert rest == {State.DONE}
    for item in checklist.items:
        if item.question.judge and item.id not in fallen:
            reads = item.id in reading or item.id.startswith("language")
            assert item.state is (State.LOOK_AGAIN if reads else State.DONE), item.id


KEYS: list[tuple[str, str | None, Clauses]] = [
    ("subjects", "[]", {("characteristics.1", 0), ("characteristics.1", 1), ("characteristics.1", 2)}),
    ("subjects", None, {("characteristics.1", 0), ("characteristics.1", 1), ("characteristics.1", 2)}),
    ("subjects", '["TBC"]', {("characteristics.1", 0), ("characteristics.1", 1), ("characteristics.1", 2)}),
    ("subjects", '["Victim", "Child"]', {("characteristics.1", 0)}),
    *(
        (key, value, {("feedback.2", clause) for clause in clauses})
        for value in (None, '""', '"TBC"')
        for key, clauses in (
            ("incident", (0,)),
            ("requested", (0, 2)),
            ("completed", (0, 2)),
            ("quality_assured", (0,)),
            ("signed_off", (0,)),
            ("delay_rationale", (2,)),
        )
    ),
    ("delay_rationale", '"[insert reason]"', {("feedback.2", 2)}),
    ("requested_to_completed", "200", set()),
    ("requested_to_completed", None, set()),
    ("incident_to_requested", "30", {("feedback.2", 2)}),
    ("incident_to_requested", "31", set()),
    ("completed", "2024-01-19", {("feedback.2", 1)}),
    ("completed", "2024-01-20", set()),
    ("signed_off", "2024-06-09", {("feedback.2", 1)}),
    ("period_end", "2023-04-30", {("overview.1", 4)}),
    ("period_start", "2021-11-30", set()),
]


@pytest.mark.parametrize(("key", "value", "expected"), KEYS)
def test_a_key_of_the_front_matter(check: Check, complete: str, key: str, value: str | None, expected: Clauses) -> None:
    assert broken(check(set_key(complete, key, value))) == expected


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ("characteristics.2", {("characteristics.2", 0)}),
        ("characteristics.3", {("characteristics.3", 0)}),
        ("characteristics.4", {("characteristics.4", 0)}),
        ("methodology", {("methodology.1", 0), ("methodology.3", 0)}),
        ("overview", {("overview.1", 0)}),
        ("analysis", set()),
        ("learning", set()),
        ("recommendations", set()),
        ("feedback.3", {("feedback.3", 0)}),
    ],
)
def test_a_heading_that_no_longer_covers(check: Check, complete: str, covers: str, expected: Clauses) -> None:
    assert broken(check(replaced(complete, f" {{covers={covers}}}", ""))) == expected


RECORDS: list[tuple[tuple[str, ...], Clauses]] = [
    (("P1",), {("characteristics.1", 0)}),
    (("P1", "P2"), {("characteristics.1", 0), ("characteristics.1", 1), ("characteristics.1", 2)}),
    (("S1",), {("methodology.1", 1)}),
    (("S2",), {("methodology.1", 1), ("analysis.2", 1)}),
    (("S3",), {("methodology.2", 3)} - {("methodology.2", 3)}),
    (("S1", "S2", "S3"), {("methodology.1", 1), *(("methodology.2", n) for n in (0, 3)), ("analysis.2", 1)}),
    (("I1",), {("methodology.1", 2)}),
    (("I1", "I2"), {("methodology.1", 2)}),
    (
        ("E1", "E2", "E3"),
        {
            *(("overview.1", n) for n in (1, 2, 3)),
            ("overview.2", 0),
            ("overview.2", 1),
            ("analysis.1", 1),
            ("learning.1", 1),
        },
    ),
    (
        ("F1", "F2", "F3"),
        {
            ("characteristics.3", 1),
            ("overview.2", 0),
            ("overview.2", 1),
            *(("analysis.1", n) for n in (0, 1, 2)),
            *(("analysis.2", n) for n in (0, 1)),
            *(("analysis.3", n) for n in (0, 1)),
            ("analysis.4", 1),
            ("learning.1", 1),
        },
    ),
    (("T1", "T2", "T3"), {("analysis.4", 0), ("analysis.4", 1)}),
    (("L2",), set()),
    (
        ("L1", "L2"),
        {
            *(("learning.1", n) for n in (0, 1)),
            *(("learning.2", n) for n in (0, 1)),
            *(("recommendations.1", n) for n in (1, 2)),
        },
    ),
    (("A1",), {("recommendations.3", 1), ("recommendations.3", 2)}),
    (
        ("R1", "A1"),
        {
            *(("recommendations.1", n) for n in (0, 1, 2)),
            *(("recommendations.2", n) for n in (0, 1)),
            *(("recommendations.3", n) for n in (0, 1, 2)),
            *(("feedback.1", n) for n in (0, 1)),
        },
    ),
]


@pytest.mark.parametrize(("records", "expected"), RECORDS)
def test_records_taken_away(check: Check, complete: str, records: tuple[str, ...], expected: Clauses) -> None:
    text = complete
    for record in records:
        text = without_record(text, record)
    assert broken(check(text)) == expected


PROSE: list[tuple[str, Clauses]] = [
    ("The officers who attended did not ask how Nadia followed the talk in the room, and", {("characteristics.2", 0)}),
    ("Each barrier alone had a standard answer in the force;", {("characteristics.3", 0)}),
    ("The emergency text service was not known to her, and", {("characteristics.4", 0)}),
    ("The author read every record that the systems hold", {("methodology.1", 0)}),
    ("Nadia and Carl had lived together at Orchard Row since the spring of that year.", {("overview.1", 0)}),
    ("Closing the file followed the rules as they stood. It meant that nothing about", {("analysis.1", 2)}),
    ("Where a person cannot hear, officers need another way to speak to them alone.", {("learning.1", 1)}),
    ("The force buys remote sign language interpreting for response officers.", {("recommendations.2", 1)}),
    ("which is to be reached by everybody in every way", {("feedback.3", 0)}),
]


@pytest.mark.parametrize("instead", ["", "<!-- {} -->", "\n\nTBC – {}\n\n", "\n\n[insert {}]\n\n", "\n\n    {}\n\n"])
@pytest.mark.parametrize(("words", "expected"), PROSE)
def test_prose_taken_away_or_no_prose(check: Check, complete: str, words: str, instead: str, expected: Clauses) -> None:
    assert broken(check(replaced(complete, words, instead.format(words)))) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("wording.suicide", {("language.1", 1)}),
        ("acronym.undefined", {("language.2", 1)}),
        ("jargon.custody", {("language.2", 2)}),
        ("quotation.unattributed", {("language.3", 1)}),
        ("repetition", {("overview.2", 1)}),
        ("advice.vague", set()),
        ("spelling", set()),
        ("field.choice", set()),
    ],
)
def test_an_open_finding(check: Check, complete: str, rule: str, expected: Clauses) -> None:
    finding = Finding(rule, Severity.WARNING, Span(3000, 3010), "message", text="some words")
    checklist = check(complete, (finding,))
    assert broken(checklist) == expected
    for item, clause in expected:
        line = checklist.item(item).evidence[clause]
        assert line.place == finding.span
        assert "some words" in line.text


@pytest.mark.parametrize("rule", ["wording.x", "acronym.undefined", "jargon.x", "quotation.unattributed", "repetition"])
def test_findings_that_are_kept_or_only_info_keep_nothing_open(check: Check, complete: str, rule: str) -> None:
    kept = Finding(rule, Severity.ERROR, Span(3000, 3010), "message", kept=True)
    info = Finding(rule, Severity.INFO, Span(3000, 3010), "message")
    assert broken(check(complete, (kept, info))) == set()


def test_a_rule_of_another_family_that_opens_a_question_keeps_it_open(check: Check, complete: str) -> None:
    finding = Finding("house.tone", Severity.WARNING, Span(3000, 3010), "message", opens=("language.1", "language.2"))
    assert broken(check(complete, (finding,))) == {("language.1", 1), ("language.2", 2)}
