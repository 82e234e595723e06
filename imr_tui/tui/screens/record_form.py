"""The form of a record, or of the people in the review side by side."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from imr_tui.document.text import TextEdit
from imr_tui.errors import RefusedError
from imr_tui.tui.forms.model import Option
from imr_tui.tui.forms.record_model import CellError, RecordModel
from imr_tui.tui.forms.wants import Wants
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.sheet_form import SheetForm


class RecordForm(SheetForm):
    """Records of one kind. When it answers True, `edits` are what the form comes to.

    `label` names the undo step, `about` is the record that the cursor goes to.
    `look_up` says what the checklist wants of a text; it is asked after the form is shown, where nobody knows yet.
    """

    def __init__(
        self,
        model: RecordModel,
        glyphs: Glyphs,
        *,
        label: str,
        about: str,
        look_up: Callable[[str], Wants] | None = None,
    ) -> None:
        super().__init__(model, glyphs)
        self.label = label
        self.about = about
        self.records = model
        self.edits: tuple[TextEdit, ...] = ()
        self._look_up = look_up

    def on_mount(self) -> None:
        """Ask what is wanted once the form stands."""
        super().on_mount()
        if self._look_up is not None:
            self._ask_what_is_wanted(self._look_up)

    @work(thread=True)
    def _ask_what_is_wanted(self, look_up: Callable[[str], Wants]) -> None:
        wants = look_up(self.records.text)
        self.app.call_from_thread(self._take_wants, wants)

    def _take_wants(self, wants: Wants) -> None:
        self.records.wanted_now(wants)
        if self.is_attached:
            self.draw()

    def make(self, option: Option, typed: str) -> None:
        """Ask for the title of a record that is not there yet, make it and link it."""
        asked = AskText(
            option.label.removesuffix(" …"),
            self.named("Give it a title; the rest can be filled in later with F12."),
            go="Make it",
            needed="Give it a title first.",
        )
        self.app.push_screen(asked, lambda title: self._made(option, typed, title))

    def _made(self, option: Option, typed: str, title: str | None) -> None:
        if not title:
            return
        try:
            ident = self.records.create(option.value, title)
        except RefusedError as error:
            self.complain(self.active, f"{error.detail} {error.hint}")
            return
        self.answer(self.records.taken(self.active, Option("", ident), typed))

    def take_key(self, key: str) -> bool:
        """Ctrl+R goes to the restriction on the field that the pen is in."""
        if key != "ctrl+r":
            return super().take_key(key)
        place = self.records.restrict(self.active)
        if place is not None:
            self.go(place)
        return True

    def action_keep(self) -> None:
        """Save, unless a cell cannot hold its answer."""
        try:
            self.edits = self.records.edits()
        except CellError as error:
            self.complain(error.key, f"{error.detail} {error.hint}")
        else:
            super().action_keep()

    def hint(self) -> str:
        """Which keys help in this cell."""
        hint = super().hint()
        offered = "Ctrl+R: what may not be published." if self.records.can_restrict(self.active) else ""
        return " ".join(part for part in (hint, offered) if part)
