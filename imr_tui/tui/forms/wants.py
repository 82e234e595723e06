"""What the checklist still wants of a record, field by field, as its evidence says; nothing is made up here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from imr_tui.dataclass import dataclass
from imr_tui.document.record_text import NARRATIVE, TITLE, Cell, Sort

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis


@dataclass(frozen=True, slots=True)
class Wants:
    """For a record's id and the name of what it lacks: the questions that want it, and what was found there."""

    questions: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    findings: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of(self, ident: str, cell: Cell, others: tuple[object, ...] = ()) -> str:
        """What is wanted in a cell; in the title also what has no cell of its own among `others`."""
        if cell.sort is Sort.RESTRICTION:
            return ""
        name = {TITLE: "title", NARRATIVE: "narrative"}.get(cell, cell.name)
        said = list(self.findings.get((ident, name), ()))
        asked = self.questions.get((ident, name), ())
        if asked:
            said.append(f"Still wanted for: {'; '.join(asked)}.")
        if others:
            said += self._without_cell(ident, others)
        return " ".join(said)

    def _without_cell(self, ident: str, others: tuple[object, ...]) -> Iterator[str]:
        names = {_name(other) for other in others}
        for (of, name), asked in self.questions.items():
            if of == ident and name not in names:
                yield f"Still wanted with it: {name} ({'; '.join(asked)})."


def wants_of(analysis: Analysis, idents: tuple[str, ...]) -> Wants:
    """What the checklist's evidence and the open findings say of some records."""
    questions: dict[tuple[str, str], list[str]] = {}
    for area in analysis.checklist.areas:
        for item in area.items:
            for line in item.evidence:
                for ident, name in () if line.holds else line.wants:
                    if ident in idents:
                        asked = questions.setdefault((ident, name), [])
                        said = f"{area.title.short}, {item.question.short}"
                        asked += [said] if said not in asked else []
    findings: dict[tuple[str, str], list[str]] = {}
    for finding in analysis.findings:
        if finding.is_open and finding.record in idents and finding.field:
            findings.setdefault((finding.record or "", finding.field), []).append(finding.message)
    return Wants(
        {key: tuple(asked) for key, asked in questions.items()},
        {key: tuple(dict.fromkeys(said)) for key, said in findings.items()},
    )


def _name(key: object) -> str:
    cell = key[1] if isinstance(key, tuple) else None
    if not isinstance(cell, Cell):
        return ""
    return {TITLE: "title", NARRATIVE: "narrative"}.get(cell, cell.name)
