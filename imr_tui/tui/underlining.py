"""Which findings are underlined in the text: the open ones, but not the word that is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from imr_tui.document.findings import Severity
from imr_tui.document.text import Span
from imr_tui.tui import late
from imr_tui.tui.editor.underlines import Mark

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.found import Mark as FoundMark
    from imr_tui.tui.editor.widget import Editor

SPELLING = "spelling"


class Underlining:
    """Underlines the findings of the latest analysis; a word under the cursor is left until the cursor has left it."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._analysis: Analysis | None = None
        self._revision = -1
        self._unfinished: Span | None = None

    def show(self, analysis: Analysis) -> None:
        """Underline what an analysis found."""
        self._analysis, self._revision = analysis, self._editor.revision
        cursor = self._editor.cursor
        at_cursor = late.marks_within(analysis, cursor - 1, cursor) if cursor else ()
        unfinished = (mark for mark in at_cursor if is_spelling(mark) and mark.end >= cursor)
        self._unfinished = next((Span(mark.start, mark.end) for mark in unfinished), None)

        def within(start: int, end: int) -> Iterator[Mark]:
            for mark in late.marks_within(analysis, start, end):
                if mark.severity is not Severity.INFO:
                    yield mark.start, mark.end, mark.severity
                elif is_spelling(mark) and not mark.start < cursor <= mark.end:
                    yield mark.start, mark.end, None

        self._editor.show_findings(within)

    def moved(self) -> None:
        """The cursor moved: a word that it has left is underlined as others are."""
        span = self._unfinished
        if span is not None and self._analysis is not None and not span.start < self._editor.cursor <= span.end:
            self._unfinished = None
            if self._editor.revision == self._revision:
                self.show(self._analysis)


def is_spelling(mark: FoundMark) -> bool:
    """Whether a mark is that of a word that may not be spelt as it should be."""
    return mark.severity is Severity.INFO and mark.rule == SPELLING
