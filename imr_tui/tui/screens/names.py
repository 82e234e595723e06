"""Names before a copy with pseudonyms: who has none yet, which names no record settles, and what stands for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import ClassVar

from textual.binding import Binding, BindingType

from imr_tui.dataclass import dataclass
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import AskText, Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow
from imr_tui.word.pseudonyms.candidates import Candidate
from imr_tui.word.pseudonyms.copying import NameReview

_PERSON = "person "


@dataclass(frozen=True, slots=True)
class NamesAnswer:
    """What was decided: what stands for each name (itself where it is kept), pseudonyms by person, and whether to export."""

    names: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    export: bool = False


class NamesView(TableView[NamesAnswer]):
    """Enter writes what stands for a name, Ctrl+K keeps it, F8 goes to the next undecided one, Ctrl+E exports."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+k", "keep", "Keep the name", show=False, priority=True),
        Binding("f8,ctrl+n", "next_open", "Next undecided", show=False, priority=True, id="next"),
        Binding("ctrl+e", "export", "Export", show=False, priority=True, id="export"),
    ]
    columns: ClassVar[tuple[Column, ...]] = (Column("Name"), Column("Times", 5), Column("In the copy"))

    def __init__(self, review: NameReview, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._review = review
        self._names: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._asked_to_leave = False
        self._candidates = {str(number): one for number, one in enumerate(review.candidates)}
        self.title_text = f"Names in a copy with pseudonyms: {len(review.candidates) + len(review.unnamed)} to decide"

    def choices(self) -> Sequence[Choice]:
        """Replace, keep, next, export, close."""
        return (
            Choice("go", "Replace", "Enter"),
            Choice("keep", "Keep", "^K"),
            Choice("next", "Next", "F8", "next"),
            Choice("export", "Export", "^E", "export"),
            Choice("leave", "Close"),
        )

    def rows(self) -> Sequence[TableRow]:
        """People without a pseudonym, then the names by kind."""
        rows: list[TableRow] = []
        if self._review.unnamed:
            rows.append(TableRow("people", ("No pseudonym yet; needed in any case",), heading=True))
            rows += [
                self._row(f"{_PERSON}{ident}", ident, "", self._people.get(ident, "")) for ident in self._review.unnamed
            ]
        kind = None
        for key, one in self._candidates.items():
            if one.kind is not kind:
                kind = one.kind
                needed = "; needed in any case" if kind.must else ""
                rows.append(TableRow(f"kind {kind.name}", (f"{kind.value.capitalize()}{needed}",), heading=True))
            instead = self._names.get(one.name, "")
            rows.append(self._row(key, one.name, str(one.count), "kept" if instead == one.name else instead))
        return rows

    def about(self, key: str) -> str:
        """Where the name stands."""
        if key.startswith(_PERSON):
            return f"{key.removeprefix(_PERSON)} has a name and no pseudonym. Enter writes it into the record."
        one = self._candidates[key]
        places = [one_line(f"{at.where}: {at.before}{at.name}{at.after}") for at in one.contexts]
        return "\n".join(places)

    def nothing(self) -> str:
        """What is said where there is nothing to decide."""
        return self.named("Every name is decided. Ctrl+E exports.")

    def take(self, key: str) -> None:
        """Ask what stands for the name."""
        if key.startswith(_PERSON):
            ident = key.removeprefix(_PERSON)
            title, value = f"Pseudonym of {ident}", self._people.get(ident, "")
            said = "The name that stands for this person in the copy, and in the record."
        else:
            one = self._candidates[key]
            others = [form for form in one.forms if form != one.name]
            title, value = one_line(one.name), self._names.get(one.name) or one.suggestion
            said = "What stands for it in the copy" + (f", also for {one_line(', '.join(others))}." if others else ".")
        self.app.push_screen(AskText(title, said, value=value), lambda answer: self._decide(key, answer))

    def press(self, choice: str) -> None:
        """The buttons do what the keys do."""
        {"keep": self.action_keep, "next": self.action_next_open, "export": self.action_export}[choice]()

    def action_keep(self) -> None:
        """Let the chosen name stay as it is."""
        one = self._candidates.get(self.table.selected)
        if one is not None:
            self._decide(self.table.selected, one.name)

    def action_next_open(self) -> None:
        """Choose the next name that is not decided."""
        self.choose_next(self._is_open, self.nothing())

    def action_export(self) -> None:
        """Export, once what is needed is decided; other names stay as they are only after a second, plain yes."""
        keys = [*(f"{_PERSON}{ident}" for ident in self._review.unnamed), *self._candidates]
        left = [key for key in keys if self._is_open(key)]
        needed = [key for key in left if key.startswith(_PERSON) or self._candidates[key].must]
        if needed:
            self.table.choose(needed[0])
            many = f"{len(needed)} names still need" if len(needed) > 1 else "One name still needs"
            self.say(f"{many} a decision, for it would tell who somebody is. Enter writes it.")
        elif left and not self._asked_to_leave:
            self._asked_to_leave = True
            self.say(
                self.named(
                    f"{len(left)} names are not decided and would stay as they are. Ctrl+E again exports all the same."
                )
            )
        else:
            self.dismiss(NamesAnswer(self._all_forms(), dict(self._people), export=True))

    def action_leave(self) -> None:
        """Take the filter away; then close, and keep what was decided."""
        if not self.table.clear_filter():
            self._close()

    def pressed(self, choice: str) -> None:
        """Close keeps what was decided."""
        if choice == "leave":
            self._close()
        else:
            super().pressed(choice)

    def _close(self) -> None:
        self.dismiss(NamesAnswer(self._all_forms(), dict(self._people)))

    def _row(self, key: str, name: str, count: str, instead: str) -> TableRow:
        cells = (one_line(name), count, one_line(instead) or "to decide")
        return TableRow(key, cells, marked=-1 if instead else 2)

    def _is_open(self, key: str) -> bool:
        if key.startswith(_PERSON):
            return key.removeprefix(_PERSON) not in self._people
        return self._candidates[key].name not in self._names

    def _decide(self, key: str, instead: str | None) -> None:
        if not instead:
            return
        instead = " ".join(instead.split())
        if key.startswith(_PERSON):
            self._people[key.removeprefix(_PERSON)] = instead
        else:
            self._names[self._candidates[key].name] = instead
        self.fill(choose=key)
        self.table.action_move(1)

    def _all_forms(self) -> dict[str, str]:
        """What stands for every form of every name that was decided."""
        found: dict[str, str] = {}
        for one in self._candidates.values():
            instead = self._names.get(one.name)
            if instead is not None:
                found.update(_of_forms(one, instead))
        return found


def _of_forms(one: Candidate, instead: str) -> Mapping[str, str]:
    return {form: form if instead == one.name else instead for form in one.forms}
