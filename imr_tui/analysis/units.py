"""The sections and records of two states of a review, each with the one it was before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Field, Record, Report, Section
from imr_tui.document.ordering import longest_run
from imr_tui.document.passage import PassageKind
from imr_tui.document.text import Span

_ALIKE = 0.6
_FEWEST_WORDS = 8
_MOST_PAIRS = 40_000


@dataclass(frozen=True)
class Unit:
    """A section that is no part of a record, or a whole record; `index` counts them, `start` is its own part's offset."""

    index: int
    section: Section
    sections: tuple[Section, ...]
    record: Record | None
    path: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.section.start

    @property
    def span(self) -> Span:
        """Where its heading and its own text stand."""
        return Span(self.section.start, self.section.end)

    @property
    def name(self) -> str:
        """What it is called: a record by its id, a section by its heading."""
        return self.record.id if self.record else self.section.title

    @property
    def title(self) -> str:
        """What its heading says, a record's id left out."""
        return _one_line(self.record.title if self.record else self.section.title)

    @property
    def covers(self) -> tuple[str, ...]:
        """What its heading says it covers."""
        heading = self.section.part.heading
        return heading.covers if heading is not None else ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its own part."""
        return self.section.part.fields

    @property
    def words(self) -> int:
        """How many words of prose it has."""
        return sum(section.part.prose_words for section in self.sections)

    @cached_property
    def narrative(self) -> tuple[tuple[PassageKind, str], ...]:
        """What a reader reads in it beside its heading and fields, blank space folded."""
        return tuple(
            (passage.kind, _one_line(passage.text))
            for section in self.sections
            for passage in section.part.passages
            if passage.field is None
            and (section.index != self.section.index or passage.kind is not PassageKind.HEADING)
        )

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """All its text but for comments, blank space and the marks that make its heading one."""
        first, *others = (section.part.bare for section in self.sections)
        return (first.lstrip("# "), *others)

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The words of its narrative, counted."""
        return Counter(word for _, text in self.narrative for word in text.casefold().split())


@dataclass(frozen=True, slots=True)
class Pair:
    """What a unit was and what it is; None on the side where it is not. `moved` where it stands elsewhere among the others."""

    old: Unit | None
    new: Unit | None
    moved: bool = False


def pair_units(old: Report, new: Report) -> tuple[Pair, ...]:
    """The units of both reports paired, in the order of the new one; what is gone stands behind what was ahead of it."""
    before, after = _units(old), _units(new)
    matched = _matched(before, after)
    moved = _moved(matched, before, after)
    pairs: list[tuple[tuple[int, int], Pair]] = []
    origin = {now: was for was, now in matched.items()}
    for unit in after:
        was = origin.get(unit.index)
        pairs.append(
            ((unit.index, -1), Pair(None if was is None else before[was], unit, moved=was is not None and was in moved))
        )
    last = -1
    for unit in before:
        if unit.index in matched:
            last = matched[unit.index]
        else:
            pairs.append(((last, unit.index), Pair(unit, None)))
    return tuple(pair for _, pair in sorted(pairs, key=lambda entry: entry[0]))


def _units(report: Report) -> list[Unit]:
    within = {index for record in report.records.values() for index in record.sections}
    units: list[Unit] = []
    for section in report.sections:
        record = report.records.get(section.record) if section.record else None
        if record is not None:
            own = tuple(report.sections[index] for index in record.sections)
        elif section.index in within:
            continue
        else:
            own = (section,)
        units.append(Unit(len(units), section, own, record, tuple(_path(section, report))))
    return units


def _path(section: Section, report: Report) -> Iterator[str]:
    """The headings it stands under, the nearest first."""
    parent = section.parent
    while parent is not None:
        yield _one_line(report.sections[parent].title)
        parent = report.sections[parent].parent


def _matched(before: Sequence[Unit], after: Sequence[Unit]) -> dict[int, int]:
    """Which unit became which, by index: records by their ids, sections by heading, what they cover, then their text."""
    matched: dict[int, int] = {}
    keys: tuple[Callable[[Unit], Hashable | None], ...] = (
        lambda unit: unit.record.id if unit.record else None,
        lambda unit: None if unit.record else (unit.path, unit.title, unit.covers),
        lambda unit: None if unit.record else (unit.title, unit.covers),
        lambda unit: None if unit.record else unit.title,
        lambda unit: None if unit.record or not unit.covers else unit.covers,
        lambda unit: None if unit.record or unit.vocabulary.total() < _FEWEST_WORDS else unit.narrative,
    )
    for key in keys:
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        taken = set(matched.values())
        for unit in after:
            name = key(unit)
            if name is not None and unit.index not in taken:
                waiting[name].append(unit.index)
        for unit in before:
            name = key(unit)
            if name is not None and unit.index not in matched and waiting.get(name):
                matched[unit.index] = waiting[name].pop(0)
    _match_alike(before, after, matched)
    return matched


def _match_alike(before: Sequence[Unit], after: Sequence[Unit], matched: dict[int, int]) -> None:
    """Match the sections that are left where their texts share most of their words, the most alike first."""
    taken = set(matched.values())
    olds = [unit for unit in before if unit.index not in matched and _may_be_alike(unit)]
    news = [unit for unit in after if unit.index not in taken and _may_be_alike(unit)]
    if len(olds) * len(news) > _MOST_PAIRS:
        return
    likeness = [(_likeness(old, new), old.index, new.index) for old in olds for new in news]
    for alike, was, now in sorted(likeness, key=lambda entry: (-entry[0], entry[1:])):
        if alike >= _ALIKE and was not in matched and now not in taken:
            matched[was] = now
            taken.add(now)


def _may_be_alike(unit: Unit) -> bool:
    return unit.record is None and unit.vocabulary.total() >= _FEWEST_WORDS


def _likeness(old: Unit, new: Unit) -> float:
    return 2 * (old.vocabulary & new.vocabulary).total() / (old.vocabulary.total() + new.vocabulary.total())


def _moved(matched: dict[int, int], before: Sequence[Unit], after: Sequence[Unit]) -> set[int]:
    """The old indices of what stands elsewhere: the fewest that explain the new order, and records nested elsewhere.

    What only went along with the section it stands in is none of them.
    """
    olds = sorted(matched)
    in_place = {matched[olds[at]] for at in longest_run([matched[index] for index in olds])}
    moved = {index for index in olds if matched[index] not in in_place}
    carried = {
        index for index in moved if _parent(before, index) in moved and _same_parent(matched, before, after, index)
    }
    nested = {index for index in olds if _ancestors(before[index]) != _ancestors(after[matched[index]])}
    return (moved - carried) | nested


def _ancestors(unit: Unit) -> tuple[str, ...]:
    return unit.record.ancestors if unit.record else ()


def _same_parent(matched: dict[int, int], before: Sequence[Unit], after: Sequence[Unit], index: int) -> bool:
    parent = _parent(before, index)
    return parent is not None and matched.get(parent) == _parent(after, matched[index])


def _parent(units: Sequence[Unit], index: int) -> int | None:
    """The index of the unit that a unit stands in; None at the top."""
    level = units[index].section.level
    return next((above for above in range(index - 1, -1, -1) if units[above].section.level < level), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())
