"""The nearest name to a wrong word, for the hint that goes with it."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.storage.nearest import nearest


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a wrong word: the nearest of `known` as a question, else `otherwise`."""
    found = nearest(word, known)
    return f"Did you mean {found}?" if found else otherwise
