"""The letters that ids begin with are part of the format and stand in its grammar; the schema's kinds are those and no others."""

from __future__ import annotations

from imr_tui.data.loader import load_schema
from imr_tui.document.references import KINDS


def test_every_kind_of_the_schema_has_its_letter_in_the_grammar_of_ids() -> None:
    kinds = load_schema().kinds
    assert sorted(kinds) == sorted(KINDS)
    assert all(kind.letter == letter for letter, kind in kinds.items())
