"""The synthetic reviews, the words that are typed, and the tables."""

from __future__ import annotations

import pytest

from benchmarks.documents import OPENING, make_document
from benchmarks.keys import lines_to_paste, typing
from benchmarks.table import number, table
from benchmarks.terminal import ROWS
from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Severity
from imr_tui.errors import RefusedError
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions


def test_the_same_arguments_give_the_same_document() -> None:
    assert make_document(3_000, 10, seed=4) == make_document(3_000, 10, seed=4)
    assert make_document(3_000, 10, seed=4).text != make_document(3_000, 10, seed=5).text


@pytest.mark.parametrize(("words", "events"), [(3_000, 8), (20_000, 40)])
def test_a_document_has_the_size_asked_for(words, events) -> None:
    document = make_document(words, events)
    assert words <= document.words <= words * 1.15
    assert document.words == len(document.text.split())
    assert f"## E{events}: " in document.text
    assert f"## F{events}: " in document.text
    assert f"## E{events + 1}: " not in document.text


def test_a_review_without_events_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        make_document(3_000, 0)


def test_the_place_to_type_is_a_long_paragraph_near_the_middle() -> None:
    document = make_document(20_000, 40)
    lines = document.text.split("\n")
    assert len(lines[document.typing_line - 1]) > 400
    assert lines[document.typing_line] == ""
    before = sum(map(len, lines[: document.typing_line]))
    assert 0.45 < before / len(document.text) < 0.55


def test_the_first_words_stand_on_the_first_screen() -> None:
    lines = make_document(3_000, 8).text.split("\n")
    assert any(line.startswith(OPENING) for line in lines[: ROWS - 2])


def test_a_document_is_read_without_errors_and_can_be_exported() -> None:
    rules = load_rules()
    analysis = analyse(make_document(3_000, 8).text, rules)
    assert [finding.rule for finding in analysis.findings if finding.severity is Severity.ERROR] == []
    try:
        made = export_docx(analysis.report, analysis.checklist, rules.schema, ExportOptions())
    except RefusedError as error:
        pytest.fail(f"the export was refused: {error}")
    assert made.startswith(b"PK")


def test_typing_makes_words_letter_by_letter_and_pauses_between_words() -> None:
    strokes = typing(200, 0.06)
    assert len(strokes) == 200
    word = ""
    for stroke in strokes:
        word = "" if stroke.letter == " " else word + stroke.letter
        assert stroke.word == word
        assert stroke.wait == 0.06 or (stroke.wait > 0.06 and len(word) == 1)
    assert any(stroke.wait > 0.06 for stroke in strokes)


def test_no_pasted_line_stands_there_twice() -> None:
    lines = lines_to_paste(5_000, seed=1)
    assert len(set(lines)) == len(lines)
    assert all(0 < len(line) <= 60 for line in lines)
    assert 4_800 < sum(len(line) + 1 for line in lines) <= 5_100


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (0.0, "0"), (0.02, "0"), (0.26, "0.3"), (9.94, "9.9"), (12.6, "13"), (13007.0, "13,007")],
)
def test_numbers_have_the_figures_that_count(value, shown) -> None:
    assert number(value) == shown


def test_a_table_has_a_column_for_each_result() -> None:
    rows = (("weight", lambda result: str(result["weight"])),)
    assert table(rows, "size", {"one": {"weight": 1}, "two": {"weight": 2}}) == (
        "| size | one | two |\n| --- | ---: | ---: |\n| weight | 1 | 2 |"
    )
