"""Ids in link fields and in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.document.references import ids_in_brackets, ids_in_field, is_ids_alone


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("E1, E2 and E3", ["E1", "E2", "E3"]),
        ("E1; F2 & F3", ["E1", "F2", "F3"]),
        ("S1 (log 1102)", ["S1"]),
        ("S1 (log 1102, page 3), S2", ["S1", "S2"]),
        ("E1–E4", ["E1", "E2", "E3", "E4"]),
        ("E1 to E3", ["E1", "E2", "E3"]),
        ("E1-3", ["E1", "E2", "E3"]),
        ("E1\nE2", ["E1", "E2"]),
        ("[E3]", ["E3"]),
        ("**E3**", ["E3"]),
        ("the A1 at junction 4", []),
        ("see E4", []),
        ("E3a", []),
        ("none", []),
    ],
)
def test_ids_in_a_link_field(text: str, ids: list[str]) -> None:
    assert [ident for ident, _, _ in ids_in_field(text)] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("See also [E2].", ["E2"]),
        ("[L1, L2]", ["L1", "L2"]),
        ("[E1–E3]", ["E1", "E2", "E3"]),
        ("[sic] and [REDACTED], the A1, an R1 form", []),
        ("[E3 was late]", []),
        ("[Z9]", []),
    ],
)
def test_ids_in_brackets(text: str, ids: list[str]) -> None:
    assert [ident for ident, _, _ in ids_in_brackets(text)] == ids


@pytest.mark.parametrize(
    ("text", "alone"),
    [("S3", True), ("S3 and S4", True), ("S3, the domestic abuse policy", False), ("The policy", False)],
)
def test_ids_alone(text: str, alone: bool) -> None:
    assert is_ids_alone(text) is alone


@given(st.text(alphabet="E12,;& –-to()and[]F\n", max_size=40))
def test_spans_hold_what_they_name(text: str) -> None:
    for ident, start, end in ids_in_field(text):
        assert text[start:end].startswith(ident) or text[start:end][0] == ident[0]
