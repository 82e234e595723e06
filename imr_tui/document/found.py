"""All findings of a report in the order of their places, each made only when somebody asks for it.

What is found in a section is held with places counted from the section's start, so that it stays as it is when an edit
ahead of it moves the section. How many are open, and of which rules, is known without making any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, overload

from imr_tui.document.findings import Finding, Severity

if TYPE_CHECKING:
    from imr_tui.document.model import Report

# Of open findings: the rule, the questions that the finding alone keeps open, and how many there are.
Kinds: TypeAlias = tuple[tuple[str, tuple[str, ...], int], ...]
_FIRST = 20


class Group(Protocol):
    """What was found in one section; `errors` says whether an error that is not kept is among it."""

    @property
    def count(self) -> int:
        """How many findings."""

    @property
    def open(self) -> Kinds:
        """What of them is open."""

    @property
    def errors(self) -> bool:
        """Whether an error that counts is among them."""

    def placed(self, report: Report, index: int) -> Sequence[Finding]:
        """The findings, where section `index` of the report stands."""


class Open(NamedTuple):
    """Open findings of some kind: how many, and the first few of them."""

    number: int
    first: tuple[Finding, ...]


class Findings(Sequence[Finding]):
    """Findings in the order of their places.

    `groups` are by the index of their section, in order; `loose` ones have their places in the file already. `items` gives the
    questions that a finding belongs to, where these are not settled yet.
    """

    __slots__ = ("_indices", "_items", "_made", "_report", "_totals", "groups", "loose")

    def __init__(
        self,
        report: Report,
        groups: Mapping[int, Group],
        loose: Iterable[Finding],
        items: Callable[[Finding, Report], tuple[str, ...]] | None = None,
    ) -> None:
        self._report = report
        self._items = items
        self.groups = groups
        self.loose = tuple(loose)
        self._made: dict[int, tuple[Finding, ...]] = {}
        self._totals: dict[tuple[str, tuple[str, ...]], int] | None = None
        by_index: dict[int, list[Finding]] = {}
        for finding in self.loose:
            by_index.setdefault(report.sections.index_at(finding.span.start), []).append(finding)
        self._indices = {index: by_index.get(index, []) for index in sorted({*groups, *by_index})}

    def __len__(self) -> int:
        return sum([group.count for group in self.groups.values()]) + len(self.loose)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return tuple(self)[index]

    def __iter__(self) -> Iterator[Finding]:
        return chain.from_iterable(map(self._of, self._indices))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Findings | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def _of(self, index: int) -> tuple[Finding, ...]:
        """The findings of a section, made once; -1 stands for what is ahead of the first."""
        known = self._made.get(index)
        if known is None:
            group, loose = self.groups.get(index), self._indices[index]
            found = [*group.placed(self._report, index), *loose] if group is not None else loose
            if self._items is not None:
                found = [finding.with_items(self._items(finding, self._report)) for finding in found]
            known = self._made[index] = tuple(sorted(found, key=_order))
        return known

    def errors(self) -> Iterator[Finding]:
        """The errors that are not kept."""
        for index, loose in self._indices.items():
            group = self.groups.get(index)
            if (group is not None and group.errors) or any(map(_is_error, loose)):
                yield from filter(_is_error, self._of(index))

    def open_of(self, wanted: Callable[[str, tuple[str, ...]], bool]) -> Open:
        """The open findings of the kinds that are wanted, by rule and the questions they alone keep open."""
        totals = self._all_open()
        kinds = {kind for kind in totals if wanted(*kind)}
        if not kinds:
            return Open(0, ())
        found = (
            finding
            for index, loose in self._indices.items()
            if self._has(index, loose, kinds)
            for finding in self._of(index)
            if finding.is_open and (finding.rule, finding.opens) in kinds
        )
        return Open(sum(totals[kind] for kind in kinds), tuple(islice(found, _FIRST)))

    def _has(self, index: int, loose: list[Finding], kinds: set[tuple[str, tuple[str, ...]]]) -> bool:
        group = self.groups.get(index)
        if group is not None and any((rule, opens) in kinds for rule, opens, _ in group.open):
            return True
        return any((finding.rule, finding.opens) in kinds for finding in loose)

    def _all_open(self) -> dict[tuple[str, tuple[str, ...]], int]:
        totals = self._totals
        if totals is None:
            totals = self._totals = {}
            for group in self.groups.values():
                for rule, opens, count in group.open:
                    totals[(rule, opens)] = totals.get((rule, opens), 0) + count
            for finding in self.loose:
                if finding.is_open:
                    kind = (finding.rule, finding.opens)
                    totals[kind] = totals.get(kind, 0) + 1
        return totals


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.order


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not finding.kept
