"""From one finding in the wording and spelling to the next: each is shown in the text with its card, and settled there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imr_tui.analysis.explain import explained
from imr_tui.document.findings import Finding, Fix
from imr_tui.document.text import TextEdit
from imr_tui.errors import ImrError
from imr_tui.tui.finding_list import is_prose, plain_title
from imr_tui.tui.screens.finding_card import CardAnswer, CardDeed, FindingCard
from imr_tui.tui.underlining import SPELLING

if TYPE_CHECKING:
    from imr_tui.tui.desk import Desk
    from imr_tui.tui.settling import Settling


class Walking:
    """Walks through the findings that are open, those worth a look included, in the order of the text."""

    def __init__(self, desk: Desk, settling: Settling) -> None:
        self._desk = desk
        self._settling = settling

    async def walk(self, cursor: int) -> None:
        """Show the first finding at or behind `cursor`, then whichever is asked for, until the card is closed."""
        self._read_dictionary()
        place, back = cursor, False
        while True:
            found = self._found()
            if not found:
                self._desk.tell("Nothing is found in the wording or the spelling.")
                return
            at = before(found, place) if back else after(found, place)
            finding = found[at]
            self._desk.go_to(finding.span.start, select_to=finding.span.end)
            answer = await self._desk.ask(self._card(finding, at, len(found)))
            if answer is None:
                return
            back = answer.deed is CardDeed.PREVIOUS
            place = finding.span.start + (answer.deed is CardDeed.NEXT)
            if not await self._done(answer, finding):
                return

    def _found(self) -> list[Finding]:
        return [finding for finding in self._desk.current().findings if is_prose(finding) and not finding.kept]

    def _read_dictionary(self) -> None:
        """Spelling is part of the walk from the first time on."""
        try:
            self._desk.services.spelling.load()
        except (ImportError, OSError):
            self._desk.tell("Spelling cannot be checked: its dictionary cannot be read.")

    def _card(self, finding: Finding, at: int, count: int) -> FindingCard:
        rules = self._desk.services.rules
        rule = explained(finding.rule, rules.prose)
        line = self._desk.current().report.position(finding.span.start).line
        source = rule.source if rule is not None else ""
        return FindingCard(
            finding,
            self._fixes(finding),
            source,
            f"{at + 1} of {count}, line {line}",
            about=plain_title(finding.rule, rules.prose),
        )

    def _fixes(self, finding: Finding) -> Sequence[Fix]:
        """The fixes of a finding; for a word that is not known, what may be meant instead."""
        speller = self._desk.services.rules.speller
        if finding.rule != SPELLING or finding.fixes or speller is None:
            return finding.fixes
        style = self._desk.current().report.front.text("language", "spelling").strip().lower()
        span = finding.span
        return [
            Fix(f"Change to “{other}”", (TextEdit(span.start, span.end, other),))
            for other in speller.near(finding.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"), style)
        ]

    async def _done(self, answer: CardAnswer, finding: Finding) -> bool:
        """Do what was chosen; whether the walk goes on."""
        match answer.deed:
            case CardDeed.FIX if answer.fix is not None:
                if not self._desk.change(answer.fix.edits, answer.fix.label):
                    return False
                self._desk.tell("Changed. Ctrl+Z takes it back.")
            case CardDeed.KEEP:
                await self._settling.keep(finding)
            case CardDeed.OFF:
                await self._settling.switch_off(finding)
            case CardDeed.ADD:
                await self._add(finding)
            case CardDeed.LIST:
                await self._settling.problems(wording_only=True)
                return False
            case _:
                pass
        return True

    async def _add(self, finding: Finding) -> None:
        try:
            self._desk.services.spelling.add(
                finding.text.removesuffix("'s").removesuffix("\N{RIGHT SINGLE QUOTATION MARK}s")
            )
        except ImrError as error:
            await self._desk.notice(error)
            return
        self._desk.tell("Added to your words. imr-tui words lists them.")


def after(found: Sequence[Finding], place: int) -> int:
    """The first finding that begins at `place` or behind it; the first of all where there is none."""
    return next((number for number, finding in enumerate(found) if finding.span.start >= place), 0)


def before(found: Sequence[Finding], place: int) -> int:
    """The last finding that begins ahead of `place`; the last of all where there is none."""
    return next((number for number in reversed(range(len(found))) if found[number].span.start < place), len(found) - 1)
