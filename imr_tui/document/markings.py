"""Protective markings: the government classification a marking begins with, and whether another is a lower one."""

from __future__ import annotations

CLASSIFICATIONS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
"""From the lowest to the highest."""

_DASHES = str.maketrans("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}", "----")


def classification(marking: str) -> str:
    """The classification that a marking begins with, whatever follows it; empty where it begins with none."""
    wanted = _folded(marking)
    longest_first = sorted(CLASSIFICATIONS, key=len, reverse=True)
    return next((known for known in longest_first if wanted.startswith(known)), "")


def is_lower(old: str, new: str) -> bool:
    """Whether a document marked `old` is protected less when it is marked `new`; what cannot be compared counts as less."""
    before, after = classification(old), classification(new)
    if before and after:
        return CLASSIFICATIONS.index(after) < CLASSIFICATIONS.index(before)
    if before:
        return True
    return bool(_folded(old)) and not _folded(new)


def _folded(marking: str) -> str:
    return " ".join(marking.translate(_DASHES).upper().split())
