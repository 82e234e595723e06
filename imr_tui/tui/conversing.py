"""The dialogue with the review author as the officer meets it: taking in a returned copy, answering, carrying out, settling."""

from __future__ import annotations

import asyncio
from pathlib import Path

from imr_tui.document.dialogue import Remark, Stand, locate, proposed, read_dialogue, settle, take_remarks
from imr_tui.document.text import TextEdit
from imr_tui.errors import ImrError
from imr_tui.tui.desk import Desk
from imr_tui.tui.opening import named_path
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.remarks import STANDS, RemarkAnswer, RemarkDeed, Remarks, in_full

_BECOMES = {RemarkDeed.DONE: Stand.DONE, RemarkDeed.DISMISS: Stand.DISMISSED, RemarkDeed.REOPEN: Stand.OPEN}


class Conversing:
    """Shows the remarks, and does with them what is asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self) -> None:
        """List the remarks until the list is left, or left for a place in the text."""
        chosen = 0
        while True:
            remarks = read_dialogue(self._desk.current().report.front)
            answer = await self._desk.ask(Remarks(remarks, chosen))
            if answer is None:
                return
            if answer.remark is not None:
                chosen = answer.remark.number
            try:
                if await self._do(answer):
                    return
            except ImrError as error:
                await self._desk.notice(error)

    async def _do(self, answer: RemarkAnswer) -> bool:
        """Do what was chosen; whether that leaves the list."""
        if answer.remark is None:
            return await self._take()
        if answer.deed is RemarkDeed.GO:
            return self._go(answer.remark)
        if answer.deed is RemarkDeed.APPLY:
            return self._apply(answer.remark)
        if answer.deed is RemarkDeed.ANSWER:
            return await self._answer(answer.remark)
        report = self._desk.current().report
        state = _BECOMES[answer.deed]
        self._change(settle(report, answer.remark.number, state=state), f"remark {answer.remark.number}")
        self._desk.tell(f"Remark {answer.remark.number}: {STANDS[state].casefold()}. Ctrl+Z takes it back.")
        return False

    async def _take(self) -> bool:
        """Take in the remarks of a returned copy; the list stays."""
        named = await self._desk.ask(
            AskText(
                "Take in a returned copy",
                "The name of the Word file that came back, with its folder. It is only read: its comments and tracked changes are listed here, "
                "nothing in your text is changed.",
                go="Take in",
                needed="Give the name of the Word file.",
            )
        )
        if named is None:
            return False
        self._desk.tell("Reading the Word file…")
        returned = await asyncio.to_thread(_read, named_path(named, ".docx"))
        taken = take_remarks(self._desk.current().report, returned)
        self._change(taken.edits, "take in a returned copy")
        if not returned:
            self._desk.tell("There is no comment and no tracked change in that copy.")
        else:
            self._desk.tell(
                f"{len(taken.new)} new remarks, {len(taken.replied)} with a new reply. Ctrl+Z takes them out again."
            )
        return False

    def _go(self, remark: Remark) -> bool:
        span = locate(self._desk.current().report, remark)
        if span is None:
            self._desk.tell("Its words are not found in the review any more, nor is its record or section.")
            return False
        self._desk.go_to(span.start, select_to=span.end)
        return True

    def _apply(self, remark: Remark) -> bool:
        report = self._desk.current().report
        edits = (*proposed(report, remark), *settle(report, remark.number, state=Stand.DONE))
        if self._change(edits, f"carry out remark {remark.number}"):
            self._desk.tell(f"The change is made, and remark {remark.number} is done. Ctrl+Z takes both back.")
        return False

    async def _answer(self, remark: Remark) -> bool:
        text = await self._desk.ask(
            AskText(
                f"Answer remark {remark.number}",
                in_full(remark),
                value=remark.answer,
                amended=True,
                go="Answer",
                needed="Write the answer first, or leave with Escape.",
            )
        )
        if text is not None:
            report = self._desk.current().report
            self._change(
                settle(report, remark.number, state=Stand.ANSWERED, answer=text), f"answer remark {remark.number}"
            )
            self._desk.tell("Answered. It goes out with an export that gives the answers back. Ctrl+Z takes it back.")
        return False

    def _change(self, edits: tuple[TextEdit, ...], label: str) -> bool:
        return bool(edits) and self._desk.change(edits, label)


def _read(path: Path) -> tuple[Remark, ...]:
    from imr_tui.data.loader import load_incoming  # noqa: PLC0415 - what reads Word files is dear, and seldom needed
    from imr_tui.storage.foreign import read_foreign  # noqa: PLC0415 - as above
    from imr_tui.word.incoming.package import MOST_BYTES  # noqa: PLC0415 - as above
    from imr_tui.word.incoming.remarks import read_remarks  # noqa: PLC0415 - as above

    return read_remarks(read_foreign(path, MOST_BYTES, "The Word file cannot be read"), load_incoming())
