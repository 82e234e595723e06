"""What each action of the table does in an open review; the methods are named by the actions' ids."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from imr_tui.tui.outstanding import step_after, step_before

if TYPE_CHECKING:
    from imr_tui.tui.guiding import Guiding
    from imr_tui.tui.screens.document import DocumentScreen


class Deeds:
    """The actions of an open review."""

    def __init__(self, screen: DocumentScreen) -> None:
        self._screen = screen

    def save(self) -> None:
        """Save now."""
        self._screen.flow(self._screen.flows.saving.save())

    def save_copy(self) -> None:
        """Save under another name."""
        self._screen.flow(self._screen.flows.saving.save_copy())

    def keep_version(self) -> None:
        """Keep the text as it stands under a name."""
        self._screen.flow(self._screen.flows.versioning.keep())

    def versions(self) -> None:
        """List the versions that are kept."""
        self._screen.flow(self._screen.flows.versioning.show())

    def details(self) -> None:
        """Open the form for the front matter."""
        self._screen.flow(self._screen.flows.writing.details())

    def export(self) -> None:
        """Export to Word."""
        self._screen.flow(self._screen.flows.exporting.export())

    def next(self) -> None:
        """Go to the next open place after the cursor."""
        screen = self._screen
        screen.visit(step_after(screen.fresh_steps(), screen.editor.cursor, screen.last_visit))

    def previous(self) -> None:
        """Go to the open place before the cursor."""
        screen = self._screen
        screen.visit(step_before(screen.fresh_steps(), screen.editor.cursor, screen.last_visit))

    def confirm(self) -> None:
        """Confirm: at once in the checklist, by the question's card in the text."""
        screen = self._screen
        ident = screen.at_hand()
        if not ident:
            screen.tell("Choose a question first: an area cannot be confirmed as a whole.")
        elif screen.sidebar.has_focus:
            screen.flow(screen.flows.judging.confirm(ident))
        else:
            screen.flow(screen.flows.judging.open_card(ident))

    def not_applicable(self) -> None:
        """Set the question at hand aside."""
        ident = self._screen.at_hand()
        if ident:
            self._screen.flow(self._screen.flows.judging.set_aside(ident))
        else:
            self._screen.tell("Choose a question first: an area cannot be set aside as a whole.")

    def reopen(self) -> None:
        """Take the author's word on the question at hand back."""
        ident = self._screen.at_hand()
        if ident:
            self._screen.flow(self._screen.flows.judging.reopen(ident))
        else:
            self._screen.tell("Choose a question first.")

    def switch(self) -> None:
        """Between text and checklist."""
        screen = self._screen
        if screen.sidebar.has_focus:
            screen.action_to_text()
            return
        self._leave_focus_mode()
        screen.to_checklist()

    def checklist(self) -> None:
        """Show or hide the checklist."""
        if not self._leave_focus_mode():
            self._screen.toggle_class("-hidden")
        self._screen.action_to_text()

    def problems(self) -> None:
        """List all findings."""
        self._screen.flow(self._screen.flows.settling.problems())

    def wording(self) -> None:
        """Go through the findings about how the review is written, one card at a time."""
        self._screen.flow(self._screen.flows.walking.walk(self._screen.editor.cursor))

    def insert(self) -> None:
        """Insert a record."""
        self._screen.flow(self._screen.flows.recording.insert(self._screen.editor.cursor))

    def edit_record(self) -> None:
        """Open the form of the record."""
        self._screen.flow(self._screen.flows.recording.edit_at(self._screen.editor.cursor))

    def duplicate_record(self) -> None:
        """Make a copy of the record."""
        self._with_record("duplicate_record")

    def record_up(self) -> None:
        """Move the record up."""
        self._with_record("record_up")

    def record_down(self) -> None:
        """Move the record down."""
        self._with_record("record_down")

    def renumber(self) -> None:
        """Give the record another number."""
        self._with_record("renumber")

    def delete_record(self) -> None:
        """Delete the record."""
        self._with_record("delete_record")

    def date(self) -> None:
        """Insert today's date."""
        self._screen.flows.writing.date(self._screen.editor.cursor)

    def counts(self) -> None:
        """Show how many words there are."""
        self._screen.flow(self._screen.flows.writing.counts(self._screen.editor.selected_text))

    def focus(self) -> None:
        """The text alone, or the checklist beside it again."""
        from imr_tui.tui import focus_mode  # noqa: PLC0415 - off the start path

        if focus_mode.in_focus_mode(self._screen):
            focus_mode.leave(self._screen)
        else:
            focus_mode.enter(self._screen)

    def _leave_focus_mode(self) -> bool:
        if not self._screen.has_class("-focus"):
            return False
        self.focus()
        return True

    def undo(self) -> None:
        """Take the last change back."""
        self._say_what_came_of_it(
            self._screen.editor.undo(), "Taken back. Ctrl+Y makes it again.", "There is nothing more to take back."
        )

    def redo(self) -> None:
        """Make it again."""
        self._say_what_came_of_it(
            self._screen.editor.redo(), "Made again. Ctrl+Z takes it back.", "There is nothing to make again."
        )

    def _say_what_came_of_it(self, done: bool, said: str, otherwise: str) -> None:  # noqa: FBT001 - what the editor answered
        if not self._screen.editor.read_only:
            self._screen.tell(said if done else otherwise)

    def cut(self) -> None:
        """Cut the marked text."""
        self._screen.editor.action_cut()

    def copy(self) -> None:
        """Copy the marked text."""
        self._screen.editor.action_copy()

    def paste(self) -> None:
        """Paste what was cut or copied."""
        self._screen.editor.action_paste()

    def select_all(self) -> None:
        """Mark everything."""
        self._screen.editor.action_select_all()

    def mark(self) -> None:
        """Start or end marking."""
        self._screen.editor.action_toggle_mark()

    def find(self) -> None:
        """Open the find bar."""
        self._screen.find()

    def goto(self) -> None:
        """Go to a heading, record or question."""
        self._screen.flow(self._goto())

    def thread(self) -> None:
        """Show the golden thread."""
        self._screen.flow(self._screen.flows.surveying.thread(self._screen.editor.cursor))

    def chronology(self) -> None:
        """Show the chronology."""
        self._screen.flow(self._screen.flows.surveying.chronology(self._screen.editor.cursor))

    def terms(self) -> None:
        """Show the terms of reference with the findings that answer them."""
        self._screen.flow(self._screen.flows.surveying.terms(self._screen.editor.cursor))

    def import_events(self) -> None:
        """Import events from a table."""
        self._screen.flow(self._screen.flows.surveying.importing.events())

    def import_terms(self) -> None:
        """Import terms of reference from a list."""
        self._screen.flow(self._screen.flows.surveying.importing.terms())

    def guidance(self) -> None:
        """Show what good looks like at the cursor, or take it away."""
        self._guiding.toggle()

    @cached_property
    def _guiding(self) -> Guiding:
        from imr_tui.tui.guiding import Guiding  # noqa: PLC0415 - off the start path

        return Guiding(self._screen)

    def review_check(self) -> None:
        """Show everything to look at ahead of an export."""
        self._screen.flow(self._review_check())

    def dialogue(self) -> None:
        """Show the dialogue with the review author."""
        self._screen.flow(self._screen.flows.conversing.show())

    def front(self) -> None:
        """Unfold the front matter, or fold it again."""
        screen = self._screen
        if screen.editor.is_folded:
            screen.editor.unfold()
            screen.go_to(0)
        elif not screen.fold_front():
            screen.tell(
                "This review has no details at its head yet. Press d in the checklist for the form that makes them."
            )

    def _with_record(self, deed: str) -> None:
        self._screen.flow(self._screen.flows.recording.do(deed, self._screen.editor.cursor))

    async def _goto(self) -> None:
        place = await self._screen.flows.writing.goto()
        if place is not None and place.item:
            self._screen.sidebar.select(place.item)

    async def _review_check(self) -> None:
        flows = self._screen.flows
        answer = await flows.surveying.review_check()
        if answer is not None and answer.entry is None:
            await flows.exporting.export()
        elif answer is not None and answer.entry is not None and answer.entry.item is not None:
            await flows.judging.open_card(answer.entry.item.id)
