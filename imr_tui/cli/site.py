"""What a command works in: the site's policy, the state folder it leads to, and what is kept there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.dataclass import dataclass
from imr_tui.storage.policy import Policy, PolicyPlace, load_policy
from imr_tui.word.options import PROFILES

if TYPE_CHECKING:
    from imr_tui.analysis.model import Rules
    from imr_tui.cli.console import Console
    from imr_tui.prose.speller import Speller
    from imr_tui.storage.audit import Event
    from imr_tui.storage.recovery import RecoveryStore
    from imr_tui.storage.settings import Settings
    from imr_tui.storage.versions import VersionStore
    from imr_tui.storage.word_lists import OwnWords

# ruff: noqa: PLC0415 - to open a review takes none of these: each is imported by the command that needs it


@dataclass(frozen=True, slots=True)
class Site:
    """The policy of this machine and the state folder of this user."""

    policy: Policy
    state: Path

    def settings(self) -> Settings:
        """The person's settings under the policy; `InputError` where they cannot be used."""
        from imr_tui.storage.settings import load_settings

        return load_settings(policy=self.policy)

    def rules(self) -> Rules:
        """What reviews are read by: the rules that come along and the force's own; `InputError` where those cannot be used."""
        from imr_tui.data.loader import load_rules

        return load_rules(self.settings().rule_files)

    def speller(self) -> Speller | None:
        """What words are checked by; None where the settings say that they are not."""
        from imr_tui.data.dictionary import load_speller
        from imr_tui.storage.word_lists import site_words

        settings = self.settings()
        return (
            load_speller((*self.own_words().words(), *site_words(settings.word_lists))) if settings.spelling else None
        )

    def own_words(self) -> OwnWords:
        """The person's own list of words."""
        from imr_tui.storage.word_lists import OwnWords

        return OwnWords(self.state)

    def recovery(self) -> RecoveryStore:
        """What is kept for recovery."""
        from imr_tui.storage.recovery import RecoveryStore

        return RecoveryStore(self.state)

    def versions(self) -> VersionStore:
        """The versions that are kept."""
        from imr_tui.storage.versions import VersionStore

        return VersionStore(self.state)

    def record(
        self,
        event: Event,
        path: Path | None,
        console: Console,
        *,
        size: int | None = None,
        sha256: str = "",
        marking: str = "",
    ) -> None:
        """Add to the audit trail; where it cannot be written, work goes on and the person is told."""
        from imr_tui.storage.audit import AuditTrail
        from imr_tui.storage.faults import NotSavedError

        try:
            AuditTrail(self.state).record(event, path, size=size, sha256=sha256, marking=marking)
        except NotSavedError as error:
            console.tell(str(error))


def site_of(place: PolicyPlace) -> Site:
    """The site of this machine; `InputError` where its policy cannot be used."""
    policy = load_policy(place, profiles=PROFILES)
    return Site(policy, policy.state_folder())
