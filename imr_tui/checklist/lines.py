"""Evidence lines in words: counts of things, words of prose, open findings, things that must be there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading, heading_place
from imr_tui.document.findings import Finding
from imr_tui.document.model import Section
from imr_tui.document.text import Span

SHOWN = 3
_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a line looks at: whether it holds, where it stands, and what to call what it lacks."""

    holds: bool
    place: Span | None
    missing: tuple[str, ...] = ()


def named(names: Sequence[str]) -> str:
    """Names as a sentence has them: `A, B and C`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def shortened(names: Sequence[str]) -> str:
    """Up to three names and how many more there are: `E3, E5, E6, +2 more`."""
    more = len(names) - SHOWN
    return ", ".join([*names[:SHOWN], *([f"+{more} more"] if more > 0 else [])])


def tally(
    checks: Iterable[Check],
    things: str,
    *,
    none: str,
    where: Span | None,
    absence: bool = False,
    lacking: str = "missing",
) -> Evidence:
    """A line over things that must all hold, of which there must be one: `3 of 5 events dated: missing E2, E4`.

    `none` is what it says where there is nothing to look at, `where` the place such things belong, `lacking` the
    word ahead of what does not hold.
    """
    checks = tuple(checks)
    if not checks:
        return Evidence(holds=False, text=none, place=where, count=0, total=0, absence=absence)
    missing = tuple(name for check in checks if not check.holds for name in check.missing)
    held = sum(check.holds for check in checks)
    text = f"{held} of {len(checks)} {things}"
    return Evidence(
        holds=held == len(checks),
        text=f"{text}: {lacking} {shortened(missing)}" if missing else text,
        place=next((check.place for check in checks if not check.holds), checks[0].place),
        count=held,
        total=len(checks),
        missing=missing,
        absence=absence,
    )


def absent(checks: Iterable[Check], things: str, *, none: str, ready: bool, where: Span | None) -> Evidence:
    """A line over things that may rightly be absent: where there is none it holds once the row is `ready`."""
    checks = tuple(checks)
    if checks:
        return tally(checks, things, none=none, where=where, absence=True)
    return Evidence(holds=ready, text=none if ready else f"{none} so far", place=where, absence=True)


def at_least_one(reading: Reading, letter: str, singular: str, plural: str) -> Evidence:
    """A line that holds where a record of the kind says something."""
    records = reading.with_substance(letter)
    blank = reading.of_kind(letter)
    if records:
        text = f"1 {singular} recorded" if len(records) == 1 else f"{len(records)} {plural} recorded"
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
    words = reading.once("document words", lambda: sum(map(reading.words, reading.report.sections)))
    holds = words >= minimum
    text = f"The document has {words} words" if holds else f"{words} of {minimum} words in the document"
    return Evidence(holds=holds, text=text, count=words, total=minimum)


def no_findings(findings: Sequence[Finding], one: str, many: str, *, none: str, ready: bool) -> Evidence:
    """A line that holds where no finding of a kind is open: `2 wording findings are open: “…”, “…”`."""
    if not findings:
        return Evidence(holds=ready, text=none if ready else f"{none} so far", absence=True)
    texts = tuple(dict.fromkeys(_quoted(finding) for finding in findings))
    count = f"1 {one}" if len(findings) == 1 else f"{len(findings)} {many}"
    return Evidence(
        holds=False,
        text=f"{count}: {shortened(texts)}",
        place=findings[0].span,
        missing=texts,
        absence=True,
    )


def _quoted(finding: Finding) -> str:
    text = " ".join(finding.text.split())
    if not text:
        return finding.rule
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
