"""Checklists made by hand."""

from __future__ import annotations

from imr_tui.checklist.model import Area, AreaTitle, Checklist, Evidence, Item, Question, State
from imr_tui.document.text import Span

SHORT = ("Recorded, or not known", "Effect on decisions", "Intersection in analysis", "Access and relevance")


def item(ident: str, short: str, state: State, *evidence: Evidence, judge: bool = False, **rest: object) -> Item:
    question = Question(
        ident, ident.partition(".")[0], f"Is {short} so?", short, "2a, question 1", judge, "It matters.", "Do it."
    )
    return Item(question, state, evidence or (Evidence(state.settled, "A line", Span(0, 0)),), **rest)


def area(ident: str, short: str, *items: Item) -> Area:
    return Area(AreaTitle(ident, f"{short} in full", short, "2a"), items)


def three_areas() -> Checklist:
    """Every state once, an error, an item whose words do not fit beside each other."""
    return Checklist(
        (
            area(
                "characteristics",
                "Characteristics",
                item("characteristics.1", SHORT[0], State.DONE),
                item("characteristics.2", SHORT[1], State.DONE, judge=True),
                item("characteristics.3", SHORT[2], State.NOT_APPLICABLE, reason="The victim is not known"),
            ),
            area(
                "language",
                "Language",
                item(
                    "language.1",
                    "Neutral in tone",
                    State.LOOK_AGAIN,
                    Evidence(True, "Holds"),
                    judge=True,
                    changed_words=("E3", "Analysis"),
                ),
                item(
                    "language.2",
                    "Clear, terms explained",
                    State.STARTED,
                    Evidence(True, "Holds"),
                    Evidence(
                        False, "7 of 11 acronyms: missing DASH", Span(40, 44), 7, 11, ("DASH", "MARAC", "IDVA", "MASH")
                    ),
                    has_error=True,
                ),
                item("language.3", "How the family reads it", State.CONFIRM, Evidence(True, "Holds"), judge=True),
            ),
            area("methodology", "Method", item("methodology.1", "Approach named", State.TODO)),
        )
    )
