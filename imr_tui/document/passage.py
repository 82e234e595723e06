"""A stretch of text as a reader sees it, with the way back to the source."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from imr_tui.document.text import Span


class PassageKind(StrEnum):
    """Where a passage of prose stands."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    NOTE = "note"
    FIELD = "field"


class Run(NamedTuple):
    """From `plain` on, `length` characters of plain text stand at `source`, `raw` code points long.

    Where `raw` equals `length` the run is verbatim, character for character.
    """

    plain: int
    length: int
    source: int
    raw: int


class Passage(NamedTuple):
    """A stretch of text as a reader sees it, with the way back to the source.

    `text` is plain: no emphasis marks, no link targets, no comments, no soft hyphens; a line end
    inside a paragraph is one newline. `folded` has the same length: blanks of any kind are
    spaces, quotation marks and apostrophes straight, dashes hyphens; case is kept. `laid` are its runs, or the
    place of the only one where that is verbatim. Offsets are those of the part. `quoted` is the number of the block quotation it
    stands in (from 0 within the part), else None. `field` is the canonical name of the field whose value it
    is. `placeholder` passages are no prose. `prose` says whether `checklist.md` counts its words.
    """

    kind: PassageKind
    text: str
    folded: str
    laid: tuple[Run, ...] | int
    start: int
    end: int
    quoted: int | None = None
    field: str | None = None
    field_is_text: bool = True
    placeholder: bool = False
    words: int = 0

    @property
    def is_prose(self) -> bool:
        """Whether its words are the author's prose (fields, headings, placeholders are not; footnotes are not)."""
        return not self.placeholder and self.kind in PROSE_KINDS

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that lead its characters back to the part's text, in order."""
        laid = self.laid
        return laid if isinstance(laid, tuple) else (Run(0, len(self.text), laid, len(self.text)),)

    def source_span(self, start: int, end: int) -> Span:
        """Where the plain characters from `start` up to `end` stand in the part's text."""
        first = self._place(start, at_end=False)
        last = self._place(max(start, end - 1), at_end=True) if end > start else first
        return Span(first, max(first, last))

    def _place(self, index: int, *, at_end: bool) -> int:
        laid = self.laid
        if not isinstance(laid, tuple):
            return laid + index + at_end if index < len(self.text) else self.end
        for run in laid:
            if run.plain <= index < run.plain + run.length:
                if run.raw == run.length:
                    return run.source + (index - run.plain) + (1 if at_end else 0)
                return run.source + (run.raw if at_end else 0)
        return self.end


PROSE_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.ITEM, PassageKind.QUOTE, PassageKind.CELL})
