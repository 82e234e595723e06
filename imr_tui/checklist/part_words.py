"""The parts that a question's evidence read in words for the author: `analysis.2` is known by its question's few words."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.checklist.model import AreaTitle, Question
from imr_tui.checklist.parts import KEPT, OPENING
from imr_tui.document.schema import Schema

_OWN = "its own text"
_OF_PARTS = {KEPT: "what you keep, and why", OPENING: "the text ahead of the first heading"}


def parts_in_words(
    names: Sequence[str], item: str, questions: Sequence[Question], areas: Sequence[AreaTitle], schema: Schema
) -> tuple[str, ...]:
    """The names of parts as a reader of the question `item` knows them; records by their ids, headings by their words."""
    known = {area.id: area.short for area in areas} | {question.id: question.short for question in questions}
    known |= _OF_PARTS | {item: _OWN}
    return tuple(dict.fromkeys(_in_words(name, known, schema) for name in names))


def _in_words(name: str, known: dict[str, str], schema: Schema) -> str:
    stretch, slash, letter = name.partition("/")
    called = " and ".join(_one(one, known, schema) for one in stretch.split("+"))
    kind = schema.kinds.get(letter) if slash else None
    return f"{kind.plural} in {called}" if kind is not None else called


def _one(name: str, known: dict[str, str], schema: Schema) -> str:
    plain, _, number = name.partition("~")
    if plain in known:
        called = known[plain]
    elif any(plain.startswith(letter) and plain[1:2].isdigit() for letter in schema.kinds):
        called = plain
    else:
        called = f"“{plain.replace('-', ' ')}”"
    return f"{called} ({number})" if number else called
