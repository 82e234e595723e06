from __future__ import annotations

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.front import read_front
from imr_tui.tui.first_look import first_look, head_of, marking_in
from imr_tui.tui.widgets.bars import Marking

from .reviews import REVIEW

VALUES = '[document]\nmarking = " OFFICIAL "\nstatus = 3\n[agency]\nname = "Northshire Police"\n'
READABLE = [
    REVIEW,
    "",
    "# A heading\n",
    f"+++\n{VALUES}+++\nText",
    f"\ufeff+++ \t\n{VALUES}+++",
    f"+++\n{VALUES}+++ \n\n+++\n",
    f"+++\n{VALUES}+++\nText".replace("\n", "\r\n"),
    f"+++\n{VALUES}+++\nText".replace("\n", "\r"),
    "+++\n+++\n",
    '+++\ndocument = "a text"\n+++\n',
]
NOT_READABLE = [
    "+++",
    "+++\n",
    "+++\r\n" + "a = 1\r\n" * 60,
    "+++\n[document\n+++\nText",
    "++++\n++++\n",
    " +++\n+++\n",
]


@pytest.mark.parametrize("text", READABLE)
def test_the_first_look_shows_what_the_analysis_will_show(text: str) -> None:
    front = read_front(text, load_schema())
    look = first_look(text)
    assert front.readable
    assert (look.details and look.details.end) == (front.span and front.body_start)
    assert look.marking == Marking(
        front.text("document", "marking"),
        front.text("agency", "name"),
        front.text("review", "reference"),
        front.text("document", "status"),
    )


@pytest.mark.parametrize("text", NOT_READABLE)
def test_what_cannot_be_read_is_left_to_the_analysis(text: str) -> None:
    look = first_look(text)
    assert look.details is None
    assert look.marking == Marking()


@pytest.mark.parametrize("text", READABLE + NOT_READABLE)
def test_the_head_of_a_text_tells_what_the_whole_does(text: str) -> None:
    head = head_of(text)
    assert text.startswith(head.rstrip("\n"))
    assert len(head) <= len(text) + 1
    assert first_look(head) == first_look(text)
    assert marking_in(head) == marking_in(text)


LINES = f"+++\n{VALUES}+++\r\n# One\r\n\rTwo"


@pytest.mark.parametrize(
    ("at", "rest"),
    [
        (None, "# One\r\n\rTwo"),
        ("E1", "# One\r\n\rTwo"),
        ("1", LINES),
        ("2", LINES.removeprefix("+++\n")),
        ("9", "\rTwo"),
        ("10", "Two"),
        ("11", "# One\r\n\rTwo"),
        ("0", "# One\r\n\rTwo"),
    ],
)
def test_a_line_that_was_asked_for_is_begun_at(at: str | None, rest: str) -> None:
    assert LINES[first_look(LINES, at).start :] == rest


def test_a_line_is_found_without_details_too() -> None:
    assert first_look("One\nTwo", "2").start == 4
    assert first_look("One\nTwo", "3").start == 0
    assert first_look("One\nTwo").start == 0
