"""Nil returns: a section's field that says, with its reason, that there are no records of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, field_at
from imr_tui.dataclass import dataclass
from imr_tui.document.schema import SectionFieldSpec

SETTLED_BY: Mapping[str, str] = MappingProxyType(
    {
        "overview.1": "E",
        "overview.2": "E",
        "analysis.1": "E",
        "analysis.2": "E",
        "analysis.3": "E",
        "learning.1": "L",
        "learning.2": "L",
        "recommendations.1": "R",
        "recommendations.2": "R",
        "recommendations.3": "R",
        "feedback.1": "R",
    }
)


@dataclass(frozen=True, slots=True)
class NilReturn:
    """A nil return that counts: the section field and the evidence line that settles the questions."""

    spec: SectionFieldSpec
    evidence: Evidence


def nil_return_for(reading: Reading, item: str) -> NilReturn | None:
    """The nil return that settles an item; None where there is none, or records of the kind say something."""
    letter = SETTLED_BY.get(item)
    if letter is None or reading.with_substance(letter):
        return None
    return reading.once(f"nil {letter}", lambda: _find(reading, letter))


def _find(reading: Reading, letter: str) -> NilReturn | None:
    for spec in reading.schema.section_fields:
        if spec.nil_for != letter:
            continue
        said = reading.nil_return(spec.area, spec.field.name)
        if said is not None:
            text = f"{spec.field.name}: none identified, with the reason"
            return NilReturn(spec, Evidence(holds=True, text=text, place=field_at(*said)))
    return None
