"""The ways to a review: chosen on the start screen, named, begun from a template, recovered, open elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.errors import ImrError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import load
from imr_tui.storage.lock import LockedError
from imr_tui.storage.templates import Template
from imr_tui.tui import late
from imr_tui.tui.app import WORD_ENDING
from imr_tui.tui.opening import named_path, new_review, open_review, recovered_review
from imr_tui.tui.screens.dialog import Ask, AskText, Choice, Notice
from imr_tui.tui.screens.start import StartScreen, StartWish

if TYPE_CHECKING:
    from imr_tui.tui.application import ImrApp


class Arriving:
    """Brings the application to a review."""

    def __init__(self, app: ImrApp) -> None:
        self._app = app

    def start(self, locked: Path | None) -> None:
        """Show the start screen; a review that is open elsewhere is asked about on top of it."""
        self._app.push_screen(StartScreen(self._app.services, self.begin))
        if locked is not None:
            self._app.run_worker(self.open(locked), group="flow")

    async def begin(self, wish: StartWish | None) -> None:
        """Do what was chosen on the start screen; None asks for a file's name."""
        try:
            if wish is None:
                await self._ask_name()
            elif wish.template is not None:
                self._app.show(new_review(await asyncio.to_thread(_begun, wish.template)))
            elif wish.sample is not None:
                self._app.show(new_review((await asyncio.to_thread(load, wish.sample.path)).text))
            elif wish.recovered is not None and wish.recovered.document is None:
                self._app.show(recovered_review(wish.recovered))
            else:
                path = wish.path or (wish.recovered.document if wish.recovered is not None else None)
                if path is not None:
                    await self.open(path)
        except ImrError as error:
            await self._app.push_screen_wait(Notice(error))

    async def open(self, path: Path) -> None:
        """Open a review, asking where another session has it."""
        services = self._app.services
        try:
            if path.suffix.casefold() == WORD_ENDING:
                await self._from_word(path)
            else:
                self._app.show(open_review(path, services))
        except LockedError as error:
            answer = await self._app.push_screen_wait(_elsewhere(error))
            if answer == "read":
                self._app.show(open_review(path, services, read_only=True))
            elif answer == "take":
                services.record(Event.TAKE_OVER, path)
                self._app.show(open_review(path, services, take_over=True))
        except ImrError as error:
            await self._app.push_screen_wait(Notice(error))

    async def _from_word(self, path: Path) -> None:
        """Begin a review from a Word file, once what it gives was looked at."""
        from imr_tui.tui.from_word import look_and_begin  # noqa: PLC0415 - most reviews are not begun so

        text = await look_and_begin(self._app, path)
        if text is not None:
            self._app.show(new_review(text))

    async def _ask_name(self) -> None:
        named = await self._app.push_screen_wait(
            AskText(
                "Open a review",
                "The name of its file, with the folder if it is not this one. A Word file (.docx) is made into a new review.",
                go="Open",
            )
        )
        if named is not None:
            await self.open(named_path(named))


def _begun(template: Template) -> str:
    return late.from_template(load(template.path).text, template.name)


def _elsewhere(error: LockedError) -> Ask:
    return Ask(
        error.title,
        f"{error.detail} You can read it, or take it over: the other session then finds that the file was changed, and "
        "what it has not saved can only be saved by hand.",
        (Choice("read", "Open to read", "r"), Choice("take", "Take it over", "t"), Choice("leave", "Leave it")),
    )
