"""How the review was carried out (practice advice 2c): what questions 1 to 3 rest on."""

from __future__ import annotations

from imr_tui.checklist.lines import Gap, absent, each, prose, tally
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, chosen, field_at, reason_given
from imr_tui.document.model import ValueState
from imr_tui.document.text import Span
from imr_tui.document.values import is_reason

AREA = "methodology"
_WORDS = 40
_POLICY = ("Force policy", "National guidance")
_OPENED = ("Yes", "Partly")
_CLOSED = ("No", "Partly")


def steps(reading: Reading) -> tuple[Evidence, ...]:
    """methodology.1: the steps in prose; a system and a policy among the sources; an interview, or why there is none."""
    return (
        prose(reading, reading.covering("methodology.1"), _WORDS, "on how the review was carried out"),
        _systems(reading),
        _interviews(reading),
    )


def not_accessed(reading: Reading) -> tuple[Evidence, ...]:
    """methodology.2: each source and interview says how it stands, and why where something was not open."""
    sources = each(
        reading,
        reading.of_kind("S"),
        lambda source: () if chosen(source, "Accessed") is not None else ("Accessed",),
        "sources say whether they were accessed",
        none="No source is recorded yet",
        where=reading.kind_place("S"),
        ids_only=True,
    )
    ready = sources.holds
    return (
        sources,
        _people_spoken_to(reading, ready=ready),
        _reasons(reading, ready=ready),
        _nothing_left(reading, ready=ready),
    )


def approach(reading: Reading) -> tuple[Evidence, ...]:
    """methodology.3: the field that names the approach, or says that none was used."""
    name = "Methodological approach"
    found = reading.section_value(AREA, name)
    if found is not None:
        return (Evidence(holds=True, text=f"{name} is given", place=field_at(*found)),)
    return (Evidence(holds=False, text=f"{name} is missing", place=_field_place(reading, name), missing=(name,)),)


def _systems(reading: Reading) -> Evidence:
    sources = reading.of_kind("S")
    systems = [s for s in sources if chosen(s, "Type") == "Police system" and chosen(s, "Accessed") in _OPENED]
    policies = [source for source in sources if chosen(source, "Type") in _POLICY]
    wanted = (("a police system that was accessed", systems), ("a policy or guidance", policies))
    missing = tuple(name for name, found in wanted if not found)
    text = "A police system accessed and a policy or guidance are among the sources"
    if missing:
        text = f"{2 - len(missing)} of 2 kinds of source: missing {', '.join(missing)}"
    present = [*systems, *policies, *sources]
    place = reading.record_place(present[0]) if present and not missing else reading.kind_place("S")
    return Evidence(not missing, text, place, count=2 - len(missing), total=2, missing=missing)


def _interviews(reading: Reading) -> Evidence:
    spoken = [record for record in reading.of_kind("I") if chosen(record, "Spoken to") == "Yes"]
    if spoken:
        held = "1 interview was held" if len(spoken) == 1 else f"{len(spoken)} interviews were held"
        return Evidence(holds=True, text=held, place=reading.record_place(spoken[0]), count=len(spoken))
    for section, entry in reading.section_fields(AREA, "Interviews"):
        if entry.value.state in (ValueState.NONE, ValueState.NOT_KNOWN) and is_reason(entry.value.reason):
            return Evidence(holds=True, text="No interviews, with the reason", place=field_at(section, entry))
    place = _field_place(reading, "Interviews")
    if reading.of_kind("I"):
        place = reading.field_place(reading.of_kind("I")[0], "Spoken to")
    text = "No interview with Spoken to: Yes, nor Interviews: with the reason there were none"
    return Evidence(holds=False, text=text, place=place, count=0, missing=("an interview",))


def _people_spoken_to(reading: Reading, *, ready: bool) -> Evidence:
    interviews = reading.of_kind("I")
    if not interviews:
        return absent("No interview is recorded", reading.kind_place("I"), ready=ready)
    return each(
        reading,
        interviews,
        lambda interview: () if chosen(interview, "Spoken to") is not None else ("Spoken to",),
        "interviews say whether the person was spoken to",
        none="",
        where=None,
        ids_only=True,
    )


def _reasons(reading: Reading, *, ready: bool) -> Evidence:
    closed = [
        (source, "Reason not accessed") for source in reading.of_kind("S") if chosen(source, "Accessed") in _CLOSED
    ]
    closed += [(one, "Reason not spoken to") for one in reading.of_kind("I") if chosen(one, "Spoken to") == "No"]
    if not closed:
        return absent("No source or person was out of reach", reading.kind_place("S"), ready=ready)
    gaps = [
        Gap((f"{record.id} {name}",), reading.field_place(record, name), ((record.id, name),))
        for record, name in closed
        if not reason_given(record, name)
    ]
    things = "sources and interviews not open to the review have their reason"
    return tally(len(closed), gaps, things, first=reading.field_place(*closed[0]), absence=True)


def _nothing_left(reading: Reading, *, ready: bool) -> Evidence:
    name = "Sources not accessed"
    sources = reading.of_kind("S")
    if not sources or any(chosen(source, "Accessed") != "Yes" for source in sources):
        none = "Not every source was accessed" if sources else "No source is recorded"
        return absent(none, reading.kind_place("S"), ready=ready)
    for section, entry in reading.section_fields(AREA, name):
        if entry.value.is_value and entry.value.state is not ValueState.NOT_KNOWN:
            return Evidence(holds=True, text=f"{name} is given", place=field_at(section, entry))
    text = f"Every source was accessed: missing {name}: None"
    return Evidence(holds=False, text=text, place=_field_place(reading, name), missing=(name,))


def _field_place(reading: Reading, name: str) -> Span | None:
    """Where a field of the section stands, else where it belongs."""
    found = next(reading.section_fields(AREA, name), None)
    return field_at(*found) if found is not None else reading.section_place(AREA)
