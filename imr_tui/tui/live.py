"""The analysis that follows the typing: a little after the last key, off the event loop in short steps, stale ones dropped.

It runs in a thread that gives way soon, for a turn of the event loop is worth more than one of its own: between two steps it
rests while somebody types, and where another analysis is asked for it gives up, what it had read being gone on with.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from textual.timer import Timer

from imr_tui.document.steps import at_one_go
from imr_tui.errors import RefusedError
from imr_tui.tui import late
from imr_tui.tui.messages import AnalysisFailed, AnalysisReady
from imr_tui.tui.quick_screen import QuickScreen
from imr_tui.tui.services import Services
from imr_tui.tui.turns import short_turns

if TYPE_CHECKING:
    from imr_tui.analysis.analyse import Progress
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.steps import Steps
    from imr_tui.prose.speller import Speller

NOT_BROUGHT_UP = "The checklist could not be brought up to date"
_SLICE_SECONDS = 0.004
_REST_SECONDS = 0.02
_WAITS_PER_COST = 16
_LONGEST_WAIT = 2.0
_QUIET = 1.0


class _GivenUpError(Exception):
    """The analysis was given up for another one."""


class LiveAnalysis:
    """Keeps one analysis of the text up to date; posts `AnalysisReady` to the screen, or `AnalysisFailed`.

    `read` gives the text and its revision, `revision` the latter alone. One analysis runs at a time; where the text has changed by the time it
    ends, its result only serves the next one to build on. Once it has ended it holds the text in the pieces of its parts alone, and `share`
    is given these.
    """

    def __init__(
        self,
        screen: QuickScreen[None],
        services: Services,
        read: Callable[[], tuple[str, int]],
        revision: Callable[[], int],
        share: Callable[[Sequence[str]], object],
    ) -> None:
        self._screen = screen
        self._services = services
        self._read = read
        self._revision = revision
        self._share = share
        self._wait = services.timing.analyse
        self._due = 0.0
        self._timer: Timer | None = None
        self._running = False
        self._give_up = False
        self._read_revision = -1
        self._typed = 0.0
        self._spells = False
        self._looks_ahead = False
        self._speller: Speller | None = None
        self._progress: Progress | None = None
        self.latest: Analysis | None = None
        self.revision = -1

    def text_changed(self) -> None:
        """Analyse a little later, counted anew from each call; an analysis at work rests for a moment."""
        self._typed = time.monotonic()
        self._due = self._typed + self._wait
        # One timer serves many keys: to stop one and set another at each would cost more than the rest of this.
        if self._timer is None:
            self._timer = self._screen.set_timer(self._wait, self._after_pause)

    def stirred(self) -> None:
        """Somebody types or goes through the text: what is done beside that rests for a moment."""
        self._typed = time.monotonic()

    def _after_pause(self) -> None:
        """Analyse once the pause has been long enough.

        A first reading is let come to its end: what is built on it then takes less than it would take to begin it again.
        """
        self._timer = None
        rest = self._due - time.monotonic()
        if rest > 0:
            self._timer = self._screen.set_timer(rest, self._after_pause)
        elif self.latest is not None or not self._running:
            self.begin()

    def begin(self) -> None:
        """Analyse now; one that is running for a text that has changed since is given up for it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._running:
            self._give_up = self._revision() != self._read_revision
            return
        self._running, self._give_up = True, False
        self._screen.run_worker(self._analyse(), group="analysis")

    def current(self) -> Analysis:
        """The analysis of the text as it is at this moment, made here and now if need be.

        Raises `RefusedError` where it cannot be made.
        """
        speller = self._services.spelling.speller
        if self.latest is not None and self.revision == self._revision() and self._speller is speller:
            return self.latest
        text, revision = self._read()
        analysis = self._make(text)
        if analysis is None:
            raise RefusedError(NOT_BROUGHT_UP, "Without it this cannot be done.", "Your text is safe: go on writing.")
        self._take(analysis, revision, speller)
        self._screen.post_message(AnalysisReady(revision, analysis))
        return analysis

    def _take(self, analysis: Analysis, revision: int, speller: Speller | None) -> None:
        """Hold an analysis, and its text once with the editor."""
        self.latest, self.revision, self._speller = analysis, revision, speller
        source = analysis.report.source
        source.let_go()
        if self._revision() == revision:
            self._share((source.head, *source.parts()))

    def _make(self, text: str) -> Analysis | None:
        """The analysis of a text; None where a fault of ours keeps it from being made."""
        try:
            return at_one_go(late.analysis_steps(text, self._services.rules, self.latest))
        except Exception:  # noqa: BLE001 - whatever the reading stumbles over, the text has to stay open to be written
            return None

    def _make_in_steps(self, text: str) -> Analysis | None:
        """The same off the event loop; raises `_GivenUpError` where it is given up for another."""
        try:
            progress = self._progress = self._progress or late.progress()
            steps = late.analysis_steps(text, self._services.rules, self.latest, progress)
            if self.latest is not None:
                begun = time.thread_time()
                made = self._run(steps)
                self._wait = pause_for(time.thread_time() - begun, self._services.timing.analyse)
                return made
            with _no_garbage():
                return self._run(steps)
        except _GivenUpError:
            raise
        except Exception:  # noqa: BLE001 - as above
            return None

    def _run(self, steps: Steps[Analysis]) -> Analysis:
        while True:
            until = time.monotonic() + _SLICE_SECONDS
            try:
                while time.monotonic() < until:
                    next(steps)
            except StopIteration as end:
                made: Analysis = end.value
                return made
            if self._give_up:
                raise _GivenUpError
            rest = self._typed + _REST_SECONDS - time.monotonic()
            if rest > 0:
                time.sleep(min(rest, _REST_SECONDS))

    async def _analyse(self) -> None:
        text, revision = self._read()
        speller = self._services.spelling.speller
        self._read_revision = revision
        try:
            with short_turns():
                analysis = await asyncio.to_thread(self._make_in_steps, text)
        except _GivenUpError:
            self._running = False
            self.begin()
            return
        finally:
            self._running = False
        if analysis is None:
            # What it built on may be at fault: the next one begins from the text alone.
            self.latest, self.revision, self._progress = None, -1, None
            self._screen.post_message(AnalysisFailed())
        elif revision >= self.revision:
            self._take(analysis, revision, speller)
        if self._revision() != revision:
            if self._timer is None:
                self.begin()
        elif analysis is not None:
            self._screen.post_message(AnalysisReady(revision, analysis))
            self._spell_later()
            self._look_ahead_later()

    def is_quiet(self) -> bool:
        """Whether the review is read and nobody has typed for a while: what is dear may be done a piece at a time."""
        return not self._running and self.latest is not None and time.monotonic() - self._typed > _QUIET

    def _look_ahead_later(self) -> None:
        """Once, a little after the first analysis: bring in what dialogs share."""
        if not self._looks_ahead:
            self._looks_ahead = True
            self._screen.set_timer(self._services.timing.ahead, self._look_ahead)

    def _look_ahead(self) -> None:
        from imr_tui.tui.ahead import look_ahead  # noqa: PLC0415 - off the start path

        self._screen.run_worker(look_ahead(self._screen, self.is_quiet), group="ahead")

    def _spell_later(self) -> None:
        """Once, a little after the first analysis: wait for a pause in the typing to read the dictionary."""
        spelling = self._services.spelling
        if spelling.wanted and spelling.speller is None and not self._spells:
            self._spells = True
            self._screen.set_timer(self._services.timing.spell, self._spell)

    def _spell(self) -> None:
        pause = self._services.timing.spell
        if time.monotonic() - self._typed < pause:
            self._screen.set_timer(pause, self._spell)
        else:
            self._screen.run_worker(self._read_dictionary(), group="spelling")

    async def _read_dictionary(self) -> None:
        with suppress(ImportError, OSError), short_turns():
            await asyncio.to_thread(self._services.spelling.load)
            self.begin()


def pause_for(cost: float, least: float) -> float:
    """How many seconds nobody has to have typed before the next analysis, where the last took `cost` seconds of computing.

    The longer the review, the longer: the checking takes a small share of the time however somebody types.
    """
    return max(least, min(_LONGEST_WAIT, _WAITS_PER_COST * cost))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage while a review is read for the first time, nor ever in what that made.

    Nearly all of it stays, and looking through it keeps a key waiting.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
