"""Which finding answers which term of reference, and which term nothing answers yet."""

from __future__ import annotations

from imr_tui.analysis.thread import Thread
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report, Section
from imr_tui.document.text import Span


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term: its text as set, the findings that answer it, the headings these stand under, and why it is not addressed."""

    id: str
    title: str
    text: str
    place: Span
    findings: tuple[str, ...]
    sections: tuple[str, ...]
    reason: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The terms in document order, and all findings, the columns of the matrix."""

    rows: tuple[TermRow, ...]
    findings: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many terms are answered, or say why they are not."""
        return sum(not row.gaps for row in self.rows)


def coverage(report: Report, thread: Thread) -> Coverage:
    """The matrix of terms and findings of a review."""
    rows: list[TermRow] = []
    for strand in thread.of_kind("T"):
        term = report.records[strand.id]
        findings = tuple(finding.id for finding in thread.behind(strand))
        reason = term.value("Not addressed because")
        rows.append(
            TermRow(
                strand.id,
                strand.title,
                " ".join(passage.text for _, passage in report.narrative(term)),
                strand.place,
                findings,
                tuple(dict.fromkeys(_heading(report, ident) for ident in findings)),
                reason.text if reason is not None else "",
                tuple(gap.text for gap in strand.gaps),
            )
        )
    return Coverage(tuple(rows), tuple(finding.id for finding in thread.of_kind("F")))


def _heading(report: Report, ident: str) -> str:
    """The heading, no record's, that a record stands under."""
    section: Section | None = report.section_of(report.records[ident])
    while section is not None and section.in_record:
        section = report.sections[section.parent] if section.parent is not None else None
    return section.title if section is not None else ""
