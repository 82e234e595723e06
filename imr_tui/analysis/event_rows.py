"""A table read as events: what each column is, and what each row then says, with what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from imr_tui.analysis.sheet import Sheet, SheetRow
from imr_tui.analysis.sheet_dates import CellDate, read_cell_date
from imr_tui.checklist.chronology import event_date, timescale
from imr_tui.dataclass import dataclass
from imr_tui.document.literal import seen
from imr_tui.document.model import DateValue, Report
from imr_tui.document.schema import KindSpec, Schema
from imr_tui.errors import InputError

LEAVE_OUT = "Leave out"
KEEP = "Keep in the text"
DATE, TIME, END_DATE, END_TIME = "Date", "Time", "End date", "End time"
TITLE, HAPPENED, SOURCES = "Title", "What happened", "Sources"
LONGEST_TITLE = 60

_FIELDS = ("Contact with", "Agencies", "Action taken", "Reason for inclusion")
TARGETS = (DATE, TIME, END_DATE, END_TIME, SOURCES, TITLE, HAPPENED, *_FIELDS, KEEP, LEAVE_OUT)
"""What a column can be."""

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    DATE: ("start date", "date from", "date of event", "date of contact", "date time", "date and time", "from"),
    TIME: ("start time", "time from", "time of event", "time of contact"),
    END_DATE: ("date to", "to", "finish date"),
    END_TIME: ("time to", "finish time"),
    TITLE: ("heading", "headline", "short title", "title of event"),
    HAPPENED: (
        "event", "description", "details", "detail", "event details", "incident", "summary", "significant event",
        "event contact", "narrative", "description of event", "what was done", "contact details", "event description",
    ),
    SOURCES: (
        "source of evidence", "record", "records", "source record", "file ref", "source reference", "information source",
    ),
    "Contact with": ("person", "persons", "people", "subject", "subjects", "who", "contact person", "name"),
    "Agencies": ("organisation", "organisations", "professional involved", "professionals involved", "professional s involved"),
    "Action taken": ("decision", "action decision taken", "actions decisions", "outcome of contact"),
    LEAVE_OUT: ("seq", "sequence", "ref", "reference", "no", "number", "event ref", "id", "row", "item", ""),
}  # fmt: skip
_MOSTLY = 0.6
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s")
_ORDINARY = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the columns of a table are: a target each; `headings` as written, empty for a table without a heading row."""

    targets: tuple[str, ...]
    headings: tuple[str, ...]

    def name(self, column: int) -> str:
        """What a column is called."""
        heading = self.headings[column] if column < len(self.headings) else ""
        return heading or f"Column {column + 1}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row as an event. `number` is the row's in the table; texts are as written, not yet escaped.

    `same_as` is the event that says the same, or `row 3`; empty where there is none. `narrative` are paragraphs, the first
    `told` of them what happened. `notes` say how something was understood, without a doubt about it.
    """

    number: int
    date: CellDate
    title: str
    narrative: tuple[str, ...]
    values: Mapping[str, str]
    sources: tuple[str, ...]
    doubts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    told: int = 0
    same_as: str = ""

    @property
    def when(self) -> DateValue | None:
        """The date as read; None where it could not be."""
        return self.date.when


def guess_mapping(sheet: Sheet, schema: Schema) -> Mapped:
    """What each column probably is: by the heading row where there is one, else by what stands in the columns."""
    known = _known(schema.kinds["E"])
    first = sheet.rows[0].cells
    by_name = [known.get(_folded(cell), "") for cell in first]
    has_date = any(read_cell_date(cell).when is not None for cell in first)
    if sum(target not in ("", LEAVE_OUT) for target in by_name) and not has_date:
        headings = first + ("",) * (sheet.width - len(first))
        targets = by_name + [""] * (sheet.width - len(first))
        return Mapped(_once([target or KEEP for target in targets]), headings)
    return Mapped(_once(_by_content(sheet)), ())


def with_columns(mapped: Mapped, changes: Mapping[str, str]) -> Mapped:
    """The mapping with other targets for columns named by heading or number; `InputError` for an unknown name."""
    targets = list(mapped.targets)
    names = {_folded(mapped.name(index)): index for index in reversed(range(len(targets)))}
    for heading, target in changes.items():
        index = int(heading) - 1 if heading.isdecimal() else names.get(_folded(heading), -1)
        if not 0 <= index < len(targets):
            listed = ", ".join(seen(mapped.name(at)) for at in range(len(targets)))
            raise InputError(
                "There is no such column", f"The table has no column “{seen(heading)}”.", f"It has: {listed}."
            )
        wanted = next((one for one in TARGETS if _folded(one) == _folded(target)), None)
        if wanted is None:
            raise InputError(
                "There is no such field", f"“{seen(target)}” is none.", f"A column can be: {', '.join(TARGETS)}."
            )
        targets[index] = wanted
    return Mapped(tuple(targets), mapped.headings)


def incoming_events(sheet: Sheet, mapped: Mapped, report: Report) -> tuple[Incoming, ...]:
    """The rows as events, in the table's order, each with its doubts and with what says the same already."""
    rows = sheet.rows[1:] if mapped.headings else sheet.rows
    known = _existing(report)
    found: list[Incoming] = []
    for row in rows:
        one = _incoming(row, mapped, report)
        beside = known.setdefault(_moment(one), [])
        said = _said(one)
        same = next(
            (
                name
                for name, texts in beside
                if said and any(text == said or text.startswith(f"{said} ") for text in texts)
            ),
            "",
        )
        beside.append((f"row {row.number}", (said,)))
        found.append(replace(one, same_as=same, doubts=(f"says the same as {same}", *one.doubts)) if same else one)
    return tuple(found)


def _known(kind: KindSpec) -> dict[str, str]:
    known = {_folded(name): target for target, names in _HEADINGS.items() for name in names}
    known |= {_folded(synonym): spec.name for spec in kind.fields if spec.name in TARGETS for synonym in spec.synonyms}
    return known | {_folded(target): target for target in TARGETS}


def _once(targets: Sequence[str]) -> tuple[str, ...]:
    """Dates and times once each: a second column of the kind is kept in the text."""
    found: list[str] = []
    for target in targets:
        found.append(KEEP if target in (DATE, TIME, END_DATE, END_TIME, TITLE) and target in found else target)
    return tuple(found)


def _by_content(sheet: Sheet) -> list[str]:
    columns = [
        [row.cells[index] for row in sheet.rows if index < len(row.cells) and row.cells[index]]
        for index in range(sheet.width)
    ]
    targets = [KEEP] * sheet.width
    for index, cells in enumerate(columns):
        dates = sum(read_cell_date(cell).when is not None for cell in cells)
        times = sum(
            read_cell_date("1 May 2020", cell).written.endswith(f", {cell[-5:]}")
            for cell in cells
            if len(cell) == len("21:40")
        )
        if cells and dates >= _MOSTLY * len(cells):
            targets[index] = END_DATE if DATE in targets else DATE
        elif cells and times >= _MOSTLY * len(cells):
            targets[index] = END_TIME if TIME in targets else TIME
        elif not cells:
            targets[index] = LEAVE_OUT
    free = [index for index, target in enumerate(targets) if target == KEEP]
    if free:
        targets[max(free, key=lambda index: sum(map(len, columns[index])) / len(columns[index]))] = HAPPENED
    return targets


def _incoming(row: SheetRow, mapped: Mapped, report: Report) -> Incoming:
    cells: dict[str, list[str]] = {}
    kept: list[str] = []
    for index, cell in enumerate(row.cells):
        target = mapped.targets[index] if index < len(mapped.targets) else KEEP
        if cell and target == KEEP:
            kept.append(f"{mapped.name(index)}: {cell}")
        elif cell:
            cells.setdefault(target, []).append(cell)
    joined = {target: "\n".join(said) for target, said in cells.items()}
    when = read_cell_date(joined.get(DATE, ""), joined.get(TIME, ""))
    happened = joined.get(HAPPENED, "")
    title = " ".join(joined.get(TITLE, "").split()) or short_title(happened or joined.get("Action taken", ""))
    narrative = [line for line in happened.splitlines() if line.strip()]
    if narrative and len(narrative) == 1 and " ".join(narrative[0].split()) == title:
        narrative = []
    told = len(narrative)
    narrative += _ends(joined)
    narrative += [f"Time: {when.left}"] if when.left else []
    narrative += kept
    sources = tuple(
        dict.fromkeys(" ".join(one.split()) for one in re.split(r"[;\n]", joined.get(SOURCES, "")) if one.strip())
    )
    doubts = [*when.doubts, *_doubts(row, mapped, title, sources), *_outside(report, when.when)]
    values = {name: joined[name] for name in _FIELDS if name in joined}
    return Incoming(
        row.number, when, title, tuple(narrative), MappingProxyType(values), sources, tuple(doubts), when.notes, told
    )


def short_title(text: str, longest: int = LONGEST_TITLE) -> str:
    """The first sentence of a text as a title, cut between words where it is long."""
    first = _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= longest:
        return first.rstrip(".;:, ")
    return f"{first[: longest - 1].rpartition(' ')[0] or first[: longest - 1]}…".replace(",…", "…")


def _ends(joined: Mapping[str, str]) -> list[str]:
    if END_DATE not in joined and END_TIME not in joined:
        return []
    until = read_cell_date(joined.get(END_DATE, ""), joined.get(END_TIME, ""))
    said = ", ".join(part for part in (until.written, until.left) if part)
    return [f"Until {said}."] if said else []


def _doubts(row: SheetRow, mapped: Mapped, title: str, sources: tuple[str, ...]) -> list[str]:
    doubts: list[str] = []
    if len(row.cells) > len(mapped.targets) or (
        mapped.headings and len(row.cells) > len([name for name in mapped.headings if name]) > 1
    ):
        doubts.append("more cells than the heading row")
    if not title:
        doubts.append("does not say what happened")
    if not sources:
        doubts.append("no source")
    if any(seen(cell) != cell for cell in row.cells):
        doubts.append("has characters that cannot be seen, which are left out")
    return doubts


def _outside(report: Report, when: DateValue | None) -> list[str]:
    start, end = timescale(report)
    if when is None:
        return []
    outside = (start is not None and when.last.date() < start) or (end is not None and when.first.date() > end)
    return ["outside the timescale"] if outside else []


def _moment(one: Incoming) -> object:
    return (one.when.first, one.when.timed) if one.when is not None else one.date.written


def _said(one: Incoming) -> str:
    """What a row says happened, for comparing; its title where it says no more."""
    return _folded(" ".join(one.narrative[: one.told]) or one.title)


def _existing(report: Report) -> dict[object, list[tuple[str, tuple[str, ...]]]]:
    """The events by their dates, each with its text and its title."""
    found: dict[object, list[tuple[str, tuple[str, ...]]]] = {}
    for event in report.of_kind("E"):
        when = event_date(event)
        entry = event.field("Date")
        moment: object = (
            (when.first, when.timed) if when is not None else (entry.value.text if entry is not None else "")
        )
        narrative = " ".join(passage.text for _, passage in report.narrative(event))
        found.setdefault(moment, []).append((event.id, (_folded(narrative), _folded(event.title))))
    return found


def _folded(text: str) -> str:
    return " ".join(_ORDINARY.sub(" ", text.casefold()).split())
