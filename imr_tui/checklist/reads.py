"""What each question reads: sections, records and their fields, narratives, keys of the front matter. All data.

From it come the parts that a confirmation holds for, and the questions that a finding belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from imr_tui.checklist.reading import subjects_of
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
    named = {*finding.opens, *finding.items}
    letter = finding.record[:1] if finding.record else ""
    return tuple(item for item, reads in READS.items() if item in named or _reads_place(reads, finding, letter, report))


def _reads_place(reads: Reads, finding: Finding, letter: str, report: Report) -> bool:
    if letter:
        return _reads_record(reads, finding, letter, report)
    if finding.field is None:
        return False
    if finding.section is None:
        return any(key == finding.field or key.partition(".")[0] == finding.field for key in reads.front)
    return any(name == finding.field for _, name in reads.section_fields)


def _reads_record(reads: Reads, finding: Finding, letter: str, report: Report) -> bool:
    wanted = reads.records.get(letter)
    if wanted is None:
        return False
    if letter == "P" and reads.subjects_only and finding.field != "Role" and finding.record not in _subjects(report):
        return False
    if finding.field is None:
        return NARRATIVE in wanted or _at_heading(finding, report)
    record = report.records.get(finding.record or "")
    entry = record.field(finding.field) if record is not None else None
    if entry is None or entry.spec is None:
        return False
    return entry.name in wanted or EVERY_FIELD in wanted or (NOTABLE in wanted and entry.spec.notable)


def _subjects(report: Report) -> frozenset[str]:
    return frozenset(person.id for person in subjects_of(report))


def _at_heading(finding: Finding, report: Report) -> bool:
    section = report.section_at(finding.span.start)
    heading = section.part.heading if section is not None else None
    if section is None or heading is None:
        return False
    return finding.span.start < section.start + heading.end and heading.record_id == finding.record
