"""What is seen of a review before it is read as a whole: its marking, and where its details end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from itertools import islice

from imr_tui.dataclass import dataclass
from imr_tui.document.text import LINE_END, Span
from imr_tui.tui.widgets.bars import Marking

_END = r"(?:\r\n|\n|\r(?!\n))"
_DETAILS = re.compile(
    rf"\ufeff?(?P<details>\+\+\+[ \t]*{_END}(?P<inner>(?:[^\r\n]*{_END})*?)\+\+\+[ \t]*(?:{_END}|\Z))"
)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The marking, the details as a stretch of the text (None where there are none that can be read), and where to begin."""

    marking: Marking = field(default_factory=Marking)
    details: Span | None = None
    start: int = 0


def first_look(text: str, at: str | None = None) -> FirstLook:
    """Read no more of a review than its head; what is wrong there is told by the analysis, never here.

    `at` is where one wants to begin: a line is found at once, a record only when the whole is read.
    """
    line = _line_start(text, int(at)) if at and at.isdecimal() else None
    found = _DETAILS.match(text)
    if found is None:
        return FirstLook(start=line or 0)
    try:
        values = tomllib.loads(LINE_END.sub("\n", found["inner"]))
    except (ValueError, RecursionError):
        return FirstLook(start=line or 0)
    return FirstLook(
        Marking(
            _text(values, "document", "marking"),
            _text(values, "agency", "name"),
            _text(values, "review", "reference"),
            _text(values, "document", "status"),
        ),
        Span(*found.span("details")),
        found.end("details") if line is None else line,
    )


def _line_start(text: str, line: int) -> int | None:
    """Where a line begins; None where there is none of that number."""
    if line <= 1:
        return 0 if line else None
    return next((found.end() for found in islice(LINE_END.finditer(text), line - 2, None)), None)


def marking_in(text: str) -> str | None:
    """The protective marking of a text, empty where it has none; None where its details cannot be read at the moment."""
    look = first_look(text)
    if look.details is None and text.removeprefix("\ufeff").startswith("+++"):
        return None
    return look.marking.marking


def head_of(text: str) -> str:
    """As much of a review as `first_look` and `marking_in` read: no more of it need be kept for them."""
    found = _DETAILS.match(text)
    if found is not None:
        return text[: found.end("details")]
    return "+++\n" if text.removeprefix("\ufeff").startswith("+++") else ""


def _text(values: Mapping[str, object], table: str, key: str) -> str:
    entries = values.get(table)
    value = entries.get(key) if isinstance(entries, Mapping) else None
    return value.strip() if isinstance(value, str) else ""
