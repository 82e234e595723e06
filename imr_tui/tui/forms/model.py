"""What a form is to the screen that shows it: rows of cells to fill in, each with what is said about it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import Enum
from typing import Protocol

from imr_tui.dataclass import dataclass

Key = Hashable


class Shape(Enum):
    """How a cell is filled in."""

    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: its label and the cells beside it, one a column.

    Without cells it heads those below it, or is a `note` on those above.
    """

    label: str
    keys: tuple[Key, ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a list offers: what it says, what it stands for; `held` where the cell has it already.

    `new` options make something that is not there yet, of the kind that `value` names.
    """

    label: str
    value: str
    held: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a cell: what it asks, what was understood of the answer, and what is still wanted."""

    help: str = ""
    understood: str = ""
    wanted: str = ""
    sound: bool = True


def fitting(answers: Iterable[str], wanted: str) -> tuple[str, ...]:
    """The answers that hold `wanted`, without regard to case, those that begin with it ahead of the others."""
    folded = wanted.casefold()
    among = [answer for answer in answers if folded in answer.casefold()]
    return tuple(sorted(among, key=lambda answer: not answer.casefold().startswith(folded)))


class FormModel(Protocol):
    """The questions and answers of one form."""

    @property
    def title(self) -> str:
        """What the form is of."""
        ...

    @property
    def columns(self) -> int:
        """How many cells stand side by side."""
        ...

    @property
    def head(self) -> tuple[str, ...]:
        """The columns' names; empty where there is one alone."""
        ...

    def rows(self) -> tuple[FormRow, ...]:
        """The rows as they are now."""
        ...

    def value(self, key: Key) -> str:
        """The answer in a cell."""
        ...

    def put(self, key: Key, text: str) -> None:
        """Answer in a cell."""
        ...

    def first(self, key: Key) -> str:
        """The answer that the cell had when the form was opened."""
        ...

    def shape(self, key: Key) -> Shape:
        """How a cell is filled in."""
        ...

    def locked(self, key: Key) -> bool:
        """Whether the cell can only be looked at."""
        ...

    def marked(self, key: Key) -> bool:
        """Whether something is still wanted in the cell."""
        ...

    def unread(self, key: Key) -> bool:
        """Whether what stands in the cell cannot be read as what belongs there."""
        ...

    def said(self, key: Key) -> Said:
        """What is to be said of a cell."""
        ...

    def must_choose(self, key: Key) -> bool:
        """Whether only an answer from the list will do."""
        ...

    def has_options(self, key: Key) -> bool:
        """Whether the cell has a list."""
        ...

    def options(self, key: Key, typed: str) -> tuple[Option, ...]:
        """The list of a cell, narrowed by what was typed since it was opened; all of it where nothing was."""
        ...

    def taken(self, key: Key, option: Option, typed: str) -> str:
        """The cell's answer with an option taken, or taken out again where the cell held it."""
        ...

    def takes_several(self, key: Key) -> bool:
        """Whether the list stays open for further answers."""
        ...

    def changed(self) -> bool:
        """Whether anything was changed since the form was opened."""
        ...
