"""What the fixed rows tell: where one stands, how safe the text is, what is next, and what was just said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual.timer import Timer

from imr_tui.tui.actions import BY_ID, keys_of, short_key
from imr_tui.tui.checklist_rows import count
from imr_tui.tui.key_words import with_own_keys
from imr_tui.tui.outstanding import Visit, label_of, step_after, trail
from imr_tui.tui.widgets.bars import Banner, NextBar, Status, StatusBar

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.analysis.next_step import NextStep
    from imr_tui.tui.screens.document import DocumentScreen

SAVED = "Saved."
"""What is said after a save; it goes as soon as it is no longer true."""
_NOT_SAVED = "not saved"


class Telling:
    """Fills the status row, the next-action row and the banner of an open review."""

    def __init__(self, screen: DocumentScreen) -> None:
        self._screen = screen
        self._said = ""
        self._timer: Timer | None = None
        self._notices: dict[str, str] = {}
        self._status_bar = screen.query_one(StatusBar)
        self._next_bar = screen.query_one(NextBar)

    def tell(self, text: str) -> None:
        """Say something in the status row for a while."""
        self._said = with_own_keys(text, self._screen.services.settings.keys)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(self._screen.services.timing.message, self._silent)
        self.show()

    def standing(self, text: str, about: str) -> None:
        """Show a standing notice, one for each matter; the latest is seen. Empty takes it away."""
        self._notices.pop(about, None)
        if text:
            self._notices[about] = with_own_keys(text, self._screen.services.settings.keys)
        self._screen.query_one(Banner).tell(next(reversed(self._notices.values()), ""))

    def focus_moved(self) -> None:
        """In accessible mode: say where the keys go now."""
        if self._screen.app.has_class("-accessible"):
            in_checklist = self._screen.sidebar.has_focus
            self.tell("In the checklist. Enter opens, Esc goes back to the text." if in_checklist else "In the text.")

    def _announce(self, before: Analysis | None) -> None:
        from imr_tui.tui.accessible import changes  # noqa: PLC0415 - needed in accessible mode alone

        analysis = self._screen.analysis
        said = changes(before.checklist, analysis.checklist) if before is not None and analysis is not None else ""
        if said:
            self.tell(said)

    def follow(self) -> None:
        """The text is another or the cursor stands elsewhere: bring both rows up to it, and let what is dear wait."""
        self._screen.live.stirred()
        self.show()

    def show(self, before: Analysis | None = None) -> None:
        """Bring both rows up to the cursor and the latest analysis; before the first, say how safe the text is.

        In accessible mode what has become another since the analysis `before` is told, too.
        """
        screen, analysis = self._screen, self._screen.analysis
        screen.underlining.moved()
        if before is not None and screen.app.has_class("-accessible"):
            self._announce(before)
        kept = self._kept()
        if kept == _NOT_SAVED and self._said == SAVED:
            self._said = ""
        status = Status(kept=kept, line=screen.editor.draft.place[0] + 1, said=self._said)
        if analysis is not None:
            following = self._next(screen.steps, screen.editor.cursor, screen.last_visit)
            self._next_bar.show(following, self._next_key)
            status = replace(
                status,
                words=analysis.counts.words,
                count=count(analysis.checklist),
                place=self._place(analysis, following),
            )
        self._status_bar.show(status)

    def _silent(self) -> None:
        self._said = ""
        self._timer = None
        self.show()

    def _kept(self) -> str:
        keeper = self._screen.keeper
        if keeper.read_only:
            return "read only"
        if keeper.saving:
            return "saving"
        if keeper.unsaved or keeper.path is None:
            return _NOT_SAVED
        return f"saved {keeper.saved_at:%H:%M}" if keeper.saved_at is not None else "saved"

    def _place(self, analysis: Analysis, following: str) -> str:
        """Where the cursor stands; where the checklist is not beside the text, what is next instead."""
        if self._screen.checklist_beside:
            return self._screen.glyphs.dot.join(trail(analysis.report, self._screen.editor.cursor)[-2:])
        return f"{self._next_key}: {following}" if following else ""

    def _next(self, steps: Sequence[NextStep], cursor: int, last: Visit) -> str:
        step = step_after(steps, cursor, last)
        return label_of(step) if step is not None else ""

    @cached_property
    def _next_key(self) -> str:
        keys = keys_of(BY_ID["next"], self._screen.services.settings.keys)
        return short_key(keys[0]) if keys else "Next"
