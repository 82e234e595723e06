"""Passages told twice: near enough, long enough, in the right sections, told at the later place; and the same after edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imr_tui.prose.alignment import BREAK, align
from imr_tui.prose.repetition import RepetitionIndex
from imr_tui.prose.shingles import Vocabulary, Words, words_of

STORY = (
    "Two officers went to the house in Weir Street at noon, knocked three times, found nobody in and left a card that asked "
    "her to ring them back."
)
OTHER = "Nothing else was done that day."


def overview_and_analysis(first: str, second: str) -> str:
    return f"# Overview {{covers=overview}}\n\n{first}\n\n{OTHER}\n\n# Analysis {{covers=analysis}}\n\n{second}\n"


def changed(every: int, text: str = STORY) -> str:
    words = text.split()
    return " ".join("otherwise" if (at + 1) % every == 0 else word for at, word in enumerate(words))


def test_the_finding_stands_at_the_later_place_and_names_the_earlier(check, review) -> None:
    text = review(overview_and_analysis(STORY, f"At first, {STORY[0].lower()}{STORY[1:]} No more is known."))
    (finding,) = check(text, "repetition")
    related = finding.related
    assert related is not None
    assert text[related.start : related.end] == STORY.removesuffix(".")
    assert finding.text == text[finding.span.start : finding.span.end] == STORY.removesuffix(".").replace("Two", "two")
    assert finding.span.start > related.end
    assert finding.opens == finding.items == ("overview.2",)
    assert "“Overview”" in finding.message
    assert f"line {text[: related.start].count(chr(10)) + 1})" in finding.message


@pytest.mark.parametrize(
    "body",
    [
        f"# O {{covers=overview}}\n\n{STORY}\n\n{STORY}\n",
        f"# A {{covers=analysis}}\n\n{STORY}\n\n{OTHER}\n\n## More\n\n- {STORY}\n",
        f"# A {{covers=analysis.2}}\n\n{STORY}\n\n{OTHER}\n\n> {STORY}\n",
        f"# O {{covers=overview}}\n\n## E1: One\n\n- Action taken: {STORY}\n\n{OTHER}\n\n## E2: Two\n\n{STORY}\n",
        f"# Elsewhere\n\n## E1: One\n\n{STORY}\n\n## F1: Two\n\n- Why: {STORY}\n",
        f"# A {{covers=analysis}}\n\n| A | B |\n| --- | --- |\n| {STORY} | {STORY} |\n",
        f"# A {{covers=analysis}}\n\n{STORY} {STORY}\n",
    ],
)
def test_within_the_overview_within_the_analysis_and_in_their_records(body: str, check, review) -> None:
    assert len(check(review(body), "repetition")) == 1


@pytest.mark.parametrize(
    "body",
    [
        f"# Method {{covers=methodology}}\n\n{STORY}\n\n# A {{covers=analysis}}\n\n{STORY}\n",
        f"# Learning {{covers=learning}}\n\n{STORY}\n\n{STORY}\n",
        f"# A {{covers=analysis}}\n\n<!-- {STORY} -->\n\n{STORY}\n",
        f"# A {{covers=analysis}}\n\n    {STORY}\n\n{STORY}\n",
    ],
)
def test_elsewhere_and_in_notes_and_code_nothing_is_compared(body: str, check, review) -> None:
    assert check(review(body), "repetition") == ()


@pytest.mark.parametrize("every", [1000, 12, 9, 7, 6, 5])
def test_nearly_the_same_words_are_the_same(every: int, check, review) -> None:
    assert len(check(review(overview_and_analysis(STORY, changed(every))), "repetition")) == 1


@pytest.mark.parametrize("every", [2, 3])
def test_other_words_are_not(every: int, check, review) -> None:
    assert check(review(overview_and_analysis(STORY, changed(every))), "repetition") == ()


def test_told_in_other_words_it_is_no_repetition(check, review) -> None:
    again = (
        "A card was left for her on the day when the police had called in Weir Street and no one had come to the door."
    )
    assert check(review(overview_and_analysis(STORY, again)), "repetition") == ()


@pytest.mark.parametrize(("words", "found"), [(11, 0), (12, 1)])
def test_twelve_words_are_enough_and_eleven_are_not(words: int, found: int, check, review) -> None:
    part = " ".join(STORY.replace(",", "").split()[:words])
    text = review(
        overview_and_analysis(
            f"It was said later on: {part}; all then went well.", f"We know of it. Then {part} as before."
        )
    )
    assert len(check(text, "repetition")) == found


def test_words_put_in_do_not_hide_a_repetition(check, review) -> None:
    longer = STORY.replace("at noon,", "at noon on the first Monday in May,").replace(
        "left a card", "left, as they had before, a card"
    )
    assert len(check(review(overview_and_analysis(STORY, longer)), "repetition")) == 1


def test_emphasis_line_ends_and_marks_do_not_hide_a_repetition(check, review) -> None:
    dressed = STORY.replace("Weir Street", "**Weir**\u00a0Street").replace("knocked three", "knocked\n*three*")
    assert len(check(review(overview_and_analysis(STORY, dressed)), "repetition")) == 1


POLICY = "Northshire Police Domestic Abuse, Stalking and Honour-Based Violence Risk Assessment and Safety Planning Procedure 2023"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"Officers did not know the {POLICY} at all.", f"A supervisor had asked for the {POLICY} to be changed."),
        (
            "This was consistent, but the policy was not appropriate, on the whole.",
            "Again: consistent, but the policy was not appropriate, we think.",
        ),
        (f"PC Dale wrote in the log: “{STORY}”", f"The log of PC Dale says: “{STORY}”"),
        ("## E1: One\n\n- Action taken: " + STORY, "## F1: Two\n\n- Why: " + STORY),
    ],
)
def test_names_formulae_attributed_words_and_equal_values_are_none(first: str, second: str, check, review) -> None:
    assert check(review(overview_and_analysis(first, second)), "repetition") == ()


def test_the_title_of_a_record_is_none(check, review) -> None:
    title = "domestic abuse investigation and safety planning procedure for all response and neighbourhood officers"
    body = overview_and_analysis(f"Officers did not know the {title} then.", f"We asked for the {title} twice.")
    assert len(check(review(body), "repetition")) == 1
    record = f"# Method {{covers=methodology}}\n\n## S1: {title.capitalize()}\n\n- Type: Force policy\n"
    assert check(review(record + "\n" + body), "repetition") == ()


def test_of_three_tellings_two_are_findings(check, review) -> None:
    text = review(overview_and_analysis(STORY, f"{STORY}\n\n{OTHER}\n\n{STORY}"))
    found = check(text, "repetition")
    assert [finding.span.start for finding in found] == [
        text.index(STORY, text.index("# Analysis")),
        text.rindex(STORY),
    ]


# -- alignment and index on their own

VOCABULARY = Vocabulary()


def as_text(words: list[str]) -> str:
    return "".join(map(VOCABULARY.__getitem__, words))


def test_alignment_counts_the_shorter_side() -> None:
    one = [f"w{n}" for n in range(20)]
    one, other = as_text(one), as_text([*one[:8], "x", "y", "z", *one[8:]])
    region = align(one, other, 0, 0)
    assert region is not None
    assert (region.start, region.end, region.other_start, region.other_end, region.same) == (0, 20, 0, 23, 20)
    assert align(one[:11], other, 0, 0) is None
    assert align(as_text(["x"]) + one, other, 1, 0) == align(as_text(["x"]) + one, other, 6, 5)


@pytest.mark.parametrize(("differing", "found"), [(3, True), (4, False)])
def test_four_fifths_of_the_words_have_to_be_the_same(differing: int, found: bool) -> None:
    one = [f"w{n}" for n in range(12 + differing)]
    other = [*one[:6], *"abcd"[:differing], *one[6 + differing :]]
    assert (align(as_text(one), as_text(other), 0, 0) is not None) is found


def part(words: list[str]) -> Words:
    """A part of passages, each of which a break ends."""
    text = "".join(BREAK if word == BREAK else VOCABULARY[word] for word in words)
    firsts = [0, *(at + 1 for at, letter in enumerate(text[:-1]) if letter == BREAK)]
    return words_of(text, [(first, number, False) for number, first in enumerate(firsts)])


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "i", BREAK]), min_size=0, max_size=40)
DOCUMENTS = st.lists(WORDS, min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), WORDS), max_size=6))
def test_after_edits_the_index_finds_what_a_new_one_finds(
    texts: list[list[str]], edits: list[tuple[int, int, list[str]]]
) -> None:
    texts = [[*text, *text[:20]] for text in texts]
    parts = [part(text) for text in texts]
    index = RepetitionIndex()
    index.repeats(parts)
    for place, deed, words in edits:
        at = place % len(parts)
        if deed == 0:
            texts[at] = [*words, *texts[at - 1]]
            parts[at] = part(texts[at])
        elif deed == 1:
            texts.insert(at, [*words, *texts[at][:15]])
            parts.insert(at, part(texts[at]))
        elif deed == 2:
            texts[at] = [*texts[at][:place], *words[:2], *texts[at][place + 1 :]]
            parts[at] = part(texts[at])
        elif len(parts) > 1:
            del parts[at], texts[at]
        if deed == 4:
            # Given up at once: the next state goes on from wherever that was.
            next(index.update(parts), None)
            continue
        after = index.repeats(parts)
        fresh = RepetitionIndex().repeats(parts)
        assert [(one.later, one.earlier, one.region) for one in after] == [
            (one.later, one.earlier, one.region) for one in fresh
        ]


def test_an_original_that_comes_into_sight_is_found() -> None:
    story = [f"w{n}" for n in range(14)]
    decoys = [
        part([word for at in range(12) for word in (*story[at * step % 12 :][:3], f"x{step}", f"y{step}{at}")])
        for step in (5, 7, 11)
    ]
    original, later = part([*story, "one"]), part([*story, "two"])
    index = RepetitionIndex()
    assert index.repeats([*decoys, original, later]) == ()
    (found,) = index.repeats([*decoys[1:], original, later])
    assert (found.later, found.earlier) == (later, original)
    assert index.repeats([*decoys, original, later]) == ()


def test_a_long_document_told_twice_is_found_part_by_part() -> None:
    texts = [[f"word{n * n % 887}" for n in range(60 * at, 60 * at + 60)] for at in range(7)]
    first = [part(text) for text in texts]
    again = [part(text) for text in texts]
    found = RepetitionIndex().repeats([*first, *again])
    assert [(one.later, one.earlier) for one in found] == list(zip(again, first, strict=True))
    assert all(one.region.same == 60 for one in found)
