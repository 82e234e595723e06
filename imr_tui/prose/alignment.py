"""Two word sequences laid side by side from a place where they agree: how far they go on in nearly the same words."""

from __future__ import annotations

from typing import TypeAlias

from imr_tui.dataclass import dataclass

FEWEST_WORDS = 12
SHARE = 0.8
_LONGER_SHARE = 0.5
_WIDEST_GAP = 6
_AHEAD = _WIDEST_GAP + 2
_GIVE_UP = 8
BREAK = "\0"

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


def align(one: str, other: str, at: int, other_at: int, limit: int | None = None) -> Region | None:
    """The longest stretch around a shared place that counts as the same passage; None where there is none.

    It has at least twelve words, of which four fifths of the shorter side come in the same order. The other side ends
    ahead of `limit`. Both are sequences of words, one character a word, with a break at the end of each passage.
    """
    start, end = _passage(one, at)
    other_start, other_end = _passage(other, other_at)
    last = other_end if limit is None else min(other_end, limit)
    ahead, other_ahead = one[at:end] + BREAK, other[other_at:other_end] + BREAK
    right = [(at + n, other_at + m, length) for n, m, length in _runs(ahead, other_ahead, last - other_at)]
    behind, other_behind = one[start:at][::-1] + BREAK, other[other_start:other_at][::-1] + BREAK
    runs = _runs(behind, other_behind, len(other_behind) - 1)
    left = [(at - n - length, other_at - m - length, length) for n, m, length in reversed(runs)]
    runs = _joined(left, right)
    if sum([run[2] for run in runs]) < SHARE * FEWEST_WORDS:
        return None
    return _best(runs)


def _passage(words: str, at: int) -> tuple[int, int]:
    """Where the passage that holds word `at` begins and ends, without its break."""
    end = words.find(BREAK, at)
    return words.rfind(BREAK, 0, at) + 1, end if end >= 0 else len(words)


def _runs(one: str, other: str, last: int) -> list[_Run]:
    """Runs of equal words from the beginning of two sequences on, over gaps that words left out, put in or changed have made.

    Both end in a break; the other side's runs end ahead of `last`.
    """
    found: list[_Run] = []
    at = other_at = lost = 0
    most = len(one) - 1
    while True:
        begin, apart = at, other_at - at
        end = min(most, last - apart)
        while at < end and one[at] == other[at + apart]:
            at += 1
        length = at - begin
        if length:
            found.append((begin, other_at, length))
            other_at += length
        gap = _gap(one[at : at + _AHEAD], other[other_at : other_at + _AHEAD])
        if gap is None or gap == (0, 0) or other_at + gap[1] >= last:
            return found
        lost = max(0, lost - length) + max(gap)
        if lost > _GIVE_UP:
            return found
        at, other_at = at + gap[0], other_at + gap[1]


def _gap(here: str, there: str) -> tuple[int, int] | None:
    """The smallest step over words that differ to two words that agree again (one, at the end of a passage)."""
    best: tuple[int, int] | None = None
    widest = _AHEAD
    for skip in range(len(here) - 1):
        if skip >= widest:
            break
        other_skip = there.find(here[skip : skip + 2])
        if 0 <= other_skip < widest:
            widest = max(skip, other_skip)
            best = (skip, other_skip)
    return best


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
