"""Characteristics of the people in the review (practice advice 2a): what questions 1 to 4 rest on."""

from __future__ import annotations

from imr_tui.checklist.lines import SHOWN, Gap, absent, each, named, nothing, prose, shortened, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.notable import notable_characteristics
from imr_tui.checklist.reading import Reading, given
from imr_tui.document.model import Record

_WORDS = 40
_NOBODY = "No subject has a person yet"


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
    roles = reading.roles
    if not roles:
        return nothing("The details name no subjects yet", reading.front_place("review", "subjects"))
    people = {role: reading.people_in(role) for role in roles}
    gaps = [Gap((role,), reading.kind_place("P")) for role in roles if not people[role]]
    first = next((reading.record_place(found[0]) for found in people.values() if found), None)
    return tally(len(roles), gaps, "subjects have a person", first=first)


def _rows(reading: Reading) -> Evidence:
    people = reading.subjects
    names = _row_names(reading)
    if not people:
        return nothing(_NOBODY, reading.kind_place("P"))
    gaps = {person.id: tuple(name for name in names if not given(person, name)) for person in people}
    short = [person for person in people if gaps[person.id]]
    if len(short) == 1:
        return _rows_of_one(reading, short[0], gaps[short[0].id], len(names))
    found = [
        Gap((f"{person.id} {name}",), reading.field_place(person, name), ((person.id, name),))
        for person in short
        for name in gaps[person.id]
    ]
    first = reading.record_place(people[0])
    return tally(len(people) * len(names), found, "characteristics recorded", first=first)


def _rows_of_one(reading: Reading, person: Record, gaps: tuple[str, ...], rows: int) -> Evidence:
    held = rows - len(gaps)
    said = f"{named(gaps)} {'is' if len(gaps) == 1 else 'are'} missing"
    if len(gaps) > SHOWN:
        said = f"missing {shortened(gaps)}"
    text = f"{held} of {rows} characteristics recorded for {person.id}: {said}"
    place = reading.field_place(person, gaps[0])
    wants = tuple((person.id, name) for name in gaps)
    return Evidence(holds=False, text=text, place=place, count=held, total=rows, missing=gaps, wants=wants)


def _row_names(reading: Reading) -> tuple[str, ...]:
    kind = reading.schema.kinds.get("P")
    return tuple(field.name for field in kind.fields if field.characteristic) if kind is not None else ()


def _restrictions(reading: Reading) -> Evidence:
    name = "Publication restrictions"

    def lacks(person: Record) -> tuple[str, ...]:
        nested = any(entry.restriction is not None and entry.restriction.is_value for entry in person.part.fields)
        return () if nested or given(person, name) else (name,)

    things = "subjects with their publication restrictions"
    place = reading.kind_place("P")
    return each(reading, reading.subjects, lacks, things, none=_NOBODY, where=place, ids_only=True)


def _taken_up(reading: Reading, *, ready: bool) -> Evidence:
    notable = notable_characteristics(reading)
    if not notable:
        text = "No characteristic is recorded that the analysis has to take up"
        return absent(text, reading.section_place("characteristics.3"), ready=ready)
    gaps = [
        Gap(
            (f"{one.person.id} {one.field}",), reading.field_place(one.person, one.field), ((one.person.id, one.field),)
        )
        for one in notable
        if not one.taken_up
    ]
    first = reading.field_place(notable[0].person, notable[0].field)
    things = "notable characteristics taken up in the analysis"
    return tally(len(notable), gaps, things, first=first, absence=True)
