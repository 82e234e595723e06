"""A part's heading as it is written."""

from __future__ import annotations

from dataclasses import dataclass

from imr_tui.document.text import Span
from imr_tui.document.tree import Inline


@dataclass(frozen=True, slots=True)
class Heading:
    """A part's heading: its level, its text without attributes, its inlines, and what it covers as written."""

    level: int
    text: str
    inlines: tuple[Inline, ...]
    start: int
    end: int
    text_span: Span
    covers: tuple[str, ...] = ()
    covers_span: Span | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    record_id: str | None = None
    title: str = ""
