"""The form of a review's details: every key that the schema asks for, the intervals between the dates, the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from imr_tui.dataclass import dataclass
from imr_tui.document.schema import FrontKey
from imr_tui.tui.forms.model import FormRow, Key, Option, Said, Shape, fitting
from imr_tui.tui.forms.timings import interval_lines, late_rationales, with_answers
from imr_tui.tui.front_form import (
    MARKING,
    TABLE_TITLES,
    FormValue,
    changes,
    choices_of,
    form_keys,
    read,
    said_of,
    written,
)

if TYPE_CHECKING:
    from imr_tui.document.model import Report
    from imr_tui.document.schema import Schema

_GLOSSARY = "glossary"
_NEW_HELP = "An acronym to explain: choose one that the text uses and does not explain, or type another. Its meaning is asked next."
_MEANING_HELP = "What it stands for. It is printed in the list of abbreviations; emptied, the acronym is taken out."


@dataclass(frozen=True, slots=True)
class Term:
    """The meaning of an acronym in the glossary."""

    acronym: str


@dataclass(frozen=True, slots=True)
class NewTerm:
    """An acronym that is being added; `number` counts them."""

    number: int


class DetailsModel:
    """The details as a form. `unexplained` are acronyms of the text with the meanings that are known of each."""

    title = "Details of the review"
    columns = 1
    head: tuple[str, ...] = ()

    def __init__(
        self,
        report: Report,
        schema: Schema,
        markings: tuple[str, ...] = (),
        unexplained: Callable[[], Mapping[str, tuple[str, ...]]] = dict,
    ) -> None:
        self._report = report
        self._schema = schema
        self._markings = markings
        self._unexplained = unexplained
        self._keys = form_keys(schema)
        self._terms = [name for name in report.front.table(_GLOSSARY) if isinstance(name, str)]
        self._values: dict[Key, str] = {}

    # -- rows

    def rows(self) -> tuple[FormRow, ...]:
        """The keys under their tables, the intervals under the dates, the glossary."""
        rows: list[FormRow] = []
        table = ""
        for key in self._keys:
            if key.table != table:
                if table == "dates":
                    rows += self._intervals()
                table = key.table
                rows.append(FormRow(TABLE_TITLES.get(table, table)))
            rows.append(FormRow(key.label, (key,)))
        rows.append(FormRow("Glossary"))
        rows += [FormRow(name, (Term(name),)) for name in self._terms]
        for number, name in enumerate(self._added()):
            rows.append(FormRow("Acronym", (NewTerm(number),)))
            if name:
                rows.append(FormRow("  stands for", (Term(name),)))
        return tuple(rows)

    def _intervals(self) -> Iterable[FormRow]:
        return (FormRow(line, note=True) for line in interval_lines(self._reckoned()))

    def _added(self) -> list[str]:
        """The acronyms that are being added, with an empty place behind the last."""
        added: list[str] = []
        number = 0
        while name := self.value(NewTerm(number)).strip():
            added.append(name)
            number += 1
        return [*added, ""]

    def _reckoned(self) -> Report:
        """The review with the dates and reasons as they stand in the form, as far as they can be read."""
        answers: dict[tuple[str, str], object] = {}
        for key in self._keys:
            if key.table in ("dates", "deadlines") and key in self._values:
                try:
                    answers[key.table, key.key] = read(key, self._values[key])
                except ValueError:
                    answers[key.table, key.key] = None
        return with_answers(self._report, answers)

    # -- cells

    def value(self, key: Key) -> str:
        """The answer in a cell."""
        found = self._values.get(key)
        return self.first(key) if found is None else found

    def put(self, key: Key, text: str) -> None:
        """Answer in a cell."""
        self._values[key] = text

    def first(self, key: Key) -> str:
        """What is recorded."""
        return written(self._recorded(key))

    def _recorded(self, key: Key) -> object:
        if isinstance(key, Term):
            return self._report.front.get(_GLOSSARY, key.acronym)
        if isinstance(key, FrontKey):
            return self._report.front.get(key.table, key.key)
        return None

    def shape(self, key: Key) -> Shape:
        """A line, unless there are several already."""
        return Shape.TEXT if "\n" in self.value(key) else Shape.LINE

    def locked(self, key: Key) -> bool:
        """Whether a table stands where a value belongs, which no line can show."""
        return isinstance(self._recorded(key), Mapping)

    def marked(self, key: Key) -> bool:
        """Whether a reason is needed here for what took longer."""
        return bool(self._wanted(key))

    def _wanted(self, key: Key) -> str:
        if isinstance(key, Term):
            return "" if self.value(key).strip() or key.acronym in self._terms else "Say what it stands for."
        if not isinstance(key, FrontKey) or key.table != "dates" or key.type == "date":
            return ""
        late = late_rationales(self._reckoned()).get(key.key)
        if late is None:
            return ""
        return f"Needed: {late}. Say what took the time, what was done about it, and what it means for the review."

    def unread(self, key: Key) -> bool:
        """Whether what stands in the cell cannot be read as what belongs there."""
        return isinstance(key, FrontKey) and (self._is_barred(key) or not self._reads(key))

    def said(self, key: Key) -> Said:
        """What is to be said of a cell."""
        if isinstance(key, Term):
            return Said(_MEANING_HELP, wanted=self._wanted(key))
        if isinstance(key, NewTerm):
            return Said(_NEW_HELP)
        front_key = cast("FrontKey", key)
        if self._is_barred(front_key):
            return Said(front_key.help, f"It takes one of: {', '.join(self._allowed(front_key))}.", sound=False)
        said = said_of(front_key, self.value(key))
        return Said(front_key.help, said, self._wanted(key), sound=self._reads(front_key))

    def _allowed(self, key: FrontKey) -> tuple[str, ...]:
        """The only answers that may be given: the key's own, or the markings of the site's policy; empty for any."""
        return self._markings if (key.table, key.key) == MARKING else key.choices

    def _is_barred(self, key: FrontKey) -> bool:
        allowed = self._allowed(key)
        return bool(allowed) and self.value(key).strip() not in ("", *allowed)

    def _reads(self, key: FrontKey) -> bool:
        try:
            changes(self._report.front, (key,), {key: self.value(key)})
        except ValueError:
            return False
        return True

    # -- lists

    def has_options(self, key: Key) -> bool:
        """Whether the cell has a list."""
        if isinstance(key, Term):
            return bool(self._unexplained().get(key.acronym))
        return isinstance(key, NewTerm) or bool(self._offered(cast("FrontKey", key)))

    def must_choose(self, key: Key) -> bool:
        """Whether only an answer of the list will do."""
        return isinstance(key, FrontKey) and bool(self._allowed(key))

    def takes_several(self, key: Key) -> bool:
        """Whether the answer is a list."""
        return isinstance(key, FrontKey) and key.type == "string-list"

    def options(self, key: Key, typed: str) -> tuple[Option, ...]:
        """The answers that hold what was typed."""
        if isinstance(key, NewTerm):
            known = {*self._terms, *self._added()}
            offered: Iterable[str] = (name for name in self._unexplained() if name not in known)
        elif isinstance(key, Term):
            offered = self._unexplained().get(key.acronym, ())
        else:
            offered = self._offered(cast("FrontKey", key))
        several = self.takes_several(key)
        held = {entry.casefold() for entry in (_entries(self.value(key)) if several else [self.value(key).strip()])}
        pieces = _entries(typed) if several else [typed.strip()]
        wanted = pieces[-1].casefold() if typed and pieces and (not several or not typed.rstrip().endswith(",")) else ""
        return tuple(Option(answer, answer, held=answer.casefold() in held) for answer in fitting(offered, wanted))

    def taken(self, key: Key, option: Option, typed: str) -> str:
        """The answer with an option taken, in a list added or taken out."""
        if not self.takes_several(key):
            return option.value
        entries = _entries(self.value(key))
        if typed and entries and entries[-1] != option.value and entries[-1].casefold() in option.value.casefold():
            entries.pop()
        if option.value in entries:
            entries.remove(option.value)
        else:
            entries.append(option.value)
        return ", ".join(entries)

    def _offered(self, key: FrontKey) -> tuple[str, ...]:
        choices = choices_of(key, self._markings)
        if choices or key.suggested:
            return choices or key.suggested
        if (key.table, key.type) == ("word", "string-list"):
            return self._columns(key.key)
        return ()

    def _columns(self, name: str) -> tuple[str, ...]:
        """The columns that a table of the Word document can have: fields of its records."""
        letters, own = (("E",), ("Ref", "What happened")) if name == "chronology" else (("A", "R"), ("Action",))
        fields = [field.name for letter in letters for field in self._schema.kinds[letter].fields]
        return tuple(dict.fromkeys((*own, *fields)))

    # -- what it comes to

    def changed(self) -> bool:
        """Whether anything was changed."""
        return any(text.strip() != self.first(key).strip() for key, text in self._values.items())

    def changes(self) -> dict[tuple[str, str], FormValue]:
        """The keys whose answers differ from what is recorded, with their values; ValueError where one cannot be read."""
        answers = {key: self.value(key) for key in self._keys}
        found = changes(self._report.front, self._keys, answers)
        for key in {*map(Term, self._terms), *map(Term, self._added())}:
            text = self.value(key).strip()
            if key.acronym and text != self.first(key):
                found[_GLOSSARY, key.acronym] = text or None
        return found


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.replace(";", ",").split(",") if entry.strip()]
