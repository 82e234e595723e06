"""The versions of a review as the officer meets them: kept under a name, looked at, compared, taken back, removed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from imr_tui.errors import ImrError, RefusedError
from imr_tui.storage.audit import Event
from imr_tui.storage.versions import Version
from imr_tui.tui.desk import Desk
from imr_tui.tui.first_look import marking_in
from imr_tui.tui.screens.dialog import Ask, AskText, Choice
from imr_tui.tui.screens.versions import Versions, Wanted, WantedVersion, called
from imr_tui.tui.shown import one_line

if TYPE_CHECKING:
    from imr_tui.document.model import Report

_NO_FILE = "Save the review first: versions belong to its file."


class Versioning:
    """Keeps and brings back versions of the review on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def keep(self) -> None:
        """Ask for a name and keep the text as it stands under it."""
        path = self._desk.keeper.path
        if path is None:
            self._desk.tell(_NO_FILE)
            return
        suggested = f"{self._desk.services.now():%d %B %Y, %H:%M}"
        said = (
            "What is this version to be called? The text as it stands now is kept, whether or not it is saved. A version "
            "stays on this machine, for you alone, until you remove it."
        )
        while True:
            name = await self._desk.ask(AskText("Keep a version", said, value=suggested, go="Keep it"))
            if name is None:
                return
            text = self._desk.read()[0]
            try:
                version = await asyncio.to_thread(self._desk.services.versions.keep, path, text, name)
            except ImrError as error:
                await self._desk.notice(error)
                suggested = name
                continue
            await self._record(Event.SNAPSHOT, version, text)
            self._desk.tell(f"Kept as the version “{one_line(version.name)}”.")
            return

    async def show(self) -> None:
        """List the versions, and do with one what is chosen, until the list is closed."""
        path = self._desk.keeper.path
        if path is None:
            self._desk.tell(_NO_FILE)
            return
        services, chosen = self._desk.services, 0
        while True:
            known = await asyncio.to_thread(services.versions.listing, path)
            if not known:
                self._desk.tell("No version of this review is kept yet. “Keep a version” in Ctrl+P keeps one.")
                return
            wanted = await self._desk.ask(
                Versions(known, services.versions, self._now(), services.rules, self._desk.glyphs, chosen)
            )
            if wanted is None:
                return
            chosen = known.index(wanted.version)
            try:
                if await self._do(wanted):
                    return
            except ImrError as error:
                await self._desk.notice(error)

    def _now(self) -> Callable[[], Report]:
        """What gives the text as it stands, read: it is known already, unless it could not be checked."""
        text, schema = self._desk.read()[0], self._desk.services.rules.schema
        try:
            report = self._desk.current().report
        except RefusedError:
            from imr_tui.document.parse import parse  # noqa: PLC0415 - hardly ever needed

            return lambda: parse(text, schema)
        return lambda: report

    async def _do(self, wanted: WantedVersion) -> bool:
        """Do it; whether that brings the officer back to the text."""
        version = wanted.version
        if wanted.wanted is Wanted.REMOVE:
            await self._remove(version)
            return False
        text = await asyncio.to_thread(self._desk.services.versions.text, version)
        if wanted.wanted is Wanted.READ:
            from imr_tui.tui.screens.reading import Reading  # noqa: PLC0415 - imported when it is asked for

            await self._desk.ask(Reading(f"To read: {called(version)}", text))
            return False
        if wanted.wanted is Wanted.COMPARE:
            return await self._compare(version, text)
        return await self._restore(version, text)

    async def _compare(self, version: Version, text: str) -> bool:
        """Show what changed since; whether the version was taken back then."""
        from imr_tui.tui.whats_changed import what_changed  # noqa: PLC0415 - imported when it is asked for

        changes = await what_changed(text, self._desk.read()[0], self._desk.services.rules)
        answer = await self._desk.ask(
            Ask(
                f"What changed since: {called(version)}",
                "Lines with a plus were written since; lines with a minus stand in the version only.",
                (Choice("back", "Back to the list"), Choice("restore", "Take this version back", "r")),
                details=changes,
                tall=True,
            )
        )
        return answer == "restore" and await self._restore(version, text)

    async def _restore(self, version: Version, text: str) -> bool:
        """Put the version in place of the text, as one undo step; whether that was done."""
        now = self._desk.read()[0]
        if text == now:
            self._desk.tell("The text is the same as that version.")
            return True
        from imr_tui.tui.whole_text import replacing  # noqa: PLC0415 - imported when it is asked for

        edits = replacing(now, text)
        if not self._desk.change(edits, "take a version back"):
            return True
        self._desk.go_to(edits[0].start)
        await self._record(Event.RECOVER, version, text)
        self._desk.tell(f"This is the version {called(version)}. Ctrl+Z brings your text back.")
        return True

    async def _remove(self, version: Version) -> None:
        answer = await self._desk.ask(
            Ask(
                "Remove a version",
                f"It is removed for good: {called(version)}. The review itself is not touched.",
                (Choice("keep", "Leave it"), Choice("remove", "Remove it", "r")),
            )
        )
        if answer == "remove":
            await asyncio.to_thread(self._desk.services.versions.remove, version)
            await asyncio.to_thread(self._desk.services.record, Event.PURGE, version.document, size=version.size)

    async def _record(self, event: Event, version: Version, text: str) -> None:
        await asyncio.to_thread(
            self._desk.services.record,
            event,
            version.document,
            size=version.size,
            sha256=version.sha256,
            marking=marking_in(text) or "",
        )
