"""The export as the officer meets it: asked first, written in a thread, told afterwards."""

from __future__ import annotations

import asyncio
from pathlib import Path

from imr_tui.analysis.model import Analysis
from imr_tui.errors import ImrError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import write_new
from imr_tui.storage.person import host_name, user_name
from imr_tui.tui import late
from imr_tui.tui.desk import Desk
from imr_tui.tui.screens.export import ExportDialog, Exported, ExportWish, copy_lines


class Exporting:
    """Exports the review on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._under_way = False

    async def export(self) -> None:
        """Ask for the target and write the Word document there; typing goes on meanwhile."""
        if self._under_way:
            self._desk.tell("An export is under way already.")
            return
        analysis = self._desk.current()
        source = self._desk.keeper.path
        target = (source or Path.cwd() / "review.md").with_suffix(".docx")
        wish = await self._desk.ask(ExportDialog(analysis.checklist, target, source, self._desk.glyphs))
        if wish is None:
            return
        told = Exported()
        self._desk.app.push_screen(told)
        self._under_way = True
        try:
            size = await asyncio.to_thread(self._write, analysis, wish, source)
        except ImrError as error:
            await self._tell_failed(told, error)
        else:
            await self._tell_done(told, wish, analysis, size)
        finally:
            self._under_way = False

    def _write(self, analysis: Analysis, wish: ExportWish, source: Path | None) -> int:
        data = late.word_file(analysis, self._desk.services.rules, source)
        write_new(wish.target, data, replace=wish.replace)
        return len(data)

    async def _tell_done(self, told: Exported, wish: ExportWish, analysis: Analysis, size: int) -> None:
        services = self._desk.services
        marking = analysis.report.front.text("document", "marking")
        services.record(Event.EXPORT, self._desk.keeper.path, size=size, marking=marking)
        if told.is_active:
            told.show_done(wish.target.absolute(), copy_lines(wish.target.absolute(), user_name(), host_name()))
        else:
            self._desk.tell(f"The Word document is written: {wish.target.absolute()}")

    async def _tell_failed(self, told: Exported, error: ImrError) -> None:
        if told.is_active:
            told.show_failed(error)
        else:
            await self._desk.notice(error)
