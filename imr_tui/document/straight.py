"""Parts of the plainest kind read straight into what is kept of them: a heading, its fields, paragraphs and items, nothing odd.

Most parts of a report are that, and of each only a row of numbers is kept; none of the nodes, values and passages that any
other part is read into need be made on the way. As soon as one thing might be anything else, the part is left to that way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from imr_tui.document.field import Mention
from imr_tui.document.fields import drop_plain, first_place, is_text_field, meaning_of, name_in
from imr_tui.document.findings import control_findings
from imr_tui.document.heading import Heading
from imr_tui.document.markdown import has_marks, plain_inlines
from imr_tui.document.packing import (
    Laying,
    Name,
    Names,
    UnpackableError,
    amount_number,
    choice_number,
    date_numbers,
    mention_numbers,
    names_of,
    plain_kind,
    same_names,
)
from imr_tui.document.part import Part
from imr_tui.document.parts import Frame, heading_findings
from imr_tui.document.passage import Passage, PassageKind
from imr_tui.document.passages import bracketed, count_words, has_invisible, passage
from imr_tui.document.plain import PlainBlock, PlainPart
from imr_tui.document.references import ids_in_brackets
from imr_tui.document.schema import FieldSpec, FieldType
from imr_tui.document.text import Span
from imr_tui.document.values import is_placeholder, is_plainly_given, read_value

_NO_DEFINITIONS: Mapping[str, Any] = {}
# A value so short may well stand in many records: what it comes to is worked out once.
_SHORT = 40
_KINDS = {kind: plain_kind(kind) for kind in (PassageKind.ITEM, PassageKind.PARAGRAPH)}
_PLACES = {kind: plain_kind(kind, placeholder=True) for kind in _KINDS}
_PROSE = plain_kind(PassageKind.FIELD)
_NO_NAMES = names_of(())
_EMPTY, _GIVEN = (
    amount_number(value, meaning_of(None, value, [])) for value in (read_value((), 0, 0), read_value(("Given",), 0, 0))
)


class _OddError(Exception):
    """Something that is not plain, or of which something is to be said."""


class _Amounts(NamedTuple):
    """What a value comes to wherever it stands: its numbers, those of its date, its ids, and what its passage is."""

    amount: int
    choice: int
    date: tuple[int, ...]
    ids: tuple[Mention, ...]
    passage: int
    is_text: bool
    words: int
    said: int


class _Column:
    """The values of a field, whichever record they stand in."""

    def __init__(self, written: str, spec: FieldSpec) -> None:
        self.name = Name(spec.name, spec.name if written == spec.name else written, spec, counts=True)
        # Answers that a form suggests are not the author's words.
        self.is_own = not spec.suggested
        self._spec = spec
        self._is_prose = spec.type is FieldType.TEXT and is_text_field(spec)
        self.known: dict[str, _Amounts] = {}

    def read_plain(self, text: str) -> _Amounts:
        """What a value comes to that is plain text and begins with no blank; raises _OddError where something is to be said of it."""
        if self._is_prose and is_plainly_given(text):
            words = count_words(text)
            return _Amounts(_GIVEN, 0, (), (), _PROSE, True, words, words if self.is_own else 0)  # noqa: FBT003 - it is text
        found = self.read(Passage(PassageKind.FIELD, text, text, 0, 0, len(text), words=count_words(text)))
        if len(text) <= _SHORT:
            self.known[text] = found
        return found

    def read(self, line: Passage) -> _Amounts:
        """What a value comes to that is one passage; raises _OddError where something is to be said of it."""
        spec = self._spec
        value = read_value((line.text,), line.start, line.end)
        meaning = meaning_of(spec, value, [line])
        if meaning.date_invalid or meaning.choice_invalid:
            raise _OddError
        is_text = is_text_field(spec) and not (spec.type is FieldType.TEXT_OR_LINK and meaning.mentions)
        placeholder = is_placeholder(line.text)
        return _Amounts(
            amount_number(value, meaning),
            choice_number(spec, meaning.choice),
            date_numbers(meaning.date) if meaning.date is not None else (),
            meaning.mentions,
            plain_kind(PassageKind.FIELD, is_text=is_text, placeholder=placeholder),
            is_text,
            line.words,
            line.words if is_text and self.is_own and not placeholder else 0,
        )


class StraightReader:
    """Reads the plain parts of a document that stand in one frame; what it learns of values goes with it."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._heads: dict[str, dict[str, _Column | None]] = {}
        self._names: dict[tuple[_Column, ...], Names] = {}

    def read(self, text: str, plain: PlainPart, heading: Heading) -> Part | None:
        """The part of that text, which is `plain` all through; None where it is to be read like any other."""
        try:
            return _Reading(self, text, heading).read(plain.blocks)
        except (_OddError, UnpackableError, UnicodeError, OverflowError):
            return None

    def heads(self, letter: str) -> dict[str, _Column | None]:
        """What items of records of a kind are known to be, by how they begin up to their colon; outside of records `letter` is empty."""
        return self._heads.setdefault(letter, {})

    def names(self, columns: tuple[_Column, ...]) -> Names:
        """What fields are called; raises _OddError where one is given twice."""
        known = self._names.get(columns)
        if known is None:
            ordered = tuple([column.name for column in columns])
            if len({one.name for one in ordered}) < len(ordered):
                raise _OddError
            known = self._names[columns] = same_names(ordered)
        return known


class _Reading:
    """One part as far as it is read."""

    def __init__(self, reader: StraightReader, text: str, heading: Heading) -> None:
        self._reader = reader
        self._text = text
        self._heading = heading
        self._heads = reader.heads((heading.record_id or "")[:1])
        self._laying = Laying(text)
        self._brackets: list[Mention] = []
        self._fields: list[int] = []
        self._dates: list[int] = []
        self._ids: list[int] = []
        self._words = 0
        self._prose_words = 0

    def read(self, blocks: list[PlainBlock]) -> Part:
        """The part; raises _OddError where it is to be read like any other."""
        text, heading = self._text, self._heading
        first = blocks[0] if blocks and blocks[0].is_list else None
        follow = first is not None and self._name(first.lines[0][1]) is not None
        if (
            has_invisible(text)
            or control_findings(text)
            or heading_findings(heading, self._reader.frame.schema, fields_follow=follow)
        ):
            raise _OddError
        self._lay(passage(PassageKind.HEADING, heading.inlines, *heading.text_span))
        names, end = _NO_NAMES, heading.end
        if first is not None and follow and self._column(first.lines[0][1]) is not None:
            names, end = self._take_fields(first)
            blocks = blocks[1:]
        for block in blocks:
            if block.is_list:
                self._items(block)
            else:
                self._paragraph(block)
        codes = self._laying.codes(self._fields, self._dates, self._ids)
        return Part.of_kept(
            text,
            heading,
            (names, codes, tuple(self._laying.odd)),
            self._reader.frame,
            words=self._words + self._prose_words,
            prose_words=self._prose_words,
            brackets=tuple(self._brackets),
            line_count=text.count("\n"),
            fields_end=end,
        )

    def _name(self, line: str) -> str | None:
        """What stands ahead of an item's colon, where that may be a name; None where there is none.

        Raises _OddError where only a reader who sees no marks could tell.
        """
        head, colon, value = line[2:].partition(":")
        if colon and (not value or value[0].isspace()):
            return head
        # A mark may stand between the colon and the blank, and an entity for the colon.
        if has_marks(head, _NO_DEFINITIONS):
            raise _OddError
        return None

    def _column(self, line: str) -> _Column | None:
        """The field that an item is; None where it is none.

        Raises _OddError where the schema does not know the field, or where only a reader who sees no marks could tell.
        """
        head = self._name(line)
        if head is None:
            return None
        if head not in self._heads:
            if has_marks(head, _NO_DEFINITIONS):
                raise _OddError
            name = name_in(f"{head}:")
            spec = self._reader.frame.lookup(self._heading)[0](name) if name is not None else None
            if name is not None and spec is None and self._heading.record_id is not None:
                raise _OddError
            self._heads[head] = _Column(name, spec) if name is not None and spec is not None else None
        return self._heads[head]

    def _take_fields(self, block: PlainBlock) -> tuple[Names, int]:
        """Read the fields; where the last of them ends."""
        columns: list[_Column] = []
        end = 0
        known, take = self._heads.get, self._take_value
        for at, line in block.lines:
            colon = line.find(":")
            column = known(line[2:colon]) or self._column(line)
            if column is None:
                raise _OddError
            columns.append(column)
            end = at + len(line)
            value = line[colon + 1 :].rstrip(" ")
            if not value:
                self._fields += (at, at + 2, end, end, _EMPTY, 0, 0, 0)
                continue
            if value[0] != " " or value[1].isspace():
                raise _OddError
            value = value[1:]
            found = column.known.get(value)
            if found is not None:
                take(found, value, at, at + colon + 2, end)
            elif has_marks(value, _NO_DEFINITIONS):
                self._take_marked(column, line, at, colon)
            else:
                take(column.read_plain(value), value, at, at + colon + 2, end)
        return self._reader.names(tuple(columns)), end

    def _take_value(self, found: _Amounts, value: str, item: int, place: int, end: int) -> None:
        self._fields += (item, item + 2, place, end, found.amount, found.choice, len(found.ids), 1)
        self._laying.lay_plain(found.passage, place, end, place, len(value), found.words)
        if found.date:
            self._dates += found.date
        elif found.ids:
            self._take_ids(found.ids, place)
        elif found.is_text:
            self._words += found.said
            if "[" in value:
                self._mentioned(value, place)

    def _take_marked(self, column: _Column, line: str, item: int, after: int) -> None:
        """Take a value that may have emphasis or the like in it; ahead of it the item has so many plain characters."""
        end = item + len(line)
        inlines = drop_plain(plain_inlines(line[2:].rstrip(" "), item + 2, _NO_DEFINITIONS), after)
        entry = passage(PassageKind.FIELD, inlines, first_place(inlines, default=end), end)
        if not entry.text.strip() or entry.text[0].isspace():
            raise _OddError
        found = column.read(entry)
        self._fields += (item, item + 2, entry.start, end, found.amount, found.choice, len(found.ids), 1)
        self._dates += found.date
        self._take_ids(found.ids, 0)
        self._words += found.said
        self._laying.lay(entry._replace(field_is_text=found.is_text))
        if found.is_text and "[" in entry.text:
            self._brackets += bracketed(entry)

    def _take_ids(self, ids: tuple[Mention, ...], place: int) -> None:
        """Take the ids of a value, which are placed from `place` on."""
        for one in ids:
            self._ids += mention_numbers(Mention(one.id, one.span.shift(place)))

    def _mentioned(self, text: str, place: int) -> None:
        self._brackets += [
            Mention(ident, Span(place + start, place + end)) for ident, start, end in ids_in_brackets(text)
        ]

    def _items(self, block: PlainBlock) -> None:
        for at, line in block.lines:
            if (":" in line or "&" in line) and self._column(line) is not None:
                # A field's name where no fields are read is worth a remark.
                raise _OddError
            self._prose(PassageKind.ITEM, line[2:].rstrip(" "), at, at + 2, at + len(line))

    def _paragraph(self, block: PlainBlock) -> None:
        start, (last, line) = block.lines[0][0], block.lines[-1]
        content = "\n".join([line for _, line in block.lines]).rstrip(" ")
        self._prose(PassageKind.PARAGRAPH, content, start, start, last + len(line))

    def _prose(self, kind: PassageKind, content: str, start: int, place: int, end: int) -> None:
        if has_marks(content, _NO_DEFINITIONS):
            self._lay(passage(kind, plain_inlines(content, place, _NO_DEFINITIONS), start, end))
            return
        words, placeholder = count_words(content), is_placeholder(content)
        self._laying.lay_plain(_PLACES[kind] if placeholder else _KINDS[kind], start, end, place, len(content), words)
        if not placeholder:
            self._prose_words += words
        if "[" in content:
            self._mentioned(content, place)

    def _lay(self, entry: Passage) -> None:
        """Lay down a passage that is not simply a stretch of the text."""
        if not entry.text.strip():
            raise _OddError
        self._laying.lay(entry)
        if entry.kind is not PassageKind.HEADING and not entry.placeholder:
            self._prose_words += entry.words
        if "[" in entry.text:
            self._brackets += bracketed(entry)
