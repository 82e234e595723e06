"""Two word sequences laid side by side from a place where they agree: how far they go on in nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

FEWEST_WORDS = 12
SHARE = 0.8
_LONGER_SHARE = 0.5
_WIDEST_GAP = 6
_AHEAD = _WIDEST_GAP + 2
_GIVE_UP = 8
BREAK = ""

# Words alike in both: where they begin in the one, where in the other, and how many they are.
_Run: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """Words `start`..`end` of one sequence come again as `other_start`..`other_end` of another, `same` of them alike."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int


def align(one: Sequence[str], other: Sequence[str], at: int, other_at: int, limit: int | None = None) -> Region | None:
    """The longest stretch around a shared place that counts as the same passage; None where there is none.

    It has at least twelve words, of which four fifths of the shorter side come in the same order. The other side ends
    ahead of `limit`.
    """
    last = len(other) if limit is None else limit
    right = _runs(one, other, at, other_at, 1, last)
    left = _runs(one, other, at - 1, other_at - 1, -1, last)
    runs = _joined(left[::-1], right)
    if sum([run[2] for run in runs]) < SHARE * FEWEST_WORDS:
        return None
    return _best(runs)


def _runs(one: Sequence[str], other: Sequence[str], at: int, other_at: int, step: int, last: int) -> list[_Run]:
    """Runs of equal words from a place on, over gaps that words left out, put in or changed have made."""
    found: list[_Run] = []
    lost = 0
    while True:
        length = _alike(one, other, at, other_at, step, last)
        if length:
            first = 0 if step > 0 else length - 1
            found.append((at - first, other_at - first, length))
            at, other_at = at + step * length, other_at + step * length
        gap = _gap(one, other, at, other_at, step)
        if gap is None or gap == (0, 0) or other_at + step * gap[1] >= last:
            return found
        lost = max(0, lost - length) + max(gap)
        if lost > _GIVE_UP:
            return found
        at, other_at = at + step * gap[0], other_at + step * gap[1]


def _alike(one: Sequence[str], other: Sequence[str], at: int, other_at: int, step: int, last: int) -> int:
    """How many words from two places on, in the direction of `step`, are the same; the other side ends ahead of `last`."""
    if step > 0:
        most = min(len(one) - at, min(last, len(other)) - other_at)
    else:
        most = min(at, other_at) + 1
        if other_at >= last:
            return 0
    length = 0
    while length < most:
        word = one[at]
        if word != other[other_at] or word == BREAK:
            break
        length += 1
        at += step
        other_at += step
    return length


def _gap(one: Sequence[str], other: Sequence[str], at: int, other_at: int, step: int) -> tuple[int, int] | None:
    """The smallest step over words that differ to two words that agree again (one, at the end of a passage)."""
    here, there = _ahead(one, at, step), _ahead(other, other_at, step)
    pairs = list(pairwise(here))
    other_pairs = list(pairwise(there))
    if set(pairs).isdisjoint(other_pairs):
        return None
    best: tuple[int, int] | None = None
    widest = _AHEAD
    # The first place of each pair is the one that stays.
    places = dict(zip(reversed(other_pairs), range(len(other_pairs) - 1, -1, -1), strict=True))
    for skip, pair in enumerate(pairs):
        other_skip = places.get(pair)
        if other_skip is not None and pair[0] != BREAK and max(skip, other_skip) < widest:
            best, widest = (skip, other_skip), max(skip, other_skip)
    return best


def _ahead(words: Sequence[str], at: int, step: int) -> Sequence[str]:
    """The next few words from `at` on, in the direction of `step`, up to the end of the passage and one break."""
    if at < 0:
        return (BREAK,)
    last = at + step * _AHEAD
    found = words[at:last] if step > 0 else words[at : last if last >= 0 else None : -1]
    if BREAK in found:
        return found[: found.index(BREAK) + 1]
    return found if len(found) == _AHEAD else (*found, BREAK)


def _joined(left: list[_Run], right: list[_Run]) -> list[_Run]:
    """The runs of both directions in order, the two that meet made one."""
    if left and right:
        (start, other, length), (next_start, next_other, next_length) = left[-1], right[0]
        if start + length == next_start and other + length == next_other:
            return [*left[:-1], (start, other, length + next_length), *right[1:]]
    return left + right


def _best(runs: list[_Run]) -> Region | None:
    """Of all stretches from one run to another the one with most words alike that counts."""
    best: Region | None = None
    for first, (start, other, _) in enumerate(runs):
        same = 0
        for last_start, last_other, length in runs[first:]:
            same += length
            end, other_end = last_start + length, last_other + length
            shorter, longer = sorted((end - start, other_end - other))
            if shorter < FEWEST_WORDS or same < SHARE * shorter or same < _LONGER_SHARE * longer:
                continue
            if best is None or same > best.same:
                best = Region(start, end, other, other_end, same)
    return best
