"""A text that was kept for recovery: offered with the difference, never applied unasked."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from imr_tui.errors import InputError
from imr_tui.storage.audit import Event
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.snapshot import RecoveredText
from imr_tui.storage.stamp import digest
from imr_tui.tui.desk import Desk
from imr_tui.tui.first_look import marking_in
from imr_tui.tui.screens.dialog import Ask, Choice
from imr_tui.tui.whats_changed import what_changed
from imr_tui.tui.whole_text import replacing


class Recovering:
    """Offers recovered text to the review on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def offer(self, recovered: RecoveredText) -> None:
        """Ask what is to be done with a text that is newer than the file."""
        changes = await what_changed(self._desk.read()[0], recovered.text, self._desk.services.rules)
        said = (
            f"On {recovered.when.astimezone():%d %B %Y at %H:%M} this review held text that was never saved to its file. "
            "Below is what using it would change: lines with a plus stand in the recovered text only, with a minus in the "
            "file only. To keep both, the recovered text becomes a version; to drop it is for good."
        )
        answer = await self._desk.ask(
            Ask(
                "Unsaved text was kept",
                said,
                (
                    Choice("use", "Use it", "u"),
                    Choice("both", "Keep both", "b"),
                    Choice("drop", "Drop it", "d"),
                    Choice("later", "Decide later"),
                ),
                details=changes,
                tall=True,
                deaf=self._desk.services.timing.deaf,
            )
        )
        if answer == "use":
            self._use(recovered)
        elif answer == "both":
            await self._keep_both(recovered)
        elif answer == "drop":
            self._discard(recovered)
        else:
            self._desk.tell("Kept for later: it is offered again when you open the review.")

    def _use(self, recovered: RecoveredText) -> None:
        edits = replacing(self._desk.read()[0], recovered.text)
        if self._desk.change(edits, "use the recovered text"):
            self._desk.go_to(edits[0].start if edits else 0)
            self._desk.keeper.settle_when_saved(recovered)
            data = recovered.text.encode("utf-8", "surrogatepass")
            self._desk.services.record(
                Event.RECOVER,
                recovered.document,
                size=len(data),
                sha256=digest(data),
                marking=marking_in(recovered.text) or "",
            )
            self._desk.tell("This is the recovered text. Ctrl+Z brings the file's text back.")

    async def _keep_both(self, recovered: RecoveredText) -> None:
        services, path = self._desk.services, recovered.document or self._desk.keeper.path
        if path is None:
            return
        try:
            version = await asyncio.to_thread(services.versions.keep_set_aside, path, recovered.text, "recovered")
        except InputError as error:
            await self._desk.notice(error)
            return
        await asyncio.to_thread(services.record, Event.SNAPSHOT, path, size=version.size, sha256=version.sha256)
        self._discard(recovered)
        self._desk.tell(f"The recovered text is kept as the version “{version.name}”.")

    def _discard(self, recovered: RecoveredText) -> None:
        with suppress(NotSavedError):
            self._desk.services.recovery.discard(recovered)
