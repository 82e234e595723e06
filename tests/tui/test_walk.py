"""A whole review, from the blank template to twenty-four of twenty-four, by keyboard alone, through the forms, to Word."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .session import ROOT
from .walking import Walk, walk

DETAILS = {
    "Status": "",
    "Type of review": "Safeguarding Adult Review",
    "Review reference": "SAR/2025/021",
    "Commissioned by": "Northshire Safeguarding Adults Board",
    "Review author": "Helen Marsh",
    "Timescale from": "1 January 2023",
    "Timescale to": "9 March 2025",
    "Subjects": "",
    "Force": "Northshire Police",
    "Author": "Priya Nair",
    "Author's role": "Review Officer",
    "Independence": "No part in the events and no line management of those who had.",
    "Incident": "9 March 2025",
    "IMR requested": "1 May 2025",
    "IMR completed": "20 June 2025",
    "Quality assured": "27 June 2025",
    "Signed off": "30 June 2025",
}
UNKNOWN = "Information not known/not recorded"
PEOPLE = [
    ("Alina Petrova", "Daniel Harrow"),
    ("Mary", "Peter"),
    ("12 Mill Lane, Harbury", "4 High Street, Harbury"),
    ("3 June 1951", "9 May 1979"),
    ("Female", "Male"),
    (UNKNOWN, UNKNOWN),
    (UNKNOWN, UNKNOWN),
    (UNKNOWN, UNKNOWN),
    (UNKNOWN, UNKNOWN),
    ("No", "No"),
    ("No", "Not applicable"),
    ("No", "No"),
    ("None known", "None known"),
    ("None known", "None known"),
]
PROSE = {
    "Influence on decisions": (
        "Officers decided at the door on each of the visits. Her age was written down once and then taken as a reason for "
        "leaving her in the care of her nephew. Nobody asked her alone what she wanted, and the log does not say whether "
        "anybody had thought of it."
    ),
    "Intersectionality": (
        "Being old, living alone and depending on one relative for money and food acted together. Each of these was known to "
        "somebody, yet nobody set them side by side, and so the control that he had over her daily life was not seen for what "
        "it was."
    ),
    "Access to services": (
        "She had no telephone of her own and the nearest police station had closed. Whatever she wanted to tell the force had to "
        "go through him or through the shop. A visit by arrangement with the shop would have opened a way, and none was offered "
        "to her."
    ),
}
METHOD = (
    "The author searched the command and control system for every call about the address, read the domestic abuse policy as it "
    "stood in that year, spoke with the officer who went there first, and had the result checked by a colleague who had not "
    "worked on the case before."
)
OVERVIEW = (
    "The force met the household once within the timescale. The contact followed a call from the shop where she bought her "
    "bread, whose owner had seen that she was afraid and had less money from week to week. Two officers called at the house, "
    "spoke to her nephew and left again after a few minutes."
)
STRATEGY = "This learning bears on the second aim of the vulnerability strategy, which asks every officer to listen to the person first."


@pytest.fixture
def walks() -> Iterator[list[Walk]]:
    made: list[Walk] = []
    yield made
    for one in made:
        one.tmux("kill-server")


def command(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "imr_tui", *arguments],
        cwd=home,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def details(one: Walk) -> None:
    """The front matter, by its form."""
    one.press("F6")
    one.wait("Space Confirm")
    one.type("d")
    one.wait("Details of the review", "Title")
    one.press("Tab", "Tab", "Tab")
    one.fill(list(DETAILS.values()))


def people(one: Walk) -> None:
    """Both subjects side by side."""
    one.go_to("P1: Victim", "Role: Victim")
    one.press("F12")
    one.wait("People: P1, P2", "Name and aliases")
    one.fill([cell for row in PEOPLE for cell in row])


def records(one: Walk) -> None:
    """Sources, an interview, the term, the event, the findings, the learning, the recommendation and its action."""
    one.new_record(
        "s", "Source S1", ["Command and control system", "Police system", "Yes", "", "", "Calls about the address."]
    )
    one.new_record(
        "s",
        "Source S2",
        ["Domestic abuse policy, version 4", "Force policy", "Yes", "https://www.northshire.example/policy", "", ""],
    )
    one.new_record(
        "i",
        "Interview I1",
        [
            "PC Hollie Grant",
            "PC Hollie Grant",
            "Response officer",
            "",
            "Yes",
            "3 June 2025",
            "",
            "What she remembered of the visit.",
        ],
    )
    one.new_record("t", "Term of reference T1", ["Response", "", "How officers responded to what they were told."])
    one.new_record("e", "Event E1", [
        "A call from the shop", "14 March 2024, 10:20", "Victim", "Northshire Police", "Two officers visited and spoke to her nephew.", "S1", "",
        "The owner rang and said why he was worried.",
    ])  # fmt: skip
    one.new_record("f", "Finding F1", [
        "Nobody spoke to her alone", "E1", "Not consistent with policy", "S2", "", "The officers were new to the area and had four calls waiting.",
        "Speaking to her apart from him could have shown her fear.", "T1",
        ("The policy in force asked officers to see each person by themselves, and the visit did not keep to it. What the shop had "
        "told them would have been a reason to try, and a short talk at the shop itself was open to them on the same day."),
    ])  # fmt: skip
    one.new_record("f", "Finding F2", [
        "The shop was thanked", "E1", "Good practice", "S2", "", "The officer knew from earlier work how much people in a street notice.",
        "None", "T1",
        ("Going back to the owner went beyond what was asked of her. It kept a neighbour willing to ring again, and it gave the force "
        "a second way of hearing how she was without her nephew knowing of it."),
    ])  # fmt: skip
    one.new_record("l", "Learning point L1", [
        "Seeing the person alone", "F1", "System", "None yet", "", "", "A visit is complete when the person it is about has been heard alone.",
    ])  # fmt: skip
    one.new_record("r", "Recommendation R1", [
        "Record who was seen alone", "L1", "Chief Constable of Northshire Police", "Local", "The log has no place for it.",
        "Every person whom a call is about is heard alone.", "A monthly sample of fifty visits.", "Yes", "Yes", "1 December 2025",
        "Head of Response", "The vulnerability board", "A briefing for each team",
        "Add to the visit log who was seen alone, and why somebody was not.",
    ])  # fmt: skip
    one.new_record(
        "a",
        "Action A1",
        ["Change the log", "", "Head of Response", "1 October 2025", "The form is agreed", "Not started", "", ""],
    )


def prose(one: Walk) -> None:
    """What is written in the text itself."""
    for place, text in PROSE.items():
        one.find(f"## {place}")
        one.press("Enter", "Enter")
        one.type(text)
        one.wait(text.split()[-2])
    for label, value in (("Methodological approach:", "None used"), ("Sources not accessed:", "None")):
        one.find(label)
        one.type(f" {value}")
        one.wait(f"{label} {value}")
    one.find("Debriefing of staff:")
    one.type(" A meeting with the team is planned.")
    one.press("Enter", "Enter")
    one.type(METHOD)
    one.wait("case before.")
    for heading, text in (("# Overview of police contact", OVERVIEW), ("strategy {covers=feedback.3}", STRATEGY)):
        one.find(heading)
        one.press("Enter", "Enter")
        one.type(text)
        one.wait(text.split()[-2])


def judge(one: Walk) -> None:
    """Confirm each question that is the author's to judge, beside the checklist."""
    one.press("F6")
    one.wait("Space Confirm", "17 of 24")
    count = 17
    for area, items in (("1", (2, 3, 4)), ("2", (1, 3)), ("4", (1,)), ("5", (1,))):
        for number in items:
            one.type(area)
            one.press(*["Down"] * number, "Space")
            count += 1
            one.wait(f"{count} of 24")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_a_whole_review_by_keyboard_alone(walks: list[Walk], tmp_path: Path, size: tuple[int, int]) -> None:
    assert command("new", "review.md", "--template", "general", home=tmp_path).returncode == 0
    one = walk(tmp_path, size, "review.md")
    walks.append(one)
    one.wait("0 of 24")
    details(one)
    people(one)
    records(one)
    prose(one)
    judge(one)
    one.type("k")
    one.wait("Check your review: nothing is left to do")
    one.press("C-e")
    one.wait("All 24 questions are settled.")
    one.press("Enter")
    one.wait("The Word document is written")
    one.press("Enter")
    one.press("C-q")
    told = command("check", "review.md", "--json", home=tmp_path)
    assert told.returncode == 0, told.stdout
    assert json.loads(told.stdout)["done"] == 24
    with zipfile.ZipFile(tmp_path / "review.docx") as package:
        assert "A call from the shop" in package.read("word/document.xml").decode()
