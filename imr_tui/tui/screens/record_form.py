"""The form of a record, or of the people in the review side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

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

    `look_up` says what the checklist wants of a text; it is asked after the form is shown, where nobody knows yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "restrict", "Restriction on this field", show=False, priority=True),
    ]

    def __init__(self, model: RecordModel, glyphs: Glyphs, look_up: Callable[[str], Wants] | None = None) -> None:
        super().__init__(model, glyphs)
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
            self._draw()

    def make(self, option: Option, typed: str) -> None:
        """Make a record that is not there yet and link it."""
        self._make(option, typed)

    @work
    async def _make(self, option: Option, typed: str) -> None:
        title = await self.app.push_screen_wait(
            AskText(
                option.label.removesuffix(" …"),
                "Give it a title; the rest can be filled in later with F12.",
                go="Make it",
                needed="Give it a title first.",
            )
        )
        if not title:
            return
        try:
            ident = self.records.create(option.value, title)
        except RefusedError as error:
            self.complain(self._active, f"{error.detail} {error.hint}")
            return
        self.answer(self.records.taken(self._active, Option("", ident), typed))

    def action_restrict(self) -> None:
        """To the restriction on the field that the pen is in."""
        key = self.records.restrict(self._active)
        if key is not None:
            self._go(key)

    def action_keep(self) -> None:
        """Save, unless a cell cannot hold its answer."""
        try:
            self.edits = self.records.edits()
        except CellError as error:
            self.complain(error.key, f"{error.detail} {error.hint}")
            return
        super().action_keep()

    def _hint(self) -> str:
        hint = super()._hint()
        offered = "Ctrl+R: what may not be published." if self.records.can_restrict(self._active) else ""
        return " ".join(part for part in (hint, offered) if part)
