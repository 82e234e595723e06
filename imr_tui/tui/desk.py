"""What the flows of work ask of the screen that shows a review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.app import App
from textual.screen import Screen

from imr_tui.document.text import TextEdit
from imr_tui.errors import ImrError
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.keeper import Keeper
from imr_tui.tui.services import Services

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis

Result = TypeVar("Result")


class Desk(Protocol):
    """A review on the screen: its services and keeper, and the few ways in which work changes it."""

    services: Services
    keeper: Keeper
    glyphs: Glyphs

    @property
    def app(self) -> App[Any]:
        """The application."""
        ...

    def current(self) -> Analysis:
        """The analysis of the text as it is at this moment."""
        ...

    def read(self) -> tuple[str, int]:
        """The text and its revision."""
        ...

    def change(self, edits: Sequence[TextEdit], label: str, *, cursor: int | None = None) -> bool:
        """Apply edits as one undo step; False, and a word to the user, where the review is read only."""
        ...

    def tell(self, text: str) -> None:
        """Say something in the status row for a while."""
        ...

    def standing(self, text: str, about: str = "saving") -> None:
        """Show a standing notice above the text, one for each matter; empty takes it away."""
        ...

    def open_to_write(self) -> None:
        """Let the review be written in from now on: it has a file of its own."""
        ...

    def go_to(self, offset: int, *, select_to: int | None = None) -> None:
        """Put the cursor at a place and the focus into the text."""
        ...

    async def ask(self, dialog: Screen[Result]) -> Result | None:
        """Show a dialog and wait for its answer."""
        ...

    async def notice(self, error: ImrError) -> None:
        """Show an error that has to be read."""
        ...


def only_read(desk: Desk) -> bool:
    """Whether the review is open to read only, and says so: nothing is asked that could not be written."""
    if desk.keeper.read_only:
        desk.tell("This review is open to read only. A copy under another name can be changed.")
    return desk.keeper.read_only
