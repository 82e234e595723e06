"""Passages told twice: near-linear, and after an edit only for the parts that changed.

The method is that of greedy string tiling with hashed shingles (Wise 1993; Broder 1997): every three words running are hashed, a
part looks each of its shingles up among the first few parts that hold it, and where a pair of parts shares enough of them
nearby the words are aligned from there. Four fifths of twelve words or more leave at least four shared shingles of three.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not
from typing import TypeAlias

from imr_tui.document.steps import Steps, at_one_go
from imr_tui.prose.alignment import BREAK, Region, align

_HOLDERS = 3
_FEWEST_SHARED = 3
_NEAR = 24
_MANY = 48


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a part's passages in order, parted by breaks, with their shingles.

    `passages` are (first word, number of the passage in the part, whether it is a field's value) in order. `places` are the
    offsets of the words in the folded texts of their passages. A shingle that a break would stand in is 0.
    """

    words: tuple[str, ...]
    passages: tuple[tuple[int, int, bool], ...]
    shingles: array[int]
    places: array[int]

    def passage(self, at: int) -> tuple[int, int, bool, int]:
        """The passage that holds word `at`: first word, number, whether a field's value, and the word it ends before."""
        number = bisect_right(self.passages, at, key=lambda entry: entry[0]) - 1
        last = number + 1 == len(self.passages)
        end = len(self.words) - 1 if last else self.passages[number + 1][0] - 1
        return (*self.passages[number], end)


def words_of(words: Sequence[str], passages: Sequence[tuple[int, int, bool]], places: Iterable[int] = ()) -> Words:
    """The words of a part with their shingles."""
    fixed = tuple(words)
    shingles = array("q", map(hash, zip(fixed, fixed[1:], fixed[2:], strict=False)))
    for at in range(len(shingles)) if BREAK in fixed[:-1] else ():
        if fixed[at] == BREAK:
            for crossed in range(max(0, at - 2), at + 1):
                shingles[crossed] = 0
    if len(fixed) > 1 and shingles and fixed[-1] == BREAK:
        shingles[-1] = 0
    return Words(fixed, tuple(passages), shingles, array("I", places))


@dataclass(frozen=True, slots=True)
class Repeat:
    """A later stretch and the earlier one that it repeats."""

    later: Words
    earlier: Words
    region: Region


# What a part repeats: the earlier part and the stretches, in the order of the later place.
Found: TypeAlias = tuple[tuple[Words, Region], ...]
_NONE: frozenset[int] = frozenset()
_NO_BREAK = frozenset({0})


class _Entry:
    """A part in the index: its rank in the document, the shingles it has twice, and what it repeats."""

    __slots__ = ("found", "part", "rank", "twice")

    def __init__(self, part: Words) -> None:
        self.part = part
        self.rank = 0
        once = set(part.shingles)
        self.twice = _NONE
        if len(once) < len(part.shingles):
            counts = Counter(part.shingles)
            self.twice = frozenset(shingle for shingle, count in counts.items() if count > 1 and shingle) or _NONE
        self.found: Found = ()

    def once(self) -> set[int]:
        """Its shingles, each once."""
        return set(self.part.shingles) - _NO_BREAK


class RepetitionIndex:
    """Which parts hold which shingles; kept up to date from one state of a document to the next.

    It changes as it is used: whoever hands one on must not use it again.
    """

    def __init__(self) -> None:
        # Most shingles have one holder: it stands there itself, several in a list.
        self._holders: dict[int, _Entry | list[_Entry]] = {}
        self._entries: list[_Entry] = []
        self._parts: list[Words] = []
        self._by_id: dict[int, _Entry] = {}
        # Which parts repeat a part, by its id.
        self._repeat_of: dict[int, set[_Entry]] = {}

    def repeats(self, parts: Sequence[Words]) -> tuple[Repeat, ...]:
        """The repetitions among `parts`, given in document order, by the later place; unchanged parts are not compared again."""
        at_one_go(self.update(parts))
        return tuple(Repeat(entry.part, earlier, region) for entry in self._entries for earlier, region in entry.found)

    def found(self) -> list[Found]:
        """What each part repeats, in their order; the same object as before where that is the same."""
        return [entry.found for entry in self._entries]

    def update(self, parts: Sequence[Words]) -> Steps[None]:
        """Bring the index to `parts`, given in document order. One that was not brought to its end must not be used again."""
        if len(parts) == len(self._parts):
            others = list(compress(count(), map(is_not, parts, self._parts)))
            if not others:
                return
            if len(others) <= _MANY and not any(id(parts[at]) in self._by_id for at in others):
                self._exchange([self._entries[at] for at in others], self._put_at(parts, others))
                return
        before = dict(self._by_id)
        entries = [before.pop(id(part), None) for part in parts]
        gone = list(before.values())
        ranks = [entry.rank for entry in entries if entry is not None]
        self._entries = [entry or _Entry(part) for entry, part in zip(entries, parts, strict=True)]
        self._parts = list(parts)
        self._by_id = {id(entry.part): entry for entry in self._entries}
        come = [entry for entry, old in zip(self._entries, entries, strict=True) if old is None]
        for rank, entry in enumerate(self._entries):
            entry.rank = rank
        if ranks == sorted(ranks) and len(gone) + len(come) <= _MANY:
            self._exchange(gone, come)
        else:
            yield from self._start_anew()

    def rank_of(self, part: Words) -> int:
        """The place of a part among those of the document."""
        return self._by_id[id(part)].rank

    def _put_at(self, parts: Sequence[Words], places: Sequence[int]) -> list[_Entry]:
        """Entries for the parts at some places, where others were."""
        come: list[_Entry] = []
        for at in places:
            del self._by_id[id(self._parts[at])]
            entry = _Entry(parts[at])
            entry.rank = at
            self._parts[at], self._entries[at], self._by_id[id(entry.part)] = entry.part, entry, entry
            come.append(entry)
        return come

    def _exchange(self, gone: Sequence[_Entry], come: Sequence[_Entry]) -> None:
        """Take parts out, put others in, and look again at the parts that this may touch."""
        touched = dict.fromkeys(shingle for entry in (*gone, *come) for shingle in entry.once())
        first = {shingle: tuple(self._holding(shingle)[:_HOLDERS]) for shingle in touched}
        for entry in gone:
            self._take_out(entry)
            for part, _ in entry.found:
                self._repeat_of.get(id(part), set()).discard(entry)
        for entry in come:
            for shingle in entry.once():
                self._put_in(shingle, entry)
        for entry in self._dirty(first, set(gone), set(come)):
            self._compare(entry)

    def _start_anew(self) -> Steps[None]:
        self._holders = {}
        self._repeat_of = {}
        for entry in self._entries:
            entry.found = ()
            for shingle in entry.once():
                holders = self._holders.get(shingle)
                if holders is None:
                    self._holders[shingle] = entry
                elif isinstance(holders, list):
                    holders.append(entry)
                else:
                    self._holders[shingle] = [holders, entry]
            yield
        for entry in self._entries:
            self._compare(entry)
            yield

    def _holding(self, shingle: int) -> list[_Entry]:
        """The parts that hold a shingle, in the order of the document."""
        holders = self._holders.get(shingle)
        if holders is None:
            return []
        return holders if isinstance(holders, list) else [holders]

    def _put_in(self, shingle: int, entry: _Entry) -> None:
        holders = self._holding(shingle)
        insort(holders, entry, key=_rank)
        self._holders[shingle] = holders if len(holders) > 1 else entry

    def _take_out(self, entry: _Entry) -> None:
        for shingle in entry.once():
            holders = self._holding(shingle)
            holders.remove(entry)
            if not holders:
                del self._holders[shingle]
            elif len(holders) == 1:
                self._holders[shingle] = holders[0]

    def _dirty(self, first: Mapping[int, tuple[_Entry, ...]], gone: set[_Entry], come: set[_Entry]) -> set[_Entry]:
        """The parts to look at again.

        They are new, or repeated a part that is gone, or share enough with a new one, or share a shingle whose first
        holders (`first`: before the change) have become others.
        """
        dirty = set(come)
        if gone:
            dirty.update(*(self._repeat_of.pop(id(entry.part), ()) for entry in gone))
            dirty -= gone
        shared: Counter[tuple[_Entry, _Entry]] = Counter()
        for shingle, before in first.items():
            holders = self._holding(shingle)
            now = holders[:_HOLDERS]
            for entry in come.intersection(now):
                shared.update((later, entry) for later in holders if later.rank > entry.rank)
            if set(before) - gone != set(now) - come:
                dirty.update(holders)
        dirty |= {later for (later, _), count in shared.items() if count >= _FEWEST_SHARED}
        return dirty

    def _shared(self, entry: _Entry) -> dict[_Entry, list[int]]:
        """Where in a part stand shingles that the first holders of them, ahead of it or itself, share with it."""
        shared: dict[_Entry, list[int]] = {}
        rank, twice, holding = entry.rank, entry.twice, self._holders
        for at, shingle in enumerate(entry.part.shingles):
            held = holding.get(shingle)
            if held is None or (held is entry and shingle not in twice):
                continue
            for other in held[:_HOLDERS] if isinstance(held, list) else (held,):
                if other.rank > rank:
                    break
                if other is not entry or shingle in twice:
                    known = shared.get(other)
                    if known is None:
                        shared[other] = [at]
                    else:
                        known.append(at)
        return shared

    def _compare(self, entry: _Entry) -> None:
        """Find what a part repeats of the earlier parts and of itself: most shingles shared first, then the earliest."""
        shared, twice = self._shared(entry), entry.twice
        found: list[tuple[Words, Region]] = []
        taken = bytearray(len(entry.part.words))
        alike = [(-len(places), other.rank, other) for other, places in shared.items() if len(places) >= _FEWEST_SHARED]
        for _, _, other in sorted(alike):
            places = [at for at in shared[other] if not taken[at]]
            if len(places) < _FEWEST_SHARED:
                continue
            if twice and len({entry.part.shingles[at] for at in places}) < _FEWEST_SHARED:
                continue
            found += [(other.part, region) for region in _regions(entry.part, other.part, places, taken)]
        again = tuple(sorted(found, key=_place))
        if again != entry.found:
            for part, _ in entry.found:
                self._repeat_of.get(id(part), set()).discard(entry)
            for part, _ in again:
                self._repeat_of.setdefault(id(part), set()).add(entry)
            entry.found = again


def _place(found: tuple[Words, Region]) -> int:
    return found[1].start


def _rank(entry: _Entry) -> int:
    return entry.rank


def _regions(part: Words, other: Words, places: list[int], taken: bytearray) -> list[Region]:
    """The stretches of `part` that come again in `other`, from the places where a shingle is shared.

    None has a word that is `taken`; the words of those that are told then are.
    """
    found: list[Region] = []
    tried: dict[int, int] = {}
    done = -1
    for at in _in_company(places):
        if at < done:
            continue
        other_at = other.shingles.index(part.shingles[at])
        if other is part and other_at >= at:
            continue
        seen = tried.get(at - other_at)
        tried[at - other_at] = at
        if seen is not None and seen + 1 == at:
            continue
        region = align(part.words, other.words, at, other_at, at if other is part else None)
        if region is None or (other is part and region.other_end > region.start):
            continue
        done = region.end
        if any(taken[region.start : region.end]) or _equal_fields(part, other, region):
            continue
        found.append(region)
    for region in found:
        taken[region.start : region.end] = b"\1" * (region.end - region.start)
    return found


def _in_company(places: list[int]) -> list[int]:
    """The places around which as many shared shingles as a repetition needs lie close together."""
    found: list[int] = []
    upto = 0
    for n in range(len(places) - _FEWEST_SHARED + 1):
        if places[n + _FEWEST_SHARED - 1] - places[n] <= _NEAR:
            found += places[max(n, upto) : n + _FEWEST_SHARED]
            upto = n + _FEWEST_SHARED
    return found


def _equal_fields(part: Words, other: Words, region: Region) -> bool:
    """Whether both stretches are values of fields, and the whole values are the same."""
    first, _, is_field, end = part.passage(region.start)
    other_first, _, other_is_field, other_end = other.passage(region.other_start)
    return is_field and other_is_field and part.words[first:end] == other.words[other_first:other_end]
