"""The sections of a report: their outline, which most edits leave as it is, and their parts and places, which they change.

A section is made when it is asked for: after an edit nearly all of them are where they were, or a few characters on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeVar, cast, overload

from imr_tui.document.model import Part, Section, Slot

T = TypeVar("T")


class Outline:
    """How the sections of a document are nested and what they cover; what follows from that alone is worked out once."""

    __slots__ = ("_known", "slots")

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = tuple(slots)
        self._known: dict[Hashable, Any] = {}

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """`work_out()`, which rests on the outline alone, worked out once for `name`."""
        if name not in self._known:
            self._known[name] = work_out()
        return cast("T", self._known[name])


class Sections(Sequence[Section]):
    """The sections of a report in order, each made when it is first asked for.

    `parts` are theirs in order, `starts` the offsets where they begin, `lines` the lines (from 1) they begin on.
    """

    __slots__ = ("_made", "lines", "outline", "parts", "starts")

    def __init__(self, outline: Outline, parts: Sequence[Part], start: int, line: int) -> None:
        self._set(
            outline,
            tuple(parts),
            list(accumulate([len(part.text) for part in parts], initial=start)),
            list(accumulate([part.line_count for part in parts], initial=line)),
        )

    def _set(self, outline: Outline, parts: tuple[Part, ...], starts: list[int], lines: list[int]) -> None:
        self.outline = outline
        self.parts = parts
        self.starts = starts
        self.lines = lines
        self._made: dict[int, Section] = {}

    def replaced(self, first: int, parts: Sequence[Part], start: int, line: int) -> Sections:
        """The same sections with `parts` from section `first` on, the whole beginning at `start` on `line`."""
        end = first + len(parts)
        now = (*self.parts[:first], *parts, *self.parts[end:])
        found = Sections.__new__(Sections)
        lengths = [len(part.text) for part in parts]
        counts = [part.line_count for part in parts]
        found._set(  # noqa: SLF001  one of its own kind
            self.outline, now, _moved(self.starts, first, lengths, start), _moved(self.lines, first, counts, line)
        )
        if start == self.starts[0] and line == self.lines[0]:
            found._made = {index: section for index, section in self._made.items() if index < first}  # noqa: SLF001 - one of its own kind
        return found

    def opened(self) -> Sections:
        """The same sections, of parts with all that was read in them at hand."""
        found = Sections.__new__(Sections)
        found._set(self.outline, tuple([part.opened() for part in self.parts]), self.starts, self.lines)  # noqa: SLF001  one of its own kind
        return found

    def __len__(self) -> int:
        return len(self.parts)

    @overload
    def __getitem__(self, index: int) -> Section: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Section, ...]: ...

    def __getitem__(self, index: int | slice) -> Section | tuple[Section, ...]:
        if isinstance(index, slice):
            return tuple(map(self.__getitem__, range(*index.indices(len(self.parts)))))
        found = self._made.get(index)
        if found is None:
            if index < 0:
                return self[index + len(self.parts)]
            found = self._made[index] = self._make(index)
        return found

    def _make(self, index: int) -> Section:
        return Section(index, self.parts[index], self.starts[index], self.lines[index], self.outline.slots[index])

    def __iter__(self) -> Iterator[Section]:
        # Whoever goes through all of them keeps none: made once for good, they would outlive what they were asked for.
        return (self._made.get(index) or self._make(index) for index in range(len(self.parts)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sections):
            return NotImplemented
        return (
            self.parts == other.parts
            and self.starts == other.starts
            and self.lines == other.lines
            and self.outline.slots == other.outline.slots
        )

    __hash__ = None  # type: ignore[assignment]  # how Python says that it has no hash

    def index_at(self, offset: int) -> int:
        """The index of the section that holds `offset`; -1 ahead of the first."""
        return min(bisect_right(self.starts, offset), len(self.parts)) - 1

    def end_of(self, offset: int) -> int:
        """Where the section that holds `offset` ends; ahead of the first, where that begins."""
        return self.starts[min(self.index_at(offset) + 1, len(self.starts) - 1)]

    def at(self, offset: int) -> Section | None:
        """The section that holds `offset`; None ahead of the first."""
        index = self.index_at(offset)
        return self[index] if index >= 0 else None


def _moved(before: list[int], first: int, sizes: Sequence[int], start: int) -> list[int]:
    """Running sums from `start` on, where the sizes from the `first` on are now `sizes`."""
    by = start - before[0]
    ahead = before[: first + 1] if by == 0 else [place + by for place in before[: first + 1]]
    own = list(accumulate(sizes, initial=ahead[-1]))
    end = first + len(sizes)
    by = own[-1] - before[end]
    behind = before[end + 1 :] if by == 0 else [place + by for place in before[end + 1 :]]
    return [*ahead, *own[1:], *behind]
