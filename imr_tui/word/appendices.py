"""What stands at the end: where each term of reference is answered, abbreviations, the checklist."""

from __future__ import annotations

from imr_tui.checklist.model import Item, State
from imr_tui.prose.glossary import normal
from imr_tui.prose.spelt_out import spelt_out
from imr_tui.word.blocks import texts_of
from imr_tui.word.build import Build
from imr_tui.word.methods import coverage_table
from imr_tui.word.nodes import Node, bullets, plain, string, styled_para
from imr_tui.word.tables import Cell
from imr_tui.word.values import is_blank_value

_STATES = {
    State.TODO: "To do",
    State.STARTED: "Started",
    State.CONFIRM: "Ready for the author to confirm",
    State.LOOK_AGAIN: "Changed since it was confirmed",
    State.DONE: "Done",
    State.NOT_APPLICABLE: "Not applicable",
}


def appendices(build: Build) -> None:
    """All appendices that the document gives cause for."""
    terms = build.report.of_kind("T")
    if terms:
        build.appendix("Answers to the terms of reference")
        build.flow.add(coverage_table(build, terms))
    meanings = _abbreviations(build)
    if meanings:
        build.appendix("Abbreviations and terms")
        head: list[Cell] = [[plain((string("Term"),))], [plain((string("Meaning"),))]]
        rows = [
            [[plain(build.blocks.inlines.text(term))], [plain(build.blocks.inlines.text(meaning))]]
            for term, meaning in meanings
        ]
        described = "Each row is an abbreviation or term with its meaning."
        build.flow.add(
            build.tables.table(
                "Abbreviations used in this review", described, head, rows, widths=(0.2, 0.8), label_column=True
            )
        )
    if build.options.checklist_appendix:
        _checklist(build)


def _abbreviations(build: Build) -> list[tuple[str, str]]:
    """The glossary's terms, and acronyms that the text spells out where it first uses them."""
    table = build.report.front.table("glossary")
    found = {
        term.strip(): meaning.strip()
        for term, meaning in table.items()
        if isinstance(meaning, str) and term.strip() and not is_blank_value(meaning)
    }
    known = {normal(term) for term in found}
    for text in texts_of(build.report):
        for term, meaning in spelt_out(text):
            if normal(term) not in known:
                known.add(normal(term))
                found[term] = meaning[:1].upper() + meaning[1:]
    return sorted(found.items(), key=lambda entry: (entry[0].casefold(), entry[0]))


def _checklist(build: Build) -> None:
    """The checklist for whoever assures the quality of the review."""
    checklist = build.checklist
    build.appendix("Checklist of the practice advice")
    counted = f"{checklist.done} of {checklist.total} questions are done and {checklist.not_applicable} are set aside with a reason."
    build.flow.add([styled_para("Body Text", (string(counted),))])
    head: list[Cell] = [[plain((string(title),))] for title in ("Question", "State", "What it rests on")]
    for area in checklist.areas:
        rows = [[_question(item), _state(item), _grounds(item)] for item in area.items]
        described = "Each row is a question of the practice advice, where it stands and what it rests on."
        build.flow.add(build.tables.table(area.title.title, described, head, rows, widths=(0.36, 0.2, 0.44)))


def _question(item: Item) -> Cell:
    return [plain((string(item.question.text),))]


def _state(item: Item) -> Cell:
    found: list[Node] = [plain((string(_STATES[item.state]),))]
    if item.state is State.DONE and item.question.judge and item.by:
        found.append(plain((string(f"Confirmed by {item.by}" + (f", {item.on}" if item.on else "")),)))
    return found


def _grounds(item: Item) -> Cell:
    if item.state is State.NOT_APPLICABLE:
        return [plain((string(item.reason),))]
    lines = [[plain((string(line.text if line.holds else f"Open: {line.text}"),))] for line in item.evidence]
    return [bullets(lines)] if lines else [plain((string("Nothing yet"),))]
