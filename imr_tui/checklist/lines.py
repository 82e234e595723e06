"""Evidence lines in words: counts of things, words of prose, open findings, things that must be there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, heading_place
from imr_tui.document.findings import Finding
from imr_tui.document.found import Open
from imr_tui.document.model import Record, Section
from imr_tui.document.text import Span

SHOWN = 3
# What a line over records rests on that looks at each alone: the record and its own sections.
ITSELF = "itself"
_LONGEST_QUOTE = 40


class Gap(NamedTuple):
    """One thing that does not hold: what to call what it lacks, where to go for it, and the record and fields it is."""

    missing: tuple[str, ...]
    place: Span | None
    wants: tuple[tuple[str, str], ...] = ()


def named(names: Sequence[str]) -> str:
    """Names as a sentence has them: `A, B and C`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def shortened(names: Sequence[str]) -> str:
    """Up to three names and how many more there are: `E3, E5, E6, +2 more`."""
    more = len(names) - SHOWN
    return ", ".join([*names[:SHOWN], *([f"+{more} more"] if more > 0 else [])])


def tally(
    total: int,
    gaps: Sequence[Gap],
    things: str,
    *,
    first: Span | None,
    absence: bool = False,
    lacking: str = "missing",
) -> Evidence:
    """A line over things that must all hold, of which there must be one: `3 of 5 events dated: missing E2, E4`.

    `first` is where the first of them stands, `lacking` the word ahead of what does not hold.
    """
    missing = tuple(name for gap in gaps for name in gap.missing)
    text = f"{total - len(gaps)} of {total} {things}"
    return Evidence(
        holds=total > 0 and not gaps,
        text=f"{text}: {lacking} {shortened(missing)}" if missing else text,
        place=gaps[0].place if gaps else first,
        count=total - len(gaps),
        total=total,
        missing=missing,
        absence=absence,
        wants=tuple(want for gap in gaps for want in gap.wants),
    )


def each(
    reading: Reading,
    records: Sequence[Record],
    lacks: Callable[[Record], tuple[str, ...]],
    things: str,
    *,
    none: str,
    where: Span | None,
    absence: bool = False,
    ids_only: bool = False,
    rests_on: object = None,
) -> Evidence:
    """A line over records that must all hold: `lacks` gives the names of the fields that one lacks.

    `none` is what it says where there is no record, `where` the place such records belong. With `ids_only` what is missing
    is told by its id alone. With `rests_on`, `lacks` rests on the record, its own sections and that alone: it is asked
    again only for records that changed, `things` being the name it is remembered by.
    """
    if not records:
        return nothing(none, where)
    gaps: list[Gap] = []
    lacking = (
        map(lacks, records) if rests_on is None else reading.memory.of_each(things, records, lacks, rests_on=rests_on)
    )
    for record, names in zip(records, lacking, strict=True):
        if names:
            missing = (record.id,) if ids_only else tuple(f"{record.id} {name}" for name in names)
            wants = tuple((record.id, name) for name in names)
            gaps.append(Gap(missing, reading.field_place(record, names[0]), wants))
    return tally(len(records), gaps, things, first=reading.record_place(records[0]), absence=absence)


def nothing(text: str, where: Span | None) -> Evidence:
    """A line that does not hold because there is nothing to look at."""
    return Evidence(holds=False, text=text, place=where, count=0, total=0)


def absent(text: str, where: Span | None, *, ready: bool) -> Evidence:
    """A line about what may rightly be absent, where there is none: it holds once the row is `ready`."""
    return Evidence(holds=ready, text=text if ready else f"{text} so far", place=where, absence=True)


def counted(number: int, singular: str, plural: str) -> str:
    """So many, in the right number: `1 event`, `2 events`."""
    return f"{number} {singular if number == 1 else plural}"


def at_least_one(reading: Reading, letter: str, singular: str, plural: str) -> Evidence:
    """A line that holds where a record of the kind says something."""
    records = reading.with_substance(letter)
    blank = reading.of_kind(letter)
    if records:
        text = f"{counted(len(records), singular, plural)} recorded"
        return Evidence(holds=True, text=text, place=reading.record_place(records[0]), count=len(records))
    place = reading.record_place(blank[0]) if blank else reading.kind_place(letter)
    return Evidence(holds=False, text=f"No {singular} is recorded yet", place=place, count=0, missing=(plural,))


def prose(reading: Reading, sections: Sequence[Section], minimum: int, subject: str) -> Evidence:
    """A line over the words of prose in sections; `subject` says on what: `on decisions`."""
    words = sum(reading.words(section) for section in sections)
    holds = words >= minimum
    if not sections:
        text = f"0 of {minimum} words {subject}: no heading covers this yet"
    elif holds:
        text = f"{words} words {subject}"
    else:
        text = f"{words} of {minimum} words {subject}"
    place = heading_place(sections[0]) if sections else None
    return Evidence(holds=holds, text=text, place=place, count=words, total=minimum)


def document_prose(reading: Reading, minimum: int) -> Evidence:
    """The line over the words of prose in the whole document, narratives of records included."""
    words = reading.once("document words", lambda: sum([part.prose_words for part in reading.report.sections.parts]))
    holds = words >= minimum
    text = f"The document has {words} words" if holds else f"{words} of {minimum} words in the document"
    return Evidence(holds=holds, text=text, count=words, total=minimum)


def no_findings(findings: Open, one: str, many: str, *, none: str, ready: bool) -> Evidence:
    """A line that holds where no finding of a kind is open: `2 acronyms not explained: DASH, MARAC`.

    `missing` is left empty where there are too many to be told one by one.
    """
    number, first = findings
    if not number:
        return absent(none, None, ready=ready)
    quoted = [_quoted(finding) for finding in first]
    texts = tuple(dict.fromkeys(quoted))
    count = f"1 {one}" if number == 1 else f"{number} {many}"
    place = first[0].span if first else None
    if number == len(first):
        return Evidence(holds=False, text=f"{count}: {shortened(texts)}", place=place, missing=texts, absence=True)
    shown = texts[:SHOWN]
    more = number - sum(text in shown for text in quoted)
    return Evidence(holds=False, text=f"{count}: {', '.join(shown)}, +{more} more", place=place, absence=True)


def _quoted(finding: Finding) -> str:
    text = " ".join(finding.text.split())
    if not text:
        return finding.rule
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
