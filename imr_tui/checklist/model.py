"""What the checklist says of a document: areas, items, their states and the evidence for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from imr_tui.checklist.state import State as State  # noqa: PLC0414 - it belongs to this model
from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span


@dataclass(frozen=True, slots=True)
class Question:
    """One of the twenty-four questions, in our own words.

    `short` is the sidebar's few words; `why` one sentence on why it matters; `todo` what to do next.
    """

    id: str
    area: str
    text: str
    short: str
    reference: str
    judge: bool
    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class AreaTitle:
    """One of the eight areas: its id, full title and the sidebar's short one."""

    id: str
    title: str
    short: str
    reference: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence line: whether it holds, what it says, and the place to go to.

    `count` of `total` things hold, where things are counted; `missing` names the ones that do not.
    `absence` marks a line about what may rightly be absent: alone it never makes a question started. `wants` are the
    records that lack something, each with the name of the field, or of what else it lacks.
    """

    holds: bool
    text: str
    place: Span | None = None
    count: int | None = None
    total: int | None = None
    missing: tuple[str, ...] = ()
    absence: bool = False
    wants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of the document that a question's evidence read: its name (area, item, heading or record id) and digest."""

    name: str
    digest: str
    place: Span

    @property
    def seen(self) -> str:
        """The entry that a confirmation stores."""
        return f"1:{self.name}:{self.digest}"


class PartsRead(Sequence[ReadPart]):
    """The parts that a question's evidence read, in the order of the document; worked out when somebody asks for them."""

    __slots__ = ("_made", "_work_out")

    def __init__(self, work_out: Callable[[], tuple[ReadPart, ...]]) -> None:
        self._work_out: Callable[[], tuple[ReadPart, ...]] | None = work_out
        self._made: tuple[ReadPart, ...] = ()

    def _all(self) -> tuple[ReadPart, ...]:
        work_out = self._work_out
        if work_out is not None:
            self._made = work_out()
            self._work_out = None
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> ReadPart: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[ReadPart]: ...

    def __getitem__(self, index: int | slice) -> ReadPart | Sequence[ReadPart]:
        return self._all()[index]

    def __iter__(self) -> Iterator[ReadPart]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, PartsRead | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())


@dataclass(frozen=True, slots=True)
class Item:
    """One question as it stands in this document.

    `changed` names the parts that changed since the author confirmed, `changed_words` says them in words. `reason` is the author's for
    not applicable. `has_error` is set where an error finding belongs to it.
    """

    question: Question
    state: State
    evidence: tuple[Evidence, ...]
    parts: Sequence[ReadPart] = ()
    changed: tuple[str, ...] = ()
    changed_words: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    on: str = ""
    has_error: bool = False

    @property
    def id(self) -> str:
        """The question's id, such as `analysis.2`."""
        return self.question.id

    @property
    def place(self) -> Span | None:
        """Where to go to work on it: the first open evidence line's place, else the first place there is."""
        for line in self.evidence:
            if not line.holds and line.place is not None:
                return line.place
        return next((line.place for line in self.evidence if line.place is not None), None)


@dataclass(frozen=True, slots=True)
class Area:
    """One area with its items."""

    title: AreaTitle
    items: tuple[Item, ...]

    @property
    def id(self) -> str:
        """The area's id, such as `analysis`."""
        return self.title.id

    @property
    def done(self) -> int:
        """How many of its questions are done."""
        return sum(item.state is State.DONE for item in self.items)

    @property
    def not_applicable(self) -> int:
        """How many are set aside with a reason."""
        return sum(item.state is State.NOT_APPLICABLE for item in self.items)

    @property
    def settled(self) -> int:
        """Done and not applicable together."""
        return self.done + self.not_applicable


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole checklist of a document."""

    areas: tuple[Area, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The twenty-four items in order."""
        return tuple(item for area in self.areas for item in area.items)

    @property
    def done(self) -> int:
        """How many questions are done."""
        return sum(area.done for area in self.areas)

    @property
    def not_applicable(self) -> int:
        """How many are set aside with a reason."""
        return sum(area.not_applicable for area in self.areas)

    @property
    def settled(self) -> int:
        """How many have nothing left to do."""
        return self.done + self.not_applicable

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(len(area.items) for area in self.areas)

    def item(self, ident: str) -> Item | None:
        """The item of that id; None where there is none."""
        return next((item for item in self.items if item.id == ident), None)


NO_CHECKLIST = Checklist(())
"""What stands for a checklist where nothing is asked of it."""
