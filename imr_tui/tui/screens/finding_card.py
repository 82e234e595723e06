"""The card of one finding in the wording or spelling: the words, what is wrong with them, what to write, and where that comes from."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Fix
from imr_tui.tui.finding_list import SEVERITY_WORDS, may_keep, plain_title
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.underlining import SPELLING
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain


class CardDeed(StrEnum):
    """What the card was left for."""

    FIX = "fix"
    KEEP = "keep"
    OFF = "off"
    ADD = "add"
    NEXT = "next"
    PREVIOUS = "previous"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What is to be done with the finding; `fix` is the chosen one for `FIX`."""

    deed: CardDeed
    fix: Fix | None = None


class FindingCard(Dialog[CardAnswer]):
    """One finding at a time, below the text that it stands in. Enter writes the chosen words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "deed('next')", "Next", show=False, priority=True, id="wording"),
        Binding("n,right", "deed('next')", "Next", show=False, priority=True),
        Binding("shift+f7,f19,p,left", "deed('previous')", "Previous", show=False, priority=True),
        Binding("k,f9", "deed('keep')", "Keep with a reason", show=False, priority=True),
        Binding("o,ctrl+d", "deed('off')", "Rule off", show=False, priority=True),
        Binding("a", "deed('add')", "Add to your words", show=False, priority=True),
        Binding("l", "deed('list')", "List", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FindingCard { align: center bottom; background: transparent; }
    FindingCard > .box { width: 100%; max-width: 100; max-height: 60%; }
    FindingCard PickList { max-height: 6; }
    FindingCard #complaint { color: $warning; }
    FindingCard #source { text-style: dim; }
    """

    def __init__(self, finding: Finding, fixes: Sequence[Fix], source: str, place: str, *, about: str = "") -> None:
        """`about` is in a few plain words what its rule is about, `place` which of how many it is and where."""
        super().__init__()
        self._about = about
        self._finding = finding
        self._fixes = tuple(fixes)
        self._source = source
        self._place = place

    def compose(self) -> ComposeResult:
        """What it is, what it stands on, what to write instead, source, buttons."""
        finding = self._finding
        weight = "" if finding.rule == SPELLING else f" ({SEVERITY_WORDS[finding.severity].casefold()})"
        title = f"{self._about or plain_title(finding.rule, None)}{weight}"
        with Vertical(classes="box"):
            yield Plain(f"“{one_line(finding.text)}”", classes="title", id="words")
            yield Plain(f"{title}, {self._place}", id="about")
            yield Plain(one_line(finding.message), id="why")
            if self._fixes:
                entries = [Entry(str(number), one_line(fix.label)) for number, fix in enumerate(self._fixes)]
                yield PickList(entries, wraps=True, id="fixes")
            elif finding.suggestions:
                yield Plain(f"Instead: {one_line('; '.join(finding.suggestions))}", id="instead")
            told = [f"From: {one_line(self._source)}"] * bool(self._source) + [f"Rule: {finding.rule}"]
            yield Plain(". ".join(told), id="source")
            yield Plain("", id="complaint")
            yield ButtonRow(self._choices())

    def _choices(self) -> tuple[Choice, ...]:
        spelling = self._finding.rule == SPELLING
        return (
            *((Choice("fix", "Write", "Enter"),) if self._fixes else ()),
            Choice("next", "Next", "F7", "wording"),
            Choice("previous", "Back", "p"),
            *((Choice("add", "Mine", "a"),) if spelling else ()),
            Choice("keep", "Keep", "k"),
            Choice("off", "Off", "o"),
            Choice("list", "List", "l"),
            Choice("leave", "Close"),
        )

    def on_mount(self) -> None:
        """Begin at the first thing to write, else at the button for the next."""
        super().on_mount()
        if self._fixes:
            self.query_one(PickList).focus()
        else:
            self.buttons.focus_on("next")

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter writes what is marked."""
        event.stop()
        self.dismiss(CardAnswer(CardDeed.FIX, self._fixes[int(event.key)]))

    def pressed(self, choice: str) -> None:
        """The buttons do what the keys do."""
        if choice == "leave":
            self.dismiss(None)
        else:
            self.action_deed(choice)

    def action_deed(self, deed: str) -> None:
        """Leave the card for something; says why where that cannot be done."""
        if deed == CardDeed.FIX:
            self.dismiss(CardAnswer(CardDeed.FIX, self._fixes[self.query_one(PickList).place or 0]))
        elif deed == CardDeed.ADD and self._finding.rule != SPELLING:
            self._say("Only a word goes on your list of words; this is a matter of wording.")
        elif deed == CardDeed.KEEP and not may_keep(self._finding):
            self._say("It is kept already, with your reason.")
        else:
            self.dismiss(CardAnswer(CardDeed(deed)))

    def _say(self, text: str) -> None:
        self.query_one("#complaint", Plain).show(text)
