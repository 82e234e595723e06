"""The list of record kinds, and of what can be done with the record under the cursor: one letter chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from imr_tui.document.schema import KindSpec, Schema
from imr_tui.tui.actions.writing import RECORD_DEEDS
from imr_tui.tui.screens.dialog import Choice, Dialog, buttons
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.plain import Plain, joined

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
            yield OptionList(id="kinds", markup=False, compact=True, classes="body -cut")
            yield Plain(keep=True, id="about")
            yield buttons((Choice("leave", "Cancel"),))

    def on_mount(self) -> None:
        """Fill the list; the kind that suits the cursor's place is marked."""
        super().on_mount()
        listed = self.query_one(OptionList)
        longest = max(len(kind.name) for kind in self._kinds)
        for kind in self._kinds:
            line = one_line(kind.help).partition(". ")[0]
            listed.add_option(
                Option(joined((f" {kind.letter} ", "bold"), f" {kind.name:<{longest}}  {line}"), id=kind.letter)
            )
        if self._at:
            listed.add_option(Option(joined((f"With {self._at}, in which the cursor stands:", "bold")), disabled=True))
            for letter, action in RECORD_DEEDS.items():
                listed.add_option(Option(joined((f" {letter.upper()} ", "bold"), f" {action.label}"), id=action.id))
        letters = [kind.letter for kind in self._kinds]
        listed.highlighted = letters.index(self._suggested) if self._suggested in letters else 0
        listed.focus()

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
            return
        super().on_key(event)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say of what is marked what it is for."""
        event.stop()
        self.query_one("#about", Plain).show(self._about.get(event.option_id or "", ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter chooses."""
        event.stop()
        self._choose(event.option_id or "")

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

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Cancel."""
        event.stop()
        self.dismiss(None)
