"""A text that was kept for recovery: offered with the difference, never applied unasked."""

from __future__ import annotations

from contextlib import suppress

from imr_tui.storage.audit import Event
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.recovery import RecoveryKey
from imr_tui.storage.snapshot import RecoveredText
from imr_tui.tui.desk import Desk
from imr_tui.tui.screens.compare import difference
from imr_tui.tui.screens.dialog import Ask, Choice
from imr_tui.tui.whole_text import replacing


class Recovering:
    """Offers recovered text to the review on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def offer(self, recovered: RecoveredText) -> None:
        """Ask what is to be done with a text that is newer than the file."""
        said = (
            f"On {recovered.when.astimezone():%d %B %Y at %H:%M} this review held text that was never saved to its file. "
            "Lines with a plus stand in the recovered text only, lines with a minus in the file only."
        )
        answer = await self._desk.ask(
            Ask(
                "Unsaved text was kept",
                said,
                (
                    Choice("use", "Use the recovered text", "u"),
                    Choice("drop", "Keep the file, drop the rest", "k"),
                    Choice("later", "Decide later"),
                ),
                details=difference(self._desk.read()[0], recovered.text),
                tall=True,
            )
        )
        if answer == "use":
            if self._desk.change(replacing(self._desk.read()[0], recovered.text), "use the recovered text"):
                self._desk.services.record(Event.RECOVER, recovered.document, size=len(recovered.text.encode()))
                self._desk.tell("This is the recovered text. Ctrl+Z brings the file's text back.")
        elif answer == "drop":
            with suppress(NotSavedError):
                self._desk.services.recovery.clear(RecoveryKey(recovered.key, recovered.document))
