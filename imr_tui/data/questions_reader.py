"""The questions file's text into areas and questions, which must match the schema one for one."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.checklist.model import AreaTitle, Question
from imr_tui.data.tables import Table, read_toml
from imr_tui.document.schema import Schema

LONGEST_SHORT = 26  # characters that the sidebar has room for


def read_questions(
    text: str, schema: Schema, name: str = "questions.toml"
) -> tuple[tuple[AreaTitle, ...], tuple[Question, ...]]:
    """The areas and questions in `text`, in the schema's order; InputError says what does not fit."""
    return questions_of(read_toml(text, name), schema)


def questions_of(root: Table, schema: Schema) -> tuple[tuple[AreaTitle, ...], tuple[Question, ...]]:
    """The same of a file that was taken apart."""
    areas = tuple(_area(table) for table in root.tables("area", "id"))
    questions = tuple(_question(table) for table in root.tables("question", "id"))
    root.done()
    if tuple(area.id for area in areas) != schema.areas:
        raise root.error("the areas are not those of the schema, in its order")
    if tuple(question.id for question in questions) != schema.items:
        raise root.error("the questions are not those of the schema, in its order")
    _refuse_twice((area.reference for area in areas), root)
    _refuse_twice((question.reference for question in questions), root)
    for question in questions:
        section = next(area.reference for area in areas if area.id == question.area)
        if question.reference != f"{section}, question {question.id.rpartition('.')[2]}":
            raise root.error(f'"{question.reference}" is not the reference of {question.id}')
    return areas, questions


def _area(table: Table) -> AreaTitle:
    area = AreaTitle(
        id=table.text("id"), title=table.text("title"), short=_short(table), reference=table.text("reference")
    )
    table.done()
    return area


def _question(table: Table) -> Question:
    ident = table.text("id")
    question = Question(
        id=ident,
        area=ident.partition(".")[0],
        text=table.text("text"),
        short=_short(table),
        reference=table.text("reference"),
        judge=table.flag("judge"),
        why=table.text("why"),
        todo=table.text("todo"),
    )
    table.done()
    return question


def _short(table: Table) -> str:
    short = table.text("short")
    if len(short) > LONGEST_SHORT:
        raise table.error(f'"short" has more than {LONGEST_SHORT} characters')
    return short


def _refuse_twice(references: Iterable[str], root: Table) -> None:
    seen: set[str] = set()
    for reference in references:
        if reference in seen:
            raise root.error(f'two have the reference "{reference}"')
        seen.add(reference)
