"""Messages that travel up from workers and widgets to the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from imr_tui.storage.recovery_writer import Protection

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis


@dataclass
class AnalysisReady(Message):
    """The analysis of the text as it was at `revision`."""

    revision: int
    analysis: Analysis


@dataclass
class AnalysisFailed(Message):
    """The text could not be analysed."""


@dataclass
class ProtectionChanged(Message):
    """Recovery tells how the work is protected."""

    protection: Protection

    @property
    def notice(self) -> str:
        """What is to stand above the text about it; empty where all is as it should be."""
        error = self.protection.error
        if error is not None:
            return f"{error.title}: {error.detail} {error.hint}"
        if self.protection.second_place:
            return (
                "Recovery is kept hidden beside the review: the usual place cannot be written. It is for your eyes alone, "
                "but its folder may be open to others. Tell IT support."
            )
        return ""
