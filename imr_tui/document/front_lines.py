"""Lines of the front matter as they were and as they are to be, told as text edits.

The TOML library writes tables of one family together, wherever they stood. What it gathered is led back here: a table
that an edit does not change stays in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from imr_tui.document.text import LINE_END


class LineEdit(NamedTuple):
    """From line `first` up to `last` (from 0, `last` not among them) now stand `lines`, without their ends."""

    first: int
    last: int
    lines: tuple[str, ...]


def lines_of(text: str) -> list[tuple[str, str]]:
    """The lines of a text, each with its end; the last may have none."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in LINE_END.finditer(text):
        found.append((text[at : match.start()], match.group()))
        at = match.end()
    if at < len(text):
        found.append((text[at:], ""))
    return found


def line_edits(old: Sequence[str], written: Sequence[str], new: Sequence[str]) -> list[LineEdit]:
    """What makes of the lines `old` what an edit made of `written`, which are the same lines with tables moved.

    Where they are not the same, `old` is made `new` itself.
    """
    stood = _where_they_stood(old, written)
    if stood is None:
        return list(_between(old, new))
    found: list[LineEdit] = []
    for first, last, lines in _between(written, new):
        found += _led_back(stood, first, last, lines)
    return sorted(found)


def applied(old: Sequence[str], edits: Sequence[LineEdit]) -> list[str]:
    """The lines after the edits, which are in order and do not overlap."""
    found: list[str] = []
    at = 0
    for first, last, lines in edits:
        found += (*old[at:first], *lines)
        at = last
    return [*found, *old[at:]]


def _between(one: Sequence[str], other: Sequence[str]) -> Iterator[LineEdit]:
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag != "equal":
            yield LineEdit(first, last, tuple(other[new_first:new_last]))


def _where_they_stood(old: Sequence[str], written: Sequence[str]) -> list[int] | None:
    """For each line of `written` the number of the same line in `old`; None where tables are not all there as they were."""
    places: dict[tuple[str, ...], list[int]] = {}
    for start, block in reversed(list(_tables(old))):
        places.setdefault(block, []).append(start)
    stood: list[int] = []
    for _, block in _tables(written):
        starts = places.get(block)
        if not starts:
            return None
        start = starts.pop()
        stood += range(start, start + len(block))
    return stood if len(stood) == len(old) else None


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The stretches from one line that begins with a bracket to the next, each with the number of its first line."""
    starts = [0, *(number for number, line in enumerate(lines) if number and line.lstrip().startswith("["))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, tuple(lines[start:end])


def _led_back(stood: Sequence[int], first: int, last: int, lines: tuple[str, ...]) -> Iterator[LineEdit]:
    """An edit to the lines as written, as edits to them where they stood."""
    if first == last:
        at = stood[first - 1] + 1 if first else 0
        yield LineEdit(at, at, lines)
        return
    begin = first
    for number in range(first + 1, last + 1):
        if number == last or stood[number] != stood[number - 1] + 1:
            yield LineEdit(stood[begin], stood[number - 1] + 1, lines if begin == first else ())
            begin = number
