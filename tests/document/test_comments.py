"""Comments go before Markdown is read, and every character that stays keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.comments import clean
from imr_tui.document.text import LINE_END


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a <!-- x --> b", "a  b"),
        ("<!-- prompt --> Text", "Text"),
        ("<!-- one\ntwo --> Text", "\nText"),
        ("a <!-- one\n\n# hidden\n--> b", "a \n\n\nb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("```\n<!-- literal -->\n```\n<!-- gone -->", "```\n<!-- literal -->\n```\n"),
        ("- item\n  ```\n  <!-- literal -->\n  ```\n<!-- gone -->", "- item\n  ```\n  <!-- literal -->\n  ```\n"),
        ("- item\n  ```\nout <!-- gone -->", "- item\n  ```\nout "),
        ("`<!-- literal -->` <!-- gone -->", "`<!-- literal -->` "),
        ("a ` tick <!-- gone -->\n\nb ` tick", "a ` tick \n\nb ` tick"),
        ("- a ` b\n- <!-- gone --> ` c", "- a ` b\n- ` c"),
        ("\\<!-- literal", "\\<!-- literal"),
        ("<!--> a <!---> b", "a  b"),
    ],
)
def test_what_stays(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned
    assert clean(text).unclosed is None


def test_a_comment_that_never_closes_is_reported_and_hides_nothing() -> None:
    found = clean("a <!-- b --> c <!-- d\n\ne")
    assert found.unclosed == 15
    assert found.text == "a  c <!-- d\n\ne"


@given(
    st.lists(
        st.sampled_from(["<!--", "-->", "a", " ", "\n", "\r\n", "\r", "`", "```", "\n```\n", "- ", "> ", "\\", "é"]),
        max_size=30,
    )
)
def test_each_character_keeps_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = clean(text)
    for at, char in enumerate(found.text):
        source = text[found.places.at(at)]
        assert char == source or (char == "\n" and source == "\r")
    assert found.text.count("\n") == len(LINE_END.findall(text))
