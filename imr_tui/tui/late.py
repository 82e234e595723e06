"""Calls into modules that are dear to import: each is imported at its first use, so that opening a review is quick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.document.text import TextEdit

if TYPE_CHECKING:
    from imr_tui.analysis.analyse import Progress
    from imr_tui.analysis.model import Analysis, Rules
    from imr_tui.analysis.next_step import NextStep
    from imr_tui.document.found import Mark
    from imr_tui.document.front_edits import FrontValue
    from imr_tui.document.model import Report
    from imr_tui.document.schema import Schema
    from imr_tui.document.steps import Steps
    from imr_tui.tui.export_wish import ExportWish
    from imr_tui.word.pseudonyms.copying import NameReview


def load_rules(own: tuple[Path, ...] = ()) -> Rules:
    """Everything that a document is read by, with the rule files of a force's own; the same at every call."""
    from imr_tui.data.loader import load_rules as loaded  # noqa: PLC0415 - the tables stay off the start path

    return loaded(own)


def steps_of(analysis: Analysis) -> Sequence[NextStep]:
    """What is still to be done, in the order of the document."""
    from imr_tui.analysis.next_step import steps_of as made  # noqa: PLC0415 - as above

    return made(analysis)


def item_steps(steps: Sequence[NextStep]) -> Iterator[tuple[int, NextStep]]:
    """Of any steps those about questions, each with its index."""
    from imr_tui.analysis.next_step import item_steps as made  # noqa: PLC0415 - as above

    return made(steps)


def steps_up_to(steps: Sequence[NextStep], offset: int) -> int:
    """How many of any steps begin at an offset or ahead of it."""
    from imr_tui.analysis.next_step import steps_up_to as made  # noqa: PLC0415 - as above

    return made(steps, offset)


def marks_within(analysis: Analysis, start: int, end: int) -> Iterator[Mark]:
    """Where the findings stand that are not kept and touch a stretch of the file."""
    from imr_tui.document.found import marks_within as made  # noqa: PLC0415 - as above

    return made(analysis.findings, start, end)


def analyse(text: str, rules: Rules, previous: Analysis | None = None) -> Analysis:
    """The analysis of a text, building on the one before."""
    from imr_tui.analysis.analyse import analyse as made  # noqa: PLC0415 - the parser stays off the start path

    return made(text, rules, previous)


def analysis_steps(
    text: str, rules: Rules, previous: Analysis | None = None, progress: Progress | None = None
) -> Steps[Analysis]:
    """The same in short steps; `progress` has, and is given, what an analysis that is given up had come to."""
    from imr_tui.analysis.analyse import analysis_steps as made  # noqa: PLC0415 - as above

    return made(text, rules, previous, progress)


def progress() -> Progress:
    """Nothing come to as yet."""
    from imr_tui.analysis.analyse import Progress as Made  # noqa: PLC0415 - as above

    return Made()


def confirm(report: Report, item: str, *, by: str, on: date, seen: Sequence[str]) -> tuple[TextEdit, ...]:
    """The edits that record a confirmation."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.confirm(report, item, by=by, on=on, seen=seen)


def set_aside(report: Report, item: str, *, reason: str, by: str, on: date) -> tuple[TextEdit, ...]:
    """The edits that record that a question does not apply."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.set_aside(report, item, reason=reason, by=by, on=on)


def reopen(report: Report, item: str) -> tuple[TextEdit, ...]:
    """The edits that take the author's word back; `RefusedError` where there is none."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.reopen(report, item)


def keep_finding(report: Report, rule: str, *, sentence: str, reason: str, by: str, on: date) -> tuple[TextEdit, ...]:
    """The edits that record that the author keeps a finding."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.keep_finding(report, rule, sentence=sentence, reason=reason, by=by, on=on)


def switch_off_rule(report: Report, rule: str, *, reason: str) -> tuple[TextEdit, ...]:
    """The edits that record that a rule is switched off for the document."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.switch_off_rule(report, rule, reason=reason)


def set_values(report: Report, changes: Mapping[tuple[str, str], FrontValue]) -> tuple[TextEdit, ...]:
    """The edits that set keys of the front matter."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.set_values(report, changes)


def from_template(text: str, name: str) -> str:
    """A new document from a template's text."""
    from imr_tui.document import front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    return front_edits.from_template(text, name)


def word_file(
    analysis: Analysis, rules: Rules, source: Path | None, wish: ExportWish, house_style: Path | None = None
) -> bytes:
    """The export that is wished for, with the pictures that lie beside `source`, the review's own file, where it has one.

    A target that ends in .csv gets the table as CSV. Raises `ExportError`, `MissingProgramError`, `RefusedError` and `InputError`.
    """
    from imr_tui.storage.house_style import read_house_style  # noqa: PLC0415 - pandoc's package stays off the start path
    from imr_tui.storage.pictures import read_pictures  # noqa: PLC0415 - pandoc's package stays off the start path
    from imr_tui.word.export import export_docx  # noqa: PLC0415 - pandoc's package stays off the start path
    from imr_tui.word.options import ExportOptions  # noqa: PLC0415 - pandoc's package stays off the start path
    from imr_tui.word.plain_tables import export_csv  # noqa: PLC0415 - pandoc's package stays off the start path

    options = ExportOptions(
        profile=wish.profile,
        house_style=read_house_style(house_style) if house_style is not None else None,
        draft=wish.draft,
        checklist_appendix=wish.appendix,
        leave_names=wish.leave_names,
        name=wish.target.name,
        findings=analysis.findings if wish.draft else (),
        images={} if source is None else read_pictures(analysis.report, source),
    )
    if wish.target.suffix.casefold() == ".csv":
        return export_csv(analysis.report, rules.schema, options)
    return export_docx(analysis.report, analysis.checklist, rules.schema, options)


def review_names(report: Report) -> NameReview:
    """What is to be decided before a copy with pseudonyms can be made."""
    from imr_tui.word.pseudonyms.copying import review_names as made  # noqa: PLC0415 - as above

    return made(report)


def name_edits(
    report: Report, schema: Schema, names: Mapping[str, str], people: Mapping[str, str]
) -> tuple[TextEdit, ...]:
    """The edits that record what stands for names, and the pseudonyms of people by their ids."""
    from imr_tui.document import edits, front_edits  # noqa: PLC0415 - tomlkit stays off the start path

    found = (
        list(front_edits.set_values(report, {("pseudonyms", name): to for name, to in names.items()})) if names else []
    )
    for ident, pseudonym in people.items():
        found += edits.set_field(report, schema, ident, "Pseudonym", pseudonym)
    return tuple(sorted(found, key=lambda edit: edit.start))
