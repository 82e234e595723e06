"""The author's word on a question: confirm, set aside, reopen; each one undo step."""

from __future__ import annotations

from imr_tui.checklist.model import Item
from imr_tui.errors import ImrError
from imr_tui.tui import late
from imr_tui.tui.desk import Desk, only_read
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.item_card import CardAnswer, Deed, ItemCard, can_confirm, can_reopen, why_not


class Judging:
    """Takes the author's word and writes it into the review."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open_card(self, ident: str) -> None:
        """Show a question's card and do what it is left for."""
        answer: CardAnswer | None = await self._desk.ask(ItemCard(self._desk.current(), ident, self._desk.glyphs))
        if answer is None:
            return
        if answer.deed is Deed.GO and answer.place is not None:
            self._desk.go_to(answer.place.start)
        elif answer.deed is Deed.FINDINGS:
            from imr_tui.tui.settling import Settling  # noqa: PLC0415 - which itself asks for the author here

            await Settling(self._desk).problems(item=answer.item)
        elif answer.deed is Deed.CONFIRM:
            await self.confirm(answer.item)
        elif answer.deed is Deed.SET_ASIDE:
            await self.set_aside(answer.item)
        elif answer.deed is Deed.REOPEN:
            await self.reopen(answer.item)

    async def confirm(self, ident: str) -> None:
        """Confirm a question at once; where its evidence does not hold, say what is missing."""
        item = self._desk.current().checklist.item(ident)
        if item is None or only_read(self._desk):
            return
        if not can_confirm(item):
            self._desk.tell(why_not(item))
            return
        by = await self.author()
        if by is None:
            return
        analysis = self._desk.current()
        item = analysis.checklist.item(ident) or item
        seen = tuple(part.seen for part in item.parts)
        try:
            edits = late.confirm(analysis.report, ident, by=by, on=self._desk.services.today(), seen=seen)
        except ImrError as error:
            await self._desk.notice(error)
            return
        if self._desk.change(edits, f"confirm {item.question.short}"):
            self._desk.tell(f"Confirmed: {item.question.short}. Ctrl+Z takes it back.")

    async def set_aside(self, ident: str) -> None:
        """Set a question aside; the reason is asked, without one nothing is done."""
        item = self._desk.current().checklist.item(ident)
        if item is None or only_read(self._desk):
            return
        reason = await self._desk.ask(
            AskText(
                "Not applicable",
                f"{item.question.text}\n\nWhy does this question not apply to this review? The reason stays in the review.",
                go="Set aside",
                needed="Give the reason in a few words: without one the question stays open.",
            )
        )
        by = await self.author() if reason else None
        if not reason or by is None:
            return
        report = self._desk.current().report
        try:
            edits = late.set_aside(report, ident, reason=reason, by=by, on=self._desk.services.today())
        except ImrError as error:
            await self._desk.notice(error)
            return
        if self._desk.change(edits, f"set aside {item.question.short}"):
            self._desk.tell(f"Not applicable: {item.question.short}. Ctrl+Z takes it back.")

    async def reopen(self, ident: str) -> None:
        """Take a confirmation or a not applicable back."""
        analysis = self._desk.current()
        item: Item | None = analysis.checklist.item(ident)
        if item is None or only_read(self._desk):
            return
        if not can_reopen(item):
            self._desk.tell("There is nothing to take back: this question was neither confirmed nor set aside.")
            return
        try:
            edits = late.reopen(analysis.report, ident)
        except ImrError as error:
            await self._desk.notice(error)
            return
        if self._desk.change(edits, f"reopen {item.question.short}"):
            self._desk.tell(f"Open again: {item.question.short}.")

    async def author(self) -> str | None:
        """Whose word it is: the author in the details, else asked for."""
        recorded = self._desk.current().report.front.text("agency", "author")
        if recorded:
            return recorded
        return await self._desk.ask(
            AskText(
                "Your name",
                "A judgement stands in the review with the name of whoever made it. Whose is it?\n"
                "If you record the author in the details of the review, this is not asked again.",
                needed="A judgement needs a name.",
            )
        )
