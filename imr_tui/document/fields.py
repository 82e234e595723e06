"""Fields: the items of the bullet list that directly follows a heading, each `Name: value`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date
from imr_tui.document.field import DateValue, Field, Mention, Value, ValueState
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.passage import Passage, PassageKind
from imr_tui.document.passages import PassageReader, is_literal, plain_text
from imr_tui.document.references import ids_in_field, is_ids_alone
from imr_tui.document.schema import FieldSpec, FieldType, KindSpec, fold_name
from imr_tui.document.text import Span
from imr_tui.document.tree import (
    BlockNode,
    Break,
    CodeSpan,
    Emphasis,
    Inline,
    Link,
    ListItem,
    ListNode,
    Paragraph,
    Text,
)
from imr_tui.document.values import match_choice, read_value

_NAME = re.compile(r"\s*(?P<name>[^\W\d_](?:[^\W\d_]|[ \t\u00a0+/'’\-‐‑–—])*):(?=\s|$)")
_MOST_WORDS = 6
_MAY_BE_TEXT = (FieldType.TEXT, FieldType.TEXT_OR_LINK)
_RESTRICTION = "restriction"

Lookup = Callable[[str], FieldSpec | None]


@dataclass(frozen=True, slots=True)
class FieldsRead:
    """The fields of a part, the blocks that are left, the fields' passages, and what was odd."""

    fields: tuple[Field, ...]
    blocks: tuple[BlockNode, ...]
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Start:
    """How a field begins: its paragraph, its name as written, and how many plain characters stand ahead of the value."""

    paragraph: Paragraph
    name: str
    after: int


def written_name(item: ListItem) -> str | None:
    """The field name an item begins with; None where it begins with none."""
    start = _field_start(item)
    return start.name if start is not None else None


def _field_start(item: ListItem) -> _Start | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    plain = plain_text(first.inlines)
    match = _name_in(plain)
    if match is None:
        return None
    after = match.end()
    while after < len(plain) and plain[after].isspace():
        after += 1
    return _Start(first, match["name"].strip(), after)


def _name_in(plain: str) -> re.Match[str] | None:
    match = _NAME.match(plain)
    return match if match is not None and len(match["name"].split()) <= _MOST_WORDS else None


def name_in(plain: str) -> str | None:
    """The field name that plain text begins with, its colon behind it; None where it begins with none."""
    match = _name_in(plain)
    return match["name"].strip() if match is not None else None


def is_text_field(spec: FieldSpec | None) -> bool:
    """Whether what stands in a field is text, unless it turns out to be ids alone."""
    return spec is None or spec.type in _MAY_BE_TEXT


def read_fields(blocks: tuple[BlockNode, ...], lookup: Lookup, kind: KindSpec | None, heading_end: int) -> FieldsRead:
    """Read the fields of a part from its blocks.

    In a record (`kind` given) every name makes a field; elsewhere only those that `lookup` knows.
    """
    if not blocks or not isinstance(blocks[0], ListNode) or blocks[0].ordered:
        return FieldsRead((), blocks, (), _misplaced(blocks, lookup, kind), heading_end)
    reader = _FieldReader(lookup, kind)
    listing = blocks[0]
    taken = 0
    for item in listing.items:
        if not reader.take(item):
            break
        taken += 1
    left = _left(listing, taken, blocks)
    end = reader.fields[-1].item.end if reader.fields else heading_end
    findings = (*reader.findings, *_misplaced(left, lookup, kind))
    return FieldsRead(tuple(reader.fields), left, tuple(reader.passages), findings, end)


def _left(listing: ListNode, taken: int, blocks: tuple[BlockNode, ...]) -> tuple[BlockNode, ...]:
    """The blocks without the first `taken` items of the list that they begin with."""
    rest = listing.items[taken:]
    return (replace(listing, items=rest, start=rest[0].start), *blocks[1:]) if rest else blocks[1:]


def parted_blocks(
    blocks: tuple[BlockNode, ...], count: int
) -> tuple[list[tuple[BlockNode, ...]], tuple[BlockNode, ...]]:
    """The blocks of the values of a part's `count` fields, and what is left of its blocks, where all else of the fields is known.

    No value among them has a restriction.
    """
    if not count or not isinstance(blocks[0], ListNode):
        return [], blocks
    listing = blocks[0]
    own: list[tuple[BlockNode, ...]] = []
    for item in listing.items[:count]:
        start = _field_start(item)
        own.append(_value_blocks(start, item.blocks[1:]) if start is not None else ())
    return own, _left(listing, count, blocks)


def _value_blocks(start: _Start, nested: tuple[BlockNode, ...]) -> tuple[BlockNode, ...]:
    """The blocks of a field's value: what its own line has behind the name, and what is nested under it."""
    first = start.paragraph
    rest = drop_plain(first.inlines, start.after)
    return (Paragraph(rest, first_place(rest, default=first.end), first.end, tight=True), *nested)


def _misplaced(blocks: tuple[BlockNode, ...], lookup: Lookup, kind: KindSpec | None) -> tuple[Finding, ...]:
    """Known fields in lists where fields are not read."""
    found: list[Finding] = []
    for block in blocks:
        if not isinstance(block, ListNode) or block.ordered:
            continue
        for item in block.items:
            name = written_name(item)
            spec = lookup(name) if name else None
            if name and spec is not None:
                where = f"the heading of this {kind.name}" if kind else "the heading"
                found.append(
                    Finding(
                        "field.position",
                        Severity.WARNING,
                        Span(item.start, item.end),
                        f"“{spec.name}” is read as text here. Fields stand in the list directly under {where}, "
                        "ahead of anything else; move this line up.",
                        field=spec.name,
                    )
                )
    return tuple(found)


class _FieldReader:
    """Reads item after item until one is no field."""

    def __init__(self, lookup: Lookup, kind: KindSpec | None) -> None:
        self.fields: list[Field] = []
        self.passages: list[Passage] = []
        self.findings: list[Finding] = []
        self._names: set[str] = set()
        self._lookup = lookup
        self._kind = kind

    def take(self, item: ListItem) -> bool:
        start = _field_start(item)
        spec = self._lookup(start.name) if start is not None else None
        if start is None or (spec is None and self._kind is None):
            return False
        self._field(item, start, spec)
        return True

    def _field(self, item: ListItem, start: _Start, spec: FieldSpec | None) -> None:
        first, name = start.paragraph, start.name
        nested, restriction = self._restriction(item.blocks[1:])
        blocks = _value_blocks(start, nested)
        value_start = blocks[0].start
        known_as = spec.name if spec else name
        is_text = is_text_field(spec)
        reader = PassageReader()
        reader.read(blocks, kind=PassageKind.FIELD, field=known_as, field_is_text=is_text)
        value = read_value([line.text for line in reader.found], value_start, item.end)
        meaning = meaning_of(spec, value, reader.found)
        entry = Field(
            name=known_as,
            written=known_as if name == known_as else name,
            spec=spec,
            value=value,
            item=Span(item.start, item.end),
            label=Span(first_place(first.inlines, default=item.start), value_start),
            blocks=blocks if value.lines else (),
            date=meaning.date,
            date_invalid=meaning.date_invalid,
            choice=meaning.choice,
            choice_invalid=meaning.choice_invalid,
            mentions=meaning.mentions,
            restriction=restriction,
            counts=known_as not in self._names,
        )
        self._names.add(known_as)
        self._note(entry)
        self.fields.append(entry)
        is_text = is_text and not (spec is not None and spec.type is FieldType.TEXT_OR_LINK and entry.mentions)
        self.passages += [
            line if line.field_is_text is is_text else line._replace(field_is_text=is_text)
            for line in reader.found
            if line.text.strip()
        ]

    def _restriction(self, blocks: tuple[BlockNode, ...]) -> tuple[tuple[BlockNode, ...], Value | None]:
        """Take a nested `Restriction:` out of a person's field."""
        if self._kind is None or self._kind.letter != "P":
            return blocks, None
        left: list[BlockNode] = []
        found: Value | None = None
        for block in blocks:
            if not isinstance(block, ListNode):
                left.append(block)
                continue
            items: list[ListItem] = []
            for item in block.items:
                name = written_name(item)
                if name and fold_name(name) == _RESTRICTION and found is None:
                    found = self._nested_value(item)
                else:
                    items.append(item)
            if items:
                left.append(replace(block, items=tuple(items)))
        return tuple(left), found

    def _nested_value(self, item: ListItem) -> Value:
        reader = PassageReader()
        reader.read(item.blocks, kind=PassageKind.FIELD, field="Restriction")
        lines = [line.text for line in reader.found]
        match = _NAME.match(lines[0]) if lines else None
        if match:
            lines[0] = lines[0][match.end() :]
        self.passages += [line for line in reader.found if line.text.strip()]
        return read_value(lines, item.start, item.end)

    def _note(self, entry: Field) -> None:
        """Record what is odd about a field."""
        where = entry.label
        if not entry.counts:
            self._find(
                "field.duplicate",
                Severity.WARNING,
                entry.item,
                f"“{entry.name}” is given twice here; the first one counts. Put both values into one field.",
                entry.name,
            )
            return
        if entry.spec is None and self._kind is not None:
            names = [spec.name for spec in self._kind.fields]
            from difflib import get_close_matches  # noqa: PLC0415 - few reviews have such a field

            near = get_close_matches(entry.written.casefold(), [name.casefold() for name in names], 1, 0.6)
            known = next((name for name in names if near and name.casefold() == near[0]), None)
            hint = f" Did you mean “{known}”?" if known else ""
            self._find(
                "field.unknown",
                Severity.INFO,
                where,
                f"“{entry.written}” is no field of {_article(self._kind.name)}; it is kept and exported as written.{hint}",
                entry.name,
            )
        value = Span(entry.value.start, max(entry.value.start, entry.value.end))
        if entry.date_invalid:
            self._find(
                "date.invalid",
                Severity.WARNING,
                value,
                f"“{entry.name}” cannot be read as a date. Write it as 14 March 2023 or 14/03/2023, with the time behind it if "
                "known; a part of a date or “Not known” is also fine.",
                entry.name,
            )
        if entry.choice_invalid and entry.spec is not None:
            self._find(
                "field.choice",
                Severity.WARNING,
                value,
                f"“{entry.name}” takes one of: {'; '.join(entry.spec.choices)}.",
                entry.name,
            )

    def _find(self, rule: str, severity: Severity, span: Span, message: str, field: str) -> None:
        self.findings.append(Finding(rule, severity, span, message, field=field))


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


class Meaning(NamedTuple):
    """What a field's value is as its type asks."""

    date: DateValue | None = None
    date_invalid: bool = False
    choice: str | None = None
    choice_invalid: bool = False
    mentions: tuple[Mention, ...] = ()


_NO_MORE = Meaning()


def meaning_of(spec: FieldSpec | None, value: Value, lines: list[Passage]) -> Meaning:
    """Read a field's value as its type asks; `lines` are its passages."""
    if spec is None or spec.type is FieldType.TEXT or not value.is_value:
        return _NO_MORE
    if spec.type in (FieldType.LINK, FieldType.TEXT_OR_LINK):
        if spec.type is FieldType.TEXT_OR_LINK and not all(
            is_ids_alone(line.text) for line in lines if line.text.strip()
        ):
            return _NO_MORE
        return Meaning(mentions=_mentions(lines))
    if value.state is ValueState.NOT_KNOWN:
        return _NO_MORE
    if spec.type is FieldType.DATE:
        date = read_date(value.text)
        return Meaning(date=date, date_invalid=date is None)
    if spec.type is FieldType.CHOICE:
        choice = match_choice(value.text, spec.choices)
        return Meaning(choice=choice, choice_invalid=choice is None)
    return _NO_MORE


def _mentions(lines: list[Passage]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for line in lines:
        for ident, start, end in ids_in_field(line.text):
            found.setdefault(ident, Mention(ident, line.source_span(start, end)))
    return tuple(found.values())


def first_place(inlines: tuple[Inline, ...], *, default: int) -> int:
    """Where in the part inline nodes begin; `default` where there are none."""
    for node in inlines:
        match node:
            case Text() | CodeSpan() | Link() | Break():
                return node.source
            case Emphasis():
                return first_place(node.children, default=default)
            case _:
                return node.source
    return default


def drop_plain(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """`inlines` without their first `count` plain characters; marks that lose all their text go too."""
    left: list[Inline] = []
    for node in inlines:
        if count <= 0:
            left.append(node)
            continue
        literal = is_literal(node)
        size = len(node.text) if isinstance(node, Text) and literal else len(plain_text((node,)))
        if size <= count:
            count -= size
            continue
        match node:
            case Text():
                cut = count if literal else _raw_cut(node, count)
                left.append(Text(node.text[cut:], node.source + cut, node.raw_length - cut))
            case Emphasis() | Link():
                left.append(replace(node, children=drop_plain(node.children, count)))
            case _:
                left.append(node)
        count = 0
    return tuple(left)


def _raw_cut(node: Text, count: int) -> int:
    """How many characters of a text node its first `count` plain characters take."""
    for cut in range(count, len(node.text)):
        if len(plain_text((Text(node.text[:cut], node.source, cut),))) == count:
            return cut
    return count
