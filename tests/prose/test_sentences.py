"""Where a sentence ends, and where a full stop ends none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.text import Span
from imr_tui.prose.sentences import sentence_of, sentence_spans


def cut(text: str, quoted: tuple[Span, ...] = ()) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, quoted)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Is it? It is! So.", ["Is it?", "It is!", "So."]),
        ("Mr. Reed and Dr. Moor met Sgt. Dale. They left.", ["Mr. Reed and Dr. Moor met Sgt. Dale.", "They left."]),
        ("PC J. Smith came at 9 a.m. on Monday. He left.", ["PC J. Smith came at 9 a.m. on Monday.", "He left."]),
        ("See No. 4 there. No. She left.", ["See No. 4 there.", "No.", "She left."]),
        ("She said “go.” He went.".replace("“", '"').replace("”", '"'), ['She said "go."', "He went."]),
        ("It cost 3.50 pounds. Done.", ["It cost 3.50 pounds.", "Done."]),
        ("No stop at the end", ["No stop at the end"]),
        ("So did I. She left.", ["So did I.", "She left."]),
        ("", [""]),
        ("Wait... Then he came.", ["Wait...", "Then he came."]),
        ("lower. case goes on", ["lower. case goes on"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_a_quotation_is_not_cut() -> None:
    text = 'He wrote "She left. He came." and went. Then.'
    assert cut(text, (Span(9, 29),)) == ['He wrote "She left. He came." and went.', "Then."]


@given(st.text(alphabet="Ab .?!\"'()1", max_size=60))
def test_sentences_cover_everything_but_the_blanks_between(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[span.start : span.end] for span in spans).replace(" ", "") == text.replace(" ", "")
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for at, character in enumerate(text):
        if character != " ":
            span = spans[sentence_of(spans, at)]
            assert span.start <= at < span.end
