"""An analysis after an edit is the analysis of the text, made with less work."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.analysis.analyse import Progress, analyse, analysis_steps
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.checklist.model import State
from imr_tui.document.findings import Severity
from imr_tui.document.steps import at_one_go

SUICIDE = "\n\nThe report said that her brother had committed suicide in that year.\n\n"


def known(analysis: Analysis) -> tuple[object, ...]:
    return analysis.report.text, analysis.checklist, analysis.findings, analysis.counts


def with_words(text: str, words: str) -> str:
    place = "{covers=characteristics.2}\n"
    assert text.count(place) == 1
    return text.replace(place, place + words)


def test_an_empty_document_has_a_checklist(rules: Rules) -> None:
    analysis = analyse("", rules)
    assert (analysis.checklist.done, analysis.checklist.total) == (0, 24)
    assert analysis.findings == ()
    assert analysis.counts.words == 0
    assert list(analysis.counts.by_area) == [area.id for area in rules.areas]


def test_the_complete_review_waits_for_the_author_alone(rules: Rules, complete: str) -> None:
    analysis = analyse(complete, rules)
    states = [item.state for item in analysis.checklist.items]
    assert (states.count(State.DONE), states.count(State.CONFIRM)) == (17, 7)
    assert [finding.rule for finding in analysis.findings if finding.is_open] == []


def test_the_same_text_gives_the_same_analysis(rules: Rules, complete: str) -> None:
    first = analyse(complete, rules)
    assert analyse(complete, rules, first) is first


def test_under_other_rules_nothing_is_used_again(rules: Rules, complete: str) -> None:
    text = with_words(complete, SUICIDE)
    first = analyse(text, rules)
    silent = replace(rules, prose=replace(rules.prose, phrases=()))
    second = analyse(text, silent, first)
    assert any(finding.rule.startswith("wording.") for finding in first.findings)
    assert not any(finding.rule.startswith("wording.") for finding in second.findings)


def test_parts_that_did_not_change_are_the_same_objects(rules: Rules, complete: str) -> None:
    first = analyse(complete, rules)
    second = analyse(complete.replace("She was given a leaflet.", "She was handed a leaflet."), rules, first)
    same = [one.part is other.part for one, other in zip(first.report.sections, second.report.sections, strict=True)]
    assert same.count(False) == 1


def test_a_wording_finding_keeps_its_question_open_until_it_is_changed_or_kept(rules: Rules, complete: str) -> None:
    text = with_words(complete, SUICIDE)
    analysis = analyse(text, rules)
    (finding,) = [found for found in analysis.findings if found.rule.startswith("wording.")]
    item = analysis.checklist.item("language.1")
    assert item is not None
    assert (finding.severity, finding.text, finding.items) == (Severity.WARNING, "committed suicide", ("language.1",))
    assert (item.state, item.evidence[1].place) == (State.STARTED, finding.span)
    entry = (
        f'\n[[kept]]\nrule = "{finding.rule}"\n'
        'sentence = "The report said that her brother had committed suicide in that year."\nreason = "Quoted."\n'
    )
    kept = analyse(text.replace("\n+++\n", f"\n{entry}+++\n"), rules, analysis)
    after = kept.checklist.item("language.1")
    assert after is not None
    assert [found.kept for found in kept.findings if found.rule == finding.rule] == [True]
    assert after.state is State.CONFIRM


def test_findings_of_all_kinds_stand_in_the_order_of_their_places(rules: Rules, complete: str) -> None:
    text = (
        with_words(complete, SUICIDE)
        .replace("- Date: 2 May 2023", "- Date: some day")
        .replace("E1\n- Practice", "E9\n- Practice")
    )
    text = text.replace("requested = 2024-01-20", "requested = 2023-01-20")
    analysis = analyse(text, rules)
    found = {finding.rule: finding.items for finding in analysis.findings if finding.is_open}
    assert found["date.order"] == ("feedback.2",)
    assert found["date.invalid"] == ("overview.1",)
    assert found["record.unknown-reference"] == ("analysis.1",)
    assert [finding.span for finding in analysis.findings] == sorted(finding.span for finding in analysis.findings)
    marked = {item.id for item in analysis.checklist.items if item.has_error}
    assert marked == {"feedback.2", "analysis.1"}


def test_the_author_s_own_words_are_counted_by_area_with_the_records_in_it(rules: Rules) -> None:
    text = (
        "# One two {covers=overview}\n\nThree four.\n\n## E1: Five\n\n- Date: 6 May 2023\n- Contact with: Victim\n- Agencies: TBC\n- Action taken: Six\n\nSeven.\n\n"
        '<!-- not counted -->\n\n# Both {covers="overview analysis.2"}\n\n[insert text]\n\nEight.\n'
    )
    counts = analyse(text, rules).counts
    assert counts.words == 5
    assert counts.by_area["overview"] == 5
    assert counts.by_area["analysis"] == 1
    assert counts.by_area["learning"] == 0


PIECES = [
    "\n\n",
    "\n# Heading {covers=analysis}\n\n",
    "\n### E9: Another call\n\n- Date: 1 May 2023\n\n",
    "\n### F1: Again\n\n",
    "<!--",
    "-->",
    "+++\n",
    "committed suicide",
    "The DASH was not used. ",
    "“He said it to her face.”",
    "\n```\n",
    "\n- Events: E2\n",
    "TBC",
    "\r\n",
    "[E77]",
    " word",
    "\n    ",
    "> ",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_any_edits_it_is_as_if_read_for_the_first_time(rules: Rules, complete: str, data: st.DataObject) -> None:
    text = complete
    analysis = analyse(text, rules)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 60))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[start + length :]
        analysis = analyse(text, rules, analysis)
        assert known(analysis) == known(analyse(text, rules))


@pytest.mark.parametrize("name", ["period_start = 2022-01-01", 'subjects = ["Victim", "Suspect"]'])
def test_an_edit_of_the_front_matter_alone_is_seen(rules: Rules, complete: str, name: str) -> None:
    first = analyse(complete, rules)
    text = complete.replace(f"{name}\n", "")
    second = analyse(text, rules, first)
    assert known(second) == known(analyse(text, rules))
    assert second.checklist != first.checklist


CHAIN = """\
# Learning {covers=learning}

### L1: One book

Both teams keep one book.

### L2: Two keys

Each door has two keys.

# Recommendations {covers=recommendations}

### R1: One book

- Learning points: L1

Keep one book.

### R2: Two keys

- Learning points: L2

Have two keys made.

### A1: Buy it

- Recommendation: R1
"""


@pytest.mark.parametrize(
    ("old", "new", "question"),
    [
        ("- Recommendation: R1", "- Recommendation: R2", "recommendations.3"),
        ("- Learning points: L2", "- Learning points: L1", "recommendations.1"),
        ("Each door has two keys.", "", "learning.1"),
        ("Have two keys made.", "", "recommendations.2"),
        ("- Learning points: L2", "- Owner: The head of estates\n- Learning points: L2", "feedback.1"),
    ],
)
def test_what_a_link_from_elsewhere_answers_is_looked_at_again(rules: Rules, old: str, new: str, question: str) -> None:
    first = analyse(CHAIN, rules)
    edited = CHAIN.replace(old, new)
    assert edited != CHAIN
    after = analyse(edited, rules, first)
    assert after.checklist == analyse(edited, rules).checklist
    evidence = [
        next(item.evidence for item in one.checklist.items if item.question.id == question) for one in (first, after)
    ]
    assert [line.missing for line in evidence[0]] != [line.missing for line in evidence[1]]


def test_what_a_sub_section_adds_to_a_record_is_counted_again(rules: Rules) -> None:
    text = "# What to make of it {covers=analysis}\n\n## F1: A visit\n\n- Why: Staff were new\n\n### More\n\nIt was late.\n"
    first = analyse(text, rules)
    longer = text.replace("It was late.", "It was late. " + "Nobody asked her again. " * 20)
    second = analyse(longer, rules, first)
    assert known(second) == known(analyse(longer, rules))
    assert second.checklist != first.checklist


@pytest.mark.parametrize("put_in", ["x", "A line.\n\n", "\n"])
@pytest.mark.parametrize("place", ["Opening", "## F1", "## F2"])
def test_a_passage_told_twice_goes_along_with_an_edit_ahead_of_it(rules: Rules, place: str, put_in: str) -> None:
    told = "the officer went to the flat at nine and saw that the front door had been forced and called for help there"
    text = (
        "# Opening\n\nOpening words.\n\n# What happened {covers=overview}\n\n## E1: A call\n\n"
        f"On that day {told}.\n\n# Analysis {{covers=analysis}}\n\n## F1: One\n\nFirst of all {told}.\n\n"
        f"## F2: Two\n\nOnce more {told}.\n"
    )
    first = analyse(text, rules)
    assert sum(finding.rule == "repetition" for finding in first.findings) == 2
    at = text.rindex(place)
    edited = text[:at] + put_in + text[at:]
    assert known(analyse(edited, rules, first)) == known(analyse(edited, rules))


def watched(monkeypatch: pytest.MonkeyPatch, place: str, name: str) -> list[tuple[object, ...]]:
    """What a function of a module is called with from now on."""
    module = import_module(place)
    work, calls = getattr(module, name), []

    def watch(*arguments: object, **more: object) -> object:
        calls.append(arguments)
        return work(*arguments, **more)

    monkeypatch.setattr(module, name, watch)
    return calls


def test_after_a_key_only_its_own_section_is_read_and_judged_again(
    rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "the officer went to the flat at nine and saw that the front door had been forced and called for help there"
    events = "".join(
        f"## E{n}: Call {n}\n\n- Date: {n % 28 + 1} May 2023\n\nOn day {n} {told}.\n\n" for n in range(1, 60)
    )
    text = f"# What happened {{covers=overview}}\n\n{events}# After\n\nShe had committed suicide. More.\n"
    first = analyse(text, rules)
    assert sum(finding.rule == "repetition" for finding in first.findings) == 58
    read = watched(monkeypatch, "imr_tui.document.parse", "read")
    notes = watched(monkeypatch, "imr_tui.prose.check", "read_part")
    local = watched(monkeypatch, "imr_tui.prose.check", "part_findings")
    words = watched(monkeypatch, "imr_tui.prose.retelling", "part_words")
    made = watched(monkeypatch, "imr_tui.prose.placed", "repetition_finding")
    second = analyse(text.replace("committed suicide. More", "committed suicide. Moore"), rules, first)
    assert [len(calls) for calls in (read, notes, local, words)] == [1, 1, 1, 0]
    assert len(made) <= 10
    assert second.findings != ()
    assert known(second) == known(analyse(second.report.text, rules))


def test_after_a_key_in_what_is_told_twice_that_part_alone_has_its_words_read(
    rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "the officer went to the flat at nine and saw that the front door had been forced and called for help there"
    events = "".join(f"## E{n}: Call {n}\n\nOn day {n} {told}.\n\n" for n in range(1, 9))
    text = f"# What happened {{covers=overview}}\n\n{events}"
    first = analyse(text, rules)
    words = watched(monkeypatch, "imr_tui.prose.retelling", "part_words")
    anew = watched(monkeypatch, "imr_tui.prose.retelling", "is_news")
    analyse(text.replace("On day 8", "On day 88"), rules, first)
    assert (len(words), len(anew)) == (1, 1)


def test_an_analysis_that_is_given_up_anywhere_is_gone_on_with(rules: Rules, complete: str) -> None:
    later = complete.replace("She was given a leaflet.", "She was handed a leaflet.")
    whole = known(analyse(later, rules))
    for steps_taken in (1, 7, 40, 90, 10_000):
        progress = Progress()
        steps = analysis_steps(complete, rules, None, progress)
        for _ in range(steps_taken):
            if next(steps, "end") == "end":
                break
        steps.close()
        assert known(at_one_go(analysis_steps(later, rules, None, progress))) == whole


def test_parts_read_before_it_was_given_up_are_not_read_again(
    rules: Rules, complete: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress()
    steps = analysis_steps(complete, rules, None, progress)
    notes = watched(monkeypatch, "imr_tui.prose.check", "read_part")
    while len(notes) < 4:
        next(steps)
    steps.close()
    read = watched(monkeypatch, "imr_tui.document.parse", "read")
    plain = watched(monkeypatch, "imr_tui.document.parse", "plain_parts")
    notes.clear()
    made = at_one_go(analysis_steps(complete + "More.\n", rules, None, progress))
    # What stands ahead of the first heading, and what the edit touched.
    ahead, last = str(read[0][0]), str(plain[-1][0])
    assert (ahead, last.endswith("More.\n"), len(plain)) == ("\n# guard", True, 1)
    assert len(notes) == len(made.report.sections) - 4
    assert (progress.notes, progress.parts.heading_of(made.report.sections.parts[1].text)) == ({}, None)
