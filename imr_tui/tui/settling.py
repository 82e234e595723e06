"""What was found, and what the officer does about it: go there, apply a fix, keep it, switch its rule off; each one undo step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from imr_tui.errors import ImrError
from imr_tui.tui import late
from imr_tui.tui.desk import only_read
from imr_tui.tui.finding_list import plain_title
from imr_tui.tui.judging import Judging
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.problems import ProblemAnswer, ProblemDeed, Problems, Selection

if TYPE_CHECKING:
    from imr_tui.document.findings import Finding
    from imr_tui.document.text import TextEdit
    from imr_tui.tui.desk import Desk


class Settling:
    """Shows the list of findings and does what is chosen there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def problems(self, *, wording_only: bool = False, item: str = "") -> None:
        """The list of findings; it comes back after one was kept or a rule switched off, for the next one."""
        selection: Selection | None = Selection(wording_only=wording_only, item=item)
        while selection is not None:
            answer = await self._desk.ask(
                Problems(self._desk.current(), self._desk.glyphs, selection, self._desk.services.rules.prose)
            )
            selection = await self._done(answer) if answer is not None else None

    async def _done(self, answer: ProblemAnswer) -> Selection | None:
        """Do what was chosen; how the list is to stand when it comes back, None where it does not."""
        finding = answer.finding
        if answer.deed is ProblemDeed.GO:
            self._desk.go_to(finding.span.start, select_to=finding.span.end)
            return None
        if answer.deed is ProblemDeed.FIX:
            self._fix(finding)
            return None
        if answer.deed is ProblemDeed.KEEP:
            await self.keep(finding)
        else:
            await self.switch_off(finding)
        return answer.selection

    def _fix(self, finding: Finding) -> None:
        fix = finding.fixes[0]
        if self._desk.change(fix.edits, fix.label):
            self._desk.go_to(fix.edits[0].start if fix.edits else finding.span.start)
            self._desk.tell("Changed. Ctrl+Z takes it back.")

    async def keep(self, finding: Finding) -> None:
        """Ask why a finding is to stay, and keep it with that reason."""
        if only_read(self._desk):
            return
        reason = await self._desk.ask(
            AskText(
                "Keep it, with a reason",
                f"{finding.message}\n\nWhy does it stay as it is? The reason stays in the review, with your name.",
                go="Keep it",
                needed="Give the reason in a few words: without one it still counts.",
            )
        )
        by = await Judging(self._desk).author() if reason else None
        if not reason or by is None:
            return
        report, today = self._desk.current().report, self._desk.services.today()
        await self._write(
            lambda: late.keep_finding(report, finding.rule, sentence=finding.sentence, reason=reason, by=by, on=today),
            f"keep {finding.rule}",
            "Kept, with your reason.",
        )

    async def switch_off(self, finding: Finding) -> None:
        """Ask why a rule does not suit the review, and switch it off with that reason."""
        if only_read(self._desk):
            return
        rule = finding.rule
        title = plain_title(rule, self._desk.services.rules.prose)
        among = [other for other in self._desk.current().findings if other.rule == rule and not other.kept]
        reason = await self._desk.ask(
            AskText(
                "Switch the rule off for this review",
                f"{title}: {len(among)} of its findings in this review would go.\n\nWhy does it not suit this review? The "
                f"reason stays in the review. Rule: {rule}.",
                go="Switch it off",
                needed="Give the reason in a few words: without one the rule still runs.",
            )
        )
        if reason:
            report = self._desk.current().report
            await self._write(
                lambda: late.switch_off_rule(report, rule, reason=reason), f"switch off {rule}", f"Off here: {title}."
            )

    async def _write(self, edits: Callable[[], tuple[TextEdit, ...]], label: str, said: str) -> None:
        try:
            made = edits()
        except ImrError as error:
            await self._desk.notice(error)
            return
        if self._desk.change(made, label):
            self._desk.tell(f"{said} Ctrl+Z takes it back.")
