"""What each question reads: sections, records and their fields, narratives, keys of the front matter. All data.

From it come the parts that a confirmation holds for, and the questions that a finding belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType

from imr_tui.checklist.reading import subjects_of
from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report

NARRATIVE = "(narrative)"
EVERY_FIELD = "(every field)"
NOTABLE = "(notable fields)"


@dataclass(frozen=True, slots=True)
class Reads:
    """What one question reads.

    `sections` are areas and items whose covering sections it reads, and `records` maps a kind's letter to the
    fields it reads of such records (an empty tuple: only that they are there). `section_fields` are (area,
    name), `front` keys as `table.key`. `subjects_only`: of the persons, only the subjects. `document`: all of its text.
    """

    sections: tuple[str, ...] = ()
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    section_fields: tuple[tuple[str, str], ...] = ()
    front: tuple[str, ...] = ()
    subjects_only: bool = False
    document: bool = False


READS: Mapping[str, Reads] = MappingProxyType(
    {
        "characteristics.1": Reads(records={"P": (EVERY_FIELD,)}, front=("review.subjects",), subjects_only=True),
        "characteristics.2": Reads(sections=("characteristics.2",)),
        "characteristics.3": Reads(
            sections=("characteristics.3", "analysis"),
            records={"P": ("Role", NOTABLE), "F": (NARRATIVE,)},
            front=("review.subjects",),
            subjects_only=True,
        ),
        "characteristics.4": Reads(sections=("characteristics.4",)),
        "language.1": Reads(document=True),
        "language.2": Reads(document=True, front=("glossary",)),
        "language.3": Reads(document=True),
        "methodology.1": Reads(
            sections=("methodology.1",),
            records={"S": ("Type", "Accessed"), "I": ("Spoken to",)},
            section_fields=(("methodology", "Interviews"),),
        ),
        "methodology.2": Reads(
            sections=("methodology",),
            records={"S": ("Accessed", "Reason not accessed"), "I": ("Spoken to", "Reason not spoken to")},
            section_fields=(("methodology", "Sources not accessed"),),
        ),
        "methodology.3": Reads(sections=("methodology",), section_fields=(("methodology", "Methodological approach"),)),
        "overview.1": Reads(
            sections=("overview.1",),
            records={"E": ("Date", "Contact with", "Agencies", "Action taken", "Reason for inclusion")},
            section_fields=(("overview", "Events"),),
            front=("review.period_start", "review.period_end"),
        ),
        "overview.2": Reads(
            sections=("overview", "analysis"),
            records={"E": (), "F": ()},
            section_fields=(("overview", "Events"),),
        ),
        "analysis.1": Reads(
            records={"E": (), "F": ("Events", "Why", NARRATIVE)}, section_fields=(("overview", "Events"),)
        ),
        "analysis.2": Reads(records={"F": ("Practice", "Policy")}, section_fields=(("overview", "Events"),)),
        "analysis.3": Reads(
            sections=("analysis",),
            records={"F": ("Missed opportunity", "Practice")},
            section_fields=(
                ("analysis", "Missed opportunities"),
                ("analysis", "Good practice"),
                ("overview", "Events"),
            ),
        ),
        "analysis.4": Reads(records={"T": ("Not addressed because",), "F": ("Terms of reference",)}),
        "learning.1": Reads(
            records={"L": ("Arises from", NARRATIVE)}, section_fields=(("learning", "Learning points"),)
        ),
        "learning.2": Reads(
            records={"L": ("Action already taken",)}, section_fields=(("learning", "Learning points"),)
        ),
        "recommendations.1": Reads(
            records={"R": ("Learning points",), "L": ("No recommendation because",)},
            section_fields=(("recommendations", "Recommendations"),),
        ),
        "recommendations.2": Reads(
            records={
                "R": (NARRATIVE, "Intended outcome", "Measure", "Achievable", "Realistic", "Target date"),
            },
            section_fields=(("recommendations", "Recommendations"),),
        ),
        "recommendations.3": Reads(
            records={"R": (), "A": ("Recommendation", "Owner", "Due", "Progress")},
            section_fields=(("recommendations", "Recommendations"),),
        ),
        "feedback.1": Reads(
            records={"R": ("Owner", "Tracking", "Dissemination")},
            section_fields=(("recommendations", "Recommendations"),),
        ),
        "feedback.2": Reads(
            front=(
                "dates.incident",
                "dates.requested",
                "dates.completed",
                "dates.quality_assured",
                "dates.signed_off",
                "dates.request_delay_rationale",
                "dates.delay_rationale",
                "deadlines.incident_to_requested",
                "deadlines.requested_to_completed",
            )
        ),
        "feedback.3": Reads(sections=("feedback.3",)),
    }
)


def items_for(finding: Finding, report: Report) -> tuple[str, ...]:
    """The questions that a finding keeps open, and those that read the record, field or value it stands in.

    A finding in a field belongs to the questions that read that field, one in a narrative to those that
    read the narrative, one at a record's heading to all that read such records. Prose of a section is no
    record, and a reading of the whole document is not meant.
    """
    return _ordered(finding.opens, finding.items, _readers(finding, report))


@lru_cache(maxsize=512)
def _ordered(opens: tuple[str, ...], items: tuple[str, ...], readers: frozenset[str]) -> tuple[str, ...]:
    """Questions in the order of the checklist, each once."""
    named = {*opens, *items, *readers}
    return tuple(item for item in READS if item in named)


def _readers(finding: Finding, report: Report) -> frozenset[str]:
    if finding.record is not None:
        return _readers_in_record(finding, finding.record, report)
    if finding.field is None:
        return frozenset()
    if finding.section is None:
        table = finding.field.partition(".")[0]
        return _FRONT.get(table if table in _TABLES else finding.field, frozenset())
    if report.sections[finding.section].in_record:
        return frozenset()
    return frozenset(
        item for item, reads in READS.items() if any(name == finding.field for _, name in reads.section_fields)
    )


def _readers_in_record(finding: Finding, ident: str, report: Report) -> frozenset[str]:
    letter = ident[0]
    if finding.field is None:
        return frozenset(_RECORDS.get(letter, {})) if _at_heading(finding, report) else _with(letter, NARRATIVE)
    record = report.records.get(ident)
    entry = record.field(finding.field) if record is not None else None
    if entry is None or entry.spec is None:
        return frozenset()
    found = _with(letter, entry.name) | _with(letter, EVERY_FIELD)
    if entry.spec.notable:
        found |= _with(letter, NOTABLE)
    if letter == "P" and entry.name != "Role" and ident not in {person.id for person in subjects_of(report)}:
        found = frozenset(item for item in found if not READS[item].subjects_only)
    return found


@lru_cache(maxsize=512)
def _with(letter: str, name: str) -> frozenset[str]:
    """The questions that read `name` of the records of a kind."""
    return frozenset(item for item, fields in _RECORDS.get(letter, {}).items() if name in fields)


def _at_heading(finding: Finding, report: Report) -> bool:
    if finding.section is None:
        return False
    section = report.sections[finding.section]
    heading = section.part.heading
    return (
        heading is not None and heading.record_id == finding.record and finding.span.start < section.start + heading.end
    )


def _by_kind() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each kind of record, the questions that read it and what they read of it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for item, reads in READS.items():
        for letter, fields in reads.records.items():
            found.setdefault(letter, {})[item] = fields
    return found


def _by_key() -> dict[str, frozenset[str]]:
    """For each key of the front matter, and each table, the questions that read it."""
    found: dict[str, frozenset[str]] = {}
    for item, reads in READS.items():
        for key in reads.front:
            for name in (key, key.partition(".")[0]):
                found[name] = found.get(name, frozenset()) | {item}
    return found


_RECORDS = _by_kind()
_FRONT = _by_key()
# Tables whose keys are the author's own: what reads them reads every key.
_TABLES = frozenset(key for reads in READS.values() for key in reads.front if "." not in key)
