"""The stretches of one part that come again in another, from the places where the two share shingles."""

from __future__ import annotations

from imr_tui.prose.alignment import Region, align
from imr_tui.prose.shingles import Words

FEWEST_SHARED = 3
_NEAR = 24


def regions(part: Words, other: Words, places: list[int], taken: bytearray) -> list[Region]:
    """The stretches of `part` that come again in `other`, from the places where a shingle is shared.

    None has a word that is `taken`; the words of those that are told then are.
    """
    found: list[Region] = []
    tried: dict[int, int] = {}
    done = -1
    text, find = part.text, other.text.find
    is_own = other is part
    for at in _in_company(places):
        if at < done:
            continue
        other_at = find(text[at : at + 3])
        if is_own and other_at >= at:
            continue
        apart = at - other_at
        ahead = tried.get(apart) == at - 1
        tried[apart] = at
        if ahead:
            continue
        region = align(text, other.text, at, other_at, at if is_own else None)
        if region is None or (is_own and region.other_end > region.start):
            continue
        done = region.end
        if 1 in taken[region.start : done] or _equal_fields(part, other, region):
            continue
        found.append(region)
    for region in found:
        taken[region.start : region.end] = b"\1" * (region.end - region.start)
    return found


def _in_company(places: list[int]) -> list[int]:
    """The places around which as many shared shingles as a repetition needs lie close together."""
    if places[-1] - places[0] <= _NEAR:
        return places if len(places) >= FEWEST_SHARED else []
    found: list[int] = []
    upto = 0
    for n in range(len(places) - FEWEST_SHARED + 1):
        if places[n + FEWEST_SHARED - 1] - places[n] <= _NEAR:
            found += places[max(n, upto) : n + FEWEST_SHARED]
            upto = n + FEWEST_SHARED
    return found


def _equal_fields(part: Words, other: Words, region: Region) -> bool:
    """Whether both stretches are values of fields, and the whole values are the same."""
    if part.around(region.start) != other.around(region.other_start):
        return False
    return part.passage(region.start)[2] and other.passage(region.other_start)[2]
