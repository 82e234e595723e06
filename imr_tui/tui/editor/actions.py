"""What the editor can be asked to do, as Textual actions."""

from __future__ import annotations

from collections.abc import Callable

from textual.scroll_view import ScrollView

from imr_tui.tui.editor.canvas import Canvas
from imr_tui.tui.editor.cursor import Motion
from imr_tui.tui.editor.draft import Draft
from imr_tui.tui.editor.prompts import next_prompt, previous_prompt

_LONGEST_SENT = 16_000
_PASTE_HINT = "Nothing copied yet. To paste from your desktop: Shift+Insert or right click."
_READ_ONLY = "Nothing was changed: this review is open to read only. A copy can be changed."
_NOTHING_MARKED = "Nothing is marked. Mark with Shift and the arrow keys, or begin with Ctrl+Space."


class EditorActions(ScrollView):
    """The actions; each does its work on the draft and has the screen follow."""

    draft: Draft
    canvas: Canvas
    read_only: bool
    teller: Callable[[str], None] | None
    _clipping = ""
    _clipped_beside = ""

    def touch(self, *, follow: bool = True, anew: bool = False) -> None:
        """Have the screen brought up to the draft, and messages sent, as soon as nothing more comes in."""
        raise NotImplementedError

    def go_to(self, offset: int, *, select_to: int | None = None) -> None:
        """Put the cursor at an offset."""
        raise NotImplementedError

    def action_move(self, motion: str, extend: bool = False) -> None:  # noqa: FBT001, FBT002 - as actions are written
        """Move the cursor by a `Motion`; `extend` lets the selection grow."""
        way = Motion(motion)
        page = max(1, self.canvas.viewport.height - 2)
        if way is Motion.PAGE_DOWN:
            self.canvas.viewport.scroll(page)
        elif way is Motion.PAGE_UP:
            self.canvas.viewport.scroll(-page)
        self.draft.move(way, extend=extend, page=page)
        self.touch()

    def tell(self, text: str) -> None:
        """Say something to the writer."""
        if self.teller is not None:
            self.teller(text)
        else:
            self.notify(text, markup=False)

    def may_write(self) -> bool:
        """Whether the text can be changed; where it cannot, the writer is told why."""
        if self.read_only:
            self.tell(_READ_ONLY)
        return not self.read_only

    def _write(self, change: Callable[[], object]) -> None:
        if self.may_write():
            change()
            self.touch()

    def action_type(self, text: str) -> None:
        """Type characters at the cursor."""
        self._write(lambda: self.draft.type_text(text))

    def action_new_line(self) -> None:
        """Begin a new line, the next item of a list, or end the list."""
        self._write(self.draft.new_line)

    def action_nest(self) -> None:
        """Nest the item of a list one level deeper."""
        self._write(self.draft.nest)

    def action_take_out(self) -> None:
        """Take the item of a list one level out."""
        self._write(self.draft.take_out)

    def action_erase_back(self) -> None:
        """Delete the selection or the character before the cursor."""
        self._write(lambda: self.draft.erase(Motion.LEFT))

    def action_erase_on(self) -> None:
        """Delete the selection or the character at the cursor."""
        self._write(lambda: self.draft.erase(Motion.RIGHT))

    def action_erase_word_back(self) -> None:
        """Delete the selection or back to the start of the word."""
        self._write(lambda: self.draft.erase(Motion.WORD_LEFT))

    def action_erase_word_on(self) -> None:
        """Delete the selection or up to the next word."""
        self._write(lambda: self.draft.erase(Motion.WORD_RIGHT))

    def action_undo(self) -> None:
        """Take the last step back."""
        self.undo()

    def action_redo(self) -> None:
        """Make the step again that was taken back last."""
        self.redo()

    def undo(self) -> bool:
        """Take the last step back; False where there is none or the text is read only."""
        return self._through_history(self.draft.undo)

    def redo(self) -> bool:
        """Make the step again that was taken back last; False where there is none or the text is read only."""
        return self._through_history(self.draft.redo)

    def _through_history(self, go: Callable[[], object | None]) -> bool:
        if not self.may_write() or go() is None:
            return False
        self.touch(anew=True)
        return True

    def action_select_all(self) -> None:
        """Select the whole text."""
        self.draft.select_all()
        self.touch(follow=False)

    def action_toggle_mark(self) -> None:
        """Begin or end a selection that every motion lets grow."""
        self.draft.toggle_mark()
        self.touch()

    def action_cut(self) -> None:
        """Take the selection, or the line where there is none, out of the text and keep it for pasting."""
        if not self.may_write():
            return
        if self.draft.selection is None:
            self.draft.select_line()
        taken = self.draft.cut()
        if taken:
            self._clip(taken)
        self.touch()

    def action_copy(self) -> None:
        """Keep the selection for pasting."""
        if self.draft.selection is not None:
            self._clip(self.draft.selected_text)
            self.draft.marking = False
        else:
            self.tell(_NOTHING_MARKED)

    def action_paste(self) -> None:
        """Put in what was copied or cut last."""
        text = self._clipping if self._clipped_beside == self.app.clipboard else ""
        text = text or self.app.clipboard
        if text:
            self._write(lambda: self.draft.paste(text))
        elif self.may_write():
            self.tell(_PASTE_HINT)

    def _clip(self, text: str) -> None:
        """Keep text for pasting; what is not too long for the line goes to the clipboard of the writer's own computer."""
        if len(text) <= _LONGEST_SENT:
            self.app.copy_to_clipboard(text)
        self._clipping, self._clipped_beside = text, self.app.clipboard

    def action_next_prompt(self) -> None:
        """Go to the next place that waits to be filled in."""
        self._visit_prompt(forward=True)

    def action_previous_prompt(self) -> None:
        """Go to the place before that waits to be filled in."""
        self._visit_prompt(forward=False)

    def _visit_prompt(self, *, forward: bool) -> None:
        draft = self.draft
        base = draft.offset(draft.navigator.start)
        text = draft.buffer.text[base:]
        selection = draft.selection
        here = (selection.start if selection else draft.cursor) - base
        span = next_prompt(text, here) if forward else previous_prompt(text, here)
        if span is None:
            self.tell("Nothing in the text waits to be filled in.")
        else:
            self.go_to(base + span.start, select_to=base + span.end if span.end > span.start else None)
