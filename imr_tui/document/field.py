"""Fields as written: a value and what it amounts to, a date, the ids that a link field names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from imr_tui.document.schema import FieldSpec
from imr_tui.document.text import Span
from imr_tui.document.tree import BlockNode


class ValueState(StrEnum):
    """What a value amounts to."""

    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    NOT_KNOWN = "not-known"
    NONE = "none"
    GIVEN = "given"


VALUELESS = (ValueState.EMPTY, ValueState.PLACEHOLDER)


class Value(NamedTuple):
    """The value of a field: its lines as plain text, what it amounts to, and the reason it gives.

    `lines` are the first line, further paragraphs and nested items, in order. `reason` belongs to
    `Not known – …` and `None identified – …`. `start` and `end` are offsets in the part.
    """

    lines: tuple[str, ...]
    state: ValueState
    reason: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The whole value, lines joined."""
        return "\n".join(self.lines)

    @property
    def is_value(self) -> bool:
        """Whether there is a value at all: neither empty nor a placeholder."""
        return self.state not in VALUELESS

    @property
    def known_or_reasoned(self) -> bool:
        """A value, or `Not known` and its like with a reason."""
        return self.is_value and (self.state is not ValueState.NOT_KNOWN or bool(self.reason))


class DateValue(NamedTuple):
    """A date as written: the first and last moment it may mean.

    `timed` where a time stands; `partial` where day or month is left out; `uncertain` with
    `about` or a leading question mark.
    """

    first: datetime
    last: datetime
    timed: bool = False
    partial: bool = False
    uncertain: bool = False


class Mention(NamedTuple):
    """A record id in a link field or in brackets, with its place in the part."""

    id: str
    span: Span


class Field(NamedTuple):
    """One field as written. `name` is canonical where `spec` is known, else as written.

    `date` is set where the value of a date field could be read; `choice` is the canonical choice;
    `mentions` are the ids of a link field (ranges written out). `restriction` is a person field's own.
    `counts` is False for the second field of a name. `item` is the whole list item's span, `label` the written
    name's, offsets in the part.
    """

    name: str
    written: str
    spec: FieldSpec | None
    value: Value
    item: Span
    label: Span
    blocks: Sequence[BlockNode] = ()
    date: DateValue | None = None
    date_invalid: bool = False
    choice: str | None = None
    choice_invalid: bool = False
    mentions: tuple[Mention, ...] = ()
    restriction: Value | None = None
    counts: bool = True
