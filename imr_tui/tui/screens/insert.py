"""The list of record kinds, and of what can be done with the record under the cursor: one letter chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from imr_tui.document.schema import KindSpec, Schema
from imr_tui.tui.actions.writing import RECORD_DEEDS
from imr_tui.tui.checklist_rows import Look
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain

if TYPE_CHECKING:
    from imr_tui.tui.screens.record_form import RecordForm

DEEDS: Mapping[str, str] = MappingProxyType({letter: action.id for letter, action in RECORD_DEEDS.items()})
"""What can be done with a record, by its letter: the id of an action."""


class InsertRecord(Dialog[str]):
    """The kinds with a line each; answers with the kind's letter, or with the id of an action for the record `at`.

    `form_of` gives the form of a new record, which is shown over the list at once, so that what is typed ahead comes to
    it; the list then answers when the form is left, and `form` is the one that was filled in.
    """

    DEFAULT_CSS = """
    InsertRecord > .box { width: 100%; }
    InsertRecord .said { margin-bottom: 0; }
    InsertRecord #about { height: 2; margin-top: 1; }
    """

    def __init__(
        self,
        schema: Schema,
        suggested: str = "",
        at: str = "",
        form_of: Callable[[str], RecordForm | None] | None = None,
    ) -> None:
        super().__init__()
        self.form: RecordForm | None = None
        self._form_of = form_of
        self._kinds: tuple[KindSpec, ...] = tuple(schema.kinds.values())
        self._suggested = suggested
        self._at = at
        self._about: dict[str, str] = {kind.letter: kind.help for kind in self._kinds}
        if at:
            self._about |= {action.id: action.help for action in RECORD_DEEDS.values()}

    def compose(self) -> ComposeResult:
        """The list; the kind that suits the cursor's place is marked at first."""
        with Vertical(classes="box"):
            yield Plain("New record", classes="title")
            yield Plain("Press its letter, or choose with the arrow keys and Enter.", classes="said")
            yield PickList(self._entries(), id="kinds", classes="body")
            yield Plain(keep=True, id="about")
            yield ButtonRow((Choice("leave", "Cancel"),))

    def on_mount(self) -> None:
        """Begin in the list, at the kind that suits the cursor's place."""
        super().on_mount()
        listed = self.query_one(PickList)
        listed.mark(self._suggested)
        listed.focus()

    def _entries(self) -> list[Entry]:
        longest = max(len(kind.name) for kind in self._kinds)
        entries = [
            Entry(
                kind.letter,
                (
                    (f" {kind.letter} ", Look.TITLE),
                    (f" {kind.name:<{longest}}  {one_line(kind.help).partition('. ')[0]}", Look.PLAIN),
                ),
            )
            for kind in self._kinds
        ]
        if self._at:
            entries.append(Entry("", f"With {self._at}, in which the cursor stands:", heading=True))
            entries += [
                Entry(action.id, ((f" {letter.upper()} ", Look.TITLE), (f" {action.label}", Look.PLAIN)))
                for letter, action in RECORD_DEEDS.items()
            ]
        return entries

    def on_key(self, event: events.Key) -> None:
        """A letter chooses; what is typed ahead after it is the form's."""
        if self.form is not None:
            event.stop()
            self.form.post_message(events.Key(event.key, event.character))
            return
        letter = event.character or ""
        if any(kind.letter == letter.upper() for kind in self._kinds):
            event.stop()
            self._choose(letter.upper())
            return
        if self._at and letter.casefold() in DEEDS:
            event.stop()
            self.dismiss(DEEDS[letter.casefold()])

    def on_pick_list_marked(self, event: PickList.Marked) -> None:
        """Say of what is marked what it is for."""
        event.stop()
        self.query_one("#about", Plain).show(self._about.get(event.key, ""))

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter chooses."""
        event.stop()
        self._choose(event.key)

    def _choose(self, chosen: str) -> None:
        if not self.is_active:
            return
        kinds = [kind.letter for kind in self._kinds]
        form = self._form_of(chosen) if self._form_of is not None and chosen in kinds else None
        if form is None:
            self.dismiss(chosen)
            return
        self.form = form
        self.app.push_screen(form, self._left_form)

    def _left_form(self, saved: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        self.dismiss(self.form.about if saved and self.form is not None else None)
