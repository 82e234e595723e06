"""For every clause of every row: what it rests on, taken away, un-ticks that clause and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imr_tui.checklist.model import Checklist, State
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.text import Span

from .conftest import in_front, replaced, set_field, set_key, without_record

Clauses = set[tuple[str, int]]
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


def broken(checklist: Checklist) -> Clauses:
    return {(item.id, n) for item in checklist.items for n, line in enumerate(item.evidence) if not line.holds}


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
        line = checklist.item(item).evidence[clause]  # type: ignore[union-attr]  # the item is one of the twenty-four
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


VALUES: list[tuple[str, str, str, Clauses]] = [
    ("P1", "Date of birth", "some time in spring", {("characteristics.1", 1)}),
    ("P1", "Date of birth", "Not known", set()),
    ("P1", "Role", "Victim (deceased)", set()),
    ("P1", "Role", "victim.", set()),
    ("P1", "Role", "Witness", {("characteristics.1", 0)}),
    ("P2", "Publication restrictions", "Not known", set()),
    ("S1", "Accessed", "Partly", {("methodology.2", 2)}),
    ("S1", "Accessed", "Sometimes", {("methodology.1", 1), ("methodology.2", 0), ("methodology.2", 3)}),
    ("S1", "Accessed", "No", {("methodology.1", 1), ("methodology.2", 2)}),
    ("S2", "Type", "National guidance", set()),
    ("S2", "Type", "Other record", {("methodology.1", 1)}),
    ("S3", "Accessed", "Yes", set()),
    ("S3", "Reason not accessed", "Not known", {("methodology.2", 2)}),
    ("S3", "Reason not accessed", "None", {("methodology.2", 2)}),
    ("I1", "Spoken to", "Not known", {("methodology.1", 2), ("methodology.2", 1)}),
    ("E2", "Date", "Not known", {("overview.1", 2)}),
    ("E2", "Date", "in the spring", {("overview.1", 2)}),
    ("E2", "Date", "1 June 2023", {("overview.1", 3)}),
    ("E2", "Date", "2 May 2023, 23:59", set()),
    ("E3", "Date", "14 March 2023, 21:39", {("overview.1", 3)}),
    ("E3", "Date", "14 March 2023", set()),
    ("E3", "Date", "March 2023", {("overview.1", 3)}),
    ("E2", "Date", "March 2023", set()),
    ("E2", "Action taken", "None", set()),
    ("E2", "Action taken", "Not known", set()),
    ("E3", "Date", "1 January 2024", {("overview.1", 4)}),
    ("E3", "Date", "2023", {("overview.1", 3)}),
    ("E1", "Date", "2022", set()),
    ("E1", "Reason for inclusion", "Not known", {("overview.1", 4)}),
    ("F1", "Practice", "Usual", {("analysis.2", 1)}),
    ("F1", "Practice", "not consistent with policy", set()),
    ("F1", "Policy", "S9", {("analysis.2", 1)}),
    ("F1", "Policy", "E1", {("analysis.2", 1)}),
    ("F1", "Policy", "S9, S2", set()),
    ("F1", "Policy", "The force's policy S9 of 2021", set()),
    ("F1", "Events", "E9", {("analysis.1", 1)}),
    ("F1", "Events", "S1, E1", set()),
    ("F1", "Events", "E1–E2", set()),
    ("F2", "Missed opportunity", "None", {("analysis.3", 0)}),
    ("F2", "Missed opportunity", "None identified – the officers did all they could", {("analysis.3", 0)}),
    ("F2", "Missed opportunity", "Not known", {("analysis.3", 0)}),
    ("T3", "Not addressed because", "Not known", {("analysis.4", 1)}),
    ("L1", "Arises from", "S1", {("learning.1", 1)}),
    ("L1", "Arises from", "F9, E3", set()),
    ("L1", "Action already taken", "None", set()),
    ("L2", "No recommendation because", "None", {("recommendations.1", 2)}),
    ("R1", "Learning points", "L9", {("recommendations.1", 1), ("recommendations.1", 2)}),
    ("R1", "Learning points", "L9, L1", set()),
    *(("R1", name, "Not known", {("recommendations.2", 1)}) for name in ("Achievable", "Realistic", "Target date")),
    *(("R1", name, "Not known – nobody is named yet", set()) for name in ("Achievable", "Realistic", "Target date")),
    *(("R1", name, "Not known", {("feedback.1", 1)}) for name in ("Owner", "Tracking", "Dissemination")),
    *(("R1", name, "Not known (the board has not met)", set()) for name in ("Owner", "Tracking", "Dissemination")),
    ("R1", "Target date", "soon", {("recommendations.2", 1)}),
    ("R1", "Measure", "Not known", set()),
    ("A1", "Owner", "Not known", {("recommendations.3", 2)}),
    ("A1", "Due", "Not known because the tender is open", set()),
    ("A1", "Due", "Not known: TBC", {("recommendations.3", 2)}),
    ("A1", "Progress", "Not started", set()),
]


@pytest.mark.parametrize(("record", "field", "value", "expected"), VALUES)
def test_what_a_value_amounts_to(
    check: Check, complete: str, record: str, field: str, value: str, expected: Clauses
) -> None:
    assert broken(check(set_field(complete, record, field, value))) == expected


def test_where_every_source_was_accessed_the_section_says_so(check: Check, complete: str) -> None:
    everything = set_field(complete, "S3", "Accessed", "Yes")
    assert broken(check(everything)) == set()
    for value in ("", " TBC", " Not known"):
        text = replaced(everything, "- Sources not accessed: Archived radio traffic", f"- Sources not accessed:{value}")
        assert broken(check(text)) == {("methodology.2", 3)}, value
    removed = replaced(everything, "- Sources not accessed: Archived radio traffic\n", "")
    assert broken(check(removed)) == {("methodology.2", 3)}
    none = replaced(everything, "- Sources not accessed: Archived radio traffic", "- Sources not accessed: None")
    assert broken(check(none)) == set()


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        ("None held – all those involved have left the force", True),
        ("None held (all those involved have left the force)", True),
        ("None held", False),
        ("None", False),
        ("None held – TBC", False),
        ("TBC", False),
    ],
)
def test_no_interviews_with_and_without_the_reason(check: Check, complete: str, value: str, holds: bool) -> None:
    text = without_record(without_record(complete, "I1"), "I2")
    text = replaced(text, "- Methodological approach:", f"- Interviews: {value}\n- Methodological approach:")
    assert broken(check(text)) == (set() if holds else {("methodology.1", 2)})


def test_the_approach_emptied_or_removed(check: Check, complete: str) -> None:
    for instead in ("", "- Methodological approach:\n", "- Methodological approach: TBC\n"):
        text = replaced(complete, "- Methodological approach: None used\n", instead)
        assert broken(check(text)) == {("methodology.3", 0)}
    assert broken(check(replaced(complete, "None used", "Systems thinking"))) == set()


def test_nested_restrictions_stand_for_the_records_own(check: Check, complete: str) -> None:
    bare = set_field(complete, "P1", "Publication restrictions", None)
    nested = replaced(
        bare, "(hearing impairment)\n", "(hearing impairment)\n  - Restriction: not known to the family\n"
    )
    assert broken(check(nested)) == set()
    blank = replaced(bare, "(hearing impairment)\n", "(hearing impairment)\n  - Restriction: TBC\n")
    assert broken(check(blank)) == {("characteristics.1", 2)}


def test_nesting_links_as_a_field_does(check: Check, complete: str) -> None:
    linked = set_field(complete, "F1", "Events", None)
    assert broken(check(linked)) == {("analysis.1", 1)}
    start, end = linked.index("### F1:"), linked.index("### F2:")
    moved = linked[:start] + linked[end:]
    finding = "#" + linked[start:end]
    at = moved.index("### E2:")
    assert broken(check(moved[:at] + finding + moved[at:])) == set()


def test_an_action_needs_its_recommendation(check: Check, complete: str) -> None:
    apart = replaced(complete, "#### A1: Contract", "### A1: Contract")
    assert broken(check(apart)) == {("recommendations.3", 1)}
    linked = replaced(apart, "- Owner: Head of Procurement", "- Recommendation: R1\n- Owner: Head of Procurement")
    assert broken(check(linked)) == set()


def test_a_learning_point_is_succinct(check: Check, complete: str) -> None:
    words = "Where a person cannot hear, officers need another way to speak to them alone."
    at_most = replaced(complete, words, f"{'learning ' * 120}\n")
    too_long = replaced(complete, words, f"{'learning ' * 121}\n")
    assert broken(check(at_most)) == set()
    assert broken(check(too_long)) == {("learning.1", 1)}


@pytest.mark.parametrize(
    ("item", "title", "words"),
    [
        ("characteristics.2", "Effect on decisions", 40),
        ("characteristics.3", "Acting together", 40),
        ("characteristics.4", "Access and relevance", 40),
        ("feedback.3", "Bringing it back", 15),
    ],
)
def test_the_number_of_words_is_exact(check: Check, complete: str, item: str, title: str, words: int) -> None:
    heading = f"## {title} {{covers={item}}}\n\n"
    start = complete.index(heading) + len(heading)
    end = complete.find("\n## ", start)
    rest = complete[end:] if end >= 0 else ""
    for number, expected in ((words, set()), (words - 1, {(item, 0)})):
        text = complete[:start] + "words " * (number - 1) + "2023 - … 14th\n" + rest
        numbers = text.replace("2023 - … 14th", "- … year")
        assert broken(check(numbers)) == expected


def test_a_findings_analysis_has_twenty_five_words(check: Check, complete: str) -> None:
    start = complete.index("Closing the file followed")
    end = complete.index("### F2:")
    for number, expected in ((25, set()), (24, {("analysis.1", 2)})):
        text = complete[:start] + "words " * number + "\n\n" + complete[end:]
        assert broken(check(text)) == expected


def test_the_document_needs_a_hundred_and_fifty_words(check: Check) -> None:
    for number, holds in ((150, True), (149, False)):
        checklist = check("# Text\n\n## E1: Event\n\n" + "words " * number)
        lines = [checklist.item(f"language.{n}").evidence[0] for n in (1, 2, 3)]  # type: ignore[union-attr]
        assert [line.holds for line in lines] == [holds] * 3
        assert {line.count for line in lines} == {number}


NOTABLE: list[tuple[str, str, bool]] = [
    ("Religion or faith", "Sikh", False),
    ("Religion or faith", "None", True),
    ("Religion or faith", "No religion", True),
    ("Religion or faith", "Information not known/not recorded", True),
    ("LGBTQ+", "Yes", False),
    ("LGBTQ+", "Possibly but unclear", False),
    ("Pregnant at the time", "Yes", False),
    ("Pregnant at the time", "Not applicable", True),
    ("Gender reassignment", "Gender identity different from sex registered at birth", False),
    ("Gender reassignment", "Gender identity the same as sex registered at birth", True),
    ("Gender reassignment", "The same as sex registered at birth.", True),
    ("Gender reassignment", "Gender identity not the same as sex registered at birth", False),
    ("Other characteristics", "Dyslexia", False),
    ("Other characteristics", "None", True),
    ("Sex", "Intersex", True),
    ("Married or in a civil partnership", "Yes", True),
]


@pytest.mark.parametrize(("field", "value", "holds"), NOTABLE)
def test_a_notable_characteristic_has_to_be_taken_up(
    check: Check, complete: str, field: str, value: str, holds: bool
) -> None:
    silent = replaced(complete, " Nobody asked about her Sikh family.", "")
    text = set_field(set_field(silent, "P1", "Religion or faith", "None"), "P1", field, value)
    checklist = check(text)
    assert broken(checklist) == (set() if holds else {("characteristics.3", 1)})
    line = checklist.item("characteristics.3").evidence[1]  # type: ignore[union-attr]
    assert (f"P1 {field}" in line.missing) is not holds


TAKEN_UP: list[tuple[str, bool]] = [
    ("Nobody asked about her Sikh family.", True),
    ("Nobody asked about the Sikhs in the street.", True),
    ("Nobody asked about her faith.", True),
    ("Nobody asked about religion.", True),
    ("Nobody asked about her **relig**ious life.", True),
    ("<!-- Sikh -->", False),
    ("TBC – the Sikh family.", False),
    ("`Sikh`", False),
    ("Nobody asked about the faithful dog.", False),
]


@pytest.mark.parametrize("where", ["finding", "analysis", "section", "why"])
@pytest.mark.parametrize(("words", "holds"), TAKEN_UP)
def test_where_and_how_a_characteristic_is_taken_up(
    check: Check, complete: str, where: str, words: str, holds: bool
) -> None:
    text = replaced(complete, " Nobody asked about her Sikh family.", "")
    words = f"\n\n{words}\n\n" if where != "why" else words
    match where:
        case "finding":
            text = replaced(
                text, "what the policy asks of counter staff.", f"what the policy asks of counter staff.{words}"
            )
        case "analysis":
            text = replaced(text, "{covers=analysis}\n", f"{{covers=analysis}}\n{words}")
        case "section":
            text = replaced(text, "{covers=characteristics.3}\n", f"{{covers=characteristics.3}}\n{words}")
        case _:
            text = set_field(text, "F1", "Why", words)
    gone = not holds and where == "why" and words.startswith(("TBC", "<!--"))
    expected: Clauses = {("analysis.1", 2)} if gone else set()
    assert broken(check(text)) == expected | (set() if holds else {("characteristics.3", 1)})


def test_elsewhere_a_characteristic_is_not_taken_up(check: Check, complete: str) -> None:
    text = replaced(complete, " Nobody asked about her Sikh family.", "")
    text = replaced(text, "### E3: Visit", "### E3: Sikh visit")
    text = replaced(text, "The public counter".lower() + " had no", "the Sikh public counter had no")
    assert broken(check(text)) == {("characteristics.3", 1)}


def test_only_the_subjects_characteristics_are_asked_for(check: Check, complete: str) -> None:
    text = set_key(complete, "subjects", '["Suspect"]')
    text = replaced(text, " Nobody asked about her Sikh family.", "")
    assert broken(check(text)) == set()


def test_a_late_date_before_the_summary_is_the_events_own_place(check: Check, complete: str) -> None:
    start, end = complete.index("Nadia and Carl had lived"), complete.index("### E1:")
    summary = complete[start:end]
    behind = complete[:start] + complete[end:].replace(
        "## How the police responded", f"### Summary\n\n{summary}## How the police responded"
    )
    assert broken(check(behind)) == {("overview.1", 0)}


@pytest.mark.parametrize(
    "entry",
    [
        "[deadlines]\ncompleted_to_signed_off = 10\n",
        "[deadlines]\nincident_to_signed_off = 100\n",
    ],
)
def test_other_deadlines_want_a_reason_too(check: Check, complete: str, entry: str) -> None:
    text = complete.replace("[deadlines]\n", entry)
    assert broken(check(text)) == set()
    assert broken(check(set_key(text, "delay_rationale", '""'))) == {("feedback.2", 2)}


def test_a_second_record_of_an_id_counts_for_nothing(check: Check, complete: str) -> None:
    text = set_field(complete, "F1", "Why", "")
    start = complete.index("### F1:")
    end = complete.index("### F2:")
    at = text.index("### F2:")
    assert broken(check(text[:at] + complete[start:end] + text[at:])) == {("analysis.1", 2)}


def test_front_matter_that_cannot_be_read_leaves_the_body_checked(check: Check, complete: str) -> None:
    text = in_front(complete, "broken = ")
    assert broken(check(text)) == {
        *(("characteristics.1", n) for n in (0, 1, 2)),
        *(("feedback.2", n) for n in (0, 1, 2)),
    }
