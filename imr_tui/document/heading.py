"""A part's heading as it is written."""

from __future__ import annotations

from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span
from imr_tui.document.tree import Inline, Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A part's heading: its level, its text without attributes, its inlines, and what it covers as written.

    `laid` are its inlines, or the place of the only one where that is its text as it stands. `titled` is its title where that is
    another than its text says.
    """

    level: int
    text: str
    laid: tuple[Inline, ...] | int
    start: int
    end: int
    text_span: Span
    covers: tuple[str, ...] = ()
    covers_span: Span | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    record_id: str | None = None
    titled: str | None = None

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """The inlines of its text."""
        laid = self.laid
        return laid if isinstance(laid, tuple) else (Text(self.text, laid, len(self.text)),)

    @property
    def title(self) -> str:
        """A record's title, without its number; else the whole text."""
        if self.titled is not None:
            return self.titled
        return self.text if self.record_id is None else self.text[len(self.record_id) + 1 :].strip()
