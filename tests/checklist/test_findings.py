"""Findings of the checklist's reading: rule, severity, place, and the questions they belong to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imr_tui.checklist.reads import READS, items_for
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.document.text import Span

from .conftest import in_front, record_span, replaced, set_field, set_key

Found = Callable[[str], tuple[Finding, ...]]
Read = Callable[[str], Report]


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_the_complete_review_has_none(found: Found, complete: str) -> None:
    assert found(complete) == ()


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("requested", "2023-12-19", "requested = 2023-12-19"),
        ("completed", "2024-01-19", "completed = 2024-01-19"),
        ("quality_assured", "2024-05-31", "quality_assured = 2024-05-31"),
        ("signed_off", "2024-06-09", "signed_off = 2024-06-09"),
        ("period_end", "2021-12-31", "period_end = 2021-12-31"),
    ],
)
def test_dates_of_the_front_matter_out_of_order_are_an_error_at_the_later_one(
    found: Found, read: Read, complete: str, key: str, value: str, place: str
) -> None:
    text = set_key(complete, key, value)
    first = next(finding for finding in found(text) if finding.rule == "date.order")
    assert first.severity is Severity.ERROR
    assert (first.text, text[first.span.start : first.span.end]) == (place, place)
    assert items_for(first, read(text)) == (("overview.1",) if key == "period_end" else ("feedback.2",))


@pytest.mark.parametrize(
    ("key", "value"),
    [("requested", "2023-12-20"), ("completed", None), ("signed_off", "2024-06-10"), ("incident", '"TBC"')],
)
def test_equal_dates_and_dates_not_set_are_in_order(found: Found, complete: str, key: str, value: str | None) -> None:
    assert rules(found(set_key(complete, key, value))) == []


def test_events_out_of_order_are_a_warning_at_their_date(found: Found, read: Read, complete: str) -> None:
    text = set_field(complete, "E3", "Date", "13 March 2023")
    (finding,) = found(text)
    assert (finding.rule, finding.severity) == ("date.order", Severity.WARNING)
    assert text[finding.span.start : finding.span.end] == finding.text == "13 March 2023"
    assert finding.related is not None
    assert text[finding.related.start : finding.related.end].strip() == "- Date: 14 March 2023, 21:40"
    assert (finding.record, finding.field) == ("E3", "Date")
    assert "E3 (13 March 2023)" in finding.message
    assert "E2 (14 March 2023, 21:40)" in finding.message
    assert items_for(finding, read(text)) == ("overview.1",)


DAYS = [
    "2 May 2023, 10:00",
    "2 May 2023",
    "2 May 2023, 09:00",
    "?2 May 2023",
    "May 2023",
    "3 May 2023",
    "2023",
    "about 3 May 2023",
]


@pytest.mark.parametrize(
    ("dates", "late"),
    [
        ((0, 1), ()),
        ((1, 0), ()),
        ((0, 2), (1,)),
        ((0, 1, 2), (2,)),
        ((2, 1, 0), ()),
        ((0, 3), ()),
        ((0, 4), (1,)),
        ((4, 0), ()),
        ((6, 4, 0), ()),
        ((5, 1), (1,)),
        ((5, 7, 5), ()),
        ((5, 2, 0, 5), (1,)),
        ((1, 1, 1), ()),
    ],
)
def test_order_of_times_days_and_parts_of_dates(found: Found, dates: tuple[int, ...], late: tuple[int, ...]) -> None:
    text = "".join(f"# E{n}: Event\n\n- Date: {DAYS[day]}\n\n" for n, day in enumerate(dates))
    assert [finding.record for finding in found(text)] == [f"E{n}" for n in late]


def test_one_wrong_year_is_told_once(found: Found) -> None:
    days = ["1 May 2021", "1 May 2033", "3 May 2021", "4 May 2021", "5 May 2021"]
    text = "".join(f"# E{n}: Event\n\n- Date: {day}\n\n" for n, day in enumerate(days))
    assert [finding.record for finding in found(text)] == ["E2"]


@pytest.mark.parametrize(
    ("date", "outside"),
    [
        ("31 December 2021", True),
        ("1 January 2022", False),
        ("31 December 2023, 23:59", False),
        ("1 January 2024", True),
        ("2021", True),
        ("2023", False),
        ("December 2021", True),
        ("January 2024", True),
        ("Not known", False),
        ("in spring", False),
        ("", False),
    ],
)
def test_an_event_outside_the_timescale_wants_a_reason(
    found: Found, read: Read, complete: str, date: str, outside: bool
) -> None:
    front = complete[: complete.index("# Individual")]
    text = f"{front}# E1: Event\n\n- Date: {date}\n"
    expected = ["event.outside-timescale"] if outside else []
    assert rules(found(text)) == expected
    if outside:
        (finding,) = found(text)
        assert finding.severity is Severity.WARNING
        assert finding.text == date
        assert items_for(finding, read(text)) == ("overview.1",)
        assert rules(found(f"{text}- Reason for inclusion: It was the first call.\n")) == []
        assert rules(found(f"{text}- Reason for inclusion: TBC\n")) == expected


def test_a_policy_without_a_link_is_worth_a_look(found: Found, complete: str) -> None:
    for kind, expected in (
        ("Force policy", ["source.no-link"]),
        ("National guidance", ["source.no-link"]),
        ("Other record", []),
    ):
        text = set_field(set_field(complete, "S2", "Type", kind), "S2", "Link", None)
        assert rules(found(text)) == expected
    (finding,) = found(set_field(complete, "S2", "Link", "TBC"))
    assert (finding.severity, finding.text, finding.record) == (Severity.INFO, "TBC", "S2")


def test_not_applicable_without_a_reason(found: Found, read: Read, complete: str) -> None:
    text = in_front(complete, '[checklist."feedback.3"]\nstate = "not-applicable"\nreason = "TBC"\n')
    (finding,) = found(text)
    assert (finding.rule, finding.severity) == ("checklist.no-reason", Severity.WARNING)
    assert finding.text == '[checklist."feedback.3"]'
    assert items_for(finding, read(text)) == ("feedback.3",)
    unknown = '[checklist."feedback.9"]\nstate = "not-applicable"\n[checklist."overview.1"]\nstate = "confirmed"\n'
    assert found(in_front(complete, unknown)) == ()


def test_findings_stand_in_the_order_of_their_places(found: Found, complete: str) -> None:
    text = set_field(complete, "E1", "Reason for inclusion", None)
    text = set_field(set_key(text, "requested", "2023-12-01"), "S2", "Link", None)
    findings = found(text)
    assert rules(findings) == ["date.order", "source.no-link", "event.outside-timescale"]
    assert [finding.span for finding in findings] == sorted(finding.span for finding in findings)


FIELDS = [
    ("P1", "Disability", ("characteristics.1", "characteristics.3")),
    ("P1", "Address", ("characteristics.1",)),
    ("P1", "Role", ("characteristics.1", "characteristics.3")),
    ("P3", "Role", ("characteristics.1", "characteristics.3")),
    ("P3", "Religion or faith", ()),
    ("S1", "Type", ("methodology.1",)),
    ("S1", "Accessed", ("methodology.1", "methodology.2")),
    ("S3", "Reason not accessed", ("methodology.2",)),
    ("I1", "Spoken to", ("methodology.1", "methodology.2")),
    ("I1", "Person", ()),
    ("E2", "Date", ("overview.1",)),
    ("F1", "Events", ("analysis.1",)),
    ("F1", "Practice", ("analysis.2", "analysis.3")),
    ("F1", "Policy", ("analysis.2",)),
    ("F1", "Why", ("analysis.1",)),
    ("F1", "Terms of reference", ("analysis.4",)),
    ("T3", "Not addressed because", ("analysis.4",)),
    ("L1", "Arises from", ("learning.1",)),
    ("L1", "Action already taken", ("learning.2",)),
    ("R1", "Learning points", ("recommendations.1",)),
    ("R1", "Target date", ("recommendations.2",)),
    ("R1", "Owner", ("feedback.1",)),
    ("A1", "Owner", ("recommendations.3",)),
]


@pytest.mark.parametrize(("record", "field", "items"), FIELDS)
def test_a_finding_in_a_field_belongs_to_the_questions_that_read_it(
    read: Read, complete: str, record: str, field: str, items: tuple[str, ...]
) -> None:
    report = read(complete)
    entry = report.records[record].field(field)
    assert entry is not None
    section = report.section_of(report.records[record])
    finding = Finding(
        "x",
        Severity.ERROR,
        entry.item.shift(section.start),
        "message",
        section=section.index,
        record=record,
        field=field,
    )
    assert items_for(finding, report) == items


@pytest.mark.parametrize(
    ("record", "heading", "narrative"),
    [
        ("E1", ("overview.1", "overview.2", "analysis.1"), ()),
        (
            "F1",
            ("characteristics.3", "overview.2", "analysis.1", "analysis.2", "analysis.3", "analysis.4"),
            ("characteristics.3", "analysis.1"),
        ),
        ("T1", ("analysis.4",), ()),
        ("L1", ("learning.1", "learning.2", "recommendations.1"), ("learning.1",)),
        ("R1", ("recommendations.1", "recommendations.2", "recommendations.3", "feedback.1"), ("recommendations.2",)),
        ("I1", ("methodology.1", "methodology.2"), ()),
    ],
)
def test_a_finding_at_a_heading_or_in_a_narrative(
    read: Read, complete: str, record: str, heading: tuple[str, ...], narrative: tuple[str, ...]
) -> None:
    report = read(complete)
    start, end = record_span(complete, record)
    section = report.records[record].section
    at_heading = Finding("x", Severity.ERROR, Span(start + 4, start + 6), "", section=section, record=record)
    in_narrative = Finding("x", Severity.ERROR, Span(end - 5, end - 2), "", section=section, record=record)
    assert items_for(at_heading, report) == heading
    assert items_for(in_narrative, report) == narrative


def test_a_finding_keeps_its_own_questions(read: Read, complete: str) -> None:
    report = read(complete)
    at = complete.index("The officers who attended")
    finding = Finding("wording.x", Severity.WARNING, Span(at, at + 3), "", opens=("language.1",), section=5)
    assert items_for(finding, report) == ("language.1",)
    elsewhere = Finding("covers.unknown", Severity.WARNING, Span(at, at + 3), "", section=5)
    assert items_for(elsewhere, report) == ()


def test_a_finding_in_a_field_of_a_section(read: Read, complete: str) -> None:
    report = read(complete)
    at = complete.index("- Methodological approach")
    section = report.section_at(at)
    assert section is not None
    finding = Finding(
        "x", Severity.WARNING, Span(at, at + 3), "", section=section.index, field="Methodological approach"
    )
    assert items_for(finding, report) == ("methodology.3",)


def test_a_finding_in_a_second_record_of_an_id_belongs_to_no_field(read: Read, complete: str) -> None:
    text = f"{complete}\n### F1: Again\n\n- Events: E9\n"
    report = read(text)
    found = {finding.rule: items_for(finding, report) for finding in report.findings}
    assert found["record.unknown-reference"] == ()
    assert "analysis.1" in found["record.duplicate-id"]


@pytest.mark.parametrize(
    ("key", "items"),
    [
        ("review.subjects", ("characteristics.1", "characteristics.3")),
        ("review.period_start", ("overview.1",)),
        ("dates.completed", ("feedback.2",)),
        ("dates", ("feedback.2",)),
        ("deadlines.requested_to_completed", ("feedback.2",)),
        ("document.title", ()),
        ("review.reference", ()),
        ("glossary.MARAC", ("language.2",)),
    ],
)
def test_a_finding_in_the_front_matter(read: Read, complete: str, key: str, items: tuple[str, ...]) -> None:
    assert items_for(Finding("frontmatter.type", Severity.ERROR, Span(4, 9), "", field=key), read(complete)) == items


def test_what_is_read_is_in_the_schema(schema: Schema) -> None:
    assert set(READS) == set(schema.items)
    sections = {(spec.area, spec.field.name) for spec in schema.section_fields}
    keys = {f"{key.table}.{key.key}".strip(".") for key in schema.front_keys}
    for item, reads in READS.items():
        assert set(reads.sections) <= {*schema.areas, *schema.items}, item
        assert set(reads.section_fields) <= sections, item
        assert set(reads.front) <= keys, item
        for letter, fields in reads.records.items():
            named = [name for name in fields if not name.startswith("(")]
            assert all(schema.kinds[letter].field(name) is not None for name in named), item


def test_the_parser_and_the_checklist_agree_on_a_wrong_date(read: Read, complete: str) -> None:
    report = read(set_field(complete, "E2", "Date", "some day"))
    assert [(finding.rule, items_for(finding, report)) for finding in report.findings] == [
        ("date.invalid", ("overview.1",))
    ]
    unknown = read(set_field(complete, "F1", "Events", "E9"))
    assert [(finding.rule, items_for(finding, unknown)) for finding in unknown.findings] == [
        ("record.unknown-reference", ("analysis.1",))
    ]
    typed = read(replaced(complete, "incident = 2023-12-20", 'incident = "2023-12-20"'))
    assert [(finding.rule, items_for(finding, typed)) for finding in typed.findings] == [
        ("frontmatter.type", ("feedback.2",))
    ]
