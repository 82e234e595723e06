"""Two word sequences laid side by side from a place where they agree: how far they go on in nearly the same words."""

from __future__ import annotations

from typing import TypeAlias

from imr_tui.dataclass import dataclass

FEWEST_WORDS = 12
SHARE = 0.8
_FEWEST_SAME = SHARE * FEWEST_WORDS
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
    most_behind = min(at - start, other_at - other_start)
    if min(end - at, last - other_at) + most_behind < _FEWEST_SAME:
        return None
    right = _runs(one[at:end] + BREAK, other[other_at:other_end] + BREAK, last - other_at)
    same = sum([run[2] for run in right])
    if same + most_behind < _FEWEST_SAME:
        return None
    left: list[_Run] = []
    if most_behind:
        behind, other_behind = one[start:at][::-1] + BREAK, other[other_start:other_at][::-1] + BREAK
        left = _runs(behind, other_behind, len(other_behind) - 1)
    if same + sum([run[2] for run in left]) < _FEWEST_SAME:
        return None
    runs = [(at - n - length, other_at - m - length, length) for n, m, length in reversed(left)]
    return _best(_joined(runs, [(at + n, other_at + m, length) for n, m, length in right]))


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
        length = 0
        for word, other_word in zip(one[at:most], other[other_at:last], strict=False):
            if word != other_word:
                break
            length += 1
        if length:
            found.append((at, other_at, length))
            at += length
            other_at += length
        if other_at >= last:
            return found
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
        if here[skip] not in there:
            continue
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
    most: float = _FEWEST_SAME
    best: tuple[int, int, int, int, int] | None = None
    left = sum([run[2] for run in runs])
    for first, (start, other, ahead) in enumerate(runs):
        if left < most:
            break
        left -= ahead
        same = 0
        for last_start, last_other, length in runs[first:] if first else runs:
            same += length
            if same < most:
                continue
            end, other_end = last_start + length, last_other + length
            shorter, longer = end - start, other_end - other
            if shorter > longer:
                shorter, longer = longer, shorter
            if shorter >= FEWEST_WORDS and same >= SHARE * shorter and same >= _LONGER_SHARE * longer:
                most = same + 1
                best = (start, end, other, other_end, same)
    return None if best is None else Region(*best)
