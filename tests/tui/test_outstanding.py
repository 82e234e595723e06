from __future__ import annotations

import pytest

from imr_tui.analysis.next_step import NextStep
from imr_tui.checklist.model import Checklist, Evidence, State
from imr_tui.data.loader import load_schema
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.parse import parse
from imr_tui.document.text import Span
from imr_tui.tui.outstanding import Visit, gap, item_at_hand, key_of, label_of, names, step_after, step_before, trail

from .checklists import area, item, three_areas

TODO = item("overview.1", "Overview", State.TODO)
LATER = item("analysis.1", "Analysis", State.CONFIRM, Evidence(True, "Holds"), judge=True)
PLACELESS = item("language.1", "Neutral in tone", State.CONFIRM, Evidence(True, "Holds"), judge=True)


def finding(start: int, rule: str = "wording.x") -> Finding:
    return Finding(rule, Severity.WARNING, Span(start, start + 4), "Say it otherwise.", "word")


STEPS = (
    NextStep(Span(10, 14), "first", finding=finding(10)),
    NextStep(Span(10, 20), "second", item=TODO),
    NextStep(Span(30, 34), "third", finding=finding(30)),
    NextStep(Span(50, 60), "fourth", item=LATER),
    NextStep(None, "fifth", item=PLACELESS),
)


def walk(cursor: int, presses: int, *, back: bool = False) -> list[str]:
    """The texts of the steps that so many presses of a key reach, going where each one leads."""
    last = Visit()
    reached = []
    for _ in range(presses):
        step = (step_before if back else step_after)(STEPS, cursor, last)
        assert step is not None
        cursor = cursor if step.place is None else step.place.start
        last = Visit(key_of(step), cursor)
        reached.append(step.text)
    return reached


def test_every_step_is_reached_once_and_then_it_begins_again() -> None:
    assert walk(0, 6) == ["first", "second", "third", "fourth", "fifth", "first"]
    assert walk(0, 6, back=True) == ["fifth", "fourth", "third", "second", "first", "fifth"]


def test_the_way_begins_after_the_cursor() -> None:
    assert walk(31, 1) == ["fourth"]
    assert walk(30, 1) == ["fourth"]
    assert walk(29, 1) == ["third"]
    assert walk(55, 1) == ["fifth"]
    assert walk(30, 1, back=True) == ["second"]


def test_a_cursor_that_moved_on_is_followed() -> None:
    last = Visit(key_of(STEPS[3]), 50)
    step = step_after(STEPS, 12, last)
    assert step is not None
    assert step.text == "third"


def test_the_same_words_elsewhere_are_another_step() -> None:
    last = Visit(key_of(STEPS[2]), 30)
    step = step_after(STEPS, 30, last)
    assert step is not None
    assert step.text == "fourth"


def test_without_anything_open_there_is_no_step() -> None:
    assert step_after((), 0, Visit()) is None
    assert step_before((), 0, Visit()) is None


@pytest.mark.parametrize(
    ("ident", "expected"),
    [
        ("language.1", "E3, Analysis changed"),
        ("language.2", "missing DASH, MARAC, IDVA, +1 more"),
        ("language.3", "needs your judgement"),
        ("methodology.1", "A line"),
    ],
)
def test_what_an_item_wants(ident: str, expected: str) -> None:
    wanted = three_areas().item(ident)
    assert wanted is not None
    assert gap(wanted) == expected
    assert label_of(NextStep(None, "", item=wanted)) == f"{wanted.question.short}: {expected}"


def test_names_are_listed_up_to_three() -> None:
    assert names(("A", "B")) == "A, B"
    assert names(("A", "B", "C", "D", "E")) == "A, B, C, +2 more"


REVIEW = """# Language {covers=language}

Words.

# Contact {covers=overview}

## E1: A call

- Date: 1 May 2024

Told here.

# Elsewhere

Nothing.
"""


def checklist_at(cursor_text: str, *states: tuple[str, str, State]) -> str | None:
    report = parse(REVIEW, load_schema())
    areas = []
    for ident, short, state in states:
        areas.append(area(ident.partition(".")[0], short, item(ident, short, state, Evidence(True, "x"), judge=True)))
    chosen = item_at_hand(Checklist(tuple(areas)), report, load_schema(), REVIEW.index(cursor_text))
    return chosen.id if chosen else None


def test_the_question_at_hand_is_that_of_the_section() -> None:
    given = (("overview.1", "Contact", State.CONFIRM), ("language.1", "Tone", State.CONFIRM))
    assert checklist_at("Words.", *given) == "language.1"
    assert checklist_at("Told here.", *given) == "overview.1"


def test_outside_any_answer_the_first_that_waits_is_at_hand() -> None:
    given = (("overview.1", "Contact", State.TODO), ("language.1", "Tone", State.CONFIRM))
    assert checklist_at("Nothing.", *given) == "language.1"


def test_a_settled_section_still_gives_its_own_question() -> None:
    given = (("overview.1", "Contact", State.CONFIRM), ("language.1", "Tone", State.DONE))
    assert checklist_at("Words.", *given) == "language.1"


def test_the_trail_names_the_sections_from_the_outermost() -> None:
    report = parse(REVIEW, load_schema())
    assert trail(report, REVIEW.index("Told here.")) == ("Contact", "E1: A call")
    assert trail(report, REVIEW.index("Words.")) == ("Language",)
