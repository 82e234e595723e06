from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.thread import ON_THE_THREAD, Thread, golden_thread, thread_rows
from imr_tui.data.loader import load_rules

RULES = load_rules()
ANALYSIS_WORDS = " ".join(["Officers looked at the call alone and not at those before it"] * 3) + "."


def thread_of(body: str) -> Thread:
    return golden_thread(analyse(body, RULES), RULES.schema)


def gaps(thread: Thread, ident: str) -> list[str]:
    return [gap.text for gap in thread.strands[ident].gaps]


EVENT = """# Overview {{covers=overview}}

## E1: A call

- Date: 14 March 2023
- Contact with: Victim
- Agencies: Northshire Police
- Action taken: Two officers attended.

# Analysis {{covers=analysis}}

## T1: Response

The response.

{finding}

# Learning {{covers=learning}}

{learning}

# Recommendations {{covers=recommendations}}

{recommendation}
"""
FINDING = f"""## F1: Each call alone

- Events: E1
- Practice: Not consistent with policy
- Policy: The force's own
- Why: Nobody saw them together.
- Terms of reference: T1

{ANALYSIS_WORDS}
"""
LEARNING = """## L1: See them together

- Arises from: F1
- Action already taken: None yet

Calls are to be seen together.
"""
RECOMMENDATION = """## R1: A search

- Learning points: L1
- Intended outcome: Calls are seen together.
- Measure: A dip sample.
- Achievable: Yes
- Realistic: Yes
- Target date: 1 May 2026
- Owner: Head of Control
- Tracking: The board
- Dissemination: Briefings

Search three years back.

### A1: Write it

- Owner: Head of Control
- Due: 1 May 2026
- Progress: Not started
"""


def whole(finding: str = FINDING, learning: str = LEARNING, recommendation: str = RECOMMENDATION) -> Thread:
    return thread_of(EVENT.format(finding=finding, learning=learning, recommendation=recommendation))


def test_a_whole_thread_has_no_gap_and_every_link() -> None:
    thread = whole()
    assert thread.gaps == 0
    assert thread.strands["F1"].links == {"Events": ("E1",), "Terms of reference": ("T1",)}
    assert thread.strands["E1"].linked_by == ("F1",)
    assert thread.strands["A1"].links == {"Recommendation": ("R1",)}
    assert [one.id for one in thread.behind(thread.strands["R1"])] == ["A1"]
    assert [one.id for one in thread.ahead(thread.strands["F1"])] == ["E1", "T1"]
    laid = [(row.depth, row.strand.id) for row in thread_rows(thread) if row.strand is not None]
    assert laid == [(1, "E1"), (2, "F1"), (3, "L1"), (4, "R1"), (5, "A1"), (1, "T1"), (2, "F1")]


@pytest.mark.parametrize(
    ("changed", "ident", "text", "wants", "field"),
    [
        ({"finding": ""}, "E1", "no finding", "F", ""),
        ({"finding": ""}, "T1", "no finding", "F", ""),
        ({"learning": ""}, "F1", "no learning point", "L", ""),
        ({"recommendation": ""}, "L1", "no recommendation", "R", ""),
        ({"recommendation": RECOMMENDATION.partition("### A1")[0]}, "R1", "no action", "A", ""),
        ({"recommendation": RECOMMENDATION.replace("- Measure: A dip sample.\n", "")}, "R1", "no Measure", "", "Measure"),
        ({"recommendation": RECOMMENDATION.replace("A dip sample.", "TBC")}, "R1", "no Measure", "", "Measure"),
        ({"recommendation": RECOMMENDATION.replace("- Owner: Head of Control\n- T", "- T")}, "R1", "no Owner", "", "Owner"),
        ({"recommendation": RECOMMENDATION.replace("- Learning points: L1\n", "")}, "R1", "no Learning points", "", "Learning points"),
        ({"recommendation": RECOMMENDATION.replace("- Due: 1 May 2026\n", "")}, "A1", "no Due", "", "Due"),
        ({"recommendation": RECOMMENDATION.replace("Search three years back.", "")}, "R1", "no text yet", "", ""),
        ({"learning": LEARNING.replace("- Arises from: F1\n", "")}, "L1", "no Arises from", "", "Arises from"),
        ({"finding": FINDING.replace(ANALYSIS_WORDS, "Short.")}, "F1", "more analysis wanted (1 of 25 words)", "", ""),
        ({"finding": FINDING.replace("- Why: Nobody saw them together.\n", "")}, "F1", "no Why", "", "Why"),
    ],
)  # fmt: skip
def test_each_kind_of_gap_is_told_with_what_puts_it_right(
    changed: dict[str, str], ident: str, text: str, wants: str, field: str
) -> None:
    gap = next(gap for gap in whole(**changed).strands[ident].gaps if gap.text == text)
    assert (gap.wants, gap.field) == (wants, field)


@pytest.mark.parametrize(
    "finding",
    [
        FINDING.replace("Not consistent with policy", "Consistent with policy"),
        FINDING.replace("Not consistent with policy", "Good practice"),
        FINDING.replace("Not consistent with policy", "Consistent with policy").replace("- Why", "- Missed opportunity: None\n- Why"),
    ],
)  # fmt: skip
def test_practice_as_it_should_be_needs_no_learning(finding: str) -> None:
    assert "no learning point" not in gaps(whole(finding=finding, learning=""), "F1")


def test_a_missed_opportunity_calls_for_learning_whatever_the_practice() -> None:
    finding = FINDING.replace("Not consistent with policy", "Good practice").replace(
        "- Why", "- Missed opportunity: The second call\n- Why"
    )
    assert "no learning point" in gaps(whole(finding=finding, learning=""), "F1")


def test_learning_from_the_finding_s_event_is_its_learning() -> None:
    assert gaps(whole(learning=LEARNING.replace("F1", "E1")), "F1") == []


def test_a_review_that_says_why_there_is_no_learning_lacks_none() -> None:
    thread = whole(learning="- Learning points: None identified – one officer's lapse, dealt with.", recommendation="")
    assert "no learning point" not in gaps(thread, "F1")


def test_a_reason_closes_the_gap() -> None:
    reasoned = LEARNING.replace("\n\nCalls", "\n- No recommendation because: The new system does it.\n\nCalls")
    assert gaps(whole(learning=reasoned, recommendation=""), "L1") == []
    thread = thread_of(
        "# A {covers=analysis}\n\n## T1: One\n\n- Not addressed because: Another body answers it.\n\nText.\n"
    )
    assert gaps(thread, "T1") == []


def test_what_hangs_on_no_event_is_laid_out_apart() -> None:
    rows = thread_rows(whole(finding=FINDING.replace("- Events: E1\n", "")))
    headings = [row.heading for row in rows if row.heading]
    assert headings == [
        "Events and what follows from them",
        "Not tied to an event",
        "Terms of reference and the findings that answer them",
    ]


def test_a_record_that_comes_again_does_not_bring_what_follows_again() -> None:
    body = EVENT.replace("# Analysis", "## E2: Another\n\n# Analysis").format(
        finding=FINDING.replace("Events: E1", "Events: E1, E2"), learning=LEARNING, recommendation=""
    )
    rows = thread_rows(thread_of(body))
    assert [(row.strand.id, row.again) for row in rows if row.strand is not None] == [
        ("E1", False), ("F1", False), ("L1", False), ("E2", False), ("F1", True), ("T1", False), ("F1", True)
    ]  # fmt: skip


def test_an_event_out_of_order_is_told_so_and_not_undated() -> None:
    body = EVENT.replace(
        "# Analysis",
        "## E2: Before\n\n- Date: 1 March 2022\n- Contact with: Victim\n- Agencies: Police\n- Action taken: None\n\n# Analysis",
    )
    assert "out of order of time" in gaps(thread_of(body.format(finding="", learning="", recommendation="")), "E2")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("TEFLRA"), st.lists(st.sampled_from(["E1", "E2", "F1", "F2", "L1", "R1", "T1"]), max_size=3)
        ),
        max_size=12,
    )
)
def test_every_record_is_laid_out_and_links_are_told_from_both_ends(records: list[tuple[str, list[str]]]) -> None:
    fields = {"F": "Events", "L": "Arises from", "R": "Learning points", "A": "Recommendation"}
    numbers: dict[str, int] = {}
    lines: list[str] = []
    for letter, links in records:
        numbers[letter] = numbers.get(letter, 0) + 1
        lines.append(f"## {letter}{numbers[letter]}: Title\n")
        if letter in fields:
            lines.append(f"- {fields[letter]}: {', '.join(links)}\n")
    thread = thread_of("\n".join(lines))
    laid = {row.strand.id for row in thread_rows(thread) if row.strand is not None}
    assert laid == {strand.id for strand in thread.strands.values() if strand.kind in ON_THE_THREAD + "T"}
    named = {(one.id, ident) for one in thread.strands.values() for ids in one.links.values() for ident in ids}
    assert named == {(other, one.id) for one in thread.strands.values() for other in one.linked_by}
