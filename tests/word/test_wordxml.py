"""Properties of paragraphs stand in the schema's order, each once, however they are put there; words take the lines they take."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from imr_tui.word.metrics import line_count, text_width
from imr_tui.word.wordxml import (
    _RANK,
    KEEP_NEXT,
    VAL,
    P,
    W,
    add,
    fragment,
    in_style,
    keep_next,
    list_of,
    make,
    properties,
    set_property,
    set_style,
    style_of,
    text_of,
)

NAMES = st.sampled_from(["pStyle", "keepNext", "keepLines", "numPr", "pBdr", "spacing", "ind", "jc", "rPr", "sectPr"])


@given(st.lists(NAMES, max_size=12), st.booleans())
def test_properties_keep_their_order_and_stand_once(names: list[str], held: bool) -> None:
    paragraph = make("p")
    for number, name in enumerate(names):
        set_property(properties(paragraph), make(name, val=number))
    if held:
        keep_next(paragraph)
        set_style(paragraph, "BodyText")
    tags = [child.tag for child in properties(paragraph)]
    assert tags == sorted(set(tags), key=_RANK.__getitem__)
    assert set(tags) == {f"{W}{name}" for name in names} | ({KEEP_NEXT, f"{W}pStyle"} if held else set())
    for name in set(names) - {"pStyle"}:
        own = properties(paragraph).find(f"{W}{name}")
        assert own.get(VAL) == str(len(names) - 1 - names[::-1].index(name))
    assert not held or style_of(paragraph) == "BodyText"


def test_properties_come_ahead_of_what_a_paragraph_holds() -> None:
    (paragraph,) = fragment('<w:p><w:r><w:t>One</w:t><w:br/><w:tab/><w:t xml:space="preserve"> two</w:t></w:r></w:p>')
    assert style_of(paragraph) == ""
    assert list_of(paragraph) is None
    keep_next(paragraph)
    assert [child.tag for child in paragraph] == [f"{W}pPr", f"{W}r"]
    assert text_of(paragraph) == "One\n  two"
    numbers = make("numPr")
    add(numbers, "ilvl", val=2)
    add(numbers, "numId", val=1004)
    set_property(properties(paragraph), numbers)
    assert list_of(paragraph) == (1004, 2)


def test_paragraphs_are_found_by_their_style_where_they_stand_in_the_body_itself() -> None:
    body = make("body")
    body.extend(fragment("<w:p/><w:p/><w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))
    for paragraph, style in zip(body.iter(P), ("Caption", "BodyText", "Caption", "Caption"), strict=True):
        set_style(paragraph, style)
    assert in_style(body, "Caption") == [body[0], body[2]]
    assert in_style(body, "Note's \" own") == []


@given(
    st.lists(st.text("abW i.—’é", max_size=40), max_size=20).map(" ".join),
    st.integers(400, 20000).map(lambda width: width + 0.0137),
    st.sampled_from([9, 10.5, 11]),
    st.booleans(),
)
def test_lines_are_broken_between_words_and_never_hold_more_than_fits(
    text: str, width: float, size: float, bold: bool
) -> None:
    lines: list[list[str]] = [[]]
    for word in text.split():
        fits = text_width(" ".join((*lines[-1], word)), size, bold=False) * (1.07 if bold else 1) <= width + 1e-6
        if lines[-1] and not fits:
            lines.append([])
        lines[-1].append(word)
    counted = line_count(text, width, size, bold=bold)
    if not bold and all(text_width(word, size) <= width for word in text.split()):
        assert counted == len(lines)
    assert counted >= 1
    for narrow, wide in pairwise((width, width * 2, width * 4)):
        assert line_count(text, narrow, size, bold=bold) >= line_count(text, wide, size, bold=bold)
