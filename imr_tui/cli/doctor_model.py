"""What `imr-tui doctor` finds: one thing, how it stands, and what to do."""

from __future__ import annotations

from enum import StrEnum

from imr_tui.dataclass import dataclass
from imr_tui.errors import ExitStatus


class Verdict(StrEnum):
    """How a thing stands: as it should be, worth a look, or in the way of the work."""

    FINE = "fine"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `hint` is the next step; `status` the exit status where it is wrong."""

    id: str
    name: str
    value: str
    verdict: Verdict = Verdict.FINE
    hint: str = ""
    status: ExitStatus = ExitStatus.UNUSABLE

    def as_json(self) -> dict[str, str]:
        """The finding for programs."""
        found = {"id": self.id, "name": self.name, "value": self.value, "verdict": self.verdict.value}
        return {**found, "hint": self.hint} if self.hint else found
