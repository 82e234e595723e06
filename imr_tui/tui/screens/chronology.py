"""The chronology as a table: events in order of time, gaps in contact between them, narrowed by person and period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from imr_tui.analysis.chronology import GAP_DAYS, Happening, Silence, Wanted, happenings, narrowed, persons_of
from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date, write_day
from imr_tui.document.model import Report
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow
from imr_tui.tui.widgets.chooser import Chooser
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain, joined

_LONGEST_GAP = 9999


class ChronologyDeed(StrEnum):
    """What the chronology was left for."""

    GO = "go"
    ORDER = "order"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class ChronologyAnswer:
    """What is to be done, and the offset to go to for `GO`."""

    deed: ChronologyDeed
    offset: int = 0


class Controls(Horizontal):
    """What narrows the table. Their names are drawn behind them, in the room that they leave: each as a widget would take time."""

    def render(self) -> Content:
        """The names, each ahead of what it names."""
        return joined(f"{'With':<26}{'From':<20}{'to':<18}Gap, days")


class ChronologyView(TableView[ChronologyAnswer]):
    """Enter goes to the event, Ctrl+O puts the events of the text in order of time, Ctrl+T imports further ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "order", "Put in order", show=False, priority=True),
        Binding("ctrl+t", "import", "Import", show=False, priority=True, id="insert"),
    ]
    DEFAULT_CSS = """
    ChronologyView #with { width: 20; margin: 0 0 0 5; }
    ChronologyView #from { width: 14; margin: 0 0 0 6; }
    ChronologyView #to { width: 14; margin: 0 0 0 4; }
    ChronologyView #gap { width: 6; margin: 0 0 0 11; }
    """
    columns: ClassVar[tuple[Column, ...]] = (
        Column("Date", 17),
        Column("Time", 5),
        Column("What happened", share=2),
        Column("Contact with", from_width=100),
        Column("Sources", 12, from_width=100),
        Column("Note", 17),
    )
    title_text = "Chronology"

    def __init__(self, report: Report, glyphs: Glyphs, *, at: str = "") -> None:
        super().__init__(glyphs)
        self._report = report
        self._at = at
        self._all = happenings(report)
        self._wanted = Wanted()
        self._listed: dict[str, Happening | Silence] = {}

    def choices(self) -> Sequence[Choice]:
        """Go, order, import, close."""
        return (
            Choice("go", "Go", "Enter"),
            Choice("order", "Put in order", "^O"),
            Choice("import", "Import", "^T", "insert"),
            Choice("leave", "Close"),
        )

    def controls(self) -> Iterable[Widget]:
        """The person, the period, the length of a gap."""
        yield Controls(
            Chooser(tuple(map(one_line, persons_of(self._all))), "", nothing="everybody", id="with"),
            LineInput("", id="from"),
            LineInput("", id="to"),
            LineInput(str(GAP_DAYS), id="gap"),
            classes="controls",
        )

    def begin(self) -> None:
        """Begin at the event under the cursor; say how many stand out of order."""
        self.table.choose(self._at)
        late = sum(one.out_of_order for one in self._all)
        self.query_one("#title", Plain).show(f"Chronology: {_counted(len(self._all), late)}")

    def rows(self) -> Sequence[TableRow]:
        """The events that are wanted, and the gaps in contact between them."""
        listed = narrowed(self._report, self._all, self._wanted)
        self._listed = {_key(one): one for one in listed}
        return [_row(one) for one in listed]

    def nothing(self) -> str:
        """What is said where there is no event."""
        if self._all:
            return "No event fits the person and the period chosen above."
        return self.named(
            "There is no event yet. Ctrl+T here imports a chronology; Ctrl+T in the text makes a single event."
        )

    def about(self, key: str) -> str:
        """The event in full, or what a gap means."""
        one = self._listed[key]
        if isinstance(one, Silence):
            return (
                f"No contact is recorded for {one.days} days, from {write_day(one.after)} to {write_day(one.until)}.\n"
                "If there was none, say so in the overview; if there was, an event is missing."
            )
        said = [f"{one.id}: {one_line(one.title)}"]
        said.append(
            f"With {one_line(', '.join(one.persons)) or 'nobody named'}   Sources: {one_line(one.sources) or 'none'}"
        )
        if one.out_of_order:
            said.append("It stands behind a later event in the text. Ctrl+O puts the events in order.")
        elif one.outside:
            reason = "its reason is given." if one.reasoned else "say why it is in, under Reason for inclusion."
            said.append(f"It lies outside the timescale: {reason}")
        elif one.when is None:
            said.append("It has no date that can be read.")
        return "\n".join(said)

    def take(self, key: str) -> None:
        """Go to the event; a gap has no place."""
        one = self._listed[key]
        if isinstance(one, Happening):
            self.dismiss(ChronologyAnswer(ChronologyDeed.GO, one.place.start))

    def press(self, choice: str) -> None:
        """The buttons do what the keys do."""
        {"order": self.action_order, "import": self.action_import}[choice]()

    def action_order(self) -> None:
        """Put the events of the text in order of time."""
        if any(one.out_of_order for one in self._all):
            self.dismiss(ChronologyAnswer(ChronologyDeed.ORDER))
        else:
            self.say("The dated events stand in order of time already.")

    def action_import(self) -> None:
        """Import further events."""
        self.dismiss(ChronologyAnswer(ChronologyDeed.IMPORT))

    def on_chooser_changed(self, event: Chooser.Changed) -> None:
        """Narrow to a person."""
        event.stop()
        self._narrow(replace(self._wanted, person=event.chooser.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow to a period, or take another length of gap, as soon as what is typed is one."""
        event.stop()
        typed = event.value.strip()
        if event.input.id == "gap":
            if typed.isdecimal() and int(typed) <= _LONGEST_GAP:
                self._narrow(replace(self._wanted, gap_days=int(typed)))
            elif not typed:
                self._narrow(replace(self._wanted, gap_days=0))
            else:
                self.say("Write the length of a gap as a number of days, such as 90.")
            return
        when = read_date(typed)
        if typed and when is None:
            self.say("Not a date yet. Write it day first, such as 14 March 2023, or March 2023, or 2023.")
        elif event.input.id == "from":
            self._narrow(replace(self._wanted, first=when.first.date() if when is not None else None))
        else:
            self._narrow(replace(self._wanted, last=when.last.date() if when is not None else None))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line goes on to the table."""
        event.stop()
        self.table.focus()

    def _narrow(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self.fill()


def _row(one: Happening | Silence) -> TableRow:
    if isinstance(one, Silence):
        gap = f"no contact for {one.days} days"
        return TableRow(_key(one), ("", "", gap, "", "", "gap"), marked=2)
    note = "out of order" if one.out_of_order else "outside timescale" if one.outside else ""
    if not note and one.when is None:
        note = "no date"
    cells = (one.date, one.time, f"{one.id} {one.title}", ", ".join(one.persons), one.sources, note)
    return TableRow(one.id, tuple(map(one_line, cells)), marked=len(cells) - 1 if note else -1)


def _key(one: Happening | Silence) -> str:
    return one.id if isinstance(one, Happening) else f"gap {one.after}"


def _counted(events: int, late: int) -> str:
    said = f"{events} event" if events == 1 else f"{events} events"
    return f"{said}, {late} out of order" if late else said
