"""The list of remarks on a copy that was sent: what was said, where, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from imr_tui.dataclass import dataclass
from imr_tui.document.dialogue import Change, Remark, Stand
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.lines import Lines
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain

STANDS = {
    Stand.OPEN: "Open",
    Stand.ANSWERED: "Answered",
    Stand.DONE: "Done",
    Stand.DISMISSED: "Set aside",
}


_NOTHING = (
    "No remark is kept in this review yet. When a copy comes back from Word with comments or tracked changes, take it in "
    "here (t): each will stand at its record or section."
)


class RemarkDeed(StrEnum):
    """What is to be done with a remark."""

    GO = "go"
    ANSWER = "answer"
    APPLY = "apply"
    DONE = "done"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class RemarkAnswer:
    """The answer of the list: what to do, and with which remark; none where a copy is to be taken in."""

    deed: RemarkDeed
    remark: Remark | None = None


class Remarks(Dialog[RemarkAnswer]):
    """The remarks by how far they have come, the open ones first; below the list, the marked one in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "want('answer')", "Answer", show=False, priority=True),
        Binding("p", "want('apply')", "Carry out the change", show=False, priority=True),
        Binding("d", "want('done')", "Done", show=False, priority=True),
        Binding("x", "want('dismiss')", "Set aside", show=False, priority=True),
        Binding("o", "want('reopen')", "Open again", show=False, priority=True),
        Binding("t", "want('take')", "Take in a returned copy", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    Remarks PickList { max-height: 50%; }
    Remarks .whole { height: 1fr; margin-top: 1; }
    """

    def __init__(self, remarks: tuple[Remark, ...], chosen: int = 0) -> None:
        super().__init__()
        self._remarks = {str(remark.number): remark for remark in remarks}
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """List, the marked one in full, buttons."""
        with Vertical(classes="box -tall" if self._remarks else "box"):
            yield Plain(self._heading(), classes="title")
            yield PickList(self._entries(), id="remarks")
            yield Lines(_NOTHING if not self._remarks else "", id="whole", classes="body whole")
            yield ButtonRow(
                (
                    Choice("go", "Go to it", "Enter"),
                    Choice("answer", "Answer", "a"),
                    Choice("apply", "Carry out", "p"),
                    Choice("done", "Done", "d"),
                )
            )
            yield ButtonRow(
                (
                    Choice("dismiss", "Set aside", "x"),
                    Choice("reopen", "Open again", "o"),
                    Choice("take", "Take in a copy", "t"),
                    Choice("leave", "Close"),
                )
            )

    def on_mount(self) -> None:
        """Begin in the list, where there is one."""
        super().on_mount()
        listed = self.query_one(PickList)
        if self._remarks:
            listed.mark(str(self._chosen))
            listed.focus()
            return
        listed.display = False
        above, below = self.query(ButtonRow)
        above.display = False
        for unused in ("dismiss", "reopen"):
            below.show_button(unused, shown=False)
        below.focus_on("take")

    def _entries(self) -> list[Entry]:
        entries: list[Entry] = []
        for stand, word in STANDS.items():
            among = [remark for remark in self._remarks.values() if remark.state is stand]
            if among:
                entries.append(Entry("", f"{word} ({len(among)})", heading=True))
            entries += [Entry(str(remark.number), one_line(f"  {_row(remark)}")) for remark in among]
        return entries

    def on_pick_list_marked(self, event: PickList.Marked) -> None:
        """Say in full what is marked."""
        event.stop()
        remark = self._remarks.get(event.key)
        if remark is not None:
            self.query_one("#whole", Lines).show(in_full(remark))
            self.buttons.deafen("apply", deaf=remark.change is Change.NONE)

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter goes to the place."""
        event.stop()
        self.action_want(RemarkDeed.GO)

    def pressed(self, choice: str) -> None:
        """The buttons do what the keys do."""
        if choice == "leave":
            self.dismiss(None)
        else:
            self.action_want(choice)

    def action_want(self, wanted: str) -> None:
        """Answer with the marked remark and what is wanted of it."""
        deed = RemarkDeed(wanted)
        if deed is RemarkDeed.TAKE:
            self.dismiss(RemarkAnswer(deed))
            return
        remark = self._remarks.get(self.query_one(PickList).selected)
        if remark is None:
            return
        if deed is RemarkDeed.APPLY and remark.change is Change.NONE:
            self.query_one("#whole", Lines).show(
                f"{in_full(remark)}\n\nThis is a comment: there is no proposed change to carry out. Enter goes to the place."
            )
            return
        self.dismiss(RemarkAnswer(deed, remark))

    def _heading(self) -> str:
        waiting = sum(remark.state is Stand.OPEN for remark in self._remarks.values())
        return (
            f"Dialogue with the review author: {waiting} of {len(self._remarks)} open"
            if self._remarks
            else "Dialogue with the review author"
        )


def in_full(remark: Remark) -> str:
    """A remark with its replies and what was answered."""
    where = f", at {remark.where}" if remark.where else ""
    said = [f"{remark.who}{where}{_day(remark.when)}:", remark.spoken]
    if remark.quote and remark.change is Change.NONE:
        said.append(f"About: “{remark.quote}”")
    said += [f"{reply.who}: {reply.text}" for reply in remark.replies]
    if remark.answer:
        said.append(f"Your answer: {remark.answer}")
    return "\n".join(piece for piece in said if piece)


def _row(remark: Remark) -> str:
    where = f"{remark.where}: " if remark.where else ""
    return f"{where}{remark.spoken} ({remark.who})"


def _day(when: str) -> str:
    year, month, day = when[:4], when[5:7], when[8:10]
    return (
        f", {int(day)}/{int(month)}/{year}"
        if all(part.isdecimal() for part in (year, month, day)) and int(year)
        else ""
    )
