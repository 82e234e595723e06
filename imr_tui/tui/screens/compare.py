"""Two texts side by side in words: what stands in one and not in the other."""

from __future__ import annotations

import difflib

_MOST_LINES = 400


def difference(old: str, new: str) -> str:
    """The lines that differ, with a little around them: `-` stands in `old` only, `+` in `new` only."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=1)
    kept: list[str] = []
    for line in lines:
        if line.startswith(("---", "+++")) and len(kept) < len(("old", "new")) and not kept:
            continue
        kept.append("" if line.startswith("@@") else line)
        if len(kept) >= _MOST_LINES:
            kept.append("… and more.")
            break
    return "\n".join(kept)
