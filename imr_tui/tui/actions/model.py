"""What an action is: one thing the interface can be asked to do."""

from __future__ import annotations

from enum import StrEnum

from imr_tui.dataclass import dataclass


class Group(StrEnum):
    """Where an action stands in the help screen."""

    REVIEW = "Your review"
    CHECKLIST = "Checklist"
    WRITING = "Writing"
    EDITING = "Editing the text"
    MOVING = "Moving in the text"
    MARKING = "Marking as you move"
    FINDING = "Finding your way"
    SCREEN = "Screen"


class Scope(StrEnum):
    """Where an action can be asked for: anywhere, in an open document, or in its text, whose keys the editor reads itself."""

    APP = "app"
    DOCUMENT = "document"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the interface can be asked to do.

    `id` names the handler, `action_<id>`. `keys` are the primary keys as Textual names them, `fallback`
    those for terminals that keep the first from arriving, `sidebar` the keys while the checklist has the focus;
    `spoken` says in words how it is reached where no single key does it; `by_name_only` keeps it out of the palette's
    list until a part of its name is typed. `hint` is its place in the hint row beside the
    text, `sidebar_hint` that beside the checklist; 0 leaves it out.
    """

    id: str
    label: str
    help: str
    group: Group
    keys: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    sidebar: tuple[str, ...] = ()
    spoken: str = ""
    short: str = ""
    hint: int = 0
    sidebar_hint: int = 0
    scope: Scope = Scope.DOCUMENT
    by_name_only: bool = False

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys that work while the text has the focus, the primary one first."""
        return self.keys + self.fallback
