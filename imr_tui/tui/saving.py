"""Saving as the officer meets it: by key, by itself, on leaving; what is asked when something is in the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

from imr_tui.errors import ConflictError, ImrError, InputError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import Loaded, load
from imr_tui.storage.versions import Version
from imr_tui.tui import late
from imr_tui.tui.desk import Desk
from imr_tui.tui.lowering import ask_marking
from imr_tui.tui.opening import named_path
from imr_tui.tui.screens.dialog import Ask, AskText, Choice
from imr_tui.tui.telling import SAVED
from imr_tui.tui.whats_changed import what_changed
from imr_tui.tui.whole_text import replacing

_CHANGED = "Not saved: the file was changed by someone else. Ctrl+S shows the difference and asks what to do."
_LOWERED = "Not saved: the protective marking is lower than before. Ctrl+S asks whether that is meant."


class Saving:
    """Saves the review on the desk and asks where it has to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def save(self) -> bool:
        """Save now, asking for a name where there is none; whether the text is on disk."""
        keeper = self._desk.keeper
        if keeper.read_only:
            self._desk.tell("This review is open to read only. Save a copy under another name to work on it.")
            return False
        if keeper.path is None:
            return await self.save_copy()
        if not await self._marking_is_meant():
            return False
        while True:
            try:
                self._saved(await keeper.save())
            except ConflictError as error:
                return await self._settle(error)
            except ImrError as error:
                answer = await self._ask_after_failure(error)
                if answer != "again":
                    return answer == "copy" and await self.save_copy()
            else:
                return True

    async def autosave(self) -> None:
        """Save without asking anything; what goes wrong becomes a standing notice."""
        keeper = self._desk.keeper
        if keeper.path is None:
            return
        if keeper.lowered() is not None:
            self._desk.standing(_LOWERED)
            return
        try:
            self._saved(await keeper.save())
        except ConflictError:
            self._desk.standing(_CHANGED)
        except ImrError as error:
            self._failed(error)

    async def save_copy(self) -> bool:
        """Ask for a name and save there; the review goes on under it."""
        if not self._desk.keeper.read_only and not await self._marking_is_meant():
            return False
        suggested = str(self._desk.keeper.path or Path.cwd() / "review.md")
        said = "Where is the review to be saved? The file is for you alone; nobody else can read it."
        while True:
            named = await self._desk.ask(
                AskText("Save the review", said, value=suggested, go="Save", needed="Write a file name.")
            )
            if named is None:
                return False
            path = named_path(named, ".md")
            try:
                self._saved(await self._desk.keeper.save_as(path))
            except ImrError as error:
                await self._desk.notice(error)
                suggested = named
                continue
            self._desk.open_to_write()
            self._desk.services.remember(path)
            self._desk.tell(f"Saved as {path.name}.")
            return True

    async def may_leave(self) -> bool:
        """Save on leaving; whether the review may be closed."""
        keeper = self._desk.keeper
        if not keeper.unsaved or keeper.read_only:
            return True
        if keeper.path is not None and await self.save():
            return True
        if keeper.path is not None and not keeper.unsaved:
            return True
        answer = await self._desk.ask(
            Ask(
                "Not saved",
                "The review is not saved. If you leave now, its text is kept for recovery on this machine and offered "
                "when you come back.",
                (
                    Choice("save", "Save", "s"),
                    Choice("leave", "Leave without saving", "l"),
                    Choice("stay", "Stay", "t"),
                ),
            )
        )
        if answer == "save":
            return await self.save()
        return answer == "leave"

    async def _marking_is_meant(self) -> bool:
        """Whether the text may be saved with the marking that it has now, put right where it is not meant."""
        keeper = self._desk.keeper
        lowered = keeper.lowered()
        if lowered is None:
            return True
        answer = await ask_marking(self._desk, lowered)
        if answer == "lower":
            keeper.agree(lowered)
        elif answer == "back":
            edits = late.set_values(self._desk.current().report, {("document", "marking"): lowered.before})
            self._desk.change(edits, "put the marking back")
        else:
            self._desk.standing(_LOWERED)
        return answer in ("lower", "back")

    async def _ask_after_failure(self, error: ImrError) -> str | None:
        """Say what went wrong; the key that saves tries again."""
        self._failed(error)
        return await self._desk.ask(
            Ask(
                error.title,
                "\n\n".join(part for part in (error.detail, error.hint) if part),
                (
                    Choice("again", "Try again", "Ctrl+S", "save"),
                    Choice("copy", "Save elsewhere", "e"),
                    Choice("later", "Go on writing"),
                ),
            )
        )

    async def _settle(self, error: ConflictError) -> bool:
        """The file on disk is not the one that was read: show the difference and let the officer choose."""
        keeper = self._desk.keeper
        if keeper.path is None:
            return False
        try:
            theirs = await asyncio.to_thread(load, keeper.path)
        except ImrError as unreadable:
            return await self._settle_unseen(unreadable)
        changes = await what_changed(theirs.text, self._desk.read()[0], self._desk.services.rules)
        answer = await self._desk.ask(
            Ask(
                error.title,
                f"{error.detail} Below is what saving yours over it would change: lines with a minus stand in the file "
                "only, with a plus in your text only. To keep both, yours becomes a copy; else the one that gives way is kept as "
                "a version.",
                (
                    Choice("copy", "Keep both", "c"),
                    Choice("mine", "Keep mine", "m"),
                    Choice("theirs", "Take theirs", "t"),
                    Choice("later", "Later"),
                ),
                details=changes,
                tall=True,
            )
        )
        if answer == "copy":
            return await self.save_copy()
        if answer == "mine":
            return await self._keep_mine(theirs)
        if answer == "theirs":
            return await self._take_theirs(theirs)
        self._desk.standing(_CHANGED)
        return False

    async def _settle_unseen(self, unreadable: ImrError) -> bool:
        """The file on disk was changed, and cannot be shown."""
        self._desk.standing(_CHANGED)
        answer = await self._desk.ask(
            Ask(
                "The file was changed by someone else",
                f"It was left alone and your text is kept. It cannot be shown: {unreadable.detail}",
                (Choice("copy", "Save mine as a copy", "c"), Choice("later", "Decide later")),
            )
        )
        return answer == "copy" and await self.save_copy()

    async def _keep_mine(self, theirs: Loaded) -> bool:
        """Put this text in place of the file that was shown, whose text is kept as a version."""
        version = await self._set_aside(theirs.path, theirs.text, "from the file")
        if version is None:
            return False
        # Only the file that was shown gives way; if it is another by now, that is asked about again.
        self._desk.keeper.stamp = theirs.stamp
        saved = await self.save()
        if saved:
            self._desk.tell(f"Saved. What the file held is kept as the version “{version.name}”.")
        return saved

    async def _take_theirs(self, theirs: Loaded) -> bool:
        """Go on with the file's text; what was written here is kept as a version."""
        mine = self._desk.read()[0]
        version = await self._set_aside(theirs.path, mine, "mine")
        if version is None:
            return False
        edits = replacing(mine, theirs.text)
        self._desk.change(edits, "take the text on disk")
        self._desk.go_to(edits[0].start if edits else 0)
        self._desk.keeper.taken_as_saved(theirs.stamp)
        self._desk.standing("")
        self._desk.tell(f"This is the file's text. Ctrl+Z brings yours back; it is also the version “{version.name}”.")
        return True

    async def _set_aside(self, path: Path, text: str, what: str) -> Version | None:
        services = self._desk.services
        try:
            version = await asyncio.to_thread(services.versions.keep_set_aside, path, text, what)
        except InputError as error:
            await self._desk.notice(error)
            self._desk.standing(_CHANGED)
            return None
        await asyncio.to_thread(services.record, Event.SNAPSHOT, path, size=version.size, sha256=version.sha256)
        return version

    def _saved(self, notes: tuple[str, ...]) -> None:
        self._desk.standing("")
        self._desk.tell(" ".join([SAVED, *notes]))

    def _failed(self, error: ImrError) -> None:
        self._desk.standing(f"{error.title}: {error.detail} {error.hint}")
