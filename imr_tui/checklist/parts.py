"""The parts that a question's evidence read, each with a digest: what a confirmation holds for.

A digest is the first twelve hex digits of SHA-256 over a part's text with white space folded and without comments.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from imr_tui.checklist.model import ReadPart
from imr_tui.checklist.nil_returns import NilReturn
from imr_tui.checklist.reading import Reading, covers_part_of, heading_place
from imr_tui.checklist.reads import READS, Reads
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Part, Record, Section
from imr_tui.document.text import Span

KEPT = "kept"
OPENING = "opening"
MOST_RECORDS = 150
_DIGITS = 12
_NO_SLUG = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named run of sections, from `first` up to `end`."""

    name: str
    first: int
    end: int


def parts_of(reading: Reading, item: str, nil: NilReturn | None = None) -> tuple[ReadPart, ...]:
    """The parts that the evidence of `item` read, in the order of the document; a `nil` return reads its own section."""
    reads = READS[item]
    if nil is not None:
        return tuple(_covering_parts(reading, (nil.spec.area,)))
    if reads.document:
        return (*_document_parts(reading), _kept_part(reading))
    found = [*_covering_parts(reading, reads.sections), *_record_parts(reading, reads)]
    return tuple(sorted(found, key=lambda part: part.place))


def digest(texts: Iterable[str]) -> str:
    """The digest of a part that stands in several pieces."""
    return sha256(" ".join(text for text in texts if text).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _joint_digest(reading: Reading, name: tuple[str, ...], parts: Sequence[Part]) -> str:
    """The digest of several parts' texts, taken anew only where one of them changed since the reading before."""
    return reading.memory.of_all(name, parts, _digest_of)


def _digest_of(parts: Sequence[Part]) -> str:
    return digest([part.bare for part in parts])


# -- sections


def _covering_parts(reading: Reading, names: Sequence[str]) -> Iterator[ReadPart]:
    """A part for each heading that covers one of `names`, with its sub-sections that are no records.

    Where one such heading stands under another, its text is its own part's only.
    """
    roots: dict[int, str] = {}
    for section in reading.free:
        covers = section.part.heading.covers if section.part.heading is not None else ()
        name = next((name for name in covers if _answers(name, names, reading)), None)
        if name is not None:
            roots[section.index] = name
    held: dict[int, list[Section]] = {index: [] for index in roots}
    for section in reading.free:
        root = _nearest(reading, section, roots)
        if root is not None:
            held[root].append(section)
    counted: dict[str, int] = {}
    for index, name in roots.items():
        numbered = _numbered(name, counted)
        text = _joint_digest(reading, ("covering", *names, numbered), [section.part for section in held[index]])
        yield ReadPart(numbered, text, heading_place(reading.report.sections[index]))


def _answers(name: str, names: Sequence[str], reading: Reading) -> bool:
    """Whether a heading that covers `name` answers one of `names`: an area its items, and an area's items the area."""
    for wanted in names:
        if name == wanted or name == wanted.partition(".")[0]:
            return True
        if "." not in wanted and covers_part_of(name, wanted, reading.schema):
            return True
    return False


def _nearest(reading: Reading, section: Section, roots: dict[int, str]) -> int | None:
    index: int | None = section.index
    while index is not None:
        if index in roots:
            return index
        index = reading.report.sections[index].parent
    return None


def _numbered(name: str, counted: dict[str, int]) -> str:
    """`name`, with `~2` and so on behind it where it was given before."""
    counted[name] = counted.get(name, 0) + 1
    return name if counted[name] == 1 else f"{name}~{counted[name]}"


# -- the whole document


def _document_parts(reading: Reading) -> tuple[ReadPart, ...]:
    return reading.once("document parts", lambda: tuple(_stretch_parts(reading)))


def _stretch_parts(reading: Reading) -> Iterator[ReadPart]:
    sections = reading.report.sections
    for stretch in stretches(reading):
        parts = [section.part for section in sections[stretch.first : stretch.end]]
        text = _joint_digest(reading, ("stretch", stretch.name), parts)
        yield ReadPart(stretch.name, text, heading_place(sections[stretch.first]))


def stretches(reading: Reading) -> tuple[Stretch, ...]:
    """The document's top-level sections with all that stands under them, in order; together they hold all of its text.

    Where a single heading holds the whole document (its title), the sections under it are meant.
    """
    return reading.once("stretches", lambda: tuple(_named_stretches(reading)))


def _named_stretches(reading: Reading) -> Iterator[Stretch]:
    sections = reading.report.sections
    counted: dict[str, int] = {}
    for first, end in _top_level(sections):
        if sections[first].part.heading is None and not sections[first].part.bare:
            continue
        yield Stretch(_numbered(_stretch_name(sections[first]), counted), first, end)


def _top_level(sections: Sequence[Section]) -> list[tuple[int, int]]:
    """First and end index of the top-level sections, the text ahead of the first heading among them."""
    before: list[tuple[int, int]] = []
    tops = [section for section in sections if section.parent is None]
    if tops and tops[0].part.heading is None:
        before.append((0, 1))
        tops = tops[1:]
    while len(tops) == 1 and tops[0].end_index > tops[0].index + 1 and not tops[0].in_record:
        title = tops[0].index
        before.append((title, title + 1))
        tops = [section for section in sections if section.parent == title]
    return before + _joined(tops)


def _joined(tops: Sequence[Section]) -> list[tuple[int, int]]:
    """The stretches of top-level sections; where there are very many, records go with the section ahead of them."""
    found: list[tuple[int, int]] = []
    for section in tops:
        if found and section.in_record and len(tops) > MOST_RECORDS:
            found[-1] = (found[-1][0], section.end_index)
        else:
            found.append((section.index, section.end_index))
    return found


def _stretch_name(section: Section) -> str:
    heading = section.part.heading
    if heading is None:
        return OPENING
    if heading.covers and not section.in_record:
        return "+".join(heading.covers)
    return heading.record_id or _NO_SLUG.sub("-", heading.text.casefold()).strip("-") or "section"


def _kept_part(reading: Reading) -> ReadPart:
    """What the author keeps, and why: order, author and date do not matter."""
    front = reading.report.front
    kept = (
        " | ".join(" ".join(str(entry.get(key, "")).split()) for key in ("rule", "sentence", "reason"))
        for entry in front.entries("kept")
    )
    return ReadPart(KEPT, digest(sorted(kept)), front.span or Span(0, 0))


# -- records


def _record_parts(reading: Reading, reads: Reads) -> Iterator[ReadPart]:
    kinds = {letter: _records(reading, reads, letter) for letter in reads.records}
    if sum(map(len, kinds.values())) > MOST_RECORDS:
        for letter, records in kinds.items():
            yield from reading.once(f"grouped {letter} {reads.subjects_only}", _grouping(reading, letter, records))
        return
    for records in kinds.values():
        for record in records:
            yield _record_part(reading, record)


def _records(reading: Reading, reads: Reads, letter: str) -> tuple[Record, ...]:
    return reading.subjects if letter == "P" and reads.subjects_only else reading.of_kind(letter)


def _record_part(reading: Reading, record: Record) -> ReadPart:
    return reading.once(
        f"part {record.id}",
        lambda: ReadPart(record.id, _record_digest(reading, record), reading.record_place(record)),
    )


def _record_digest(reading: Reading, record: Record) -> str:
    if len(record.sections) == 1:
        return reading.memory.once(record.part, _part_digest)
    return digest(_record_texts(reading, record))


def _part_digest(part: Part) -> str:
    return digest((part.bare,))


def _record_texts(reading: Reading, record: Record) -> Iterator[str]:
    return (reading.report.sections[index].part.bare for index in record.sections)


def _grouping(reading: Reading, letter: str, records: tuple[Record, ...]) -> Callable[[], tuple[ReadPart, ...]]:
    return lambda: tuple(_grouped(reading, letter, records))


def _grouped(reading: Reading, letter: str, records: tuple[Record, ...]) -> Iterator[ReadPart]:
    """Records of a kind by the top-level section they stand in, so that the front matter stays small."""
    sections = reading.report.sections
    for stretch in stretches(reading):
        first = bisect_left(records, stretch.first, key=_section_of)
        inside = records[first : bisect_left(records, stretch.end, first, key=_section_of)]
        if inside:
            parts = [sections[index].part for record in inside for index in record.sections]
            text = _joint_digest(reading, ("records", letter, stretch.name), parts)
            yield ReadPart(f"{stretch.name}/{letter}", text, reading.record_place(inside[0]))


def _section_of(record: Record) -> int:
    return record.section
