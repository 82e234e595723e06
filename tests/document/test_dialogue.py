"""Remarks of the review author in the front matter: taken in once, answered, found again, carried out."""

from __future__ import annotations

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.dialogue import (
    Change,
    Remark,
    Reply,
    Stand,
    locate,
    proposed,
    read_dialogue,
    settle,
    take_remarks,
)
from imr_tui.document.parse import parse
from imr_tui.document.text import apply_edits
from imr_tui.errors import RefusedError

TEXT = """\
+++
imr = 1 # kept
+++

# Overview

It was late.

## E3: 999 call

- Date: 14 March 2023

The operator *said* “stay there”. It was late.

# Analysis

The operator was alone. It was late – again.
"""
HELEN = Remark("Dr Helen Marsh", "Was a supervisor told?", "2025-10-02T09:14:00Z", "E3", 'said "stay there"')


def report(text=TEXT):
    return parse(text, load_schema())


def after(text, edits):
    return apply_edits(text, edits)


def taken(*remarks, text=TEXT):
    return after(text, take_remarks(report(text), remarks).edits)


def test_what_is_taken_in_is_read_back_and_the_rest_stays():
    text = taken(HELEN, Remark("Lead", "", "", "Analysis", "alone", Change.DELETED))
    first, second = read_dialogue(report(text).front)
    assert (first.who, first.when, first.where, first.quote, first.text, first.state) == (
        *(HELEN.who, HELEN.when, "E3", HELEN.quote, HELEN.text),
        Stand.OPEN,
    )
    assert (second.change, second.quote, second.number) == (Change.DELETED, "alone", 2)
    assert text.startswith("+++\nimr = 1 # kept\n")
    assert text.partition("\n+++\n")[2] == TEXT.partition("\n+++\n")[2]
    assert report(text).findings == ()


def test_a_remark_is_taken_in_once_and_later_replies_are_added():
    text = taken(HELEN)
    assert taken(HELEN, text=text) == text
    text = after(text, settle(report(text), 1, state=Stand.ANSWERED, answer="Yes, at once."))
    come_back = Remark(
        **{**_plain(HELEN), "replies": (Reply("Priya Nair", "Yes, at once."), Reply("Dr Helen Marsh", "By whom?"))}
    )
    found = take_remarks(report(text), [come_back])
    assert found.new == ()
    assert [reply.text for reply in found.replied[0].replies] == ["By whom?"]
    (remark,) = read_dialogue(report(after(text, found.edits)).front)
    assert (remark.state, remark.answer, [reply.text for reply in remark.replies]) == (
        Stand.OPEN,
        "Yes, at once.",
        ["By whom?"],
    )


def test_an_answer_that_comes_back_as_a_comment_is_no_new_remark():
    text = taken(HELEN, text=TEXT.replace("imr = 1 # kept", 'imr = 1 # kept\n[agency]\nauthor = "Priya Nair"'))
    text = after(text, settle(report(text), 1, state=Stand.ANSWERED, answer="Yes, at once."))
    assert take_remarks(report(text), [Remark("Priya Nair", "Yes, at once.", "", "E3")]).new == ()
    assert take_remarks(report(text), [Remark("Dr Helen Marsh", "Yes, at once.", "", "E3")]).new != ()


def test_a_change_that_comes_back_as_a_comment_is_no_new_remark():
    change = Remark("Lead", "on duty", "2025-10-02T09:14:00Z", "Analysis", "alone", Change.REPLACED)
    text = taken(change)
    assert (
        take_remarks(
            report(text), [Remark("Lead", change.spoken, change.when, "Analysis", "The operator was alone.")]
        ).new
        == ()
    )


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        (HELEN, "*said* “stay there”"),
        (Remark("a", "b", "", "E3", "It was late"), "It was late"),
        (Remark("a", "b", "", "Analysis", "late - again"), "late – again"),
        (Remark("a", "b", "", "nowhere", "operator was alone"), "operator was alone"),
        (Remark("a", "b", "", "E3", "not a word of it"), "## E3: 999 call"),
        (Remark("a", "b", "", "E3"), "## E3: 999 call"),
        (Remark("a", "b", "", "nowhere", "It was late"), None),
        (Remark("a", "b"), None),
    ],
)
def test_its_place_is_found_by_record_section_and_words(remark, found):
    span = locate(report(), remark)
    assert (None if span is None else TEXT[span.start : span.end]) == found


def test_words_in_the_record_are_preferred_to_the_same_words_elsewhere():
    span = locate(report(), Remark("a", "b", "", "E3", "It was late"))
    assert span is not None
    assert TEXT[: span.start].count("It was late") == 1


@pytest.mark.parametrize(
    ("change", "quote", "text", "old", "new"),
    [
        (Change.DELETED, "alone", "", "was alone.", "was ."),
        (Change.DELETED, "The operator was", "", "The operator was alone", "alone"),
        (Change.REPLACED, "alone", "one of two", "was alone.", "was one of two."),
        (Change.INSERTED, "The operator", " on duty", "The operator was", "The operator on duty was"),
        (Change.REPLACED, "alone", "*not* [alone](x)", "was alone.", r"was \*not\* [alone]\(x)."),
    ],
)
def test_a_proposed_change_is_carried_out_as_plain_words(change, quote, text, old, new):
    edits = proposed(report(), Remark("Lead", text, "", "Analysis", quote, change))
    assert after(TEXT, edits) == TEXT.replace(old, new)


@pytest.mark.parametrize(("where", "quote"), [("Analysis", "never written"), ("gone", "It was late"), ("Analysis", "")])
def test_a_change_whose_place_is_not_certain_is_refused(where, quote):
    with pytest.raises(RefusedError, match="not found, or are found more than once"):
        proposed(report(), Remark("Lead", "x", "", where, quote, Change.REPLACED))


def test_a_remark_that_is_none_is_refused():
    with pytest.raises(RefusedError):
        settle(report(), 1, state=Stand.DONE)


def test_more_than_the_details_may_hold_is_refused_whole():
    many = [Remark("Lead", f"{number} " + "word " * 300, "", "E3") for number in range(60)]
    with pytest.raises(RefusedError, match="longer than the format allows"):
        take_remarks(report(), many)


def test_entries_of_another_shape_are_read_as_far_as_they_can_be():
    text = TEXT.replace(
        "imr = 1 # kept",
        'imr = 1\n[[dialogue]]\nwho = 3\nwhen = 2025-10-02T09:14:00Z\nstate = "maybe"\nreplies = ["x", {who = "y"}]',
    )
    (remark,) = read_dialogue(report(text).front)
    assert (remark.who, remark.when[:10], remark.state, remark.replies) == (
        "",
        "2025-10-02",
        Stand.OPEN,
        (Reply("y", ""),),
    )


def _plain(remark):
    return {"who": remark.who, "text": remark.text, "when": remark.when, "where": remark.where, "quote": remark.quote}
