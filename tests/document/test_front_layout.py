"""Edits to the front matter leave comments, unknown keys and all other values where they are, however it is laid out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document import front_edits
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.text import TextEdit, apply_edits
from imr_tui.errors import RefusedError

SCHEMA = load_schema()
DAY = date(2025, 9, 20)
LAID_OUT = """\
imr = 1

[dates]
incident = 2025-03-09

# What the author said of the questions

[checklist."feedback.3"] # the strategy
# asked of the deputy chief constable
state = "not-applicable" # for now
reason = "None yet"
owner = "Planning"

# Words that readers may not know

[glossary]
MARAC = "Multi-Agency Risk Assessment Conference"
"""
COMMENTS = [line for line in LAID_OUT.splitlines() if line.startswith("#")]


def changed(inner: str, change: Callable[[Report], tuple[TextEdit, ...]]) -> str:
    """The front matter without its marks, once `change` was applied to a document that has `inner`."""
    text = f"+++\n{inner}+++\n\n# Text\n"
    new = apply_edits(text, change(parse(text, SCHEMA)))
    assert new.startswith("+++\n")
    assert new.endswith("+++\n\n# Text\n")
    return new.removeprefix("+++\n").removesuffix("+++\n\n# Text\n")


def confirm(item: str) -> Callable[[Report], tuple[TextEdit, ...]]:
    return lambda report: front_edits.confirm(report, item, by="A", on=DAY, seen=["1:a:b"])


def set_aside(item: str) -> Callable[[Report], tuple[TextEdit, ...]]:
    return lambda report: front_edits.set_aside(report, item, reason="Why", by="A", on=DAY)


def test_a_new_word_on_a_question_keeps_what_else_its_table_holds() -> None:
    for change, gone in ((confirm("feedback.3"), "reason"), (set_aside("feedback.3"), "seen")):
        new = changed(LAID_OUT, change)
        entry = tomllib.loads(new)["checklist"]["feedback.3"]
        assert entry["owner"] == "Planning"
        assert gone not in entry
        assert entry["by"] == "A"
        assert [line for line in new.splitlines() if line.startswith("#")] == COMMENTS
        assert '[checklist."feedback.3"] # the strategy\n# asked of the deputy chief constable\n' in new
        assert new.endswith(LAID_OUT[LAID_OUT.index("\n# Words that readers") :])


@pytest.mark.parametrize(
    "change",
    [
        confirm("language.1"),
        set_aside("language.1"),
        lambda report: front_edits.set_values(report, {("dates", "requested"): DAY}),
        lambda report: front_edits.set_values(report, {("glossary", "DASH"): "A risk assessment"}),
    ],
)
def test_what_is_added_parts_no_comment_from_what_it_stands_over(
    change: Callable[[Report], tuple[TextEdit, ...]],
) -> None:
    new = changed(LAID_OUT, change)
    assert '\n# What the author said of the questions\n\n[checklist."feedback.3"]' in new
    assert "\n# Words that readers may not know\n\n[glossary]\n" in new
    kept = iter(new.splitlines())
    assert all(line in kept for line in LAID_OUT.splitlines())


def test_what_is_taken_back_leaves_the_comment_over_what_follows() -> None:
    new = changed(LAID_OUT, lambda report: front_edits.reopen(report, "feedback.3"))
    start, end = LAID_OUT.index("[checklist"), LAID_OUT.index("# Words that")
    assert new == LAID_OUT[:start] + LAID_OUT[end:]


@pytest.mark.parametrize("inner", ["imr = 1\n", "imr = 1\n\n[dates]\nincident = 2025-03-09\n", LAID_OUT])
def test_a_confirmation_taken_back_leaves_the_document_as_it_was(inner: str) -> None:
    new = changed(inner, confirm("language.1"))
    assert new != inner
    assert changed(new, lambda report: front_edits.reopen(report, "language.1")) == inner


def test_a_kept_finding_goes_behind_the_last_one_and_ahead_of_the_next_comment() -> None:
    inner = 'imr = 1\n\n[[kept]]\nrule = "a"\nsentence = "b"\nreason = "c"\n\n# Words\n\n[glossary]\nX = "y"\n'
    new = changed(inner, lambda report: front_edits.keep_finding(report, "d", sentence="e", reason="f", by="A", on=DAY))
    assert [entry["rule"] for entry in tomllib.loads(new)["kept"]] == ["a", "d"]
    assert new.startswith(inner[: inner.index("\n# Words")])
    assert new.endswith(inner[inner.index("\n# Words") :])


@pytest.mark.parametrize(
    "inner",
    [
        'checklist."feedback.3" = {state = "confirmed"}\nimr = 1\nglossary = {MARAC = "x"}\n',
        'checklist."feedback.3".state = "confirmed"\nimr = 1\n\n[dates]\n',
        'checklist = {"feedback.3" = {state = "confirmed"}}\nimr = 1\n',
        '[checklist]\n"feedback.3" = {state = "confirmed"}\n\n# Words\n\n[glossary]\nMARAC = "x"\n',
        '[checklist."feedback.3"]\nstate = "confirmed"\n\n[glossary]\nMARAC = "x"\n\n[checklist."analysis.1"]\nby = "B"\n\n[dates]\n',
    ],
)
@pytest.mark.parametrize("item", ["feedback.3", "language.1"])
def test_no_other_value_changes_however_the_questions_are_written(inner: str, item: str) -> None:
    before, after = tomllib.loads(inner), tomllib.loads(changed(inner, confirm(item)))
    written = after["checklist"].pop(item)
    before["checklist"].pop(item, None)
    assert written["state"] == "confirmed"
    assert written["seen"] == ["1:a:b"]
    assert after == before


def test_values_that_are_no_number_stand_in_no_edits_way() -> None:
    new = changed("imr = 1\nx = nan\n", confirm("language.1"))
    assert tomllib.loads(new)["checklist"]["language.1"]["by"] == "A"


def test_what_cannot_be_changed_safely_is_refused() -> None:
    text = '+++\nchecklist."feedback.3".state = "confirmed"\nimr = 1\nkept = "all"\n+++\n'
    with pytest.raises(RefusedError):
        front_edits.keep_finding(parse(text, SCHEMA), "d", sentence="e", reason="f", by="A", on=DAY)


TEMPLATE = (
    '+++\nimr = 1 # the format\n\n[template]\nname = "General \N{LINE SEPARATOR} form"\nversion = "1"\n\n[template.more]\n'
    'x = 1\n\n# The cover\n\n[document] # about\ntitle = "IMR"\n\n# Not yet known\n# incident = 2025-03-09\n+++\n\n# One\n'
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_a_document_from_a_template_is_its_text_without_the_table(mark: str, end: str) -> None:
    start, after = TEMPLATE.index("\n[template]"), TEMPLATE.index("\n# The cover")
    expected = TEMPLATE[:start] + 'template = "a \\"b\\""\n' + TEMPLATE[after:]
    new = front_edits.from_template(mark + TEMPLATE.replace("\n", end), 'a "b"')
    assert new == mark + expected.replace("\n", end)


def test_a_template_without_a_format_version_or_a_table_still_starts_a_document() -> None:
    assert (
        front_edits.from_template('+++\n[template]\nname = "G"\n+++\nText\n', "g") == '+++\ntemplate = "g"\n+++\nText\n'
    )
    assert front_edits.from_template('+++\ntemplate = "a"\n+++\n', "g") == '+++\ntemplate = "g"\n+++\n'
    assert front_edits.from_template("Text\n", "g") == "Text\n"
