"""Which findings are underlined in the text: the open ones, but not the word that is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imr_tui.tui.editor.underlines import Underline

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.text import Span
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
        for finding in analysis.findings:
            if finding.is_open:
                shown.append(Underline(finding.span, finding.severity))
            elif finding.rule == SPELLING and not finding.kept:
                if finding.span.start < cursor <= finding.span.end:
                    self._unfinished = finding.span
                else:
                    shown.append(Underline(finding.span, None))
        self._editor.show_findings(shown)

    def moved(self) -> None:
        """The cursor moved: a word that it has left is underlined as others are."""
        span = self._unfinished
        if span is not None and self._analysis is not None and not span.start < self._editor.cursor <= span.end:
            self._unfinished = None
            if self._editor.text == self._analysis.report.text:
                self.show(self._analysis)
