"""Each template from blank to sent: its records filled as the forms fill them, its questions settled, the Word file made."""

from __future__ import annotations

import io
import random
from datetime import date
from pathlib import Path

import docx
import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis
from imr_tui.data.loader import load_rules, load_schema
from imr_tui.document.front_edits import confirm, from_template, set_values
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.record_text import Cell, Sort, fields_of, read_record, set_cells
from imr_tui.document.schema import FieldSpec, FieldType, KindSpec
from imr_tui.document.text import TextEdit, apply_edits
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.md"))
BY = "Priya Nair"
ON = date(2025, 9, 20)
WORDS = [
    "records",
    "calls",
    "visits",
    "letters",
    "doors",
    "stairs",
    "windows",
    "morning",
    "evening",
    "kitchen",
    "school",
    "office",
    "desk",
    "radio",
    "notebook",
    "sergeant",
    "inspector",
    "neighbour",
    "teacher",
    "nurse",
    "doctor",
    "sister",
    "brother",
    "mother",
    "town",
    "street",
    "river",
    "bridge",
    "winter",
    "summer",
    "answer",
    "question",
    "reason",
    "account",
    "answered",
    "asked",
    "wrote",
    "read",
    "heard",
    "saw",
    "found",
    "kept",
    "showed",
    "told",
]
VALUES = {
    "Role": "",
    "Name and aliases": "Alex Doe",
    "Spoken to": "Yes",
    "Accessed": "Yes",
    "Missed opportunity": "A second call could have been made.",
    "Scope": "Local",
    "Publication restrictions": "None known",
    "Gender reassignment": "Gender identity the same as sex registered at birth",
    "Link": "https://example.org/policy",
    "Policy": "The policy of the time, version 3",
}


def filled_details(report: Report) -> tuple[TextEdit, ...]:
    days = {"incident": (2025, 3, 9), "requested": (2025, 3, 12), "completed": (2025, 3, 20), "quality_assured": (2025, 3, 21), "signed_off": (2025, 3, 22)}  # fmt: skip
    changes: dict[tuple[str, str], object] = {("dates", key): date(*day) for key, day in days.items()}
    changes |= {("review", "period_start"): date(2022, 1, 1), ("review", "period_end"): date(2025, 3, 9)}
    changes |= {
        ("agency", "name"): "Northshire Police",
        ("agency", "author"): BY,
        ("agency", "author_role"): "Review Officer",
    }
    changes |= {("review", "reference"): "R/1", ("review", "type"): "Review"}
    return set_values(report, changes)  # type: ignore[arg-type]


def value_of(ident: str, kind: KindSpec, spec: FieldSpec, report: Report, number: int) -> str:
    if spec.name in VALUES:
        return VALUES[spec.name]
    if spec.type is FieldType.DATE:
        return "14 March 2023" if kind.letter == "E" else "14 March 2026"
    if spec.type is FieldType.CHOICE:
        # Sources of each type in turn; a finding of good practice, with an opportunity that was missed all the same.
        return spec.choices[(int(ident[1:]) - 1) % len(spec.choices)] if kind.letter == "S" else spec.choices[-1]
    if spec.links_to:
        return next((record.id for letter in spec.links_to for record in report.of_kind(letter)), "")
    if spec.notable or spec.name.startswith(("Pregnant", "Married", "Disability")):
        return "No"
    return f"The {spec.name.casefold()} is set down here, number {number}."


def filled_records(text: str) -> str:
    """Every blank record of the template with every field set, a title, and its text, through what the forms write with."""
    schema = load_schema()
    for ident in parse(text, schema).records:
        report = parse(text, schema)
        record = report.records[ident]
        kind = schema.kinds[ident[0]]
        wanted: dict[Cell, str] = {}
        if kind.letter != "P":
            wanted[Cell(Sort.TITLE)] = f"What {kind.name} {ident} is about"
        for number, spec in enumerate(fields_of(kind, record)):
            value = value_of(ident, kind, spec, report, number)
            reason = spec.name.startswith(("Reason ", "Not addressed", "No recommendation"))
            if value and not reason:
                wanted[Cell(Sort.FIELD, spec.name)] = value
        if kind.letter not in "PSA":
            wanted[Cell(Sort.NARRATIVE)] = prose(1000 + ord(kind.letter), f"{kind.name} {ident}")
        text = apply_edits(text, set_cells(report, schema, ident, wanted))
        again = read_record(parse(text, schema), ident)
        assert {cell: again.text(cell) for cell in wanted} == wanted, ident
    return text


def prose(seed: int, title: str) -> str:
    """Some sixty words of no meaning, in an order of their own for each seed: nothing is told twice."""
    chance = random.Random(seed)  # noqa: S311  the same at every run
    sentences = (" ".join(chance.sample(WORDS, 10)) for _ in range(6))
    return f"This is about {title.casefold()}. " + " ".join(f"The {sentence}." for sentence in sentences)


def with_prose(text: str) -> str:
    """A paragraph under each heading that answers something, and the fields of the method."""
    report = parse(text, load_schema())
    edits: list[TextEdit] = []
    for section in report.sections:
        heading = section.part.heading
        if section.in_record or heading is None or not section.covered:
            continue
        told = prose(section.index, section.title)
        edits.append(TextEdit(section.end, section.end, f"\n{told}\n\n"))
    text = apply_edits(text, edits)
    for name, value in (
        ("Methodological approach", "None used"),
        ("Sources not accessed", "None"),
        ("Quality assurance", "Read by the review team"),
        ("Debriefing of staff", "Each was met"),
    ):
        text = text.replace(f"- {name}:\n", f"- {name}: {value}\n")
    return text


def confirmed(analysis: Analysis) -> str:
    text = analysis.report.text
    for item in analysis.checklist.items:
        if not item.state.settled:
            report = parse(text, load_schema())
            text = apply_edits(
                text, confirm(report, item.question.id, by=BY, on=ON, seen=[part.seen for part in item.parts])
            )
    return text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_from_blank_to_sent(path: Path) -> None:
    rules = load_rules()
    text = from_template(path.read_text(encoding="utf-8"), path.stem)
    text = apply_edits(text, filled_details(parse(text, rules.schema)))
    text = with_prose(filled_records(text))
    filled = analyse(text, rules)
    assert [
        (finding.rule, finding.message)
        for finding in filled.findings
        if finding.is_open and finding.severity == "error"
    ] == []
    lacking = [
        (item.question.id, line.text) for item in filled.checklist.items for line in item.evidence if not line.holds
    ]
    assert lacking == []
    sent = analyse(confirmed(filled), rules)
    assert (sent.checklist.done, sent.checklist.total) == (24, 24)
    options = ExportOptions()
    made = docx.Document(io.BytesIO(export_docx(sent.report, sent.checklist, rules.schema, options)))
    printed = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for section in sent.report.sections:
        if not section.in_record and section.level == 1:
            assert section.title.replace("'", "’") in printed
    columns = sent.report.front.table("word").get("action_plan", ())
    if columns:
        heads = [[cell.text for cell in table.rows[0].cells] for table in made.tables]
        assert any(head[: len(columns)] == list(columns) for head in heads) or path.stem == "mappa-scr"
