"""Passages told twice: near-linear, and after an edit only for the parts that changed.

The method is that of greedy string tiling with hashed shingles (Wise 1993; Broder 1997): every three words running are hashed, a
part looks each of its shingles up among the first few parts that hold it, and where a pair of parts shares enough of them
nearby the words are aligned from there. Four fifths of twelve words or more leave at least four shared shingles of three.

Most shingles stand in one part alone, and those are not kept: a first run marks in a small table which of them may come again
(Park, Chen and Yu 1995), a second one notes the holders of these. What an edit puts in is looked for in the words themselves.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, count
from operator import is_not
from typing import TypeAlias

from imr_tui.dataclass import dataclass
from imr_tui.document.steps import Steps, at_one_go
from imr_tui.prose.alignment import BREAK, Region
from imr_tui.prose.regions import FEWEST_SHARED, regions
from imr_tui.prose.shingles import Words, once, shingles_of, twice

_HOLDERS = 3
_MANY = 48  # parts that are others, and
_MUCH = 2000  # shingles put in and taken out, from which on it is as well to start anew
_FEW = 24
_STRIDE = 16
_PARTS_A_STEP = 64
_LEAST_TABLE = 10
_SPARE = 1000
_BREAKS = {0}


@dataclass(frozen=True, slots=True)
class Repeat:
    """A later stretch and the earlier one that it repeats."""

    later: Words
    earlier: Words
    region: Region


# What a part repeats: the earlier part and the stretches, in the order of the later place.
Found: TypeAlias = tuple[tuple[Words, Region], ...]


class _Entry:
    """A place in the document: the part that stands there, its number in the index, its rank, and what it repeats."""

    __slots__ = ("found", "number", "part", "rank")

    def __init__(self, part: Words, number: int, rank: int) -> None:
        self.part = part
        self.number = number
        self.rank = rank
        self.found: Found = ()


class _Change:
    """An entry that comes, goes or has another part: which shingles that takes out and puts in."""

    __slots__ = ("after", "before", "entry", "put_in", "taken_out")

    def __init__(self, entry: _Entry, before: Words | None, after: Words | None) -> None:
        self.entry, self.before, self.after = entry, before, after
        old, new = once(before), once(after)
        self.taken_out = old.keys() - new.keys()
        self.put_in = {shingle: three for shingle, three in new.items() if shingle not in old}

    def about(self) -> set[int]:
        """The shingles of the passages that are others, as they were and as they are."""
        old = self.before.text.split(BREAK) if self.before is not None else []
        new = self.after.text.split(BREAK) if self.after is not None else []
        while old and new and old[-1] == new[-1]:
            old.pop()
            new.pop()
        first = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
        first = min(len(old), len(new)) if first is None else first
        return {shingle for text in (*old[first:], *new[first:]) for shingle in shingles_of(text)}


class RepetitionIndex:
    """Which parts hold which shingles; kept up to date from one state of a document to the next.

    It changes as it is used, and goes on from the state that it was last brought to, or was on the way to.
    """

    def __init__(self) -> None:
        # The numbers of the parts that hold a shingle, in the order of the document; while it is made a single one by itself.
        self._holders: dict[int, array[int] | int] = {}
        self._entries: list[_Entry] = []
        self._numbered: list[_Entry] = []
        self._parts: list[Words] = []
        self._newest = BREAK
        # Which parts repeat a part, by its id.
        self._repeat_of: dict[int, list[_Entry]] = {}
        # What is still to be compared, and whether all that is kept is whole.
        self._dirty: set[_Entry] = set()
        self._whole = True

    def repeats(self, parts: Sequence[Words]) -> tuple[Repeat, ...]:
        """The repetitions among `parts`, given in document order, by the later place; unchanged parts are not compared again."""
        at_one_go(self.update(parts))
        return tuple(Repeat(entry.part, earlier, region) for entry in self._entries for earlier, region in entry.found)

    def found(self) -> list[Found]:
        """What each part repeats, in their order; the same object as before where that is the same."""
        return [entry.found for entry in self._entries]

    def update(self, parts: Sequence[Words]) -> Steps[None]:
        """Bring the index to `parts`, given in document order."""
        changes = self._changes(parts) if self._whole else None
        if changes is None or sum([len(one.put_in) + len(one.taken_out) for one in changes]) > _MUCH:
            yield from self._start_anew(parts)
            return
        if changes:
            alone = yield from self._alone(changes)
            self._make(changes, alone, parts)
        for entry in sorted(self._dirty, key=_rank):
            self._compare(entry, shingles_of(entry.part.text))
            self._dirty.discard(entry)
            if len(self._dirty) % _STRIDE == 1:
                yield

    # -- from one state to the next

    def _changes(self, parts: Sequence[Words]) -> list[_Change] | None:
        """What leads to `parts`; None where that is too much, or where parts stand in another order."""
        if len(parts) == len(self._parts):
            others = list(compress(count(), map(is_not, parts, self._parts)))
            known = set(map(id, self._parts)) if others else set()
            if len(others) <= _MANY and known.isdisjoint([id(parts[at]) for at in others]):
                return [_Change(self._entries[at], self._parts[at], parts[at]) for at in others]
        gone = {id(entry.part): entry for entry in self._entries}
        same = [gone.pop(id(part), None) for part in parts]
        ranks = [entry.rank for entry in same if entry is not None]
        if ranks != sorted(ranks) or len(gone) + len(parts) - len(ranks) > _MANY or self._numbers_run_out(parts):
            return None
        come = [_Entry(part, -1, rank) for rank, (part, entry) in enumerate(zip(parts, same, strict=True)) if not entry]
        return [
            *(_Change(entry, entry.part, None) for entry in gone.values()),
            *(_Change(entry, None, entry.part) for entry in come),
        ]

    def _numbers_run_out(self, parts: Sequence[Words]) -> bool:
        return len(self._numbered) > len(parts) + _SPARE

    def _alone(self, changes: Sequence[_Change]) -> Steps[dict[int, _Entry]]:
        """The entries that alone hold a shingle which is put into another; nothing is changed yet."""
        wanted: dict[int, str] = {}
        for change in changes:
            wanted |= change.put_in
        # A word that is new to the document stands nowhere else.
        wanted = {
            own: three for own, three in wanted.items() if own not in self._holders and max(three) <= self._newest
        }
        found: dict[int, _Entry] = {}
        changed = {change.entry: change for change in changes}
        for number, entry in enumerate(self._entries if wanted else ()):
            if entry not in changed:
                for shingle in _among(wanted, entry.part):
                    found[shingle] = entry
            elif (after := changed[entry].after) is not None:
                put_in = changed[entry].put_in
                found.update({shingle: entry for shingle in _among(wanted, after) if shingle not in put_in})
            if number % _PARTS_A_STEP == 0:
                yield
        return found

    def _make(self, changes: Sequence[_Change], alone: Mapping[int, _Entry], parts: Sequence[Words]) -> None:
        """Make changes, and note which entries are to be compared again.

        These are the ones that have other words, or repeat or may now repeat one that has, or share a shingle whose first
        holders have become others.
        """
        for shingle, entry in alone.items():
            self._holders[shingle] = array("I", (entry.number,))
        touched = set().union(*(change.taken_out for change in changes), *(change.put_in for change in changes))
        changed = {change.entry for change in changes}
        first = {shingle: self._first(shingle) - changed for shingle in touched}
        for change in changes:
            self._take_out(change)
        self._place(changes, parts)
        for change in changes:
            self._put_in(change)
        for shingle in touched:
            if self._first(shingle) - changed != first[shingle]:
                self._dirty.update(self._holding(shingle))
        for change in changes:
            self._dirty |= self._sharing(change)
        for shingle in touched:
            if len(self._numbers(shingle)) <= 1:
                self._holders.pop(shingle, None)

    def _take_out(self, change: _Change) -> None:
        entry = change.entry
        self._dirty.update(self._repeat_of.pop(id(change.before), ()))
        for shingle in change.taken_out:
            held = self._numbers(shingle)
            if held:
                held.remove(entry.number)
        if change.after is None:
            self._found(entry, ())

    def _place(self, changes: Sequence[_Change], parts: Sequence[Words]) -> None:
        """Put entries where their parts are now, and let go of those whose parts are gone."""
        for change in changes:
            if change.after is None:
                self._dirty.discard(change.entry)
                continue
            self._dirty.add(change.entry)
            self._newest = max(self._newest, *change.after.text)
            change.entry.part = change.after
            if change.before is None:
                change.entry.number = len(self._numbered)
                self._numbered.append(change.entry)
        if any(change.before is None or change.after is None for change in changes):
            entries = {id(entry.part): entry for entry in (*self._entries, *(change.entry for change in changes))}
            self._entries = [entries[id(part)] for part in parts]
            for rank, entry in enumerate(self._entries):
                entry.rank = rank
        self._parts = list(parts)

    def _put_in(self, change: _Change) -> None:
        numbered = self._numbered
        for shingle in change.put_in:
            self._holders.setdefault(shingle, array("I"))
            insort(self._numbers(shingle), change.entry.number, key=lambda number: numbered[number].rank)

    def _sharing(self, change: _Change) -> set[_Entry]:
        """The later parts that share enough with one that has other words, and some of it in the passages that are others."""
        entry = change.entry
        if change.after is None:
            return set()
        near: set[int] = set()
        for shingle in change.about():
            held = self._numbers(shingle)
            if entry.number in held[:_HOLDERS]:
                near.update(held)
        near = {number for number in near if self._numbered[number].rank > entry.rank}
        if not near:
            return set()
        shared: Counter[int] = Counter()
        for shingle in once(change.after):
            held = self._numbers(shingle)
            if entry.number in held[:_HOLDERS]:
                shared.update(held)
        return {self._numbered[number] for number in near if shared[number] >= FEWEST_SHARED}

    def _numbers(self, shingle: int) -> array[int]:
        """The numbers of the parts that are noted for a shingle, in the order of the document."""
        held = self._holders.get(shingle)
        return held if isinstance(held, array) else array("I")

    def _holding(self, shingle: int) -> list[_Entry]:
        return [self._numbered[number] for number in self._numbers(shingle)]

    def _first(self, shingle: int) -> set[_Entry]:
        return {self._numbered[number] for number in self._numbers(shingle)[:_HOLDERS]}

    # -- anew

    def _start_anew(self, parts: Sequence[Words]) -> Steps[None]:
        self._whole = False
        self._parts = list(parts)
        self._entries = [_Entry(part, number, number) for number, part in enumerate(parts)]
        self._numbered = list(self._entries)
        self._repeat_of = {}
        self._dirty = set()
        holders = self._holders = {}
        kept: list[array[int]] = []
        again = yield from self._marked(kept)
        mask = len(again) - 1
        for entry, laid in zip(self._entries, kept, strict=True):
            shingles = laid.tolist()
            may_share = list(map(again.__getitem__, [one & mask for one in shingles]))
            self._compare(entry, shingles, may_share)
            number = entry.number
            for shingle in set(compress(shingles, may_share)) - _BREAKS:
                held = holders.get(shingle)
                if held is None:
                    holders[shingle] = number
                elif isinstance(held, array):
                    held.append(number)
                else:
                    holders[shingle] = array("I", (held, number))
            yield
        self._holders = {shingle: held for shingle, held in holders.items() if isinstance(held, array)}
        self._whole = True

    def _marked(self, kept: list[array[int]]) -> Steps[bytearray]:
        """Whether shingles that share a place in a table come more than once, where few do so by chance.

        The shingles of each part are `kept`.
        """
        words = sum([len(part.text) for part in self._parts])
        seen = bytearray(1 << max(_LEAST_TABLE, (4 * words).bit_length()))
        again = bytearray(len(seen))
        mask = len(seen) - 1
        newest = BREAK
        for part in self._parts:
            shingles = shingles_of(part.text)
            kept.append(array("q", shingles))
            for at in [one & mask for one in shingles]:
                if seen[at]:
                    again[at] = 1
                else:
                    seen[at] = 1
            newest = max(newest, max(part.text, default=BREAK))
            yield
        self._newest = newest
        return again

    # -- one part

    def _shared(
        self, entry: _Entry, shingles: Sequence[int], again: frozenset[int], may_share: Sequence[int] | None
    ) -> dict[int, list[int]]:
        """Where in a part stand shingles that the first holders of them, ahead of it or itself, share with it; by number.

        `may_share` says of each whether any other part may hold it, where that is known.
        """
        shared: defaultdict[int, list[int]] = defaultdict(list)
        places: Iterable[int] = count()
        there: Iterable[int] = shingles
        if may_share is not None:
            places, there = compress(count(), may_share), compress(shingles, may_share)
        for at, held in zip(places, map(self._holders.get, there), strict=False):
            if held is None:
                continue
            if isinstance(held, int):
                shared[held].append(at)
                continue
            for other in held if len(held) <= _HOLDERS else held[:_HOLDERS]:
                shared[other].append(at)
        numbered, rank = self._numbered, entry.rank
        found = {
            other: places
            for other, places in shared.items()
            if len(places) >= FEWEST_SHARED and numbered[other].rank < rank
        }
        if again:
            own = [at for at, shingle in enumerate(shingles) if shingle in again and self._may_hold(shingle, entry)]
            found[entry.number] = own
        return found

    def _may_hold(self, shingle: int, entry: _Entry) -> bool:
        """Whether a part that holds a shingle is among the first that do, or will be once all that is kept is whole."""
        held = self._holders.get(shingle)
        if not isinstance(held, array):
            return True
        return entry.number in held[:_HOLDERS] or (not self._whole and len(held) < _HOLDERS)

    def _compare(self, entry: _Entry, shingles: list[int], may_share: Sequence[int] | None = None) -> None:
        """Find what a part repeats of the earlier parts and of itself: most shingles shared first, then the earliest."""
        again = twice(shingles)
        shared, numbered = self._shared(entry, shingles, again, may_share), self._numbered
        alike = [(-len(places), numbered[n].rank, n) for n, places in shared.items() if len(places) >= FEWEST_SHARED]
        if not alike:
            self._found(entry, ())
            return
        found: list[tuple[Words, Region]] = []
        taken = bytearray(len(entry.part.text))
        for _, _, number in sorted(alike):
            places = [at for at in shared[number] if not taken[at]] if found else shared[number]
            if len(places) < FEWEST_SHARED:
                continue
            if again and len({shingles[at] for at in places}) < FEWEST_SHARED:
                continue
            other = numbered[number].part
            found += [(other, region) for region in regions(entry.part, other, places, taken)]
        self._found(entry, tuple(sorted(found, key=_place)))

    def _found(self, entry: _Entry, found: Found) -> None:
        """Keep what a part repeats, where it is something else than before."""
        if found == entry.found:
            return
        for part, _ in entry.found:
            repeating = self._repeat_of.get(id(part))
            if repeating is not None and entry in repeating:
                repeating.remove(entry)
        for part, _ in found:
            repeating = self._repeat_of.setdefault(id(part), [])
            if entry not in repeating[-_HOLDERS:]:
                repeating.append(entry)
        entry.found = found


def _among(wanted: Mapping[int, str], part: Words) -> Iterable[int]:
    """Those of the shingles that are wanted which a part holds."""
    text = part.text
    if len(wanted) <= _FEW:
        return [shingle for shingle, three in wanted.items() if three in text]
    return wanted.keys() & set(shingles_of(text))


def _place(found: tuple[Words, Region]) -> int:
    return found[1].start


def _rank(entry: _Entry) -> int:
    return entry.rank
