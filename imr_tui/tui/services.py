"""What the interface is given to work with; put together in one place and passed in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.dataclass import dataclass
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.policy import NO_POLICY, Policy
from imr_tui.storage.recovery import RecoveryStore
from imr_tui.storage.settings import Settings
from imr_tui.tui.spelling import Spelling

if TYPE_CHECKING:
    from imr_tui.analysis.model import Rules
    from imr_tui.storage.audit import AuditTrail, Event
    from imr_tui.storage.recent import RecentDocuments
    from imr_tui.storage.versions import VersionStore


@dataclass(frozen=True, slots=True)
class Timing:
    """Waits in seconds: from the last key to the analysis, how long a message stays, how long what comes unasked is deaf.

    `spell` is how long nobody has typed before the dictionary is read, `ahead` how long after the first analysis what dialogs
    share begins to be brought in.
    """

    analyse: float = 0.12
    message: float = 8.0
    deaf: float = 1.0
    spell: float = 1.0
    ahead: float = 0.5


@dataclass(frozen=True)
class Services:
    """Everything that the screens need from outside: rules, settings, policy, the state folder and what is kept in it, clock."""

    read_rules: Callable[[], Rules]
    settings: Settings
    state: Path
    recovery: RecoveryStore
    policy: Policy = NO_POLICY
    timing: Timing = Timing()
    today: Callable[[], date] = date.today
    now: Callable[[], datetime] = datetime.now

    @property
    def rules(self) -> Rules:
        """What the review is read by; read from the data files when it is first asked for. Words are checked once the speller is loaded."""
        return self.spelling.with_speller(self.read_rules())

    @cached_property
    def spelling(self) -> Spelling:
        """What words are checked by."""
        return Spelling(self.settings, self.state)

    @cached_property
    def recent(self) -> RecentDocuments:
        """The reviews that were opened last."""
        from imr_tui.storage.recent import RecentDocuments  # noqa: PLC0415 - not needed for the first screen

        return RecentDocuments(self.state)

    @cached_property
    def audit(self) -> AuditTrail:
        """The record of what was opened, saved and exported."""
        from imr_tui.storage.audit import AuditTrail  # noqa: PLC0415 - as above

        return AuditTrail(self.state)

    @cached_property
    def versions(self) -> VersionStore:
        """The versions that are kept."""
        from imr_tui.storage.versions import VersionStore  # noqa: PLC0415 - as above

        return VersionStore(self.state)

    def record(
        self, event: Event, path: Path | None, *, size: int | None = None, sha256: str = "", marking: str = ""
    ) -> None:
        """Add to the audit trail; work goes on where it cannot be written."""
        with suppress(NotSavedError):
            self.audit.record(event, path, size=size, sha256=sha256, marking=marking)

    def remember(self, path: Path) -> None:
        """Put a review at the head of the recent ones; work goes on where that cannot be written."""
        with suppress(NotSavedError):
            self.recent.remember(path)


def services_in(
    state: Path, read_rules: Callable[[], Rules], settings: Settings, policy: Policy = NO_POLICY
) -> Services:
    """The services over one state folder; `read_rules` gives the same rules at every call."""
    return Services(read_rules, settings, state, RecoveryStore(state), policy)
