"""Saving as the officer meets it: by key, by itself, on leaving; what is asked when something is in the way."""

from __future__ import annotations

from pathlib import Path

from imr_tui.errors import ConflictError, ImrError
from imr_tui.storage.files import load
from imr_tui.tui.desk import Desk
from imr_tui.tui.opening import named_path
from imr_tui.tui.screens.compare import difference
from imr_tui.tui.screens.dialog import Ask, AskText, Choice
from imr_tui.tui.whole_text import replacing


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
        try:
            self._saved(await keeper.save())
        except ConflictError as error:
            return await self._settle(error)
        except ImrError as error:
            self._failed(error)
            await self._desk.notice(error)
            return False
        return True

    async def autosave(self) -> None:
        """Save without asking anything; what goes wrong becomes a standing notice."""
        if self._desk.keeper.path is None:
            return
        try:
            self._saved(await self._desk.keeper.save())
        except ConflictError:
            self._desk.standing(
                "Not saved: the file was changed by someone else. Ctrl+S shows the difference and asks what to do."
            )
        except ImrError as error:
            self._failed(error)

    async def save_copy(self) -> bool:
        """Ask for a name and save there; the review goes on under it."""
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

    async def _settle(self, error: ConflictError) -> bool:
        """The file on disk is not the one that was read: show the difference and let the officer choose."""
        keeper = self._desk.keeper
        if keeper.path is None:
            return False
        try:
            theirs = load(keeper.path)
        except ImrError as unreadable:
            await self._desk.notice(unreadable)
            return False
        answer = await self._desk.ask(
            Ask(
                error.title,
                f"{error.detail} Lines with a minus stand in the file on disk, lines with a plus in your text.",
                (
                    Choice("copy", "Save mine as a copy", "c"),
                    Choice("mine", "Replace the file with mine", "m"),
                    Choice("theirs", "Take the file's text", "t"),
                    Choice("later", "Decide later"),
                ),
                details=difference(theirs.text, self._desk.read()[0]) or "The texts are the same.",
                tall=True,
            )
        )
        if answer == "copy":
            return await self.save_copy()
        if answer == "mine":
            return await self._replace()
        if answer == "theirs":
            self._desk.change(replacing(self._desk.read()[0], theirs.text), "take the text on disk")
            keeper.taken_as_saved(theirs.stamp)
            self._desk.standing("")
            self._desk.tell("This is the text on disk now. Ctrl+Z brings yours back.")
            return True
        self._desk.standing(
            "Not saved: the file was changed by someone else. Ctrl+S shows the difference and asks what to do."
        )
        return False

    async def _replace(self) -> bool:
        try:
            self._saved(await self._desk.keeper.save(force=True))
        except ImrError as error:
            self._failed(error)
            await self._desk.notice(error)
            return False
        return True

    def _saved(self, notes: tuple[str, ...]) -> None:
        self._desk.standing("")
        self._desk.tell(" ".join(["Saved.", *notes]))

    def _failed(self, error: ImrError) -> None:
        self._desk.standing(f"{error.title}: {error.detail} {error.hint}")
