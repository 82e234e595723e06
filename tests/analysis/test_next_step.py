"""The next thing to do, from any place, in both directions."""

from __future__ import annotations

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Rules
from imr_tui.analysis.next_step import NextStep, next_step, steps_of, steps_up_to


def confirmed_all(text: str, rules: Rules) -> str:
    entries = ""
    for item in analyse(text, rules).checklist.items:
        if item.question.judge:
            seen = ", ".join(f'"{part.seen}"' for part in item.parts)
            entries += f'\n[checklist."{item.id}"]\nstate = "confirmed"\nseen = [{seen}]\n'
    return text.replace("\n+++\n", f"\n{entries}+++\n")


def test_a_settled_review_has_no_next_step(rules: Rules, complete: str) -> None:
    analysis = analyse(confirmed_all(complete, rules), rules)
    assert analysis.checklist.done == 24
    assert next_step(analysis, 0) is None
    assert next_step(analysis, 0, backwards=True) is None


def test_steps_follow_one_another_and_begin_again(rules: Rules, complete: str) -> None:
    text = complete.replace("- Agencies: Averley Constabulary\n- Action taken: She", "- Agencies:\n- Action taken: She")
    text = text.replace("- Progress: Tender written", "- Progress:")
    analysis = analyse(text, rules)
    placed = [step for step in steps_of(analysis) if step.place is not None]
    starts = sorted({step.place.start for step in placed if step.place is not None})
    offset, seen = -1, []
    for _ in range(len(starts) + 1):
        step = next_step(analysis, offset)
        assert step is not None
        assert step.place is not None
        offset = step.place.start
        seen.append(offset)
    assert seen == [*starts, starts[0]]
    back = []
    for _ in range(len(starts) + 1):
        step = next_step(analysis, offset, backwards=True)
        assert step is not None
        assert step.place is not None
        offset = step.place.start
        back.append(offset)
    assert back == [*reversed(starts), starts[-1]]


def test_how_many_steps_begin_up_to_a_place_is_known_without_them(rules: Rules, complete: str) -> None:
    text = complete.replace("- Progress: Tender written", "- Progress:").replace(
        "- Agencies: Averley Constabulary\n", "- Agencies:\n"
    )
    text = text.replace(
        "\n\n",
        "\n\nShe was a vulnerable victim who claimed, as the MARAC was told [E99], that he was agressive.\n\n",
        40,
    )
    analysis = analyse(text, rules)
    steps = steps_of(analysis)
    starts = [step.place.start for step in steps if step.place is not None]
    assert len(starts) > 40
    assert starts == sorted(starts)
    for offset in {-1, 0, len(text), *starts, *(start - 1 for start in starts), *range(0, len(text), 97)}:
        number = sum(start <= offset for start in starts)
        assert steps_up_to(steps, offset) == steps_up_to(tuple(steps), offset) == number


def text_of(step: NextStep | None) -> str:
    assert step is not None
    return step.text


def test_a_step_says_what_to_do(rules: Rules, complete: str) -> None:
    gap = complete.replace("- Progress: Tender written", "- Progress:")
    analysis = analyse(gap, rules)
    step = next_step(analysis, gap.index("#### A1"))
    assert step is not None
    assert step.item is not None
    assert step.item.id == "recommendations.3"
    assert step.place is not None
    assert gap[step.place.start : step.place.end] == "- Progress:"
    assert "missing A1 Progress" in step.text
    waits = next_step(analysis, complete.index("## Effect on decisions"))
    assert "confirm" in text_of(waits)


def test_a_step_names_what_changed(rules: Rules, complete: str) -> None:
    text = (
        confirmed_all(complete, rules)
        .replace("She remembered", "She recalled")
        .replace("waited for an hour", "waited long")
    )
    analysis = analyse(text, rules)
    step = next_step(analysis, text.index("### E2:"))
    assert "E3" in text_of(step)
    assert step is not None
    assert step.place is not None
    assert text[step.place.start : step.place.end].startswith("E3: Visit")


def test_an_open_finding_is_a_step_of_its_own(rules: Rules, complete: str) -> None:
    text = complete.replace("- Events: E2", "- Events: E2, E77")
    analysis = analyse(text, rules)
    step = next_step(analysis, text.index("### F2:") + 10)
    assert step is not None
    assert step.finding is not None
    assert step.finding.rule == "record.unknown-reference"
    assert step.text == step.finding.message


def test_what_has_no_place_yet_comes_last(rules: Rules) -> None:
    empty = next_step(analyse("", rules), 0)
    assert empty is not None
    assert (empty.place, empty.item is not None) == (None, True)
    steps = steps_of(analyse("# Method {covers=methodology}\n", rules))
    places = [step.place for step in steps]
    assert places[0] is not None
    assert places[-1] is None
    assert places == [place for place in places if place is not None] + [place for place in places if place is None]
