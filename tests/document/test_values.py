"""What a value amounts to, as the document format lists it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imr_tui.document.model import ValueState
from imr_tui.document.values import is_placeholder, is_plainly_given, match_choice, read_value

PLACEHOLDERS = [
    "TBC", "tbc", "TBC.", "TBD", "TODO", "XXX", "?", "-", "–", "…", "...", "TBC – the supplier is to say", "tbc - later",
    "[insert name]", "[INSERT NAME]", "[enter date here]", "[add]", "[type of contact]", "[name of officer]", "[date]",
    "[delete as needed]", "[to be confirmed]",
]  # fmt: skip
NO_PLACEHOLDERS = [
    "[REDACTED]",
    "[sic]",
    "[E3]",
    "Toby",
    "TBCs",
    "XX",
    "Not known",
    "[insert name] of the force",
    "To be agreed",
]


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_is_no_value(text: str) -> None:
    assert is_placeholder(text)
    assert read_value([text], 0, 0).state is ValueState.PLACEHOLDER
    assert not read_value([text], 0, 0).is_value


@pytest.mark.parametrize("text", NO_PLACEHOLDERS)
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)
    assert read_value([text], 0, 0).is_value


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("Not known", ValueState.NOT_KNOWN, ""),
        ("not recorded.", ValueState.NOT_KNOWN, ""),
        ("Information not known/not recorded", ValueState.NOT_KNOWN, ""),
        ("Information Not Known/Not Recorded", ValueState.NOT_KNOWN, ""),
        ("N/A", ValueState.NOT_KNOWN, ""),
        ("Not applicable (he is male)", ValueState.NOT_KNOWN, "he is male"),
        (
            "Not known – the supplier has not confirmed a date",
            ValueState.NOT_KNOWN,
            "the supplier has not confirmed a date",
        ),
        ("Not known - no date yet", ValueState.NOT_KNOWN, "no date yet"),
        ("Not known: no date yet", ValueState.NOT_KNOWN, "no date yet"),
        ("Not known because no date was set", ValueState.NOT_KNOWN, "no date was set"),
        ("Not known, no date was set", ValueState.NOT_KNOWN, "no date was set"),
        ("Not known – TBC", ValueState.NOT_KNOWN, ""),
        ("Not known – ", ValueState.NOT_KNOWN, ""),
        ("Not known to the police before 2021", ValueState.GIVEN, ""),
        ("None", ValueState.NONE, ""),
        ("No", ValueState.NONE, ""),
        ("None identified", ValueState.NONE, ""),
        ("None identified – there was no contact", ValueState.NONE, "there was no contact"),
        ("None held – all staff have left the force", ValueState.NONE, "all staff have left the force"),
        ("No missed opportunity was identified", ValueState.NONE, ""),
        ("Nothing was recorded", ValueState.GIVEN, ""),
        ("No entry was made on the log", ValueState.GIVEN, ""),
    ],
)
def test_states_and_reasons(text: str, state: ValueState, reason: str) -> None:
    value = read_value([text], 0, 0)
    assert (value.state, value.reason) == (state, reason)


def test_a_placeholder_beside_a_value_does_not_hide_it() -> None:
    assert read_value(["TBC", "Told on 3 May"], 0, 0).state is ValueState.GIVEN


def test_known_or_reasoned() -> None:
    assert read_value(["30 June"], 0, 0).known_or_reasoned
    assert read_value(["Not known – no date set"], 0, 0).known_or_reasoned
    assert not read_value(["Not known"], 0, 0).known_or_reasoned
    assert not read_value(["TBC"], 0, 0).known_or_reasoned
    assert not read_value([], 0, 0).known_or_reasoned


def test_choices_match_without_regard_to_case_full_stop_or_dash() -> None:
    choices = ("Good practice", "Yes – present at the time")
    assert match_choice("good practice.", choices) == "Good practice"
    assert match_choice("YES - present at the time", choices) == "Yes – present at the time"
    assert match_choice("practice", choices) is None


@pytest.mark.parametrize(
    "text", ["The caller rang.", "Toby was there.", "Nine calls", "U", "It was late.", "x", "PC 1421"]
)
def test_most_values_are_told_by_how_they_begin(text: str) -> None:
    assert is_plainly_given(text) is not text.startswith("To")


@settings(deadline=None)
@example("n / a")
@example("n\u3000/ a")
@example("\u0131nformation not recorded")
@given(st.text("tTbBoOdDcCxX?[\u2026.-nNuUiI\u0130\u0131 k/a\u017f\u00a0", min_size=1, max_size=6))
def test_a_value_plainly_given_is_one(text: str) -> None:
    if not text[0].isspace() and is_plainly_given(text):
        assert read_value([text], 0, 0).state is ValueState.GIVEN
        assert not is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        *PLACEHOLDERS,
        "Not known",
        "Unknown",
        "N/A",
        "n / a",
        "Information not recorded",
        "None",
        "no",
        "No events found",
    ],
)
def test_what_is_no_value_is_never_plainly_given(text: str) -> None:
    assert not is_plainly_given(text)
