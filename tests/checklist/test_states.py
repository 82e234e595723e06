"""States: nothing by itself, started, the author's word, look again, not applicable, nil returns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from imr_tui.checklist.confirmations import Word
from imr_tui.checklist.model import Checklist, Evidence, Item, ReadPart, State
from imr_tui.checklist.states import changed_parts, state_of
from imr_tui.document.text import Span

from .conftest import in_front, record_span, replaced, set_field, set_key, without_record

Check = Callable[..., Checklist]
HOLDS, ABSENT, FAILS = (
    Evidence(holds=True, text=""),
    Evidence(holds=True, text="", absence=True),
    Evidence(holds=False, text=""),
)


def item(checklist: Checklist, ident: str) -> Item:
    found = checklist.item(ident)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "+++\n+++\n",
        "\ufeff",
        "Some words only.",
        "# A heading\n",
        '+++\n[review]\nsubjects = []\n[dates]\nincident = "TBC"\n+++\n# Analysis {covers="analysis overview methodology"}\n',
        "# Text {covers=characteristics}\n\n<!-- Write here about the people in the review. -->\n\n[insert text]\n",
        "# Overview {covers=overview}\n\n- Events: None identified\n\n# Learning {covers=learning}\n\n- Learning points: TBC\n",
    ],
)
def test_nothing_ticks_by_itself(check: Check, text: str) -> None:
    checklist = check(text)
    assert {line.holds for entry in checklist.items for line in entry.evidence} == {False}
    assert {entry.state for entry in checklist.items} == {State.TODO}
    assert (checklist.done, checklist.settled, checklist.total) == (0, 0, 24)


def test_blank_records_tick_nothing(check: Check) -> None:
    kinds = {
        "P": "Role",
        "T": "Not addressed because",
        "S": "Type",
        "I": "Spoken to",
        "E": "Date",
        "F": "Why",
        "L": "Level",
    }
    kinds |= {"R": "Owner", "A": "Due"}
    text = "\n".join(f"# {letter}1: [add a short title]\n\n- {name}:\n" for letter, name in kinds.items())
    assert {entry.state for entry in check(text).items} == {State.TODO}


@pytest.mark.parametrize(
    ("lines", "judge", "expected"),
    [
        ((FAILS,), False, State.TODO),
        ((FAILS, ABSENT), True, State.TODO),
        ((FAILS, HOLDS), False, State.STARTED),
        ((HOLDS, FAILS), True, State.STARTED),
        ((HOLDS, ABSENT), False, State.DONE),
        ((HOLDS, ABSENT), True, State.CONFIRM),
    ],
)
def test_the_state_from_evidence_alone(lines: tuple[Evidence, ...], judge: bool, expected: State) -> None:
    assert state_of(lines, (), None, judge=judge) == (expected, ())


def word(seen: dict[str, str]) -> Word:
    return Word("language.1", "confirmed", "", "", "", seen)


def test_changed_parts_are_those_that_changed_came_or_went() -> None:
    parts = [ReadPart(name, digest, Span(0, 0)) for name, digest in (("a", "1"), ("b", "2"), ("c", "3"))]
    assert changed_parts(parts, word({"a": "1", "b": "2", "c": "3"})) == ()
    assert changed_parts(parts, word({"gone": "0", "a": "1", "b": "x"})) == ("b", "c", "gone")


JUDGED = (
    "characteristics.2",
    "characteristics.3",
    "characteristics.4",
    "language.1",
    "language.3",
    "overview.1",
    "analysis.1",
)


@pytest.mark.parametrize("ident", JUDGED)
def test_one_word_in_any_part_that_was_read_asks_to_look_again(
    check: Check, complete: str, confirmed: Callable[[str], str], ident: str
) -> None:
    text = confirmed(complete)
    parts = item(check(text), ident).parts
    assert parts
    for part in parts:
        if part.name == "kept":
            continue
        heading_end = text.index("\n", part.place.start)
        changed = text[:heading_end] + " again" + text[heading_end:]
        if "{covers=" in text[part.place.start : heading_end]:
            changed = text[: part.place.end] + " again" + text[part.place.end :]
        state = item(check(changed), ident)
        renamed = part.name in ("the-people", "individual-management-review", "terms-of-reference")
        assert state.state is State.LOOK_AGAIN, part.name
        assert set(state.changed) == {part.name, *([f"{part.name}-again"] if renamed else [])}


def test_a_word_of_a_narrative_is_named_by_its_record_and_its_section(
    check: Check, complete: str, confirmed: Callable[[str], str]
) -> None:
    text = replaced(confirmed(complete), "heard shouting through the wall", "heard talking through the wall")
    checklist = check(text)
    changed = {entry.id: entry.changed for entry in checklist.items if entry.state is State.LOOK_AGAIN}
    assert changed == {
        "language.1": ("overview",),
        "language.3": ("overview",),
        "overview.1": ("E2",),
        "analysis.1": ("E2",),
    }
    assert checklist.done == 20


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("heard shouting through the wall", "heard shouting <!-- who else? --> through  the\nwall"),
        ('reference = "DHR/2025/901"', 'reference = "DHR/2025/902"'),
        ("## The people\n", "\n\n## The people\n\n<!-- check -->\n"),
    ],
)
def test_white_space_comments_and_front_matter_ask_for_nothing(
    check: Check, complete: str, confirmed: Callable[[str], str], old: str, new: str
) -> None:
    assert check(replaced(confirmed(complete), old, new)).done == 24


def test_records_that_come_and_go_are_named(check: Check, complete: str, confirmed: Callable[[str], str]) -> None:
    text = confirmed(complete)
    start, end = record_span(text, "E3")
    more = text[:end] + text[start:end].replace("E3", "E4") + text[end:]
    more = set_field(more, "F3", "Events", "E3, E4")
    assert item(check(more), "overview.1").changed == ("E4",)
    fewer = set_field(without_record(text, "E3"), "F3", "Events", "E2")
    assert item(check(fewer), "overview.1").changed == ("E3",)


def test_what_the_author_keeps_asks_to_look_at_the_language_again(
    check: Check, complete: str, confirmed: Callable[[str], str]
) -> None:
    text = in_front(
        confirmed(complete), '\n[[kept]]\nrule = "wording.x"\nsentence = "A sentence."\nreason = "Its name."\n'
    )
    changed = {entry.id: entry.changed for entry in check(text).items if entry.state is State.LOOK_AGAIN}
    assert changed == {"language.1": ("kept",), "language.3": ("kept",)}
    again = confirmed(
        in_front(complete, '\n[[kept]]\nrule = "wording.x"\nsentence = "A sentence."\nreason = "Its name."\n')
    )
    assert check(again).done == 24
    dated = again.replace('reason = "Its name."', 'reason = "Its name."\nby = "Rowan"\non = 2024-06-01')
    assert check(dated).done == 24
    other = again.replace('reason = "Its name."', 'reason = "Another reason."')
    assert item(check(other), "language.1").changed == ("kept",)


def test_a_confirmation_whose_evidence_is_gone_falls_back_and_comes_again(
    check: Check, complete: str, confirmed: Callable[[str], str]
) -> None:
    text = confirmed(complete)
    without = set_field(text, "E2", "Agencies", "")
    assert item(check(without), "overview.1").state is State.STARTED
    assert item(check(set_field(without, "E2", "Agencies", "Averley Constabulary")), "overview.1").state is State.DONE
    bare = replaced(text, "## Effect on decisions {covers=characteristics.2}", "## Effect on decisions")
    assert item(check(bare), "characteristics.2").state is State.TODO


@pytest.mark.parametrize(
    "entry",
    [
        'state = "confirmed"',
        'state = "confirmed"\nseen = []',
        'state = "confirmed"\nseen = ["2:characteristics.2:0123456789ab"]',
        'state = "confirmed"\nseen = [1, "no", "1::"]',
        'state = "Confirmed"\nseen = ["1:characteristics.2:0123456789ab"]',
    ],
)
def test_a_confirmation_that_saw_nothing_of_this_asks_to_look_again(check: Check, complete: str, entry: str) -> None:
    state = item(check(in_front(complete, f'[checklist."characteristics.2"]\n{entry}\n')), "characteristics.2")
    assert (state.state, state.changed) == (State.LOOK_AGAIN, ("characteristics.2",))


@pytest.mark.parametrize(
    "entry",
    ['state = "maybe"', "state = 1", "", 'state = ""'],
)
def test_a_state_that_is_unknown_is_ignored(check: Check, complete: str, entry: str) -> None:
    state = item(check(in_front(complete, f'[checklist."characteristics.2"]\n{entry}\n')), "characteristics.2")
    assert state.state is State.CONFIRM


def test_only_questions_of_judgement_take_a_confirmation(check: Check, complete: str) -> None:
    text = in_front(
        complete, '[checklist."methodology.3"]\nstate = "confirmed"\n[checklist."other.9"]\nstate = "confirmed"\n'
    )
    assert item(check(text), "methodology.3").state is State.DONE
    missing = replaced(text, "- Methodological approach: None used\n", "")
    assert item(check(missing), "methodology.3").state is State.TODO


@pytest.mark.parametrize("ident", ["overview.2", "language.1", "recommendations.3"])
@pytest.mark.parametrize(
    ("reason", "settles"),
    [
        ('"The board has its own plan."', True),
        ('""', False),
        ('"TBC"', False),
        ('"[insert reason]"', False),
        ("1", False),
        ('"–"', False),
    ],
)
def test_not_applicable_takes_a_reason(check: Check, complete: str, ident: str, reason: str, settles: bool) -> None:
    entry = (
        f'[checklist."{ident}"]\nstate = "not-applicable"\nby = "Rowan Pargeter"\non = 2024-05-04\nreason = {reason}\n'
    )
    checklist = check(in_front(complete, entry))
    state = item(checklist, ident)
    before = item(check(complete), ident)
    if settles:
        assert (state.state, state.reason, state.by, state.on) == (
            State.NOT_APPLICABLE,
            "The board has its own plan.",
            "Rowan Pargeter",
            "2024-05-04",
        )
        assert (checklist.not_applicable, checklist.settled) == (1, checklist.done + 1)
    else:
        assert state.state is before.state


def test_an_empty_review_may_be_set_aside_question_by_question(check: Check) -> None:
    idents = [entry.id for entry in check("").items]
    entries = "\n".join(
        f'[checklist."{ident}"]\nstate = "not-applicable"\nreason = "Not asked for."\n' for ident in idents
    )
    checklist = check(f"+++\n{entries}+++\n")
    assert (checklist.done, checklist.not_applicable, checklist.settled) == (0, 24, 24)


NIL_RETURNS = [
    (
        "Events",
        "overview",
        ("E1", "E2", "E3", "F1", "F2", "F3"),
        {"overview.1", "overview.2", "analysis.1", "analysis.2", "analysis.3"},
    ),
    ("Learning points", "learning", ("L1", "L2"), {"learning.1", "learning.2"}),
    (
        "Recommendations",
        "recommendations",
        ("R1", "A1"),
        {"recommendations.1", "recommendations.2", "recommendations.3", "feedback.1"},
    ),
]


@pytest.mark.parametrize(("field", "area", "records", "settled"), NIL_RETURNS)
def test_a_nil_return_settles_its_questions_on_one_line(
    check: Check, complete: str, field: str, area: str, records: tuple[str, ...], settled: set[str]
) -> None:
    text = complete
    for record in records:
        text = without_record(text, record)
    text = re.sub(rf"(\{{covers={area}\}}\n)", rf"\1\n- {field}: None identified – nobody had met them before.\n", text)
    checklist = check(text)
    for ident in settled:
        state = item(checklist, ident)
        assert len(state.evidence) == 1
        assert state.evidence[0].holds
        assert state.state is (State.CONFIRM if state.question.judge else State.DONE), ident
        assert state.evidence[0].place is not None
        assert text[state.evidence[0].place.start :].startswith(f"- {field}:")
        assert [part.name for part in state.parts] == [area]
    for value in ("None identified", "None", "TBC", "", "None identified – TBC", "Not known – nobody looked"):
        without = re.sub(rf"- {field}: None identified – .*", f"- {field}: {value}", text)
        assert not {ident for ident in settled if item(check(without), ident).state.settled}, value
    assert all(len(item(check(complete + text[text.index("##") :]), ident).evidence) > 1 for ident in settled)


def test_a_nil_return_counts_for_nothing_where_there_are_records(check: Check, complete: str) -> None:
    text = replaced(
        complete, "{covers=learning}\n", "{covers=learning}\n\n- Learning points: None identified – all was well.\n"
    )
    broken = set_field(text, "L1", "Action already taken", "")
    state = item(check(broken), "learning.2")
    assert len(state.evidence) == 2
    assert state.state is State.STARTED


def test_a_nil_return_stands_beside_a_record_that_says_nothing(check: Check) -> None:
    nil = "# Overview {covers=overview}\n\n- Events: None identified – nobody had met them before.\n\n"
    blank = "## E1: [add a short title]\n\n- Date:\n"
    assert item(check(nil + blank), "overview.2").state is State.DONE
    assert item(check(nil + blank.replace("- Date:", "- Date: 1 May 2023")), "overview.2").state is State.TODO
    assert item(check(nil + blank.replace("[add a short title]", "Call")), "overview.2").state is State.TODO


def test_a_nil_return_stands_under_its_own_area(check: Check) -> None:
    line = "- Recommendations: None identified – there is no learning.\n"
    for covers, state in (("recommendations", State.DONE), ("learning", State.TODO), ("feedback", State.TODO)):
        assert item(check(f"# Text {{covers={covers}}}\n\n{line}"), "recommendations.1").state is state
    nested = f"# Text {{covers=recommendations}}\n\n## Below\n\n{line}"
    assert item(check(nested), "recommendations.1").state is State.DONE
    in_record = f"# Text {{covers=recommendations}}\n\n## L1: Point\n\n{line}"
    assert item(check(in_record), "recommendations.1").state is not State.DONE


def test_nil_returns_of_the_analysis(check: Check, complete: str) -> None:
    text = set_field(complete, "F2", "Missed opportunity", None)
    said = replaced(
        text, "{covers=analysis}\n", "{covers=analysis}\n\n- Missed opportunities: None identified – all was done.\n"
    )
    assert item(check(text), "analysis.3").state is State.STARTED
    assert item(check(said), "analysis.3").state is State.DONE
    bare = replaced(said, "None identified – all was done.", "None identified")
    assert item(check(bare), "analysis.3").state is State.STARTED
    good = set_field(said, "F3", "Practice", "Consistent with policy")
    assert item(check(good), "analysis.3").state is State.STARTED
    both = replaced(good, "all was done.\n", "all was done.\n- Good practice: No – staff did what is usual.\n")
    assert item(check(both), "analysis.3").state is State.DONE


def test_a_confirmed_nil_return_is_looked_at_again_when_it_changes(
    check: Check, complete: str, confirmed: Callable[[str], str]
) -> None:
    text = complete
    for record in ("E1", "E2", "E3"):
        text = without_record(text, record)
    text = replaced(
        text, "{covers=overview}\n", "{covers=overview}\n\n- Events: None identified – no contact at all.\n"
    )
    text = confirmed(text)
    assert item(check(text), "analysis.1").state is State.DONE
    changed = item(check(replaced(text, "no contact at all", "no contact in the timescale")), "analysis.1")
    assert (changed.state, changed.changed) == (State.LOOK_AGAIN, ("overview",))


def test_an_error_marks_the_questions_it_belongs_to(check: Check, complete: str) -> None:
    from imr_tui.document.findings import Finding, Severity

    def finding(severity: Severity, *, kept: bool = False) -> Finding:
        return Finding("record.x", severity, Span(0, 1), "message", items=("analysis.1",), kept=kept)

    for one, marked in (
        (finding(Severity.ERROR), True),
        (finding(Severity.WARNING), False),
        (finding(Severity.ERROR, kept=True), False),
    ):
        checklist = check(complete, (one,))
        assert {entry.id for entry in checklist.items if entry.has_error} == ({"analysis.1"} if marked else set())


@pytest.mark.parametrize("name", ["dhr.md", "general.md"])
def test_a_template_scores_nothing(check: Check, name: str) -> None:
    template = Path(__file__).parents[2] / "templates" / name
    checklist = check(template.read_text(encoding="utf-8"))
    assert (checklist.settled, checklist.total) == (0, 24)


def test_setting_the_timescale_is_no_reason_to_look_again(
    check: Check, complete: str, confirmed: Callable[[str], str]
) -> None:
    text = set_key(confirmed(complete), "period_start", "2021-06-01")
    assert check(text).done == 24


@pytest.mark.parametrize("title", ["[add a short title]", "TBC", ""])
def test_a_nested_record_that_says_nothing_is_no_start(check: Check, title: str) -> None:
    text = f"# R1: Train everybody\n\n- Owner:\n\n## A1: {title}\n\n- Due:\n\n# E1: Call\n\n## F1: {title}\n\n- Why:\n"
    checklist = check(text)
    assert [line.holds for line in item(checklist, "recommendations.3").evidence] == [True, False, False]
    assert [line.holds for line in item(checklist, "analysis.1").evidence] == [False, False, False]
    assert item(checklist, "overview.2").state is State.TODO
    said = check(text.replace("- Due:", "- Due: 1 May 2024"))
    assert [line.holds for line in item(said, "recommendations.3").evidence] == [True, True, False]
