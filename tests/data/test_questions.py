"""Eight areas and twenty-four questions, each whole, in the order and with the references of the checklist."""

import pytest

from imr_tui.data.loader import data_text, load_questions, load_schema
from imr_tui.data.questions_reader import read_questions
from imr_tui.errors import InputError

JUDGED = {
    "characteristics.2",
    "characteristics.3",
    "characteristics.4",
    "language.1",
    "language.3",
    "overview.1",
    "analysis.1",
}
REFERENCES = {
    "characteristics": "2a",
    "language": "2b",
    "methodology": "2c",
    "overview": "2d",
    "analysis": "2e",
    "learning": "2f",
    "recommendations": "2g",
    "feedback": "2h",
}


def test_areas_and_questions_are_those_of_the_schema():
    areas, questions = load_questions()
    assert {area.id: area.reference for area in areas} == REFERENCES
    assert tuple(area.id for area in areas) == load_schema().areas
    assert tuple(question.id for question in questions) == load_schema().items
    assert all(question.id.startswith(f"{question.area}.") for question in questions)


def test_seven_questions_are_left_to_the_author():
    assert {question.id for question in load_questions()[1] if question.judge} == JUDGED


def test_each_question_has_a_reference_of_its_own():
    references = {question.id: question.reference for question in load_questions()[1]}
    assert len(set(references.values())) == 24
    assert references["analysis.3"] == "2e, question 3"
    assert references["characteristics.4"] == "2a, question 4"


def test_every_text_has_the_shape_its_place_needs():
    areas, questions = load_questions()
    assert all(len(area.short) <= 17 for area in areas)
    assert len({area.short for area in areas}) == 8
    assert len({question.short for question in questions}) == 24
    for question in questions:
        assert question.text.endswith("?"), question.id
        assert question.text.count("?") == 1, question.id
        assert 40 <= len(question.text) <= 130, question.id
        assert len(question.short) <= 26, question.id
        assert question.why.endswith("."), question.id
        assert question.why.count(".") == 1, question.id
        assert 1 <= question.todo.count(". ") + 1 <= 3, question.id
        assert question.todo.endswith((".", "confirm.")), question.id


def test_what_is_to_be_confirmed_says_so():
    for question in load_questions()[1]:
        assert question.todo.endswith("confirm.") == question.judge, question.id


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('id = "feedback.3"', 'id = "feedback.4"', "not those of the schema"),
        ('id = "learning.1"', 'id = "learning.2"', "not those of the schema"),
        ('id = "learning"\n', 'id = "lessons"\n', "not those of the schema"),
        ('reference = "2e, question 3"', 'reference = "2e, question 2"', 'two have the reference "2e, question 2"'),
        ('reference = "2e, question 3"', 'reference = "2e, question 9"', "not the reference of analysis.3"),
        ('reference = "2e"', 'reference = "2d"', 'two have the reference "2d"'),
        ('short = "Owners named"', 'short = "Who it is that owns each one"', '"short" has more than 26'),
        ('short = "Owners named"\n', "", 'question "feedback.1": "short" is missing'),
        ("judge = true", 'judge = "yes"', '"judge" must be true or false'),
        ("judge = true", "judged = true", "unknown: judged"),
    ],
)
def test_questions_that_do_not_fit_are_refused(before, after, told):
    text = data_text("questions.toml")
    assert before in text
    with pytest.raises(InputError) as caught:
        read_questions(text.replace(before, after, 1), load_schema())
    assert told in caught.value.detail
