"""The export as the officer meets it: asked first, written in a thread, told afterwards."""

from __future__ import annotations

import asyncio
from pathlib import Path

from imr_tui.analysis.model import Analysis
from imr_tui.errors import ImrError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import write_new
from imr_tui.storage.person import host_name, user_name
from imr_tui.storage.stamp import digest
from imr_tui.tui import late
from imr_tui.tui.desk import Desk
from imr_tui.tui.keeper import OTHER_MARKING
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
        await self._desk.app.push_screen(told)
        self._under_way = True
        try:
            notes = await asyncio.to_thread(self._write, analysis, wish, source)
        except ImrError as error:
            await self._tell_failed(told, error)
        else:
            self._tell_done(told, wish, notes)
        finally:
            self._under_way = False

    def _write(self, analysis: Analysis, wish: ExportWish, source: Path | None) -> tuple[str, ...]:
        """Write the Word file, keep the text it was made of as a version; sentences about what else is to be said."""
        services = self._desk.services
        data = late.word_file(analysis, services.rules, source, services.policy)
        write_new(wish.target, data, replace=wish.replace)
        marking = analysis.report.front.text("document", "marking")
        services.record(Event.EXPORT, source, size=len(data), sha256=digest(data), marking=marking)
        notes = () if not marking or services.policy.allows_marking(marking) else (OTHER_MARKING,)
        if source is None:
            return notes
        try:
            services.versions.keep_export(source, analysis.report.text)
        except ImrError as error:
            return (*notes, f"The text as it was exported could not be kept as a version: {error.detail}")
        return notes

    def _tell_done(self, told: Exported, wish: ExportWish, notes: tuple[str, ...]) -> None:
        target = wish.target.absolute()
        if told.is_active:
            told.show_done(target, copy_lines(target, user_name(), host_name()), notes)
        else:
            self._desk.tell(" ".join([f"The Word document is written: {target}", *notes]))

    async def _tell_failed(self, told: Exported, error: ImrError) -> None:
        if told.is_active:
            told.show_failed(error)
        else:
            await self._desk.notice(error)
