"""From text to Report: read once, and after an edit only what the edit touched.

A part that begins at a heading of the body itself reads the same whatever stands ahead of it, so after an
edit only the touched parts are read again, together with the heading that follows them; if that heading is no
longer one (an open code fence, say), or comments or link definitions are involved beyond the part, the whole is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from imr_tui.dataclass import dataclass
from imr_tui.document.assemble import Nesting, assemble, inherited, reassemble
from imr_tui.document.block_nodes import RawPart
from imr_tui.document.comments import clean
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.front import read_front
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.markdown import Reading, plain_part, read
from imr_tui.document.model import Heading, Part, Report
from imr_tui.document.parts import Frame, read_part, read_part_heading
from imr_tui.document.plain import PlainPart, plain_parts
from imr_tui.document.references import ID
from imr_tui.document.schema import FieldSpec, Schema
from imr_tui.document.source import alike_ahead, alike_behind
from imr_tui.document.steps import Steps, at_one_go
from imr_tui.document.straight import StraightReader
from imr_tui.document.text import Span

_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$|\r|\n)")
_CUT = re.compile(r"^#{1,6}(?=[ \t\r\n]|\Z)", re.MULTILINE)
# How many headings a stretch may go on past where one of them turns out to be none: in a comment or code, say.
_FURTHEST = 4
_DEFINITION = re.compile(r"^[ \t>]*(?:[-+*]|\d+[.)])?[ \t]*\[(?!\^)[^\]\n\r]+\]:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Pending:
    """A part still to be read."""

    heading: Heading | None
    text: str
    raw: RawPart | None = None
    reading: Reading | None = None
    source: str = ""
    plain: PlainPart | None = None


@dataclass(frozen=True, slots=True)
class _Touch:
    """What an edit touched: from section `first` up to `last`, both included, now `middle`."""

    first: int
    last: int
    middle: list[_Pending]

    def all_parts(self, previous: Report) -> list[_Pending]:
        """Every part of the document, those the edit did not touch as they were."""

        def kept(parts: tuple[Part, ...]) -> list[_Pending]:
            return [_Pending(part.heading, part.text) for part in parts]

        return [
            *kept(previous.sections.parts[: self.first]),
            *self.middle,
            *kept(previous.sections.parts[self.last + 1 :]),
        ]


Context: TypeAlias = tuple[frozenset[str], bool]


class PartPool:
    """Parts by their text: those of an earlier reading, and those that a reading which was given up had come to.

    A part is closed where it was seen that a heading behind it is one, whatever stands ahead. Where it does not pack, all that is
    read in a part stays at hand: for a text that is gone through once.
    """

    def __init__(self, *, packs: bool = True) -> None:
        self.packs = packs
        self._parts: dict[tuple[str, Context], Part] = {}
        self._closed: dict[str, Heading] = {}

    def put(self, part: Part, context: Context, *, closed: bool) -> None:
        """Keep a part that was read in a context (the areas it stands under, and whether in a record)."""
        self._parts[(part.text, context)] = part
        if closed and part.heading is not None:
            self._closed[part.text] = part.heading

    def put_all(self, report: Report) -> None:
        """Keep the parts of a report."""
        parts = report.sections.parts
        for part, slot, following in zip(parts, report.sections.outline.slots, (*parts[1:], None), strict=True):
            closed = following is not None and _ATX.match(following.text) is not None and "<!--" not in part.text
            self.put(part, (_areas(slot.covered), slot.in_record), closed=closed)

    def heading_of(self, text: str) -> Heading | None:
        """The heading of a closed part of that text; None where there is none."""
        return self._closed.get(text)

    def part_of(self, text: str, context: Context, heading: Heading | None) -> Part | None:
        """The part of that text and heading in that context; None where there is none."""
        found = self._parts.get((text, context))
        return found if found is not None and found.heading == heading else None

    def clear(self) -> None:
        """Let go of all."""
        self._parts.clear()
        self._closed.clear()


def parse(text: str, schema: Schema, previous: Report | None = None, *, packs: bool = True) -> Report:
    """Read a document. Never raises: whatever is odd becomes a finding with its place.

    With the `previous` report of an earlier state of the same document, parts that did not change are used again. Where it does
    not pack, all that is read stays at hand: for a text that is gone through once.
    """
    return at_one_go(parse_steps(text, schema, previous, PartPool(packs=packs)))


def parse_steps(text: str, schema: Schema, previous: Report | None, pool: PartPool) -> Steps[Report]:
    """The same in short steps. `pool` has parts that were read already, and is given those that are read."""
    if previous is not None and previous.source.is_text(text):
        return previous
    front = _front(text, schema, previous)
    own = with_own_fields(schema, front)
    known = previous if previous is not None and _same_fields(front, previous.front) else None
    touch = _touched(text, front, known) if known is not None else None
    if touch is not None and known is not None and _same_shape(touch, known):
        return reassemble(text, front, own, known, touch.first, _read_touched(touch, own, known))
    definitions: Mapping[str, Any]
    unclosed: int | None = None
    if touch is not None and known is not None:
        pending, definitions = touch.all_parts(known), known.definitions
    else:
        own_pool = pool if own is schema else PartPool(packs=pool.packs)
        parts = yield from _piece_by_piece(text, front.body_start, own, known, own_pool)
        if parts is not None:
            return (yield from assemble(text, front, own, parts, {}, ()))
        body = text[front.body_start :]
        cleaned = clean(body)
        unclosed = cleaned.unclosed
        reading = read(body, cleaned)
        definitions = _links(reading.definitions)
        pending = _whole(body, reading, definitions)
    usable = known if known is not None and known.definitions == definitions else None
    yield
    parts = yield from _read_all(pending, own, definitions, usable, packs=pool.packs)
    extra = () if unclosed is None else (_unclosed_comment(text, front.body_start + unclosed),)
    return (yield from assemble(text, front, own, parts, definitions, extra))


def _front(text: str, schema: Schema, previous: Report | None) -> FrontMatter:
    if previous is not None and previous.front.inner is not None and previous.front.readable:
        head = previous.source.head
        if (
            text.startswith(head)
            and head.endswith(("\n", "\r"))
            and not (head.endswith("\r") and text[len(head) :][:1] == "\n")
        ):
            return previous.front
    return read_front(text, schema)


def _same_fields(front: FrontMatter, other: FrontMatter) -> bool:
    return bool(front.table("fields") == other.table("fields"))


def with_own_fields(schema: Schema, front: FrontMatter) -> Schema:
    """The schema with the fields that the document's front matter adds (`[fields.A] add = […]`)."""
    kinds = dict(schema.kinds)
    for letter, table in front.table("fields").items():
        added = table.get("add") if isinstance(table, Mapping) else None
        kind = kinds.get(str(letter).upper())
        if kind is None or not isinstance(added, list):
            continue
        names = [name.strip() for name in added if isinstance(name, str) and name.strip()]
        new = tuple(FieldSpec(name) for name in names if kind.field(name) is None)
        kinds[kind.letter] = replace(kind, fields=kind.fields + new)
    return replace(schema, kinds=MappingProxyType(kinds)) if kinds != dict(schema.kinds) else schema


def _links(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Link definitions, without those labelled as a record: `[E2]` in text stays a reference."""
    return {
        label: {"href": entry["href"], "title": entry["title"]}
        for label, entry in found.items()
        if not ID.fullmatch(label.strip())
    }


def _whole(body: str, reading: Reading, definitions: Mapping[str, Any]) -> list[_Pending]:
    return [
        _Pending(read_part_heading(raw, definitions), body[raw.start : raw.end], raw, reading, body)
        for raw in reading.parts
    ]


def _piece_by_piece(
    text: str, start: int, schema: Schema, previous: Report | None, pool: PartPool
) -> Steps[list[Part] | None]:
    """The parts read one after the other, so that only one piece's tokens are held at a time; None where they do not stand alone.

    Those that `previous` or `pool` has are used again.
    """
    if _DEFINITION.search(text, start):
        return None
    if previous is not None and not previous.definitions:
        pool.put_all(previous)
    yield
    cuts = [*(match.start() for match in _CUT.finditer(text, start)), len(text)]
    at_start = cuts[0] > start or start == len(text)
    taking = _Taking(schema, pool)
    if at_start:
        cuts.insert(0, start)
    else:
        taking.take(_Pending(None, ""), closed=False)
    n = 0
    while n + 1 < len(cuts):
        for end in range(n + 1, min(n + 1 + _FURTHEST, len(cuts))):
            chunk = text[cuts[n] : cuts[end]]
            following = text[cuts[end] : cuts[end] + 8] if cuts[end] < len(text) else None
            # What stands ahead of the first heading is a part of its own, empty or not: the beginning is read.
            alone = None if at_start and n == 0 else _alone(chunk, following, pool)
            found = [alone] if alone is not None else _read_chunk(chunk, following, at_start=at_start and n == 0)
            if found is not None:
                break
        else:
            return None
        for entry in found:
            taking.take(entry, closed=len(found) == 1 and (following is not None or alone is not None))
        n = end
        yield
    return taking.parts


class _Taking:
    """Takes parts one after the other: those that the pool has as they are, others are read."""

    def __init__(self, schema: Schema, pool: PartPool) -> None:
        self.parts: list[Part] = []
        self._schema = schema
        self._pool = pool
        self._nesting = Nesting()
        self._readers: dict[Context, StraightReader] = {}

    def take(self, entry: _Pending, *, closed: bool) -> None:
        """Take the next part."""
        covered, in_record = self._nesting.enter(entry.heading)
        context = (_areas(covered), in_record)
        part = self._pool.part_of(entry.text, context, entry.heading)
        if part is None:
            reader = self._readers.get(context)
            if reader is None:
                frame = Frame(self._schema, *context, {}, self._pool.packs)
                reader = self._readers[context] = StraightReader(frame)
            if entry.plain is not None and entry.heading is not None:
                part = reader.read(entry.text, entry.plain, entry.heading)
            part = part or _read_one(entry, reader.frame)
        self._pool.put(part, context, closed=closed)
        self.parts.append(part)


def _alone(chunk: str, following: str | None, pool: PartPool) -> _Pending | None:
    """A part that stands alone whatever is around it: one that was closed before, or that is plain; None where it may be neither."""
    heading = pool.heading_of(chunk)
    if heading is not None:
        return _Pending(heading, chunk)
    if not pool.packs or (following is not None and not (chunk.endswith("\n") and _ATX.match(following))):
        return None
    plain = plain_parts(chunk)
    if plain is None or len(plain) != 1:
        return None
    return _Pending(read_part_heading(plain_part(chunk, plain[0]), {}), chunk, plain=plain[0])


def _touched(text: str, front: FrontMatter, previous: Report) -> _Touch | None:
    """What an edit touched, read into blocks; None where the whole has to be read."""
    if previous.definitions or any(finding.rule == "comment.unclosed" for finding in previous.findings):
        return None
    sections = previous.sections
    length, starts, count = previous.source.length, sections.starts, len(sections)
    base, new_base = previous.front.body_start, front.body_start
    most = min(length - base, len(text) - new_base)
    pieces = previous.source.parts()
    same_start = alike_ahead(pieces, text, new_base)
    same_end = min(alike_behind(pieces, text, new_base), most - same_start)
    first = min(bisect_left(starts, base + same_start, 1) - 1, count - 1)
    heading = sections.parts[first].heading
    if first > 0 and heading is not None and same_start <= starts[first] - base + heading.end + 1:
        first -= 1
    last = max(first, bisect_left(starts, length - same_end, 0, count) - 1)
    chunk = text[new_base + starts[first] - base : len(text) - (length - starts[last + 1])]
    middle = _read_chunk(chunk, sections.parts[last + 1].text if last + 1 < count else None, at_start=first == 0)
    if middle is None:
        return None
    heading = sections.parts[first].heading
    if heading is not None and same_start > starts[first] - base + heading.end + 1 and middle[0].heading != heading:
        # A comment that began ahead of it ends in the heading's own line.
        return None
    return _Touch(first, last, middle)


def _same_shape(touch: _Touch, previous: Report) -> bool:
    """Whether the headings touched still have the level, record and cover they had."""
    old = previous.sections.parts[touch.first : touch.last + 1]
    return len(old) == len(touch.middle) and all(
        _shape(part.heading) == _shape(entry.heading) for part, entry in zip(old, touch.middle, strict=True)
    )


def _shape(heading: Heading | None) -> tuple[object, ...] | None:
    return None if heading is None else (heading.level, heading.covers, heading.record_id)


def _read_touched(touch: _Touch, schema: Schema, previous: Report) -> list[Part]:
    parts: list[Part] = []
    for section, entry in zip(previous.sections[touch.first : touch.last + 1], touch.middle, strict=True):
        if entry.text == section.part.text and entry.heading == section.part.heading:
            parts.append(section.part)
            continue
        frame = Frame(schema, _areas(section.covered), section.in_record, previous.definitions)
        parts.append(_read_one(entry, frame))
    return parts


def _read_chunk(chunk: str, following: str | None, *, at_start: bool) -> list[_Pending] | None:
    """Read a stretch of parts together with the heading that follows; None where it does not stand by itself."""
    if _DEFINITION.search(chunk):
        return None
    guard = ""
    if following is not None:
        if not _ATX.match(following) or not chunk.endswith(("\n", "\r")):
            return None
        guard = "# guard"
    source = chunk + guard
    cleaned = clean(source)
    reading = read(source, cleaned)
    parts = reading.parts
    if cleaned.unclosed is not None or reading.definitions:
        return None
    if guard:
        if parts[-1].start != len(chunk) or parts[-1].heading is None:
            return None
        parts = parts[:-1]
    if not at_start:
        if parts[0].end != 0:
            return None
        parts = parts[1:]
    if not parts:
        return None
    return [_Pending(read_part_heading(raw, {}), chunk[raw.start : raw.end], raw, reading, chunk) for raw in parts]


def _read_all(
    pending: list[_Pending], schema: Schema, definitions: Mapping[str, Any], previous: Report | None, *, packs: bool
) -> Steps[list[Part]]:
    """Read what is pending; a part of the same text under the same areas as before is used again."""
    contexts = inherited([entry.heading for entry in pending])
    frames: dict[Context, Frame] = {}
    old = PartPool()
    if previous is not None:
        old.put_all(previous)
    parts: list[Part] = []
    for entry, (covered, in_record) in zip(pending, contexts, strict=True):
        context = (_areas(covered), in_record)
        part = old.part_of(entry.text, context, entry.heading)
        if part is None:
            frame = frames.get(context) or frames.setdefault(context, Frame(schema, *context, definitions, packs))
            part = _read_one(entry, frame)
            yield
        parts.append(part)
    return parts


def _read_one(entry: _Pending, frame: Frame) -> Part:
    if entry.raw is not None and entry.reading is not None:
        return read_part(entry.reading, entry.raw, entry.source, entry.heading, frame)
    reading = read(entry.text, clean(entry.text))
    raw = reading.parts[-1]
    return read_part(reading, raw, entry.text, entry.heading, frame)


@lru_cache(maxsize=256)
def _areas(covered: frozenset[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in covered)


def _unclosed_comment(text: str, offset: int) -> Finding:
    return Finding(
        "comment.unclosed",
        Severity.ERROR,
        Span(offset, offset + 4),
        "This note to oneself is never closed. Close it with --> behind its last word; until then the document cannot be "
        "exported, for a note must not reach the reader.",
        text=text[offset : offset + 4],
    )
