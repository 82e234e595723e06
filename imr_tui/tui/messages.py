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
