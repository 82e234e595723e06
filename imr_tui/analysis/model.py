"""The rules a document is read by, and the analysis that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from imr_tui.checklist.model import AreaTitle, Checklist, Question
from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.prose.model import ProseRules
from imr_tui.prose.speller import Speller


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that is data: schema, questions, prose rules. Read once, passed in, never changed.

    `speller` is None where spelling is not checked, or not yet.
    """

    schema: Schema
    areas: tuple[AreaTitle, ...]
    questions: tuple[Question, ...]
    prose: ProseRules
    speller: Speller | None = None

    def read_alike(self, other: Rules) -> bool:
        """Whether documents are read alike under both, spelling left aside."""
        return (
            self.schema is other.schema
            and self.prose is other.prose
            and self.questions is other.questions
            and self.areas is other.areas
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Words of the document: in all, and by area (sections that cover it, records in them included)."""

    words: int
    by_area: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `analyse` gives: the report, the checklist, all findings in order of place, and counts.

    `memory` is what the next analysis builds on; nobody else looks into it.
    """

    report: Report
    checklist: Checklist
    findings: Sequence[Finding]
    counts: Counts
    memory: Any = field(default=None, repr=False, compare=False)
