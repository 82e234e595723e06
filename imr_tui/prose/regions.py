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
    for at in _in_company(places):
        if at < done:
            continue
        other_at = other.text.find(part.text[at : at + 3])
        if other is part and other_at >= at:
            continue
        seen = tried.get(at - other_at)
        tried[at - other_at] = at
        if seen is not None and seen + 1 == at:
            continue
        region = align(part.text, other.text, at, other_at, at if other is part else None)
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
    for n in range(len(places) - FEWEST_SHARED + 1):
        if places[n + FEWEST_SHARED - 1] - places[n] <= _NEAR:
            found += places[max(n, upto) : n + FEWEST_SHARED]
            upto = n + FEWEST_SHARED
    return found


def _equal_fields(part: Words, other: Words, region: Region) -> bool:
    """Whether both stretches are values of fields, and the whole values are the same."""
    first, _, is_field, end = part.passage(region.start)
    other_first, _, other_is_field, other_end = other.passage(region.other_start)
    return is_field and other_is_field and part.text[first:end] == other.text[other_first:other_end]
