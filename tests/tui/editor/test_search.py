"""Finding words as a writer means them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.text import Span
from imr_tui.tui.editor.search import Query, find_all, next_index, previous_index, replacement


def found(text: str, query: Query) -> list[str]:
    return [text[span.start : span.end] for span in find_all(text, query, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Victim, the victim's and VICTIM", Query("victim"), ["Victim", "victim", "VICTIM"]),
        ("Victim, the victim's and VICTIM", Query("victim", match_case=True), ["victim"]),
        ("event, events, event-led", Query("event", whole_word=True), ["event", "event"]),
        ("the victim’s and the victim's", Query("victim's"), ["victim’s", "victim's"]),
        ("“Marac” and 2022–2025", Query('"marac"'), ["“Marac”"]),
        ("“Marac” and 2022–2025", Query("2022-2025"), ["2022–2025"]),
        (
            "domestic\r\nabuse, domestic  abuse\n\nabuse",
            Query("domestic abuse"),
            ["domestic\r\nabuse", "domestic  abuse"],
        ),
        ("domestic\n\nabuse", Query("domestic abuse"), []),
        ("a.b axb (c) [d]", Query("a.b"), ["a.b"]),
        ("(see [E3])", Query("[E3]", whole_word=True), ["[E3]"]),
        ("aaaa", Query("aa"), ["aa", "aa"]),
        ("anything", Query(""), []),
    ],
)
def test_what_is_found(text: str, query: Query, expected: list[str]) -> None:
    assert found(text, query) == expected


@given(st.text("abA ", max_size=40), st.text("abA", min_size=1, max_size=3))
def test_nothing_is_missed(text: str, words: str) -> None:
    spans = find_all(text, Query(words, match_case=True), [Span(0, len(text))])
    assert len(spans) == text.count(words)
    assert all(text[span.start : span.end] == words for span in spans)


def test_only_the_stretches_asked_for_are_searched() -> None:
    text = "one two one two one"
    spans = find_all(text, Query("one"), [Span(4, 12), Span(16, 19)])
    assert spans == (Span(8, 11), Span(16, 19))


def test_next_and_previous_go_round() -> None:
    spans = [Span(2, 3), Span(5, 6), Span(9, 10)]
    assert [next_index(spans, offset) for offset in (0, 2, 3, 9, 10)] == [0, 0, 1, 2, 0]
    assert [previous_index(spans, offset) for offset in (0, 2, 3, 9, 10)] == [2, 2, 0, 1, 2]
    assert next_index([], 0) is None
    assert previous_index([], 0) is None


@pytest.mark.parametrize(
    ("found_text", "query", "put", "expected"),
    [
        ("Victim", Query("victim"), "deceased", "Deceased"),
        ("VICTIM", Query("victim"), "deceased", "DECEASED"),
        ("victim", Query("victim"), "Deceased", "Deceased"),
        ("Victim", Query("victim", match_case=True), "deceased", "deceased"),
        ("Victim", Query("Victim"), "deceased", "deceased"),
        ("Victim", Query("victim"), "", ""),
    ],
)
def test_a_replacement_takes_the_capital_of_what_was_found(
    found_text: str, query: Query, put: str, expected: str
) -> None:
    assert replacement(found_text, Span(0, len(found_text)), query, put).text == expected
