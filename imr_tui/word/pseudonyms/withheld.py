"""Which fields of a person are withheld from a copy for publication."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imr_tui.document.model import Field, Record, Report, ValueState
from imr_tui.word.pseudonyms.people import ADDRESS, BIRTH, NAMES

RESTRICTIONS = "Publication restrictions"
ALWAYS = frozenset({NAMES, ADDRESS, BIRTH, "Gender reassignment", RESTRICTIONS})
_ROLE, _PSEUDONYM = "Role", "Pseudonym"
# Said of a field or a person: nothing stands in the way, or only where something is said of its own.
_NONE = re.compile(r"none\b|no (?:known )?restrictions?\b|not applicable|n/a", re.IGNORECASE)


def withheld_fields(report: Report) -> Mapping[str, frozenset[str]]:
    """The names of the withheld fields by the id of the person.

    Always the name, address, date of birth, gender reassignment; every field with a restriction of its own; and everything
    but role and pseudonym where publication is restricted for the person as a whole.
    """
    return {person.id: _withheld(person) for person in report.of_kind("P")}


def restricted_whole(record: Record) -> bool:
    """Whether publication is restricted for a person as a whole."""
    value = record.value(RESTRICTIONS)
    if value is None or value.state is not ValueState.GIVEN:
        return False
    return _NONE.match(value.text.strip()) is None


def is_restricted(entry: Field) -> bool:
    """Whether a field has a restriction of its own."""
    found = entry.restriction
    return (
        found is not None
        and found.is_value
        and found.state is not ValueState.NONE
        and _NONE.match(found.text.strip()) is None
    )


def _withheld(person: Record) -> frozenset[str]:
    if restricted_whole(person):
        return frozenset(entry.name for entry in person.part.fields if entry.name not in (_ROLE, _PSEUDONYM)) | ALWAYS
    return ALWAYS | {entry.name for entry in person.part.fields if is_restricted(entry)}
