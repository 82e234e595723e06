"""Where a question can stand; a module of its own, for the first screen needs no more of the checklist."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a question stands."""

    TODO = "todo"
    STARTED = "started"
    CONFIRM = "confirm"
    LOOK_AGAIN = "look-again"
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do: done, or not applicable with a reason."""
        return self in (State.DONE, State.NOT_APPLICABLE)
