"""Records as a whole: their forms; copies, moves and other numbers; each one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from imr_tui.checklist.model import State
from imr_tui.checklist.reading import subjects_of
from imr_tui.document.edits import Insertion, blank_record, delete_record, insert_record, title_span
from imr_tui.document.record_moves import duplicate_record, move_by_one, nested_in, referred_from_outside
from imr_tui.document.renumber import also_in_words, in_order, renumber
from imr_tui.tui import late
from imr_tui.tui.desk import only_read
from imr_tui.tui.forms.links import called
from imr_tui.tui.forms.record_model import RecordModel
from imr_tui.tui.forms.wants import Wants, wants_of
from imr_tui.tui.screens.dialog import Ask, AskText, Choice
from imr_tui.tui.screens.insert import InsertRecord
from imr_tui.tui.screens.record_form import RecordForm

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.model import Record, Report
    from imr_tui.document.schema import Schema
    from imr_tui.tui.desk import Desk

_NO_RECORD = "There is no record under the cursor. Ctrl+T makes a new one."
_PEOPLE = "P"


class Recording:
    """Adds, edits, copies, moves, renumbers and deletes records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def insert(self, cursor: int) -> None:
        """Ask for a kind of record and show the form of a new one; or do something with the record at the cursor."""
        if only_read(self._desk):
            return
        ident = self.at(cursor)
        forms = self._desk.services.settings.record_forms
        asked = InsertRecord(
            self._schema,
            ident[0] if ident else "",
            ident or "",
            (lambda letter: self._form_of_new(letter, cursor, {})) if forms else None,
        )
        chosen = await self._desk.ask(asked)
        if chosen is None:
            return
        if asked.form is not None:
            self._write(asked.form)
        elif chosen in self._schema.kinds:
            self._insert_plainly(chosen, cursor)
        else:
            await self.do(chosen, cursor)

    async def do(self, deed: str, cursor: int) -> None:
        """Do with the record at the cursor what the action of that id says."""
        ident = self.at(cursor)
        if ident is None:
            self._desk.tell(_NO_RECORD)
        elif only_read(self._desk):
            return
        elif deed in ("record_up", "record_down"):
            self.move(ident, up=deed == "record_up")
        elif deed == "duplicate_record":
            await self.duplicate(ident)
        elif deed == "renumber":
            await self.renumber(ident)
        elif deed == "delete_record":
            await self.delete(ident)

    async def edit_at(self, cursor: int) -> None:
        """The form of the record at the cursor."""
        ident = self.at(cursor)
        if ident is None:
            self._desk.tell(_NO_RECORD)
        else:
            await self.edit(ident)

    def at(self, cursor: int) -> str | None:
        """The id of the record that the cursor stands in; None outside of any."""
        report = self._desk.current().report
        section = report.section_at(cursor)
        return section.owner if section is not None and section.owner in report.records else None

    async def edit(self, ident: str) -> bool:
        """The form of a record; a subject's shows all subjects side by side. Whether it was saved."""
        return await self._through(self._form_of(ident))

    async def add(self, letter: str, cursor: int | None, values: Mapping[str, str] | None = None) -> str | None:
        """The form of a new record of a kind, which is made when the form is saved; its id, None where it was not.

        A record that stands blank is filled in first. `values` are fields that the form begins with.
        """
        form = self._form_of_new(letter, cursor, values or {})
        return form.records.idents[0] if await self._through(form) else None

    async def duplicate(self, ident: str) -> str | None:
        """The form of a copy of a record, which is made when the form is saved."""
        made = duplicate_record(self._desk.current().report, ident)
        return made.id if await self._through(self._form_with(made, f"copy {ident}")) else None

    def move(self, ident: str, *, up: bool) -> None:
        """Move a record past the one of its kind ahead of it or behind it; the cursor goes along."""
        report = self._desk.current().report
        edits = move_by_one(report, self._schema, ident, up=up)
        if self._desk.change(edits, f"move {ident}"):
            self._go(ident)
            self._desk.tell(f"{ident} moved {'up' if up else 'down'}. Ctrl+Z takes it back.")

    async def delete(self, ident: str) -> None:
        """Delete a record; asks first, with the records that go with it and the places that name it."""
        report = self._desk.current().report
        nested = nested_in(report, ident)
        named = referred_from_outside(report, ident)
        said = f"{called(report.records[ident])}"
        if nested:
            said += f"\n\nWith it go the records that stand in it: {', '.join(nested)}."
        if not named:
            said += "\n\nNothing else in the review names it."
        listed = "\n".join(_naming(report, one, others) for one, others in named.items())
        answer = await self._desk.ask(
            Ask(
                f"Delete {ident}?",
                said,
                (Choice("leave", "Keep it", "k"), Choice("go", "Delete it", "d")),
                details=f"Referred to by:\n{listed}" if listed else "",
            )
        )
        if answer != "go":
            return
        if self._desk.change(delete_record(self._desk.current().report, ident), f"delete {ident}"):
            left = " Places that named it are in the list of problems now." if named else ""
            self._desk.tell(f"{ident} deleted.{left} Ctrl+Z brings it back.")

    async def renumber(self, ident: str) -> None:
        """Ask for another number for a record, or for all of its kind in order; every reference follows."""
        report = self._desk.current().report
        record = report.records[ident]
        kind = self._schema.kinds[record.kind]
        ordered = in_order(report, record.kind)
        choices = [Choice("one", f"Another number for {ident}", "n")]
        if ordered:
            choices.append(Choice("all", f"Number all {kind.plural} in their order", "a"))
        answer = await self._desk.ask(
            Ask(
                f"Renumber {ident}",
                "Every reference in link fields and in brackets follows. Others may know a record by its number, in notes or "
                "in a draft that was sent: change it only where that is not so. Questions that you confirmed ask for another "
                "look where they rest on a text that changes.",
                (*choices, Choice("leave", "Leave it", "l")),
            )
        )
        if answer == "all":
            self._renumber(ordered)
        elif answer == "one":
            wanted = await self._desk.ask(
                AskText(
                    f"Renumber {ident}", f"The new number of {called(record)}", value=ident, needed="Give a number."
                )
            )
            if wanted:
                new = wanted.strip().upper()
                self._renumber({ident: f"{record.kind}{new}" if new.isdecimal() else new})

    def _renumber(self, numbers: Mapping[str, str]) -> None:
        before = self._desk.current()
        numbers = {old: new for old, new in numbers.items() if old != new}
        if not numbers:
            return
        lines = also_in_words(before.report, tuple(numbers))
        if not self._desk.change(renumber(before.report, numbers), "renumber"):
            return
        said = f"{len(numbers)} renumbered." if len(numbers) > 1 else f"It is {next(iter(numbers.values()))} now."
        again = _looked_at_again(self._desk.current()) - _looked_at_again(before)
        if again:
            said += (
                f" {len(again)} confirmed {'question asks' if len(again) == 1 else 'questions ask'} for another look."
            )
        if lines:
            said += f" In plain words it still stands on line {', '.join(map(str, lines[:3]))}."
        self._desk.tell(f"{said} Ctrl+Z takes it back.")

    def _insert_plainly(self, letter: str, cursor: int) -> None:
        """Put a record's lines into the text without a form; the cursor goes to its title."""
        report = self._desk.current().report
        blank = blank_record(report, letter)
        if blank is not None:
            title = title_span(report, blank)
            behind_blank = report.text[title.start - 1 : title.start + 1] == ": "
            self._desk.go_to(title.start + behind_blank, select_to=title.end if title.end > title.start else None)
            self._desk.tell(f"{blank.id} is still empty: type its title over this, then F12 opens its form.")
            return
        made = insert_record(report, self._schema, letter, at=cursor)
        if self._desk.change(made.edits, f"insert {made.id}", cursor=made.cursor):
            self._desk.go_to(made.cursor)
            self._desk.tell(f"{made.id}: type its title, then F12 opens its form.")

    @property
    def _schema(self) -> Schema:
        return self._desk.services.rules.schema

    def _form_of(self, ident: str) -> RecordForm:
        analysis = self._desk.current()
        idents = _together(analysis.report, ident)
        model = RecordModel(analysis.report, self._schema, idents, wants_of(analysis, idents))
        return RecordForm(model, self._desk.glyphs, label=f"edit {ident}", about=ident)

    def _form_of_new(self, letter: str, cursor: int | None, values: Mapping[str, str]) -> RecordForm:
        report = self._desk.current().report
        blank = blank_record(report, letter)
        if blank is not None and not values:
            return self._form_of(blank.id)
        made = insert_record(report, self._schema, letter, at=cursor, values=values, prompts=False)
        return self._form_with(made, f"insert {made.id}")

    def _form_with(self, made: Insertion, label: str) -> RecordForm:
        """The form of a record that is put into the review with it."""
        report = self._desk.current().report
        model = RecordModel(report, self._schema, (made.id,), Wants(), prepared=made.edits)
        return RecordForm(model, self._desk.glyphs, label=label, about=made.id, look_up=self._look_up(made.id))

    def _look_up(self, ident: str) -> Callable[[str], Wants]:
        analysis, rules = self._desk.current(), self._desk.services.rules
        return lambda text: wants_of(late.analyse(text, rules, analysis), (ident,))

    async def _through(self, form: RecordForm) -> bool:
        """Show a form and write what it comes to; whether it was saved."""
        if only_read(self._desk):
            return False
        saved = await self._desk.ask(form)
        return saved is True and self._write(form)

    def _write(self, form: RecordForm) -> bool:
        """Write what a form comes to, as one undo step."""
        if not self._desk.change(form.edits, form.label):
            return False
        self._go(form.about)
        further = [one for one in form.records.created if one != form.about]
        also = f" {', '.join(further)} made with it: F12 there fills it in." if further else ""
        self._desk.tell(f"{form.about} is written into the text.{also} Ctrl+Z takes it back.")
        return True

    def _go(self, ident: str) -> None:
        """The cursor goes behind a record's title, where a stray letter does not break its heading."""
        report = self._desk.current().report
        if ident in report.records:
            self._desk.go_to(title_span(report, report.records[ident]).end)


def _looked_at_again(analysis: Analysis) -> set[str]:
    return {item.id for item in analysis.checklist.items if item.state is State.LOOK_AGAIN}


def _together(report: Report, ident: str) -> tuple[str, ...]:
    """A record, or where it is a subject's all subjects."""
    if report.records[ident].kind != _PEOPLE:
        return (ident,)
    subjects = tuple(person.id for person in subjects_of(report))
    return subjects if ident in subjects else (ident,)


def _naming(report: Report, ident: str, others: tuple[str, ...]) -> str:
    """The places that name a record, each with its line."""
    named: list[str] = []
    for other in others:
        record: Record = report.records[other]
        named.append(f"  {called(record)} (line {report.section_of(record).line})")
    return "\n".join([f"{ident}:", *named])
