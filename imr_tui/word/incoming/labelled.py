"""Text that begins with a bold label: `Owner: Head of Contact` in a block, `Events: E1.  Terms of reference: T2.` in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from imr_tui.word.incoming.model import Run

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ +/’'-])*$")
_MOST_WORDS = 6
_PLAIN = re.compile(r"\s*(?P<label>[^\W\d_][^:\n]{1,60}?)\s*:(?:\s+|$)")


def cut_labelled(runs: Sequence[Run]) -> tuple[tuple[str, tuple[Run, ...]], ...]:
    """The labels of a paragraph that begins with a bold one, each with what follows it; empty where it does not."""
    found: list[tuple[str, list[Run]]] = []
    for run in runs:
        if not run.text.strip() and not run.note and not found:
            continue
        text = run.text.strip()
        if run.bold and text.endswith(":") and is_field_name(text[:-1].strip()):
            found.append((text[:-1].strip(), []))
        elif not found:
            head, colon, rest = run.text.partition(":")
            if not (run.bold and colon and is_field_name(head.strip())):
                return ()
            found.append((head.strip(), [replace(run, text=rest.lstrip(), bold=False)]))
        else:
            found[-1][1].append(run)
    return tuple((label, tuple(rest)) for label, rest in found)


def cut_plain(runs: Sequence[Run]) -> tuple[str, tuple[Run, ...]] | None:
    """The label that a paragraph begins with, bold or not, and what follows it; None where it begins with none."""
    text = "".join(run.text for run in runs)
    match = _PLAIN.match(text)
    if match is None or not is_field_name(match["label"]):
        return None
    left = match.end()
    rest: list[Run] = []
    for run in runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:] or run.note:
            rest.append(replace(run, text=run.text[cut:]))
    return match["label"], tuple(rest)


def is_field_name(name: str) -> bool:
    """Whether a name may stand ahead of a field's colon: one to six words of letters."""
    return bool(_NAME.match(name.strip())) and len(name.split()) <= _MOST_WORDS
