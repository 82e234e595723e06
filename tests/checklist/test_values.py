"""What a value, a link, a number of words amounts to for the clauses that rest on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imr_tui.checklist.model import Checklist

from .conftest import Clauses, broken, in_front, replaced, set_field, set_key, without_record

Check = Callable[..., Checklist]


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
        lines = [checklist.item(f"language.{n}").evidence[0] for n in (1, 2, 3)]
        assert [line.holds for line in lines] == [holds] * 3
        assert {line.count for line in lines} == {number}


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
