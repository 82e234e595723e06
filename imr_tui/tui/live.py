"""The analysis that follows the typing: a little after the last key, off the event loop, stale ones dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from imr_tui.analysis.model import Analysis
from imr_tui.tui import late
from imr_tui.tui.messages import AnalysisReady
from imr_tui.tui.services import Services


class LiveAnalysis:
    """Keeps one analysis of the text up to date; posts `AnalysisReady` to the screen.

    `read` gives the text and its revision. One analysis runs at a time; where the text has changed by the time it
    ends, its result only serves the next one to build on.
    """

    def __init__(self, screen: Screen[None], services: Services, read: Callable[[], tuple[str, int]]) -> None:
        self._screen = screen
        self._services = services
        self._read = read
        self._wait = services.timing.analyse
        self._timer: Timer | None = None
        self._running = False
        self.latest: Analysis | None = None
        self.revision = -1

    def text_changed(self) -> None:
        """Analyse a little later, counted anew from each call."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(self._wait, self.begin)

    def begin(self) -> None:
        """Analyse now, unless one is running (which then is followed by another)."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self._running:
            self._running = True
            self._screen.run_worker(self._analyse(), group="analysis", exit_on_error=True)

    def current(self) -> Analysis:
        """The analysis of the text as it is at this moment, made here and now if need be."""
        text, revision = self._read()
        if self.latest is None or revision != self.revision:
            self.latest = self._make(text)
            self.revision = revision
            self._screen.post_message(AnalysisReady(revision, self.latest))
        return self.latest

    def _make(self, text: str) -> Analysis:
        return late.analyse(text, self._services.rules, self.latest)

    async def _analyse(self) -> None:
        text, revision = self._read()
        try:
            analysis = await asyncio.to_thread(self._make, text)
        finally:
            self._running = False
        if revision >= self.revision:
            self.latest, self.revision = analysis, revision
        if self._read()[1] == revision:
            self._screen.post_message(AnalysisReady(revision, analysis))
        elif self._timer is None:
            self.begin()
