"""Other numbers for records: every reference follows, in headings, link fields, brackets and kept sentences.

What stands in plain words without brackets is no reference and stays; `also_in_words` says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from imr_tui.document.model import Mention, Part, Report, Section
from imr_tui.document.references import ID, ids_in_brackets, ids_in_field
from imr_tui.document.text import Span, TextEdit
from imr_tui.errors import RefusedError


def in_order(report: Report, letter: str) -> dict[str, str]:
    """What each record of a kind would be called, were they numbered from 1 in the order of the document."""
    return {
        record.id: f"{letter}{number}"
        for number, record in enumerate(report.of_kind(letter), 1)
        if record.id != f"{letter}{number}"
    }


def renumber(report: Report, numbers: Mapping[str, str]) -> tuple[TextEdit, ...]:
    """The edits that give each record of `numbers` its new id, wherever it is named as a reference.

    `RefusedError` where a record is not there, the new id is of another kind, taken, or named already by a text that
    means no record.
    """
    _refuse_unfit(report, numbers)
    edits: list[TextEdit] = []
    for section in report.sections:
        edits += _heading(section, numbers)
        edits += _mentions(section.part, section.start, numbers)
    return (*_kept(report, numbers), *edits)


def also_in_words(report: Report, idents: Mapping[str, str] | tuple[str, ...]) -> tuple[int, ...]:
    """The lines on which one of the ids stands in plain words, which renumbering leaves as they are."""
    pattern = re.compile(rf"(?<![\w\[])(?:{'|'.join(map(re.escape, idents))})(?!\w)") if idents else None
    if pattern is None:
        return ()
    found: list[int] = []
    for section in report.sections:
        named = _named_spans(section)
        for passage in section.part.passages:
            for match in pattern.finditer(passage.text):
                span = passage.source_span(match.start(), match.end())
                if not any(other.start <= span.start < other.end for other in named):
                    found.append(report.position(section.start + span.start).line)
    return tuple(dict.fromkeys(found))


def _refuse_unfit(report: Report, numbers: Mapping[str, str]) -> None:
    for old, new in numbers.items():
        if old not in report.records:
            raise RefusedError("No such record", f"There is no {old} in this document.")
        if not ID.fullmatch(new) or new[0] != old[0]:
            raise RefusedError(
                "That is no number for it",
                f"{old} keeps its letter: its number is {old[0]} and digits.",
                f"Write it as {old[0]}12.",
            )
    wanted = list(numbers.values())
    taken = next(
        (new for new in wanted if (new in report.records and new not in numbers) or wanted.count(new) > 1), None
    )
    if taken is not None:
        raise RefusedError("The number is taken", f"There is a {taken} already.", "Choose a number that no record has.")
    dangling = next((new for new in wanted if new not in report.records and _is_named(report, new)), None)
    if dangling is not None:
        raise RefusedError(
            "The number is spoken of already",
            f"The text names {dangling}, which is no record now; it would come to mean this one.",
            "Choose another number, or correct that place first.",
        )


def _is_named(report: Report, ident: str) -> bool:
    return any(mention.id == ident for section in report.sections for mention in _all_mentions(section.part))


def _all_mentions(part: Part) -> Iterator[Mention]:
    """Every place that names a record, also where a link field names one twice."""
    yield from part.brackets
    for entry in part.fields:
        if not entry.mentions:
            continue
        for passage in part.passages:
            if passage.field == entry.name and entry.item.start <= passage.start < entry.item.end:
                for ident, start, end in ids_in_field(passage.text):
                    yield Mention(ident, passage.source_span(start, end))


def _named_spans(section: Section) -> list[Span]:
    heading = section.part.heading
    own = [heading.text_span] if heading is not None and heading.record_id is not None else []
    return own + [mention.span for mention in _all_mentions(section.part)]


def _heading(section: Section, numbers: Mapping[str, str]) -> Iterator[TextEdit]:
    heading = section.part.heading
    if heading is None or section.record is None or section.record not in numbers:
        return
    start = section.part.text.find(section.record, heading.text_span.start, heading.text_span.end)
    if start >= 0:
        place = section.start + start
        yield TextEdit(place, place + len(section.record), numbers[section.record])


def _mentions(part: Part, start: int, numbers: Mapping[str, str]) -> Iterator[TextEdit]:
    """An edit for each place that names a record of `numbers`; a range that no longer is one is written out."""
    places: dict[Span, list[str]] = {}
    for mention in _all_mentions(part):
        places.setdefault(mention.span, []).append(mention.id)
    for span, idents in sorted(places.items()):
        if not any(ident in numbers for ident in idents):
            continue
        now = [numbers.get(ident, ident) for ident in dict.fromkeys(idents)]
        yield TextEdit(start + span.start, start + span.end, _said(now, part.text[span.start : span.end]))


def _said(idents: list[str], before: str) -> str:
    """Ids in a row: as the range they were where they still are one, else each by itself."""
    if len(idents) == 1:
        return idents[0]
    first, last = idents[0], idents[-1]
    steps = [int(ident[1:]) - int(first[1:]) for ident in idents]
    between = re.fullmatch(r"[A-Z]?\d+(\D+?)[A-Z]?\d+", before)
    if between is not None and steps == list(range(len(idents))):
        return f"{first}{between[1]}{last}"
    return ", ".join(idents)


def _kept(report: Report, numbers: Mapping[str, str]) -> tuple[TextEdit, ...]:
    """The sentences of kept findings, which are compared with the text, follow it."""
    if not report.front.readable or not report.front.entries("kept"):
        return ()

    def renamed(entry: Mapping[str, Any]) -> str | None:
        sentence = entry.get("sentence")
        return _in_sentence(sentence, numbers) if isinstance(sentence, str) else None

    from imr_tui.document.front_edits import set_kept_sentences  # noqa: PLC0415 - tomlkit is dear, and seldom needed

    return set_kept_sentences(report, renamed)


def _in_sentence(sentence: str, numbers: Mapping[str, str]) -> str:
    places: dict[tuple[int, int], list[str]] = {}
    for ident, start, end in ids_in_brackets(sentence):
        places.setdefault((start, end), []).append(ident)
    for (start, end), idents in sorted(places.items(), reverse=True):
        if any(ident in numbers for ident in idents):
            now = [numbers.get(ident, ident) for ident in dict.fromkeys(idents)]
            sentence = sentence[:start] + _said(now, sentence[start:end]) + sentence[end:]
    return sentence
