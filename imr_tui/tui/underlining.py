"""Which findings are underlined in the text: the open ones, but not the word that is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imr_tui.document.findings import Severity
from imr_tui.document.text import Span
from imr_tui.tui import late
from imr_tui.tui.editor.underlines import Underline

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.tui.editor.widget import Editor

SPELLING = "spelling"


class Underlining:
    """Underlines the findings of the latest analysis; a word under the cursor is left until the cursor has left it."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._analysis: Analysis | None = None
        self._unfinished: Span | None = None

    def show(self, analysis: Analysis) -> None:
        """Underline what an analysis found."""
        self._analysis = analysis
        cursor = self._editor.cursor
        self._unfinished = None
        shown: list[Underline] = []
        for start, end, severity, _, rule in late.marks_of(analysis):
            if severity is not Severity.INFO:
                shown.append(Underline(Span(start, end), severity))
            elif rule == SPELLING:
                if start < cursor <= end:
                    self._unfinished = Span(start, end)
                else:
                    shown.append(Underline(Span(start, end), None))
        self._editor.show_findings(shown)

    def moved(self) -> None:
        """The cursor moved: a word that it has left is underlined as others are."""
        span = self._unfinished
        if span is not None and self._analysis is not None and not span.start < self._editor.cursor <= span.end:
            self._unfinished = None
            if self._editor.text == self._analysis.report.text:
                self.show(self._analysis)
