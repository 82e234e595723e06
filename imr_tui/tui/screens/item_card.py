"""The card of one question: what is asked, why, what the document shows for it, and what to do next."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import Evidence, Item, State
from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span
from imr_tui.tui.checklist_rows import Look
from imr_tui.tui.glyphs import Glyphs, state_word
from imr_tui.tui.outstanding import names
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain, joined
from imr_tui.tui.wrapped_rows import Pieces


class Deed(StrEnum):
    """What the card was left for."""

    CONFIRM = "confirm"
    SET_ASIDE = "aside"
    REOPEN = "reopen"
    GO = "go"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What is to be done, for which question, and where to go for `GO`."""

    deed: Deed
    item: str
    place: Span | None = None


def can_confirm(item: Item) -> bool:
    """Whether the author's confirmation would hold now."""
    return item.question.judge and item.state in (State.CONFIRM, State.LOOK_AGAIN)


def can_reopen(item: Item) -> bool:
    """Whether there is a confirmation or a not applicable to take back."""
    judged = item.question.judge and item.state in (State.DONE, State.LOOK_AGAIN)
    return item.state is State.NOT_APPLICABLE or (judged and bool(item.on or item.by))


def why_not(item: Item) -> str:
    """Why a question cannot be confirmed now, in a sentence."""
    if not item.question.judge:
        return "This question is ticked by what the review shows; there is nothing to confirm."
    if item.state is State.DONE:
        return "You have already confirmed this question."
    if item.state is State.NOT_APPLICABLE:
        return "This question is set aside as not applicable. Reopen it first."
    said = "; ".join(line.text for line in item.evidence if not line.holds)
    return f"It cannot be confirmed yet. Still open: {said}"


class ItemCard(Dialog[CardAnswer]):
    """One question at a time; left and right go to the question before and after."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+right_square_bracket,c", "confirm", "Confirm", show=False, priority=True, id="confirm"),
        Binding("x", "set_aside", "Not applicable", show=False, priority=True),
        Binding("r", "reopen", "Reopen", show=False, priority=True),
        Binding("g", "go", "Go to text", show=False, priority=True),
        Binding("f", "findings", "What was found", show=False, priority=True),
        Binding("right,n", "step(1)", "Next question", show=False, priority=True),
        Binding("left,p", "step(-1)", "Previous question", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    ItemCard .asked { text-style: bold; margin-top: 1; }
    ItemCard .why { margin-bottom: 1; }
    ItemCard #complaint { color: $warning; }
    ItemCard #evidence { height: auto; max-height: 12; }
    """

    def __init__(self, analysis: Analysis, item: str, glyphs: Glyphs) -> None:
        super().__init__()
        self._analysis = analysis
        self._item = item
        self._glyphs = glyphs

    @property
    def item(self) -> Item:
        """The question on the card."""
        found = self._analysis.checklist.item(self._item)
        return found if found is not None else self._analysis.checklist.items[0]

    def compose(self) -> ComposeResult:
        """The parts of the card; `_fill` says what stands in them."""
        with Vertical(classes="box"):
            yield Plain(id="head", classes="title")
            with VerticalScroll(classes="body", can_focus=False):
                yield Plain(id="asked", classes="asked")
                yield Plain(id="why", classes="why")
                yield PickList(wraps=True, id="evidence")
                yield Plain(id="standing")
                yield Plain(id="todo")
            yield Plain(id="complaint")
            yield ButtonRow(
                (
                    Choice("confirm", "Confirm", "F9", "confirm"),
                    Choice("aside", "Not applicable", "x"),
                    Choice("reopen", "Reopen", "r"),
                    Choice("go", "Go to text", "g"),
                    Choice("findings", "Found", "f"),
                    Choice("leave", "Close"),
                )
            )

    def on_mount(self) -> None:
        """Show the question and begin at what most likely comes next."""
        super().on_mount()
        self._fill()
        if can_confirm(self.item):
            self.buttons.focus_on("confirm")
        else:
            self.query_one(PickList).focus()

    def action_step(self, by: int) -> None:
        """Turn to another question."""
        idents = [item.id for item in self._analysis.checklist.items]
        self._item = idents[(idents.index(self.item.id) + by) % len(idents)]
        self._fill()

    def action_confirm(self) -> None:
        """Confirm, or say what is missing."""
        if can_confirm(self.item):
            self.dismiss(CardAnswer(Deed.CONFIRM, self.item.id))
        else:
            self._complain(why_not(self.item))

    def action_set_aside(self) -> None:
        """Ask for a reason; the caller does."""
        if self.item.state is State.NOT_APPLICABLE:
            self._complain("This question is set aside already.")
        else:
            self.dismiss(CardAnswer(Deed.SET_ASIDE, self.item.id))

    def action_reopen(self) -> None:
        """Take the author's word back."""
        if can_reopen(self.item):
            self.dismiss(CardAnswer(Deed.REOPEN, self.item.id))
        else:
            self._complain("There is nothing to take back: this question was neither confirmed nor set aside.")

    def action_go(self) -> None:
        """Go to the place in the text."""
        place = self.item.place
        if place is None:
            self._complain("Nothing in the review answers this question yet, so there is no place to go to.")
        else:
            self.dismiss(CardAnswer(Deed.GO, self.item.id, place))

    def action_findings(self) -> None:
        """List what was found that bears on the question, to be fixed or kept."""
        if self._has_findings():
            self.dismiss(CardAnswer(Deed.FINDINGS, self.item.id))
        else:
            self._complain("Nothing was found in the text that bears on this question.")

    def _has_findings(self) -> bool:
        ident = self.item.id
        return any(ident in finding.items or ident in finding.opens for finding in self._analysis.findings)

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter on an evidence line goes to its place."""
        event.stop()
        place = self.item.evidence[int(event.key)].place
        if place is None:
            self.action_go()
        else:
            self.dismiss(CardAnswer(Deed.GO, self.item.id, place))

    def pressed(self, choice: str) -> None:
        """The buttons do what the keys do."""
        deeds = {
            "confirm": self.action_confirm,
            "aside": self.action_set_aside,
            "reopen": self.action_reopen,
            "go": self.action_go,
            "findings": self.action_findings,
        }
        deeds.get(choice, self.action_leave)()

    def _complain(self, text: str) -> None:
        self.query_one("#complaint", Plain).show(one_line(text))

    def _fill(self) -> None:
        item = self.item
        areas = self._analysis.checklist.areas
        number, area = next((number, area) for number, area in enumerate(areas, 1) if area.id == item.question.area)
        sign = self._glyphs.states[item.state]
        head = f"{number} {area.title.short}{self._glyphs.dot}{item.question.short}{self._glyphs.dot}{sign} {state_word(item)}"
        self.query_one("#head", Plain).show(one_line(head))
        self.query_one("#asked", Plain).show(f"{item.question.text} ({item.question.reference})")
        self.query_one("#why", Plain).show(item.question.why)
        first = next((index for index, line in enumerate(item.evidence) if not line.holds), 0)
        entries = [Entry(str(index), self._line(line)) for index, line in enumerate(item.evidence)]
        self.query_one(PickList).show(entries, mark=str(first))
        self.query_one("#standing", Plain).show(_standing(item))
        self.query_one("#todo", Plain).show(
            joined(("Next: ", "bold"), self.named(_next(item))) if not item.state.settled else ""
        )
        self.buttons.show_button("confirm", item.question.judge and not item.state.settled)
        self.buttons.show_button("reopen", can_reopen(item))
        self.buttons.show_button("findings", self._has_findings())
        self.buttons.show_button("aside", item.state is not State.NOT_APPLICABLE)
        self._complain("")

    def _line(self, line: Evidence) -> Pieces:
        sign = self._glyphs.states[State.DONE if line.holds else State.TODO]
        verdict = "Holds" if line.holds else "Open "
        place = f" (line {self._analysis.report.position(line.place.start).line})" if line.place is not None else ""
        look = Look.PLAIN if line.holds else Look.ACT
        return (f"{sign} {verdict} ", Look.PLAIN), (one_line(line.text), look), (place, Look.PLAIN)


def _standing(item: Item) -> str:
    """The author's word as it stands: who, when, why, and what changed since."""
    said = []
    if item.state is State.NOT_APPLICABLE:
        said.append(f"Not applicable: {one_line(item.reason)}")
    if item.by or item.on:
        said.append(
            " ".join(
                part
                for part in (
                    _done_word(item),
                    f"by {one_line(item.by)}" if item.by else "",
                    f"on {item.on}" if item.on else "",
                )
                if part
            )
        )
    if item.changed:
        said.append(f"Changed since then: {one_line(names(item.changed_words))}")
    return "\n".join(said)


def _next(item: Item) -> str:
    """What to do next about an unsettled question."""
    if item.state is State.CONFIRM:
        return "Everything it rests on is there. If you are satisfied with the answer, confirm it with F9."
    if item.state is State.LOOK_AGAIN:
        return "Read what changed. If your answer still stands, confirm it again with F9."
    return item.question.todo


def _done_word(item: Item) -> str:
    return "Set aside" if item.state is State.NOT_APPLICABLE else "Confirmed"
