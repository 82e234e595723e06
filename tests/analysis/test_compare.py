"""What changed between two states of a review, told by section, record, field and detail."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.analysis.compare import Change, Comparison, How, Presence, What, compare
from imr_tui.analysis.model import Rules
from imr_tui.document.parse import parse

DETAILS = """+++
imr = 1

[document]
title = "Review"
status = ""

[dates]
incident = 2025-03-09
+++
"""
PEOPLE = "# People {covers=characteristics}\n\nNobody asked her in her own language how she was that night.\n\n"
OVERVIEW = "# Overview {covers=overview}\n\nThe police were called to the flat three times within two weeks.\n\n"
E1 = "### E1: Call\n\n- Date: 14 March 2023\n- Contact with: Victim\n- Agencies:\n\nShouting was heard.\n\n"
E2 = "### E2: Visit\n\n- Date: TBC\n\nTwo officers came.\n\n"
METHOD = "# Method {covers=methodology}\n\n- Interviews: None held\n\nThe visits were not seen together by anyone.\n"
WHOLE = DETAILS + PEOPLE + OVERVIEW + E1 + E2 + METHOD


@pytest.fixture
def changes(rules: Rules):
    """What changed from `WHOLE`, or another text, to the text given."""

    def between(new: str, old: str = WHOLE) -> Comparison:
        return compare(parse(old, rules.schema), parse(new, rules.schema))

    return between


def told(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(change.what.value, change.how.value, change.name, change.field) for change in comparison.changes]


def only(comparison: Comparison) -> Change:
    (change,) = comparison.changes
    return change


def test_the_same_text(changes):
    assert changes(WHOLE) == Comparison((), same_text=True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("14 March 2023", "15 March 2023", ("field", "changed", "E1", "Date")),
        ("- Agencies:\n", "- Agencies: Northshire Police\n", ("field", "changed", "E1", "Agencies")),
        ("- Contact with: Victim\n", "", ("field", "removed", "E1", "Contact with")),
        ("- Agencies:\n", "- Agencies:\n- Sources: S1\n", ("field", "added", "E1", "Sources")),
        ("None held", "None possible", ("field", "changed", "Method", "Interviews")),
        ("E1: Call", "E1: 999 call", ("record", "renamed", "E1", "")),
        ("Shouting was heard.", "Nothing was heard.", ("record", "changed", "E1", "")),
        ("Shouting was heard.", "*Shouting* was heard.", ("record", "changed", "E1", "")),
        ("Shouting was heard.", "Shouting was heard.\n\n#### Afterwards\n\nSilence.", ("record", "changed", "E1", "")),
        ("three times", "four times", ("section", "changed", "Overview", "")),
        ("# Overview {", "# What happened {", ("section", "renamed", "What happened", "")),
        ("covers=overview", "covers=overview.1", ("section", "changed", "Overview", "")),
        ('title = "Review"', 'title = "IMR"', ("detail", "changed", "document.title", "")),
        ('status = ""', "", ("detail", "removed", "document.status", "")),
        ('status = ""', 'status = ""\nmarking = "OFFICIAL"', ("detail", "added", "document.marking", "")),
        ("2025-03-09", "2025-03-10", ("detail", "changed", "dates.incident", "")),
        (E2, "", ("record", "removed", "E2", "")),
        (E2, E2 + "### E3: Third\n\n", ("record", "added", "E3", "")),
        (PEOPLE, "", ("section", "removed", "People", "")),
        (METHOD, METHOD + "\n# Learning\n\nText.\n", ("section", "added", "Learning", "")),
        (E1 + E2, E2 + E1, ("record", "moved", "E2", "")),
        ("### E2", "#### E2", ("record", "moved", "E2", "")),
        ("# People", "## People", ("section", "changed", "People", "")),
    ],
)
def test_one_change_is_told_as_what_it_is(changes, old, new, said):
    assert WHOLE.count(old) == 1
    assert told(changes(WHOLE.replace(old, new))) in ([said], [(said[0], said[1], "E1", said[3])])


@pytest.mark.parametrize(
    ("old", "new"),
    [("Shouting was", "Shouting\nwas"), ("Shouting was", "Shouting <!-- when? --> was"), ("E1: Call", "E1:  Call")],
)
def test_blank_space_and_comments_are_no_change_and_yet_not_the_same_text(changes, old, new):
    assert changes(WHOLE.replace(old, new)) == Comparison((), same_text=False)


@pytest.mark.parametrize(
    ("was", "now", "before", "after"),
    [
        ("", "14 March 2023", Presence.EMPTY, Presence.GIVEN),
        ("14 March 2023", "", Presence.GIVEN, Presence.EMPTY),
        ("TBC", "Not known – the log is lost", Presence.PLACEHOLDER, Presence.NOT_KNOWN),
        ("Not known", "[insert date]", Presence.NOT_KNOWN, Presence.PLACEHOLDER),
        ("one", "two", Presence.GIVEN, Presence.GIVEN),
    ],
)
def test_what_a_field_amounted_to_before_and_after(changes, was, now, before, after):
    text = "### E1: Call\n\n- Date: {}\n"
    change = only(changes(text.format(now), text.format(was)))
    assert (change.what, change.how, change.before, change.after) == (What.FIELD, How.CHANGED, before, after)


def test_places_are_those_of_the_two_texts(changes):
    new = (
        WHOLE.replace("# Overview", "A line more.\n\n# Overview")
        .replace("15 March", "")
        .replace("14 March", "16 March")
    )
    change = next(change for change in changes(new).changes if change.what is What.FIELD)
    assert WHOLE[change.old.start : change.old.end].strip() == "- Date: 14 March 2023"
    assert new[change.new.start : change.new.end].strip() == "- Date: 16 March 2023"
    removed = only(changes(WHOLE.replace(E2, "")))
    assert removed.new is None
    assert WHOLE[removed.old.start : removed.old.end] == E2


def test_words_of_a_section_before_and_after(changes):
    change = only(changes(WHOLE.replace("three times within", "three times, all of them within")))
    assert (change.words_before, change.words_after) == (12, 15)


def test_a_section_that_moves_takes_its_records_along(changes):
    moved = changes(DETAILS + PEOPLE + METHOD + "\n" + OVERVIEW + E1 + E2)
    assert told(moved) in (
        [("section", "moved", "Overview", "")],
        [("section", "moved", "Method", "")],
    )


def test_what_goes_along_with_a_section_is_not_told_beside_it(changes):
    stays = PEOPLE + "".join(f"## P{number}: Person {number}\n\n- Sex: Female\n\n" for number in range(1, 5))
    assert told(changes(stays + OVERVIEW + E1, OVERVIEW + E1 + stays)) == [("section", "moved", "Overview", "")]


def test_a_section_that_was_renamed_and_written_anew_is_known_by_what_it_covers(changes):
    found = changes("# Events {covers=overview}\n\nAll new.\n", OVERVIEW)
    assert told(found) == [("section", "renamed", "Events", ""), ("section", "changed", "Events", "")]


def test_a_renamed_section_is_known_by_its_text_where_it_covers_nothing(changes):
    old = "# One\n\nAlpha beta gamma delta epsilon zeta eta theta iota.\n\n# Two\n\nText.\n"
    exact = changes(old.replace("# One", "# First"), old)
    assert [(change.how, change.former) for change in exact.changes] == [(How.RENAMED, "One")]
    alike = changes(old.replace("# One", "# First").replace("iota", "kappa"), old)
    assert [change.how for change in alike.changes] == [How.RENAMED, How.CHANGED]
    other = changes(old.replace("# One\n\nAlpha beta gamma delta", "# First\n\nAll of it is another text, here"), old)
    assert {change.how for change in other.changes} == {How.ADDED, How.REMOVED}


def test_details_that_cannot_be_read_are_told_once(changes):
    change = only(changes(WHOLE.replace("imr = 1", "imr = = 1")))
    assert (change.what, change.how, change.name) == (What.DETAIL, How.CHANGED, "")


def test_the_second_record_of_an_id_is_not_lost(changes):
    text = WHOLE + "\n### E1: Another\n\nA second one.\n"
    assert told(changes(text)) == [("section", "added", "E1: Another", "")]


def swapped(how: How) -> How:
    return {How.ADDED: How.REMOVED, How.REMOVED: How.ADDED}.get(how, how)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_pieces_in_any_order_are_all_accounted_for(changes, seed):
    """Every record and section is on both sides, added or removed; and the other way round it is the other way round."""
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    pieces = [PEOPLE, OVERVIEW, E1, E2, METHOD, "# Learning\n\nSomething was learnt from all of this, in time.\n\n"]
    one, two = ([DETAILS, *chance.sample(pieces, chance.randint(0, 6))] for _ in range(2))
    there, back = changes("".join(two), "".join(one)), changes("".join(one), "".join(two))
    whole = {(change.how, change.name) for change in there.changes if change.how in (How.ADDED, How.REMOVED)}
    name = {PEOPLE: "People", OVERVIEW: "Overview", E1: "E1", E2: "E2", METHOD: "Method", pieces[5]: "Learning"}
    expected = {(How.ADDED, name[piece]) for piece in two[1:] if piece not in one}
    expected |= {(How.REMOVED, name[piece]) for piece in one[1:] if piece not in two}
    assert whole == expected
    assert {(swapped(how), named) for how, named in whole} == {
        (change.how, change.name) for change in back.changes if change.how in (How.ADDED, How.REMOVED)
    }


@given(one=st.text(alphabet="#E1:- \nab*`", max_size=60), two=st.text(alphabet="#E1:- \nab*`", max_size=60))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_change_means_the_same_but_for_blank_space(rules, one, two):
    old, new = parse(one, rules.schema), parse(two, rules.schema)
    if not compare(old, new).changes:
        folded = [
            [part for part in ("".join(s.part.bare.split()) for s in report.sections) if part] for report in (old, new)
        ]
        assert folded[0] == folded[1]
