"""The flows of work in an open review, each put together at its first use: showing the text waits for none of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from imr_tui.tui.desk import Desk

if TYPE_CHECKING:
    from imr_tui.tui.conversing import Conversing
    from imr_tui.tui.exporting import Exporting
    from imr_tui.tui.judging import Judging
    from imr_tui.tui.recording import Recording
    from imr_tui.tui.recovering import Recovering
    from imr_tui.tui.saving import Saving
    from imr_tui.tui.settling import Settling
    from imr_tui.tui.surveying import Surveying
    from imr_tui.tui.upkeep import Upkeep
    from imr_tui.tui.versioning import Versioning
    from imr_tui.tui.walking import Walking
    from imr_tui.tui.writing import Writing

# ruff: noqa: PLC0415 - to import at the first use is what this module is for


class Flows:
    """Judging, saving, recording, writing, exporting, recovering, versions and upkeep, over one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def judging(self) -> Judging:
        """The author's word on a question."""
        from imr_tui.tui.judging import Judging

        return Judging(self._desk)

    @cached_property
    def saving(self) -> Saving:
        """Saving, and what is asked when something is in the way."""
        from imr_tui.tui.saving import Saving

        return Saving(self._desk)

    @cached_property
    def recording(self) -> Recording:
        """Records as a whole, and their forms."""
        from imr_tui.tui.recording import Recording

        return Recording(self._desk)

    @cached_property
    def walking(self) -> Walking:
        """One finding in the wording or spelling after the other."""
        from imr_tui.tui.walking import Walking

        return Walking(self._desk, self.settling)

    @cached_property
    def settling(self) -> Settling:
        """What was found, and what is done about it."""
        from imr_tui.tui.settling import Settling

        return Settling(self._desk)

    @cached_property
    def writing(self) -> Writing:
        """Records, details, fixes and jumps."""
        from imr_tui.tui.writing import Writing

        return Writing(self._desk)

    @cached_property
    def exporting(self) -> Exporting:
        """The Word document."""
        from imr_tui.tui.exporting import Exporting

        return Exporting(self._desk)

    @cached_property
    def recovering(self) -> Recovering:
        """Text that was kept for recovery."""
        from imr_tui.tui.recovering import Recovering

        return Recovering(self._desk)

    @cached_property
    def surveying(self) -> Surveying:
        """The views over the whole review."""
        from imr_tui.tui.surveying import Surveying

        return Surveying(self._desk)

    @cached_property
    def versioning(self) -> Versioning:
        """The versions that are kept."""
        from imr_tui.tui.versioning import Versioning

        return Versioning(self._desk)

    @cached_property
    def upkeep(self) -> Upkeep:
        """What is seen to when a review was opened."""
        from imr_tui.tui.upkeep import Upkeep

        return Upkeep(self._desk)

    @cached_property
    def conversing(self) -> Conversing:
        """The dialogue with the review author."""
        from imr_tui.tui.conversing import Conversing

        return Conversing(self._desk)
