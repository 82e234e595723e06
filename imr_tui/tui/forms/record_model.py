"""The form of one or more records of a kind, side by side: driven by the schema, written as the smallest edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from imr_tui.document.edits import blank_record, insert_record
from imr_tui.document.parse import parse
from imr_tui.document.patch import Patch
from imr_tui.document.record_text import (
    NARRATIVE,
    TITLE,
    Cell,
    CellRefusedError,
    RecordText,
    Sort,
    fields_of,
    kind_of,
    read_record,
    set_cells,
)
from imr_tui.document.schema import FieldSpec, FieldType
from imr_tui.document.text import TextEdit, apply_edits
from imr_tui.tui.forms.links import linkable, searched, toggled
from imr_tui.tui.forms.model import FormRow, Key, Option, Said, Shape, fitting
from imr_tui.tui.forms.understood import understood
from imr_tui.tui.forms.wants import Wants

if TYPE_CHECKING:
    from imr_tui.document.model import Report
    from imr_tui.document.schema import Schema

_LINKS = (FieldType.LINK, FieldType.TEXT_OR_LINK)
_RESTRICTION_HELP = (
    "What of this must not be published, or be told to whom, and why. It stands with the field in the Word document."
)
_LOCKED = "This holds more than a form can show, such as a table or a note to oneself. Change it in the text."

RecordKey = tuple[str, Cell]


class CellError(CellRefusedError):
    """A refusal with the place of the cell in the form."""

    def __init__(self, ident: str, error: CellRefusedError) -> None:
        super().__init__(error.cell, error.title, error.detail, error.hint)
        self.key: RecordKey = (ident, error.cell)


class RecordModel:
    """Records of one kind as a form. `report` is the document as it is; `prepared` are edits to it that go first.

    Records that are made while the form is open stand in a text of the form's own until it is saved.
    """

    def __init__(
        self, report: Report, schema: Schema, idents: Sequence[str], wants: Wants, prepared: Sequence[TextEdit] = ()
    ) -> None:
        self._schema = schema
        self._patch = Patch(len(report.text))
        self._report = report
        self._wants = wants
        self._created: list[str] = []
        self._make(prepared)
        self.idents = tuple(idents)
        self._kind = kind_of(self._report, schema, self._report.records[self.idents[0]].kind)
        self._first: dict[str, RecordText] = {ident: read_record(self._report, ident) for ident in self.idents}
        self._values: dict[RecordKey, str] = {}
        self._restricted: set[str] = set()
        self.columns = len(self.idents)
        self.head = self.idents if self.columns > 1 else ()

    @property
    def title(self) -> str:
        """What the form is of."""
        if self.columns > 1:
            return f"{self._kind.plural.capitalize()}: {', '.join(self.idents)}"
        ident = self.idents[0]
        title = self.value((ident, TITLE)).strip()
        return f"{self._kind.name.capitalize()} {ident}{f': {title}' if title else ''}"

    @property
    def created(self) -> tuple[str, ...]:
        """The records that were made from within the form."""
        return tuple(self._created)

    # -- rows

    def rows(self) -> tuple[FormRow, ...]:
        """Title, fields in the schema's order with the restrictions that there are, narrative."""
        rows = [self._row("Title", TITLE)]
        for spec in self._specs():
            rows.append(self._row(spec.name, Cell(Sort.FIELD, spec.name)))
            restriction = Cell(Sort.RESTRICTION, spec.name)
            if spec.name in self._restricted or any(self.first((ident, restriction)) for ident in self.idents):
                rows.append(self._row("  restriction", restriction))
        if self._kind.narrative or any(self.first((ident, NARRATIVE)) for ident in self.idents):
            rows.append(self._row(self._kind.narrative or "Further text", NARRATIVE))
        return tuple(rows)

    def can_restrict(self, key: Key) -> bool:
        """Whether the field that a cell belongs to may carry a restriction of its own."""
        spec = self._spec(cast("RecordKey", key)[1])
        return spec is not None and spec.characteristic

    def restrict(self, key: Key) -> Key | None:
        """Show the row for the restriction on a person's field; the cell in it, None where there can be none."""
        ident, cell = cast("RecordKey", key)
        if not self.can_restrict(key):
            return None
        self._restricted.add(cell.name)
        return (ident, Cell(Sort.RESTRICTION, cell.name))

    def _row(self, label: str, cell: Cell) -> FormRow:
        return FormRow(label, tuple((ident, cell) for ident in self.idents))

    def _specs(self) -> tuple[FieldSpec, ...]:
        found = {
            spec.name: spec for ident in self.idents for spec in fields_of(self._kind, self._report.records[ident])
        }
        return tuple(found.values())

    def _spec(self, cell: Cell) -> FieldSpec | None:
        return next((spec for spec in self._specs() if cell.sort is Sort.FIELD and spec.name == cell.name), None)

    # -- cells

    def value(self, key: Key) -> str:
        """The answer in a cell."""
        found = self._values.get(cast("RecordKey", key))
        return self.first(key) if found is None else found

    def put(self, key: Key, text: str) -> None:
        """Answer in a cell."""
        self._values[cast("RecordKey", key)] = text

    def first(self, key: Key) -> str:
        """The answer that the cell had at first."""
        ident, cell = cast("RecordKey", key)
        return self._first[ident].text(cell)

    def shape(self, key: Key) -> Shape:
        """Several lines for what the schema says, and for what has them."""
        cell = cast("RecordKey", key)[1]
        spec = self._spec(cell)
        several = cell == NARRATIVE or (spec is not None and spec.multiline and not spec.suggested)
        return Shape.TEXT if several or "\n" in self.value(key) else Shape.LINE

    def locked(self, key: Key) -> bool:
        """Whether the cell holds what can be changed in the text alone."""
        ident, cell = cast("RecordKey", key)
        return cell in self._first[ident].locked

    def marked(self, key: Key) -> bool:
        """Whether the checklist wants something here and it has not been changed since."""
        return bool(self._wanted(key))

    def unread(self, key: Key) -> bool:
        """Whether what stands in the cell cannot be read as what belongs there."""
        spec = self._spec(cast("RecordKey", key)[1])
        return spec is not None and not self.locked(key) and not understood(spec, self.value(key), self._report)[1]

    def said(self, key: Key) -> Said:
        """What is to be said of a cell."""
        cell = cast("RecordKey", key)[1]
        if self.locked(key):
            return Said(_LOCKED, wanted=self._wanted(key))
        spec = self._spec(cell)
        words, sound = understood(spec, self.value(key), self._report) if spec is not None else ("", True)
        return Said(self._help(cell, spec), words, self._wanted(key), sound)

    def _wanted(self, key: Key) -> str:
        ident, cell = cast("RecordKey", key)
        if self.value(key).strip() and self.value(key) != self.first(key):
            return ""
        return self._wants.of(ident, cell, tuple(row.keys[0] for row in self.rows()) if cell == TITLE else ())

    def _help(self, cell: Cell, spec: FieldSpec | None) -> str:
        if cell.sort is Sort.RESTRICTION:
            return _RESTRICTION_HELP
        if cell == TITLE:
            return _with_source(self._kind.title_help, "")
        if cell == NARRATIVE:
            return _with_source(self._kind.narrative_help, self._kind.source)
        if spec is None or not spec.help:
            return "A field of this review's own; it is kept and exported as written."
        return _with_source(spec.help, spec.source)

    # -- lists

    def has_options(self, key: Key) -> bool:
        """Whether the cell has a list: choices, suggestions or records."""
        spec = self._spec(cast("RecordKey", key)[1])
        return spec is not None and bool(spec.choices or spec.suggested or spec.links_to) and not self.locked(key)

    def must_choose(self, key: Key) -> bool:
        """Whether only a choice will do."""
        spec = self._spec(cast("RecordKey", key)[1])
        return spec is not None and spec.type is FieldType.CHOICE

    def takes_several(self, key: Key) -> bool:
        """Whether more than one record can be linked."""
        spec = self._spec(cast("RecordKey", key)[1])
        return spec is not None and spec.type in _LINKS

    def options(self, key: Key, typed: str) -> tuple[Option, ...]:
        """Choices and suggestions that hold what was typed; records by id and title, with one to make a new one."""
        ident, cell = cast("RecordKey", key)
        spec = self._spec(cell)
        if spec is None:
            return ()
        if spec.type in _LINKS:
            found = linkable(self._report, spec.links_to, self.value(key), searched(typed), apart=ident)
            kinds = [self._schema.kinds[letter] for letter in spec.links_to]
            return (*found, *(Option(f"New {kind.name} …", kind.letter, new=True) for kind in kinds))
        wanted = typed.strip().casefold()
        here = self.value(key).strip().casefold()
        offered = fitting(spec.choices or spec.suggested, wanted)
        return tuple(Option(choice, choice, held=choice.casefold() == here) for choice in offered)

    def taken(self, key: Key, option: Option, typed: str) -> str:
        """The answer with an option taken."""
        if self.takes_several(key):
            return toggled(self.value(key), option.value, typed=searched(typed))
        return option.value

    def create(self, letter: str, title: str) -> str:
        """Make a record with a title, or give it to one that stands blank; its id."""
        blank = blank_record(self._report, letter)
        if blank is not None and blank.id not in self.idents:
            self._make(set_cells(self._report, self._schema, blank.id, {TITLE: title}))
            self._created.append(blank.id)
            return blank.id
        insertion = insert_record(self._report, self._schema, letter, title="", prompts=False)
        trial = parse(apply_edits(self._report.text, insertion.edits), self._schema, self._report)
        titled = set_cells(trial, self._schema, insertion.id, {TITLE: title})
        self._make(insertion.edits)
        self._make(titled)
        self._created.append(insertion.id)
        return insertion.id

    # -- what it comes to

    def changed(self) -> bool:
        """Whether anything was changed or made."""
        return bool(self._created) or any(text.split() != self.first(key).split() for key, text in self._values.items())

    def edits(self) -> tuple[TextEdit, ...]:
        """The edits to the document that the form stands for; `CellError` where a cell cannot hold its answer."""
        for ident in self.idents:
            wanted = {cell: text for (of, cell), text in self._values.items() if of == ident}
            try:
                self._make(set_cells(self._report, self._schema, ident, wanted))
            except CellRefusedError as error:
                raise CellError(ident, error) from error
        return self._patch.edits()

    def wanted_now(self, wants: Wants) -> None:
        """Take what the checklist wants, where it has been worked out only now."""
        self._wants = wants

    @property
    def text(self) -> str:
        """The document with what was made so far."""
        return self._report.text

    def _make(self, edits: Sequence[TextEdit]) -> None:
        if edits:
            self._patch.apply(edits)
            self._report = parse(apply_edits(self._report.text, edits), self._schema, self._report)


def _with_source(text: str, source: str) -> str:
    return f"{text} (practice advice {source})" if source else text
