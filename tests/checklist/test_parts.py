"""The parts that a confirmation holds for: their names, digests and places."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from imr_tui.checklist.model import Checklist, ReadPart
from imr_tui.checklist.parts import MOST_RECORDS

from .conftest import replaced

Check = Callable[..., Checklist]


def parts(checklist: Checklist, ident: str) -> tuple[ReadPart, ...]:
    found = checklist.item(ident)
    assert found is not None
    return found.parts


def names(checklist: Checklist, ident: str) -> list[str]:
    return [part.name for part in parts(checklist, ident)]


@pytest.mark.parametrize(
    ("ident", "expected"),
    [
        ("characteristics.1", ["P1", "P2"]),
        ("characteristics.2", ["characteristics.2"]),
        ("characteristics.3", ["P1", "P2", "characteristics.3", "analysis", "F1", "F2", "F3"]),
        ("methodology.2", ["methodology", "S1", "S2", "S3", "I1", "I2"]),
        ("overview.1", ["overview", "E1", "E2", "E3"]),
        ("analysis.1", ["E1", "E2", "E3", "F1", "F2", "F3"]),
        ("analysis.4", ["T1", "T2", "T3", "F1", "F2", "F3"]),
        ("recommendations.3", ["R1", "A1"]),
        ("feedback.2", []),
        ("feedback.3", ["feedback.3"]),
    ],
)
def test_each_question_reads_its_parts_in_order(check: Check, complete: str, ident: str, expected: list[str]) -> None:
    assert names(check(complete), ident) == expected


def test_the_language_questions_read_the_whole_document(check: Check, complete: str) -> None:
    expected = [
        "individual-management-review",
        "the-people",
        "characteristics.2",
        "characteristics.3",
        "characteristics.4",
        "terms-of-reference",
        "methodology",
        "overview",
        "analysis",
        "learning",
        "recommendations",
        "feedback.3",
        "kept",
    ]
    for number in (1, 2, 3):
        assert names(check(complete), f"language.{number}") == expected


def test_a_digest_is_that_of_the_text_without_comments_and_folded(check: Check) -> None:
    text = "# Bringing it back {covers=feedback.3}\n\nThe   learning <!-- which? -->\nbelongs *here*.\n\n## Below\n\nMore.\n"
    (part,) = parts(check(text), "feedback.3")
    bare = "# Bringing it back {covers=feedback.3} The learning belongs *here*. ## Below More."
    assert part.digest == hashlib.sha256(bare.encode()).hexdigest()[:12]
    assert part.seen == f"1:feedback.3:{part.digest}"
    assert text[part.place.start : part.place.end] == "Bringing it back"


def test_a_records_digest_holds_its_own_sub_sections_and_no_nested_record(check: Check) -> None:
    text = "# E1: Call\n\n- Date: 1 May 2023\n\n## What was said\n\nNothing.\n\n## F1: Finding\n\n- Why: Not asked.\n"
    bare = "# E1: Call - Date: 1 May 2023 ## What was said Nothing."
    found = {part.name: part.digest for part in parts(check(text), "analysis.1")}
    assert found["E1"] == hashlib.sha256(bare.encode()).hexdigest()[:12]
    assert set(found) == {"E1", "F1"}


def test_sections_that_cover_the_same_are_numbered_and_nested_ones_are_their_own(check: Check) -> None:
    text = (
        '# One {covers="overview analysis"}\n\nText.\n\n## E1: Call\n\n- Date: 1 May 2023\n\n'
        "# Two {covers=analysis}\n\n## Three {covers=analysis.1}\n\n## Four\n\nText.\n"
    )
    checklist = check(text)
    assert names(checklist, "overview.1") == ["overview", "E1"]
    assert names(checklist, "analysis.3") == ["analysis", "analysis~2", "analysis.1"]
    changed = check(text.replace("## Four\n\nText.", "## Four\n\nOther text."))
    before, after = parts(checklist, "analysis.3"), parts(changed, "analysis.3")
    assert [one.digest == other.digest for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_titles_in_common_and_without_letters_have_names_of_their_own(check: Check) -> None:
    text = "Words ahead.\n\n# Notes\n\nOne.\n\n# Notes\n\nTwo.\n\n# …\n\nThree.\n\n# E1: Call\n\nFour.\n"
    assert names(check(text), "language.1") == ["opening", "notes", "notes~2", "section", "E1", "kept"]


def test_an_empty_document_has_no_part_but_what_is_kept(check: Check) -> None:
    assert names(check(""), "language.1") == ["kept"]
    assert names(check("+++\n+++\n\n"), "language.1") == ["kept"]


def test_a_moved_part_is_the_same_part(check: Check, complete: str) -> None:
    moved = replaced(complete, "# Individual Management Review\n", "# Individual Management Review\n\nOne more line.\n")
    assert [part.seen for part in parts(check(moved), "overview.1")] == [
        part.seen for part in parts(check(complete), "overview.1")
    ]


def events(count: int) -> str:
    return "".join(f"### E{n}: Event\n\n- Date: {n} words\n\n" for n in range(1, count + 1))


def test_very_many_records_are_read_by_their_section(check: Check) -> None:
    most = f"# Overview {{covers=overview}}\n\n{events(MOST_RECORDS)}"
    assert len(names(check(most), "overview.1")) == MOST_RECORDS + 1
    text = f"{most}# More\n\n### E900: Event\n\nText.\n"
    checklist = check(text)
    assert names(checklist, "overview.1") == ["overview", "overview/E", "more/E"]
    changed = check(text.replace("- Date: 7 words", "- Date: 7 other words"))
    before, after = parts(checklist, "overview.1"), parts(changed, "overview.1")
    assert [one.digest == other.digest for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_the_confirmations_of_a_very_long_review_fit_into_the_front_matter(check: Check) -> None:
    findings = "".join(f"# F{n}: Finding\n\nText.\n\n" for n in range(400))
    text = f"# Overview {{covers=overview}}\n\n{events(149)}# Analysis {{covers=analysis}}\n\n{findings}"
    checklist = check(text)
    seen = sum(len(part.seen) + 4 for entry in checklist.items if entry.question.judge for part in entry.parts)
    assert seen < 10_000
    assert names(checklist, "language.1") == ["overview", "analysis", "kept"]
    assert names(checklist, "analysis.1") == ["overview/E", "analysis/F"]
