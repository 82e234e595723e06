"""The export as the officer meets it: asked first, written in a thread, told afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from imr_tui.analysis.model import Analysis
from imr_tui.errors import ImrError
from imr_tui.storage.audit import Event
from imr_tui.storage.files import write_new
from imr_tui.storage.person import host_name, user_name
from imr_tui.storage.stamp import digest
from imr_tui.tui import late
from imr_tui.tui.desk import Desk
from imr_tui.tui.export_wish import ExportWish
from imr_tui.tui.keeper import OTHER_MARKING
from imr_tui.tui.screens.export import ExportDialog, Exported, copy_lines
from imr_tui.tui.turns import short_turns, untidied
from imr_tui.word.options import FULL, PROFILES, PSEUDONYMS


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
        source = self._desk.keeper.path
        policy = self._desk.services.policy
        usual = policy.profile(FULL)
        profiles = sorted(filter(policy.allows_profile, PROFILES), key=lambda profile: profile != usual)
        wish = await self._desk.ask(ExportDialog(self._desk.current().checklist, source, self._desk.glyphs, profiles))
        if wish is None or (wish.profile == PSEUDONYMS and not await self._names_decided()):
            return
        told = Exported()
        await self._desk.app.push_screen(told)
        self._under_way = True
        try:
            # Undecided names that may stay were agreed to when the names were looked at.
            notes = await self._written(replace(wish, leave_names=True), source)
        except ImrError as error:
            await self._tell_failed(told, error)
        else:
            self._tell_done(told, wish, notes)
        finally:
            self._under_way = False

    async def _names_decided(self) -> bool:
        """Whether a copy with pseudonyms can be made: asks about names that are not decided, and writes the decisions."""
        with short_turns():
            review = await asyncio.to_thread(late.review_names, self._desk.current().report)
        if not review.candidates and not review.unnamed:
            return True
        from imr_tui.tui.screens.names import NamesView  # noqa: PLC0415 - needed for such a copy alone

        answer = await self._desk.ask(NamesView(review, self._desk.glyphs))
        if answer is None:
            return False
        if answer.names or answer.people:
            schema = self._desk.services.rules.schema
            edits = late.name_edits(self._desk.current().report, schema, answer.names, answer.people)
            if edits and not self._desk.change(edits, "Decide on names"):
                return False
        return answer.export

    async def _written(self, wish: ExportWish, source: Path | None) -> tuple[str, ...]:
        with short_turns(), untidied():
            return await asyncio.to_thread(self._write, self._desk.current(), wish, source)

    def _write(self, analysis: Analysis, wish: ExportWish, source: Path | None) -> tuple[str, ...]:
        """Write the file, keep the text it was made of as a version; sentences about what else is to be said."""
        services = self._desk.services
        data = late.word_file(analysis, services.rules, source, wish, services.settings.house_style)
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
        what = "file" if target.suffix.casefold() == ".csv" else "Word document"
        if told.is_active:
            told.show_done(target, copy_lines(target, user_name(), host_name()), notes)
        else:
            self._desk.tell(" ".join([f"The {what} is written: {target}", *notes]))

    async def _tell_failed(self, told: Exported, error: ImrError) -> None:
        if told.is_active:
            told.show_failed(error)
        else:
            await self._desk.notice(error)
