"""All triggers that stand in a text are found, however they begin and overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.data.loader import load_rules
from imr_tui.prose.patterns import squeezed
from imr_tui.prose.triggers import Triggers, triggers_for, triggers_of

LETTERS = st.text("ab ", min_size=1, max_size=24)


def plainly(numbers: dict[str, list[int]], text: str) -> set[int]:
    return {number for trigger, own in numbers.items() if trigger in text for number in own}


def found(triggers: Triggers, text: str) -> set[int]:
    return {number for numbers, _ in triggers.within(text) for number in numbers}


@given(st.dictionaries(LETTERS, st.lists(st.integers(0, 300), min_size=1, max_size=3), max_size=60), st.data())
def test_every_trigger_in_a_text_is_found_and_no_other(numbers: dict[str, list[int]], data: st.DataObject) -> None:
    pieces = st.one_of(LETTERS, st.sampled_from([*numbers, ""]))
    text = "".join(data.draw(st.lists(pieces, max_size=12)))
    triggers = triggers_of(numbers)
    assert found(triggers, text) == plainly(numbers, text)
    assert {(number, start) for own, start in triggers.within(text) for number in own} == {
        (number, start)
        for trigger, own in numbers.items()
        for start in range(len(text))
        if text.startswith(trigger, start)
        for number in own
    }


def test_many_that_begin_alike_are_told_apart() -> None:
    numbers = {f"she did not {word}": [number] for number, word in enumerate("abcdefghijkl")} | {"she did": [99]}
    triggers = triggers_of(numbers)
    assert found(triggers, "then she did not c and she did not k") == {2, 10, 99}
    assert found(triggers, "then she did") == {99}
    assert found(triggers, "") == set()


def test_the_rules_own_triggers_are_found_in_their_examples() -> None:
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(load_rules().prose.phrases):
        for trigger in rule.triggers:
            numbers.setdefault(trigger, []).append(number)
    triggers = triggers_of(numbers)
    for rule in load_rules().prose.phrases[::9]:
        text = squeezed(" ".join((*rule.catches, *rule.leaves)))
        assert found(triggers, text) == plainly(numbers, text)


@pytest.mark.parametrize(
    ("patterns", "written", "triggers"),
    [
        (("was drunk", "smelt of (?:gin|whisky)"), (), (" drunk ", " smelt ")),
        (("(?:gin|whisky) and she",), (), (" gin ", " whisky ")),
        (("provok(?:ed|es|ing) <him>",), (), (" provoked ", " provokes ", " provoking ")),
        # Of four letters it may be a beginning.
        (("manipulat\\w* <him>", "took part"), (), (" mani", " part")),
        (("was drunk",), (" was drunk", "Drink-"), (" was drunk", "drink ")),
    ],
)
def test_patterns_have_the_triggers_that_are_written_or_else_what_they_need(
    patterns: tuple[str, ...], written: tuple[str, ...], triggers: tuple[str, ...]
) -> None:
    assert triggers_for(patterns, written) == triggers


def test_a_pattern_that_tells_no_word_needs_triggers() -> None:
    with pytest.raises(ValueError, match="word"):
        triggers_for(("was drunk", "<word>"), ())
