"""Changes that the interface makes to the text for the officer: the details, a date; each one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imr_tui.document.dates import write_date
from imr_tui.document.markings import is_lower
from imr_tui.document.model import Report
from imr_tui.document.text import TextEdit
from imr_tui.errors import ImrError, RefusedError
from imr_tui.tui import late
from imr_tui.tui.desk import Desk
from imr_tui.tui.keeper import Lowered
from imr_tui.tui.screens.dialog import Ask, Choice

if TYPE_CHECKING:
    from imr_tui.tui.places import Place
    from imr_tui.tui.screens.details import Details


class Writing:
    """Makes the changes and jumps that are asked for in dialogs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def details(self) -> None:
        """The form for the front matter."""
        report = self._desk.current().report
        if not report.front.readable:
            await self._desk.notice(
                RefusedError(
                    "The details cannot be edited as a form",
                    "What stands at the head of the file cannot be read at the moment.",
                    "Ctrl+U shows it; the list of problems names the line and column.",
                )
            )
            return
        from imr_tui.tui.screens.details import DetailsForm, unexplained_in  # noqa: PLC0415 - imported when it is asked for

        form = DetailsForm(
            report,
            self._desk.services.rules.schema,
            self._desk.glyphs,
            markings=self._desk.services.policy.markings,
            unexplained=lambda: unexplained_in(self._desk.current()),
        )
        changed = form.details if await self._desk.ask(form) else {}
        if not changed or not await self._marking_is_meant(report, changed):
            return
        try:
            edits = late.set_values(self._desk.current().report, changed)
        except ImrError as error:
            await self._desk.notice(error)
            return
        if self._desk.change(edits, "details"):
            self._desk.tell("The details are written. Ctrl+Z takes them back.")

    async def counts(self, marked: str) -> None:
        """How many words there are: by area, in all, and in what is marked."""
        from imr_tui.tui.counting import SAID, count_lines  # noqa: PLC0415 - seldom asked for

        lines = count_lines(self._desk.current(), marked)
        await self._desk.ask(Ask("Word counts", SAID, (Choice("ok", "Close"),), details="\n".join(lines)))

    async def _marking_is_meant(self, report: Report, changed: Details) -> bool:
        """Whether a lower protective marking in the answers is meant; one that is not is taken out of them."""
        from imr_tui.tui.front_form import MARKING  # noqa: PLC0415 - imported when it is asked for
        from imr_tui.tui.lowering import ask_marking  # noqa: PLC0415 - imported when it is asked for

        if MARKING not in changed:
            return True
        lowered = Lowered(report.front.text(*MARKING), str(changed[MARKING] or ""))
        if not is_lower(lowered.before, lowered.after):
            return True
        answer = await ask_marking(self._desk, lowered)
        if answer == "lower":
            self._desk.keeper.agree(lowered)
        elif answer == "back":
            del changed[MARKING]
        return bool(answer in ("lower", "back") and changed)

    async def goto(self) -> Place | None:
        """The list of places; goes to the chosen one."""
        from imr_tui.tui.screens.goto import GoTo  # noqa: PLC0415 - imported when it is asked for

        place = await self._desk.ask(GoTo(self._desk.current(), self._desk.glyphs))
        if place is None:
            return None
        if place.offset is None:
            self._desk.tell("Nothing in the review answers this question yet, so there is no place to go to.")
        else:
            self._desk.go_to(place.offset)
        return place

    def date(self, cursor: int) -> None:
        """Type today's date at the cursor."""
        now = self._desk.services.now()
        said = write_date(now, timed=False)
        self._desk.change((TextEdit(cursor, cursor, said),), "date", cursor=cursor + len(said))
