"""What is seen of a review before it is read as a whole: its marking, and where its details end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from imr_tui.document.text import LINE_END, Span
from imr_tui.tui.widgets.bars import Marking

_END = r"(?:\r\n|\n|\r(?!\n))"
_DETAILS = re.compile(
    rf"\ufeff?(?P<details>\+\+\+[ \t]*{_END}(?P<inner>(?:[^\r\n]*{_END})*?)\+\+\+[ \t]*(?:{_END}|\Z))"
)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The marking, and the details as a stretch of the text; None where there are none that can be read."""

    marking: Marking = field(default_factory=Marking)
    details: Span | None = None


def first_look(text: str) -> FirstLook:
    """Read no more of a review than its head; what is wrong there is told by the analysis, never here."""
    found = _DETAILS.match(text)
    if found is None:
        return FirstLook()
    try:
        values = tomllib.loads(LINE_END.sub("\n", found["inner"]))
    except (ValueError, RecursionError):
        return FirstLook()
    return FirstLook(
        Marking(
            _text(values, "document", "marking"),
            _text(values, "agency", "name"),
            _text(values, "review", "reference"),
            _text(values, "document", "status"),
        ),
        Span(*found.span("details")),
    )


def marking_in(text: str) -> str | None:
    """The protective marking of a text, empty where it has none; None where its details cannot be read at the moment."""
    look = first_look(text)
    if look.details is None and text.removeprefix("\ufeff").startswith("+++"):
        return None
    return look.marking.marking


def _text(values: Mapping[str, object], table: str, key: str) -> str:
    entries = values.get(table)
    value = entries.get(key) if isinstance(entries, Mapping) else None
    return value.strip() if isinstance(value, str) else ""
