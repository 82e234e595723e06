"""Whatever order its tables stand in, an edit to the front matter leaves the lines of all others in their places."""

from __future__ import annotations

import tomllib
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from imr_tui.data.loader import load_schema
from imr_tui.document import front_edits
from imr_tui.document.front_lines import LineEdit, applied, line_edits
from imr_tui.document.parse import parse
from imr_tui.document.text import apply_edits

SCHEMA = load_schema()
DAY = date(2025, 9, 20)
TABLES = (
    '[review]\nreference = "NP/7" # as the partnership has it\n',
    "# of the incident\n[dates]\nincident = 2025-03-09\n",
    '[checklist."feedback.3"]\nstate = "confirmed"\nby = "Priya Nair"\n',
    '[checklist."language.1"]\n# asked of the chair\nstate = "not-applicable"\nreason = "None yet"\n',
    '[checklist."analysis.2"]\nstate = "confirmed"\nseen = [\n    "1:analysis:0a",\n    "1:analysis.2:0b",\n]\n',
    '[[kept]]\nrule = "wording.suicide"\nsentence = "He said so."\n',
    '[[kept]]\nrule = "jargon.custody"\nsentence = """\n[not a table]\n"""\n',
    '[glossary]\nMARAC = "Multi-Agency Risk Assessment Conference"\n',
)
LAYOUTS = st.permutations(TABLES).map(lambda tables: "imr = 1\n\n" + "\n".join(tables))
PARTED = "imr = 1\n\n" + "\n".join(TABLES[at] for at in (2, 5, 3, 7, 6, 4, 0, 1))


def after(inner: str, change) -> str:
    """The front matter without its marks once a change was made to a document that has `inner`."""
    text = f"+++\n{inner}+++\n\n# Text\n"
    new = apply_edits(text, change(parse(text, SCHEMA)))
    return new.removeprefix("+++\n").removesuffix("+++\n\n# Text\n")


@settings(max_examples=150, deadline=None)
@example(inner=PARTED)
@given(inner=LAYOUTS)
def test_a_value_is_changed_in_its_own_line(inner: str) -> None:
    new = after(inner, lambda report: front_edits.set_values(report, {("review", "reference"): "NP/8"}))
    assert new == inner.replace('"NP/7"', '"NP/8"')
    new = after(inner, lambda report: front_edits.reopen(report, "language.1"))
    assert tomllib.loads(new)["checklist"].keys() == {"feedback.3", "analysis.2"}
    gone = set(inner.splitlines()) - set(new.splitlines())
    assert gone <= set(TABLES[3].splitlines())


@settings(max_examples=150, deadline=None)
@example(inner=PARTED)
@given(inner=LAYOUTS)
def test_what_is_added_moves_nothing(inner: str) -> None:
    for change in (
        lambda report: front_edits.confirm(report, "language.3", by="A", on=DAY, seen=["1:a:b"]),
        lambda report: front_edits.set_values(report, {("glossary", "DASH"): "A risk assessment"}),
        lambda report: front_edits.keep_finding(report, "wording.x", sentence="So.", reason="r", by="A", on=DAY),
    ):
        new = after(inner, change)
        lines = iter(new.splitlines())
        assert all(line in lines for line in inner.splitlines()), "the lines there were, in the order they had"
        assert tomllib.loads(new) != tomllib.loads(inner)


LINES = st.lists(st.sampled_from(["[a]", "[b]", "[[c]]", "x = 1", "y = 2", "", "# note"]), max_size=14)


@settings(max_examples=300, deadline=None)
@given(old=LINES, new=LINES)
def test_lines_that_were_not_moved_are_made_the_new_ones(old: list[str], new: list[str]) -> None:
    assert applied(old, line_edits(old, old, new)) == new


@settings(max_examples=300, deadline=None)
@given(data=st.data(), old=LINES)
def test_tables_that_were_only_moved_are_left_alone(data: st.DataObject, old: list[str]) -> None:
    tables: list[list[str]] = [[]]
    for line in old:
        if line.startswith("["):
            tables.append([])
        tables[-1].append(line)
    moved = [line for table in (tables[0], *data.draw(st.permutations(tables[1:]))) for line in table]
    assert line_edits(old, moved, moved) == []


def test_an_edit_to_a_table_that_was_moved() -> None:
    old = ["[a]", "x = 1", "[b]", "y = 2", "[a.c]", "z = 3"]
    written = ["[a]", "x = 1", "[a.c]", "z = 3", "[b]", "y = 2"]
    new = ["[a]", "x = 9", "[a.c]", "z = 3", "w = 4", "[b]"]
    edits = line_edits(old, written, new)
    assert edits == [LineEdit(1, 2, ("x = 9",)), LineEdit(3, 4, ()), LineEdit(6, 6, ("w = 4",))]
    assert applied(old, edits) == ["[a]", "x = 9", "[b]", "[a.c]", "z = 3", "w = 4"]


def test_other_lines_are_no_moved_ones() -> None:
    assert applied(["[a]", "x = 1"], line_edits(["[a]", "x = 1"], ["[a]", "x = 2"], ["[a]", "x = 3"])) == [
        "[a]",
        "x = 3",
    ]
