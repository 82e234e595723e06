"""Characteristics of the people in the review (practice advice 2a): what questions 1 to 4 rest on."""

from __future__ import annotations

from collections.abc import Iterator

from imr_tui.checklist.lines import SHOWN, Check, absent, named, prose, shortened, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.notable import NotableCharacteristic, notable_characteristics
from imr_tui.checklist.reading import Reading, given
from imr_tui.document.model import Record

_WORDS = 40


def recorded(reading: Reading) -> tuple[Evidence, ...]:
    """characteristics.1: every subject has a record, each with all thirteen rows and its publication restrictions."""
    return _roles(reading), _rows(reading), _restrictions(reading)


def decisions(reading: Reading) -> tuple[Evidence, ...]:
    """characteristics.2: the section on how characteristics bore on decisions."""
    return (prose(reading, reading.covering("characteristics.2"), _WORDS, "on professional decisions"),)


def intersection(reading: Reading) -> tuple[Evidence, ...]:
    """characteristics.3: the section on how they act together; each notable one is taken up in the analysis."""
    section = prose(reading, reading.covering("characteristics.3"), _WORDS, "on how characteristics act together")
    return section, _taken_up(reading, ready=section.holds)


def access(reading: Reading) -> tuple[Evidence, ...]:
    """characteristics.4: the section on access to services and relevance to the incident."""
    return (prose(reading, reading.covering("characteristics.4"), _WORDS, "on access to services and relevance"),)


def _roles(reading: Reading) -> Evidence:
    front = reading.report.front
    if not reading.roles:
        place = front.inner
        return Evidence(holds=False, text="The details name no subjects yet", place=place, count=0, total=0)
    checks: list[Check] = []
    for role in reading.roles:
        people = reading.people_in(role)
        place = reading.record_place(people[0]) if people else reading.kind_place("P")
        checks.append(Check(bool(people), place, (role,)))
    return tally(checks, "subjects have a person", none="", where=None)


def _rows(reading: Reading) -> Evidence:
    none = "No subject has a person yet"
    people = reading.subjects
    names = _row_names(reading)
    if not people:
        return Evidence(holds=False, text=none, place=reading.kind_place("P"), count=0, total=0)
    gaps = {person.id: tuple(name for name in names if not given(person, name)) for person in people}
    short = [person for person in people if gaps[person.id]]
    if len(short) == 1:
        return _rows_of_one(reading, short[0], gaps[short[0].id], len(names))
    checks = [
        Check(name not in gaps[person.id], reading.field_place(person, name), (f"{person.id} {name}",))
        for person in people
        for name in names
    ]
    return tally(checks, "characteristics recorded", none=none, where=None)


def _rows_of_one(reading: Reading, person: Record, gaps: tuple[str, ...], rows: int) -> Evidence:
    held = rows - len(gaps)
    said = f"{named(gaps)} {'is' if len(gaps) == 1 else 'are'} missing"
    if len(gaps) > SHOWN:
        said = f"missing {shortened(gaps)}"
    text = f"{held} of {rows} characteristics recorded for {person.id}: {said}"
    place = reading.field_place(person, gaps[0])
    return Evidence(holds=False, text=text, place=place, count=held, total=rows, missing=gaps)


def _row_names(reading: Reading) -> tuple[str, ...]:
    kind = reading.schema.kinds.get("P")
    return tuple(field.name for field in kind.fields if field.characteristic) if kind is not None else ()


def _restrictions(reading: Reading) -> Evidence:
    checks = [
        Check(_states_restrictions(person), reading.field_place(person, "Publication restrictions"), (person.id,))
        for person in reading.subjects
    ]
    return tally(
        checks,
        "subjects with their publication restrictions",
        none="No subject states publication restrictions yet",
        where=reading.kind_place("P"),
    )


def _states_restrictions(person: Record) -> bool:
    nested = any(entry.restriction is not None and entry.restriction.is_value for entry in person.part.fields)
    return nested or given(person, "Publication restrictions")


def _taken_up(reading: Reading, *, ready: bool) -> Evidence:
    return absent(
        _notable_checks(reading, notable_characteristics(reading)),
        "notable characteristics taken up in the analysis",
        none="No characteristic is recorded that the analysis has to take up",
        ready=ready,
        where=reading.section_place("characteristics.3"),
    )


def _notable_checks(reading: Reading, notable: tuple[NotableCharacteristic, ...]) -> Iterator[Check]:
    for one in notable:
        yield Check(one.taken_up, reading.field_place(one.person, one.field), (f"{one.person.id} {one.field}",))
