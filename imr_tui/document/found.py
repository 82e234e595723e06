"""All findings of a report in the order of their places, each made only when somebody asks for it.

What is found in a section is held with places counted from the section's start, so that it stays as it is when an edit
ahead of it moves the section. How many are open, and of which rules, is known without making any.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, overload

from imr_tui.document.findings import Finding, Severity

if TYPE_CHECKING:
    from imr_tui.document.model import Report

# Of open findings: the rule, the questions that the finding alone keeps open, and how many there are.
Kinds: TypeAlias = tuple[tuple[str, tuple[str, ...], int], ...]
Kind: TypeAlias = tuple[str, tuple[str, ...]]
_FIRST = 10


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

    @property
    def marks(self) -> Sequence[tuple[int, int, Severity, str]]:
        """Where those stand that are not kept, counted from the section's start, in order: start, end, severity and rule."""

    def placed(self, report: Report, index: int) -> Sequence[Finding]:
        """The findings, where section `index` of the report stands."""


class Mark(NamedTuple):
    """Where a finding that is not kept stands in the file, in which section (-1: ahead of the first), and its rule."""

    start: int
    end: int
    severity: Severity
    section: int
    rule: str


class Open(NamedTuple):
    """Open findings of some kind: how many, and the first few of them."""

    number: int
    first: tuple[Finding, ...]


class Findings(Sequence[Finding]):
    """Findings in the order of their places.

    `groups` are by the index of their section, in order; `loose` ones have their places in the file already. `items` gives the
    questions that a finding belongs to, where these are not settled yet.
    """

    __slots__ = ("_far", "_items", "_loose", "_made", "_report", "_standing", "groups", "loose")

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
        self._standing: _Standing | None = None
        self._loose: dict[int, list[Finding]] = {}
        for finding in self.loose:
            self._loose.setdefault(report.sections.index_at(finding.span.start), []).append(finding)
        # The few that go on past the end of the section they begin in.
        self._far = [one for one in self.loose if one.span.end > report.sections.end_of(one.span.start)]

    def __len__(self) -> int:
        return sum([group.count for group in self.groups.values()]) + len(self.loose)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return tuple(self)[index]

    def __iter__(self) -> Iterator[Finding]:
        return chain.from_iterable(map(self._of, sorted({*self.groups, *self._loose})))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Findings | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # how Python says that it has no hash

    def _of(self, index: int) -> tuple[Finding, ...]:
        """The findings of a section, made once; -1 stands for what is ahead of the first."""
        known = self._made.get(index)
        if known is None:
            group, loose = self.groups.get(index), self._loose.get(index, [])
            found = [*group.placed(self._report, index), *loose] if group is not None else loose
            if self._items is not None:
                found = [finding.with_items(self._items(finding, self._report)) for finding in found]
            known = self._made[index] = tuple(sorted(found, key=_order))
        return known

    def errors(self) -> Iterator[Finding]:
        """The errors that are not kept."""
        for index in sorted(self._stand().errors):
            yield from filter(_is_error, self._of(index))

    def open_of(self, wanted: Callable[[str, tuple[str, ...]], bool]) -> Open:
        """The open findings of the kinds that are wanted, by rule and the questions they alone keep open."""
        standing = self._stand()
        kinds = {kind for kind in standing.totals if wanted(*kind)}
        if not kinds:
            return Open(0, ())
        found = (
            finding
            for index in sorted({index for kind in kinds for index in standing.first[kind]})
            for finding in self._of(index)
            if finding.is_open and (finding.rule, finding.opens) in kinds
        )
        return Open(sum(standing.totals[kind] for kind in kinds), tuple(islice(found, _FIRST)))

    def made_open(self) -> OpenFindings:
        """The open findings, in the order of their places."""
        return OpenFindings(self)

    def open_counts(self) -> dict[int, int]:
        """How many open findings the sections have that have any, by their index in order."""
        known: dict[int, int] = {}
        counts: dict[int, int] = {}
        for index, group in self.groups.items():
            kinds = group.open
            number = known.get(id(kinds))
            if number is None:
                number = known[id(kinds)] = sum([count for _, _, count in kinds])
            if number:
                counts[index] = number
        for index, loose in self._loose.items():
            number = sum([finding.is_open for finding in loose])
            if number:
                counts[index] = counts.get(index, 0) + number
        return dict(sorted(counts.items()))

    def open_in(self, index: int) -> list[Finding]:
        """The open findings of a section; -1 stands for what is ahead of the first."""
        return [finding for finding in self._of(index) if finding.is_open]

    def open_up_to(self, index: int, offset: int) -> int:
        """How many open findings of a section begin at an offset of the file or ahead of it; none is made for that."""
        number = sum([one.is_open and one.span.start <= offset for one in self._loose.get(index, ())])
        group = self.groups.get(index)
        if group is not None:
            within = offset - self._report.sections.starts[index]
            number += sum([mark[0] <= within and mark[2] is not Severity.INFO for mark in group.marks])
        return number

    def section_at(self, offset: int) -> int:
        """The index of the section that holds an offset; -1 ahead of the first."""
        return self._report.sections.index_at(offset)

    def marks_within(self, start: int, end: int) -> Iterator[Mark]:
        """Where the findings stand that are not kept and that touch a stretch of the file; looked for there alone."""
        sections = self._report.sections
        first = sections.index_at(start)
        for finding in self._far:
            if not finding.kept and sections.index_at(finding.span.start) < first and finding.span.end > start:
                yield _mark_of(finding, first)
        for index in range(first, sections.index_at(max(start, end - 1)) + 1):
            group = self.groups.get(index)
            if group is not None:
                begin = sections.starts[index]
                for mark_start, mark_end, severity, rule in group.marks:
                    if begin + mark_start < end and begin + mark_end > start:
                        yield Mark(begin + mark_start, begin + mark_end, severity, index, rule)
            for finding in self._loose.get(index, ()):
                if not finding.kept and finding.span.start < end and finding.span.end > start:
                    yield _mark_of(finding, index)

    def _stand(self) -> _Standing:
        if self._standing is None:
            self._standing = _standing(self.groups, self._loose)
        return self._standing


class OpenFindings(Sequence[Finding]):
    """The open findings in the order of their places.

    How many there are, and in which sections, is known without making one; only those are made that somebody asks for.
    """

    __slots__ = ("_ahead", "_findings", "_indices")

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        counts = findings.open_counts()
        self._indices = list(counts)
        self._ahead = list(accumulate(counts.values(), initial=0))

    def __len__(self) -> int:
        return self._ahead[-1]

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        number = index % len(self)
        at = bisect_right(self._ahead, number) - 1
        return self._findings.open_in(self._indices[at])[number - self._ahead[at]]

    def up_to(self, offset: int) -> int:
        """How many begin at an offset of the file or ahead of it."""
        index = self._findings.section_at(offset)
        at = bisect_left(self._indices, index)
        ahead = self._ahead[at]
        return ahead + self._findings.open_up_to(index, offset) if self._indices[at : at + 1] == [index] else ahead

    def begins_at(self, offset: int) -> bool:
        """Whether one of them begins there."""
        found = self._findings.open_in(self._findings.section_at(offset))
        return any(finding.span.start == offset for finding in found)


class _Standing(NamedTuple):
    """How findings stand: of each kind how many are open and the sections of the first of them, and where errors are."""

    totals: dict[Kind, int]
    first: dict[Kind, set[int]]
    errors: set[int]


def _standing(groups: Mapping[int, Group], loose: Mapping[int, list[Finding]]) -> _Standing:
    totals: dict[Kind, int] = {}
    first: dict[Kind, set[int]] = {}
    errors: set[int] = set()
    for index, findings in loose.items():
        for finding in findings:
            if finding.is_open:
                kind = (finding.rule, finding.opens)
                totals[kind] = totals.get(kind, 0) + 1
                first.setdefault(kind, set()).add(index)
        if any(map(_is_error, findings)):
            errors.add(index)
    alike: dict[int, list[int]] = {}
    sort: dict[int, Kinds] = {}
    for index in sorted(groups):
        group = groups[index]
        if group.open:
            number = id(group.open)
            sort[number] = group.open
            alike.setdefault(number, []).append(index)
        if group.errors:
            errors.add(index)
    for number, indices in alike.items():
        for rule, opens, count in sort[number]:
            kind = (rule, opens)
            totals[kind] = totals.get(kind, 0) + count * len(indices)
            first.setdefault(kind, set()).update(indices[:_FIRST])
    return _Standing(totals, first, errors)


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.order


def marks_within(findings: Sequence[Finding], start: int, end: int) -> Iterator[Mark]:
    """Where those of any findings stand that are not kept and touch a stretch of the file."""
    if isinstance(findings, Findings):
        return findings.marks_within(start, end)
    return (_mark_of(one, -1) for one in findings if not one.kept and one.span.start < end and one.span.end > start)


def _mark_of(finding: Finding, section: int) -> Mark:
    return Mark(finding.span.start, finding.span.end, finding.severity, section, finding.rule)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not finding.kept
