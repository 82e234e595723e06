"""Analysis of police practice (practice advice 2e): what questions 1 to 4 rest on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress

from imr_tui.checklist.lines import ITSELF, at_least_one, each
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, chosen, field_at, given_in, reason_given
from imr_tui.document.model import Part, Record, ValueState
from imr_tui.document.schema import FieldType

AREA = "analysis"
GOOD_PRACTICE = "Good practice"
_WORDS = 25


def analysed(reading: Reading) -> tuple[Evidence, ...]:
    """analysis.1: findings that take up every event, each with its analysis and a Why."""
    return _some(reading), _events_taken_up(reading), _narratives(reading)


def measured(reading: Reading) -> tuple[Evidence, ...]:
    """analysis.2: every finding says how practice stood to which policy."""
    return _some(reading), _practice(reading)


def highlighted(reading: Reading) -> tuple[Evidence, ...]:
    """analysis.3: missed opportunities and good practice, or that there were none and why."""
    findings, of_each = reading.of_kind("F"), reading.memory.of_each
    missed = list(compress(findings, of_each("missed", findings, missed_opportunity, rests_on=ITSELF)))
    good = list(compress(findings, of_each("good", findings, _is_good_practice, rests_on=ITSELF)))
    return (
        _found_or_none(reading, missed, "Missed opportunity", "Missed opportunities", "a missed opportunity"),
        _found_or_none(reading, good, "Practice", "Good practice", "good practice"),
    )


def terms_addressed(reading: Reading) -> tuple[Evidence, ...]:
    """analysis.4: every term of reference is linked by a finding, or says why it is not addressed."""
    linked = reading.linked("F", "Terms of reference")
    reason = "Not addressed because"

    def open_still(term: Record) -> tuple[str, ...]:
        return () if term.id in linked or reason_given(term, reason) else (reason,)

    return (
        at_least_one(reading, "T", "term of reference", "terms of reference"),
        each(
            reading,
            reading.of_kind("T"),
            open_still,
            "terms of reference addressed",
            none="No term of reference is recorded yet",
            where=reading.kind_place("T"),
            ids_only=True,
        ),
    )


def missed_opportunity(finding: Record) -> bool:
    """Whether a finding has a missed opportunity: `None` and `Not known` are none."""
    return finding.part.state("Missed opportunity") is ValueState.GIVEN


def _is_good_practice(finding: Record) -> bool:
    return chosen(finding, "Practice") == GOOD_PRACTICE


def has_policy(finding: Record) -> bool:
    """Whether a finding names its policy: a text, or an id of a source that exists."""
    entry = finding.field("Policy")
    if entry is None or not entry.value.is_value:
        return False
    ids_alone = entry.spec is not None and entry.spec.type is FieldType.TEXT_OR_LINK and bool(entry.mentions)
    return bool(finding.linked("Policy")) if ids_alone else True


def _some(reading: Reading) -> Evidence:
    return at_least_one(reading, "F", "finding", "findings")


def _events_taken_up(reading: Reading) -> Evidence:
    linked = reading.linked("F", "Events")

    def passed_over(event: Record) -> tuple[str, ...]:
        return () if event.id in linked else ("finding",)

    none = "No event is recorded yet"
    things = "events taken up by a finding"
    events = reading.of_kind("E")
    where = reading.kind_place("E")
    return each(reading, events, passed_over, things, none=none, where=where, ids_only=True, rests_on=linked)


def _narratives(reading: Reading) -> Evidence:
    def lacks(finding: Record) -> tuple[str, ...]:
        words = reading.narrative_words(finding)
        why = () if _has_why(finding.part) else ("Why",)
        return why if words >= _WORDS else (f"analysis ({words} of {_WORDS} words)", *why)

    return _each_finding(reading, lacks, "findings with their analysis and a Why")


def _has_why(part: Part) -> bool:
    return given_in(part, "Why")


def _practice(reading: Reading) -> Evidence:
    def lacks(finding: Record) -> tuple[str, ...]:
        practice = () if chosen(finding, "Practice") is not None else ("Practice",)
        return practice if has_policy(finding) else (*practice, "Policy")

    return _each_finding(reading, lacks, "findings with Practice and Policy")


def _each_finding(reading: Reading, lacks: Callable[[Record], tuple[str, ...]], things: str) -> Evidence:
    none = "No finding is recorded yet"
    findings, where = reading.of_kind("F"), reading.kind_place("F")
    return each(reading, findings, lacks, things, none=none, where=where, rests_on=ITSELF)


def _found_or_none(reading: Reading, findings: list[Record], field: str, nil: str, thing: str) -> Evidence:
    if findings:
        text = f"1 finding with {thing}" if len(findings) == 1 else f"{len(findings)} findings with {thing}"
        return Evidence(holds=True, text=text, place=reading.field_place(findings[0], field), count=len(findings))
    said = reading.nil_return(AREA, nil)
    if said is not None:
        return Evidence(holds=True, text=f"{nil}: none, with the reason", place=field_at(*said))
    unfinished = next(reading.section_fields(AREA, nil), None)
    place = field_at(*unfinished) if unfinished is not None else reading.section_place(AREA)
    text = f"No finding with {thing}, nor {nil}: None identified with the reason"
    return Evidence(holds=False, text=text, place=place, count=0, missing=(thing,))
