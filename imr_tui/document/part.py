"""A part: one heading and what stands under it up to the next heading, which knows nothing of where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Generic, NamedTuple, Protocol, TypeVar, overload

from imr_tui.document.field import DateValue, Field, Mention, ValueState
from imr_tui.document.findings import Finding
from imr_tui.document.heading import Heading
from imr_tui.document.packing import Names, Pack, Packed, names_of, packed
from imr_tui.document.passage import PROSE_KINDS, Passage, PassageKind
from imr_tui.document.schema import FieldSpec
from imr_tui.document.text import Span
from imr_tui.document.tree import BlockNode

T = TypeVar("T")

# Of so many parts what was last made again is kept: whoever asks for one thing of a part mostly asks for another.
_RECENT = 16


class Read(NamedTuple):
    """What a part's text was read into: its fields, its blocks without the fields' list, its passages."""

    fields: tuple[Field, ...]
    blocks: tuple[BlockNode, ...]
    passages: tuple[Passage, ...]


class Reader(Protocol):
    """What a part is read by, and read again by when somebody asks for what was not kept."""

    def read_again(self, text: str, heading: Heading | None) -> Read:
        """What the part of that text and heading was read into."""

    def read_blocks(self, text: str, fields: int) -> tuple[Sequence[Sequence[BlockNode]], tuple[BlockNode, ...]]:
        """The blocks of the part of that text: those of the values of its so many fields, and those that are left."""


class Part:
    """One heading and what stands under it up to the next heading; position-free.

    `blocks` is the narrative tree in order without the fields' list; `passages` every stretch a
    reader sees in order (heading, fields, prose). `brackets` are ids in brackets anywhere in the text.
    `findings` carry spans relative to the part. `text` ends where the next part begins. `words` are what the author wrote, in text and in
    fields; headings, names of fields, placeholders, dates, links and what a list of answers offers are not. `prose_words` are those of the
    author's own prose, fields left out too.

    With a `reader` only what the program lives by is kept: fields and passages are packed and made again when they are asked
    for, and blocks are read again. Whoever goes through one part more than once holds what was given.
    """

    __slots__ = (
        "brackets", "comments", "fields_end", "findings", "heading", "kept", "line_count", "prose_words", "text", "words",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        heading: Heading | None,
        read: Read,
        *,
        brackets: tuple[Mention, ...] = (),
        comments: tuple[Span, ...] = (),
        findings: tuple[Finding, ...] = (),
        line_count: int = 0,
        fields_end: int = 0,
        reader: Reader | None = None,
    ) -> None:
        self.text = text
        self.heading = heading
        self.brackets = brackets
        self.comments = comments
        self.findings = findings
        self.line_count = line_count
        self.fields_end = fields_end
        said = [passage for passage in read.passages if not passage.placeholder]
        listed = {field.name for field in read.fields if field.spec is not None and field.spec.suggested}
        self.words = sum(
            [
                passage.words
                for passage in said
                if passage.kind is not PassageKind.HEADING and passage.field_is_text and passage.field not in listed
            ]
        )
        self.prose_words = sum([passage.words for passage in said if passage.kind in PROSE_KINDS])
        pack = packed(text, read.fields, read.passages) if reader is not None else None
        self.kept: _Held | _Kept = (
            _Held(read) if reader is None or pack is None else _Kept(text, *pack, heading, reader)
        )

    @classmethod
    def of_kept(
        cls,
        text: str,
        heading: Heading,
        pack: Pack,
        reader: Reader,
        *,
        words: int,
        prose_words: int,
        brackets: tuple[Mention, ...],
        line_count: int,
        fields_end: int,
    ) -> Part:
        """A part of which there is no more than what is kept of it: it has no comments, and nothing is odd about it."""
        part = cls.__new__(cls)
        part.text = text
        part.heading = heading
        part.brackets = brackets
        part.comments = ()
        part.findings = ()
        part.line_count = line_count
        part.fields_end = fields_end
        part.words = words
        part.prose_words = prose_words
        part.kept = _Kept(text, *pack, heading, reader)
        return part

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Part):
            return NotImplemented
        return self is other or (
            self.text == other.text
            and self.heading == other.heading
            and self.comments == other.comments
            and self.findings == other.findings
            and self.brackets == other.brackets
            and self.line_count == other.line_count
            and self.fields_end == other.fields_end
            and self.kept.whole() == other.kept.whole()
            and self.fields == other.fields
            and self.passages == other.passages
        )

    __hash__ = None  # type: ignore[assignment]  # how Python says that it has no hash

    def __repr__(self) -> str:
        return f"Part({self.text!r})"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in order."""
        return self.kept.fields()

    @property
    def blocks(self) -> tuple[BlockNode, ...]:
        """The blocks, those of the fields left out."""
        return self.kept.blocks()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages in order."""
        return self.kept.passages()

    def said(self) -> list[tuple[int, Passage]]:
        """The passages that are text and do more than hold a place, each with its number."""
        return self.kept.said()

    def passage(self, number: int) -> Passage:
        """The passage of that number; the others are not made for it."""
        return self.kept.passage(number)

    def opened(self) -> Part:
        """The same part with its fields and blocks at hand, for those who go through the whole of it again and again."""
        if not isinstance(self.kept, _Kept):
            return self
        found = copy(self)
        found.kept = _Opened(self.kept)
        return found

    @property
    def bare(self) -> str:
        """The text without comments, white space folded (for digests)."""
        pieces, at = [], 0
        for comment in self.comments:
            pieces.append(self.text[at : comment.start])
            at = comment.end
        return " ".join("".join((*pieces, self.text[at:])).split())

    def field(self, name: str) -> Field | None:
        """The first field of that canonical name; None where it is not there."""
        number = self.kept.names.number.get(name)
        return None if number is None else self.kept.field(number)

    def gives(self, name: str) -> bool:
        """Whether the field of that name has a value; what a date field cannot read is none."""
        number = self.kept.names.number.get(name)
        return number is not None and self.kept.gives(number)

    def gives_known(self, name: str) -> bool:
        """Whether the field of that name has a value, or says with a reason that it is not known."""
        number = self.kept.names.number.get(name)
        if number is None or not self.kept.gives(number):
            return False
        return self.kept.state(number) is not ValueState.NOT_KNOWN or self.kept.has_reason(number)

    def gives_reason(self, name: str) -> bool:
        """Whether the field of that name gives a reason: `None` and `Not known` alone are no reason."""
        number = self.kept.names.number.get(name)
        return number is not None and (
            self.kept.state(number) is ValueState.GIVEN
            or (self.kept.has_value(number) and self.kept.has_reason(number))
        )

    def choice(self, name: str) -> str | None:
        """The choice that the field of that name makes; None where it makes none."""
        number = self.kept.names.number.get(name)
        return None if number is None or not self.kept.has_value(number) else self.kept.choice(number)

    def state(self, name: str) -> ValueState:
        """What the value of the field of that name amounts to; empty where there is no such field."""
        number = self.kept.names.number.get(name)
        return ValueState.EMPTY if number is None else self.kept.state(number)

    def gives_any(self) -> bool:
        """Whether any field has a value."""
        return any(map(self.kept.has_value, range(len(self.kept.names.ordered))))

    def holds_place(self) -> bool:
        """Whether any field or passage only holds a place: whoever looks for those need not go through the others."""
        return self.kept.holds_place()

    def date(self, name: str) -> DateValue | None:
        """The date in the field of that name; None where there is none that can be read."""
        number = self.kept.names.number.get(name)
        return None if number is None else self.kept.date(number)

    def named(self, name: str) -> tuple[Mention, ...]:
        """The ids in the link field of that name."""
        number = self.kept.names.number.get(name)
        return () if number is None else self.kept.mentions(number)

    def linking(self) -> Iterator[tuple[FieldSpec, tuple[Mention, ...]]]:
        """The link fields that count and name anything, and the ids in each."""
        for number, spec in self.kept.names.linking:
            mentions = self.kept.mentions(number)
            if mentions:
                yield spec, mentions


class _Held:
    """What was read in a part, all of it at hand."""

    __slots__ = ("_whole", "names")

    def __init__(self, whole: Read) -> None:
        self._whole = whole
        self.names: Names = names_of(whole.fields)

    def whole(self) -> Read:
        return self._whole

    def blocks(self) -> tuple[BlockNode, ...]:
        return self._whole.blocks

    def fields(self) -> tuple[Field, ...]:
        return self._whole.fields

    def passages(self) -> tuple[Passage, ...]:
        return self._whole.passages

    def said(self) -> list[tuple[int, Passage]]:
        return [(n, one) for n, one in enumerate(self.passages()) if one.field_is_text and not one.placeholder]

    def passage(self, number: int) -> Passage:
        return self._whole.passages[number]

    def field(self, number: int) -> Field:
        return self._whole.fields[number]

    def has_value(self, number: int) -> bool:
        return self.field(number).value.is_value

    def gives(self, number: int) -> bool:
        return self.has_value(number) and not self.field(number).date_invalid

    def holds_place(self) -> bool:
        return any(one.value.state is ValueState.PLACEHOLDER for one in self.fields()) or any(
            one.placeholder for one in self.passages()
        )

    def state(self, number: int) -> ValueState:
        return self.field(number).value.state

    def has_reason(self, number: int) -> bool:
        return bool(self.field(number).value.reason)

    def choice(self, number: int) -> str | None:
        return self.field(number).choice

    def date(self, number: int) -> DateValue | None:
        return self.field(number).date

    def mentions(self, number: int) -> tuple[Mention, ...]:
        return self.field(number).mentions


class _Kept(Packed):
    """What was read in a part, packed; blocks are read again."""

    __slots__ = ("heading", "reader")

    def __init__(
        self, text: str, names: Names, codes: str, odd: tuple[str, ...], heading: Heading | None, reader: Reader
    ) -> None:
        super().__init__(text, names, codes, odd)
        self.heading = heading
        self.reader = reader

    def whole(self) -> Read:
        return _RECENTLY_READ.of(self)

    def blocks(self) -> tuple[BlockNode, ...]:
        return self.whole().blocks

    def fields(self) -> tuple[Field, ...]:
        return _RECENT_FIELDS.of(self)

    def passages(self) -> tuple[Passage, ...]:
        return _RECENT_PASSAGES.of(self)

    def said(self) -> list[tuple[int, Passage]]:
        return self.make_said()

    def passage(self, number: int) -> Passage:
        return self.make_passage(number)

    def field(self, number: int) -> Field:
        return self.make_field(number, _Blocks(self, number))

    def make_fields(self) -> tuple[Field, ...]:
        return tuple(map(self.field, range(len(self.names.ordered))))

    def read_again(self) -> Read:
        return self.reader.read_again(self.text, self.heading)


class _Opened(_Held):
    """What was packed, with fields and blocks at hand; passages are made again as before."""

    __slots__ = ("_kept",)

    def __init__(self, kept: _Kept) -> None:
        own, blocks = kept.reader.read_blocks(kept.text, len(kept.names.ordered))
        super().__init__(Read(tuple([kept.make_field(number, one) for number, one in enumerate(own)]), blocks, ()))
        self._kept = kept

    def whole(self) -> Read:
        return self._kept.whole()

    def blocks(self) -> tuple[BlockNode, ...]:
        return self._whole.blocks

    def passages(self) -> tuple[Passage, ...]:
        return self._kept.passages()

    def passage(self, number: int) -> Passage:
        return self._kept.make_passage(number)

    def holds_place(self) -> bool:
        return self._kept.holds_place()


class _Blocks(Sequence[BlockNode]):
    """The blocks of a field's value, read again when somebody asks for them."""

    __slots__ = ("_kept", "_number")

    def __init__(self, kept: _Kept, number: int) -> None:
        self._kept = kept
        self._number = number

    def _made(self) -> Sequence[BlockNode]:
        return self._kept.whole().fields[self._number].blocks

    def __len__(self) -> int:
        return len(self._made())

    @overload
    def __getitem__(self, index: int) -> BlockNode: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[BlockNode]: ...

    def __getitem__(self, index: int | slice) -> BlockNode | Sequence[BlockNode]:
        return self._made()[index]

    def __iter__(self) -> Iterator[BlockNode]:
        return iter(self._made())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | _Blocks) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class _Recent(Generic[T]):
    """What was last made again of a few parts."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[_Kept], T]) -> None:
        self._make = make
        self._made: deque[tuple[_Kept, T]] = deque(maxlen=_RECENT)

    def of(self, kept: _Kept) -> T:
        """What is made of that part. Threads may ask at the same time: then one of them makes it in vain."""
        for known, found in tuple(self._made):
            if known is kept:
                return found
        made = self._make(kept)
        self._made.append((kept, made))
        return made


_RECENT_FIELDS = _Recent(_Kept.make_fields)
_RECENT_PASSAGES = _Recent(_Kept.make_passages)
_RECENTLY_READ = _Recent(_Kept.read_again)
