"""What was read in a part, packed: the fields and passages of a part as one short string, and made again from it and the part's text.

A document of a thousand records holds tens of thousands of values and passages, nearly all of which are stretches of the
text that is there anyway. What is kept of each is where it stands and what it amounts to, a character for each number; the
values and passages themselves are made by whoever asks for them. What cannot be put this way is not packed at all.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import NamedTuple, Protocol, TypeAlias

from imr_tui.document.field import VALUELESS, DateValue, Field, Mention, Value, ValueState
from imr_tui.document.passage import Passage, PassageKind, Run
from imr_tui.document.passages import fold
from imr_tui.document.schema import FieldSpec
from imr_tui.document.text import Span
from imr_tui.document.tree import BlockNode
from imr_tui.document.values import read_value, single_blanks

_STATES = tuple(ValueState)
_KINDS = tuple(PassageKind)
_REASONED = (ValueState.NOT_KNOWN, ValueState.NONE)

# The numbers of a pack: where the passages begin and how many there are, then so many for each field, date, mention, passage and run.
_HEAD, _FIELD, _DATE, _MENTION, _PASSAGE, _RUN = 2, 8, 8, 4, 7, 4
# Of a field: four places, what it amounts to, its choice, how many ids it names, how many passages its value has.
_AMOUNT, _CHOICE, _MENTIONS, _PASSAGES = 4, 5, 6, 7
# The passage ahead of a part's first field is its heading's.
_FIRST = 1
# What a field amounts to: its state in the lowest three bits, then these.
_STATE, _DATED, _DATE_INVALID, _CHOICE_INVALID, _REASON = 7, 8, 16, 32, 64
# What a passage is: its kind in the lowest three bits, then these.
_KIND, _IS_TEXT, _PLACEHOLDER, _LAID_ONCE, _IN_RUNS = 7, 8, 16, 32, 64
_SAID = _IS_TEXT | _PLACEHOLDER


# A row of numbers of 32 bits is read as text: that is done in one go, and what is no number of a character is refused.
_CODEC = "utf-32-le" if array("I", (1,)).tobytes()[0] else "utf-32-be"


class Name(NamedTuple):
    """What a field is called: its name, the name as written, what the schema says of it, and whether it is the first of its name."""

    name: str
    written: str
    spec: FieldSpec | None
    counts: bool


class Meant(Protocol):
    """What a value is as the type of its field asks."""

    @property
    def date(self) -> DateValue | None:
        """The date that a date field gives."""

    @property
    def date_invalid(self) -> bool:
        """Whether it was to give one, and cannot be read."""

    @property
    def choice_invalid(self) -> bool:
        """Whether it was to be a choice, and is none of those there are."""


class Names:
    """The names of a part's fields in order, the same object for all parts whose fields are called alike.

    `linking` are the numbers of those that count and name records, with what the schema says of them.
    """

    __slots__ = ("linking", "number", "ordered")

    def __init__(self, ordered: tuple[Name, ...]) -> None:
        self.ordered = ordered
        self.number = {one.name: number for number, one in reversed(tuple(enumerate(ordered))) if one.counts}
        self.linking = tuple(
            [
                (n, one.spec)
                for n, one in enumerate(ordered)
                if one.counts and one.spec is not None and one.spec.links_to
            ]
        )


class UnpackableError(Exception):
    """Something that the numbers of a pack cannot say."""


# The names of a part's fields, its numbers, and the words that are no stretch of its text.
Pack: TypeAlias = tuple[Names, str, tuple[str, ...]]


def packed(text: str, fields: Sequence[Field], passages: Sequence[Passage]) -> Pack | None:
    """What was read in a part of that text as a `Packed` takes it: names, codes, odd words. None where it cannot be packed."""
    try:
        return _Packer(text, fields, passages).packed()
    except (UnpackableError, ValueError, OverflowError):
        return None


class Laying:
    """The passages of a part of that text as numbers, laid down one after the other."""

    def __init__(self, text: str) -> None:
        self.count = 0
        self.numbers: list[int] = []
        self.odd: list[str] = []
        self._text = text
        self._runs: list[int] = []

    def lay(self, one: Passage) -> None:
        """Lay down a passage; raises UnpackableError."""
        kind = _KINDS.index(one.kind) | one.field_is_text * _IS_TEXT | one.placeholder * _PLACEHOLDER
        laid = one.laid
        if isinstance(laid, int):
            kind |= _LAID_ONCE
        if isinstance(laid, int) and self._text.startswith(one.text, laid):
            place, length = laid, len(one.text)
        else:
            kind |= _IN_RUNS
            place, length = len(self._runs), len(one.runs)
            for run in one.runs:
                self._run(run, one.text[run.plain : run.plain + run.length])
            if sum(run.length for run in one.runs) != len(one.text):
                raise UnpackableError
        quoted = 0 if one.quoted is None else one.quoted + 1
        self.count += 1
        self.numbers += (kind, one.start, one.end, place, length, quoted, one.words)

    def lay_plain(self, kind: int, start: int, end: int, place: int, length: int, words: int) -> None:
        """Lay down a passage that is one stretch of the text; `kind` is that of `plain_kind`."""
        self.count += 1
        self.numbers += (kind, start, end, place, length, 0, words)

    def _run(self, run: Run, text: str) -> None:
        odd = 0
        if run.raw != run.length or not self._text.startswith(text, run.source):
            self.odd.append(text)
            odd = len(self.odd)
        self._runs += (run.length, run.source, run.raw, odd)

    def codes(self, fields: list[int], dates: list[int], mentions: list[int]) -> str:
        """All numbers of the part as one string; raises ValueError or OverflowError where one is too large for it."""
        start = _HEAD + len(fields) + len(dates) + len(mentions)
        numbers = array("I", (start, self.count, *fields, *dates, *mentions, *self.numbers, *self._runs))
        return numbers.tobytes().decode(_CODEC, "surrogatepass")


def plain_kind(kind: PassageKind, *, is_text: bool = True, placeholder: bool = False) -> int:
    """The number that says what a passage is which is one stretch of the text."""
    return _KINDS.index(kind) | is_text * _IS_TEXT | placeholder * _PLACEHOLDER | _LAID_ONCE


class _Packer:
    def __init__(self, text: str, fields: Sequence[Field], passages: Sequence[Passage]) -> None:
        self._fields = fields
        self._passages = passages
        self._laying = Laying(text)

    def packed(self) -> Pack:
        head: list[int] = []
        dates: list[int] = []
        mentions: list[int] = []
        at = _FIRST
        for entry in self._fields:
            own = len(entry.value.lines)
            head += self._field(entry, self._passages[at : at + own])
            at += own
            if entry.date is not None:
                dates += date_numbers(entry.date)
            for mention in entry.mentions:
                mentions += mention_numbers(mention)
        if any(one.field is not None for one in self._passages[at if self._fields else 0 :]):
            raise UnpackableError
        for one in self._passages:
            self._laying.lay(one)
        return names_of(self._fields), self._laying.codes(head, dates, mentions), tuple(self._laying.odd)

    def _field(self, entry: Field, passages: Sequence[Passage]) -> tuple[int, ...]:
        value = entry.value
        if (
            entry.restriction is not None
            or value.end != entry.item.end
            or value.start != entry.label.end
            or any(one.field != entry.name for one in passages)
            or value.lines != tuple([single_blanks(one.text) for one in passages])
        ):
            raise UnpackableError
        return (
            entry.item.start, entry.label.start, value.start, value.end, amount_number(value, entry),
            choice_number(entry.spec, entry.choice), len(entry.mentions), len(passages),
        )  # fmt: skip


def amount_number(value: Value, meaning: Meant) -> int:
    """The number that says what a field's value amounts to."""
    amount = _STATES.index(value.state)
    amount |= (meaning.date is not None) * _DATED + meaning.date_invalid * _DATE_INVALID
    return amount | meaning.choice_invalid * _CHOICE_INVALID | bool(value.reason) * _REASON


def choice_number(spec: FieldSpec | None, choice: str | None) -> int:
    """The number of the choice that a field makes; 0 where it makes none."""
    return 0 if choice is None or spec is None else spec.choices.index(choice) + 1


def mention_numbers(mention: Mention) -> tuple[int, int, int, int]:
    """The numbers of an id that a link field names: its letter, its number, where it stands and how long it is; raises UnpackableError."""
    number = int(mention.id[1:])
    if f"{number}" != mention.id[1:]:
        raise UnpackableError
    return ord(mention.id[0]), number, mention.span.start, mention.span.end - mention.span.start


def date_numbers(date: DateValue) -> tuple[int, ...]:
    """The numbers of a date."""
    first, last = date.first, date.last
    how = date.timed + 2 * date.partial + 4 * date.uncertain
    minute = first.hour * 60 + first.minute
    return first.year, first.month, first.day, minute, last.year, last.month, last.day, how


def names_of(fields: Sequence[Field]) -> Names:
    """What fields are called."""
    return same_names(tuple([Name(one.name, one.written, one.spec, one.counts) for one in fields])) if fields else _NONE


@lru_cache(maxsize=1024)
def same_names(ordered: tuple[Name, ...]) -> Names:
    """Those names as the one object that all parts have whose fields are called so."""
    return Names(ordered)


_NONE = Names(())


class Packed:
    """The fields and passages of a part, made again from its text: `codes` has the numbers, `odd` the words that are no stretch of it."""

    __slots__ = ("codes", "names", "odd", "text")

    def __init__(self, text: str, names: Names, codes: str, odd: tuple[str, ...]) -> None:
        self.names = names
        self.text = text
        self.codes = codes
        self.odd = odd

    def _amount(self, number: int) -> int:
        return ord(self.codes[_HEAD + number * _FIELD + _AMOUNT])

    def has_value(self, number: int) -> bool:
        """Whether a field has a value: neither empty nor a placeholder."""
        return self.state(number) not in VALUELESS

    def gives(self, number: int) -> bool:
        """Whether a field has a value, and one that can be read where it is a date."""
        return self.has_value(number) and not self._amount(number) & _DATE_INVALID

    def holds_place(self) -> bool:
        """Whether any field or passage only holds a place."""
        codes = self.codes
        start, count = ord(codes[0]), ord(codes[1])
        if any(ord(kind) & _PLACEHOLDER for kind in codes[start : start + count * _PASSAGE : _PASSAGE]):
            return True
        states = [self._amount(number) & _STATE for number in range(len(self.names.ordered))]
        return _STATES.index(ValueState.PLACEHOLDER) in states

    def state(self, number: int) -> ValueState:
        """What a field's value amounts to."""
        return _STATES[self._amount(number) & _STATE]

    def has_reason(self, number: int) -> bool:
        """Whether a field's value gives the reason that it has no other."""
        return bool(self._amount(number) & _REASON)

    def choice(self, number: int) -> str | None:
        """The choice that a field makes; None where it makes none."""
        choice, spec = ord(self.codes[_HEAD + number * _FIELD + _CHOICE]), self.names.ordered[number].spec
        return spec.choices[choice - 1] if choice and spec is not None else None

    def date(self, number: int) -> DateValue | None:
        """The date that a date field's value is; None where it is none."""
        if not self._amount(number) & _DATED:
            return None
        ahead = sum([self._amount(one) & _DATED for one in range(number)]) // _DATED
        at = _HEAD + len(self.names.ordered) * _FIELD + ahead * _DATE
        year, month, day, minute, last_year, last_month, last_day, how = map(ord, self.codes[at : at + _DATE])
        first = datetime(year, month, day, *divmod(minute, 60))
        timed = bool(how & 1)
        last = first if timed else datetime(last_year, last_month, last_day, 23, 59, 59)
        return DateValue(first, last, timed, bool(how & 2), bool(how & 4))

    def mentions(self, number: int) -> tuple[Mention, ...]:
        """The ids that a link field names."""
        codes = self.codes
        here = _HEAD + number * _FIELD + _MENTIONS
        count = ord(codes[here])
        if not count:
            return ()
        # They end where the passages begin: those of this field and of the fields behind it are counted from there.
        left = sum(map(ord, codes[here : _HEAD + len(self.names.ordered) * _FIELD : _FIELD]))
        at = ord(codes[0]) - left * _MENTION
        found: list[Mention] = []
        for n in range(at, at + count * _MENTION, _MENTION):
            start = ord(codes[n + 2])
            found.append(Mention(f"{codes[n]}{ord(codes[n + 1])}", Span(start, start + ord(codes[n + 3]))))
        return tuple(found)

    def make_field(self, number: int, blocks: Sequence[BlockNode]) -> Field:
        """A field, with `blocks` for those of its value."""
        at = _HEAD + number * _FIELD
        item, label, start, end, amount, _, _, count = map(ord, self.codes[at : at + _FIELD])
        name = self.names.ordered[number]
        first = _FIRST + sum([ord(self.codes[_HEAD + one * _FIELD + _PASSAGES]) for one in range(number)])
        lines = tuple([single_blanks(self._passage_text(one)) for one in range(first, first + count)])
        state = _STATES[amount & _STATE]
        value = read_value(lines, start, end) if state in _REASONED else Value(lines, state, "", start, end)
        return Field(
            name.name,
            name.written,
            name.spec,
            value,
            Span(item, end),
            Span(label, start),
            blocks if lines else (),
            self.date(number),
            bool(amount & _DATE_INVALID),
            self.choice(number),
            bool(amount & _CHOICE_INVALID),
            self.mentions(number),
            None,
            name.counts,
        )

    def make_passages(self) -> tuple[Passage, ...]:
        """All passages in order."""
        return tuple([self._made(field, *row) for field, row in zip(self._passage_fields(), self._rows(), strict=True)])

    def make_said(self) -> list[tuple[int, Passage]]:
        """Those that are text and do more than hold a place, each with its number."""
        rows = zip(count(), self._passage_fields(), self._rows(), strict=False)
        return [(number, self._made(field, *row)) for number, field, row in rows if row[0] & _SAID == _IS_TEXT]

    def _passage_fields(self) -> list[str | None]:
        """The field that each passage stands in."""
        fields: list[str | None] = []
        if self.names.ordered:
            fields = [None] * _FIRST
            passages = self.codes[_HEAD + _PASSAGES : _HEAD + len(self.names.ordered) * _FIELD : _FIELD]
            for name, own in zip(self.names.ordered, map(ord, passages), strict=True):
                fields += [name.name] * own
        return fields + [None] * (ord(self.codes[1]) - len(fields))

    def _rows(self) -> Iterator[tuple[int, int, int, int, int, int, int]]:
        """The numbers of each passage."""
        start, many = map(ord, self.codes[:_HEAD])
        numbers = map(ord, self.codes[start : start + many * _PASSAGE])
        return zip(numbers, numbers, numbers, numbers, numbers, numbers, numbers, strict=True)

    def make_passage(self, number: int) -> Passage:
        """The passage of that number."""
        first = _FIRST
        for at, name in enumerate(self.names.ordered):
            behind = first + ord(self.codes[_HEAD + at * _FIELD + _PASSAGES])
            if first <= number < behind:
                return self._passage(number, name.name)
            first = behind
        return self._passage(number, None)

    def _numbers(self, passage: int) -> Iterator[int]:
        at = ord(self.codes[0]) + passage * _PASSAGE
        return map(ord, self.codes[at : at + _PASSAGE])

    def _passage_text(self, number: int) -> str:
        kind, _, _, place, length, _, _ = self._numbers(number)
        if kind & _IN_RUNS:
            return self._in_runs(place, length)[0]
        return self.text[place : place + length]

    def _passage(self, number: int, field: str | None) -> Passage:
        return self._made(field, *self._numbers(number))

    def _made(
        self, field: str | None, kind: int, start: int, end: int, place: int, length: int, quoted: int, words: int
    ) -> Passage:
        laid: tuple[Run, ...] | int = place
        if kind & _IN_RUNS:
            text, runs = self._in_runs(place, length)
            laid = runs[0].source if kind & _LAID_ONCE else runs
        else:
            text = self.text[place : place + length]
        return Passage(
            _KINDS[kind & _KIND],
            text,
            fold(text),
            laid,
            start,
            end,
            quoted - 1 if quoted else None,
            field,
            bool(kind & _IS_TEXT),
            bool(kind & _PLACEHOLDER),
            words,
        )

    def _in_runs(self, first: int, count: int) -> tuple[str, tuple[Run, ...]]:
        at = ord(self.codes[0]) + ord(self.codes[1]) * _PASSAGE + first
        pieces: list[str] = []
        runs: list[Run] = []
        plain = 0
        for n in range(at, at + count * _RUN, _RUN):
            length, source, raw, odd = map(ord, self.codes[n : n + _RUN])
            pieces.append(self.odd[odd - 1] if odd else self.text[source : source + length])
            runs.append(Run(plain, length, source, raw))
            plain += length
        return "".join(pieces), tuple(runs)
