"""The editor under the mouse: nothing needs it, everything it does is what one expects."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset

from imr_tui.tui.editor.actions import EditorActions

_WHEEL_ROWS = 3
_WORD_CLICKS = 2
_LINE_CLICKS = 3


class EditorMouse(EditorActions):
    """Click to place the cursor, drag to select, click twice or three times for a word or a line, turn to scroll."""

    _dragging = False

    def unfold(self) -> None:
        """Show all lines."""
        raise NotImplementedError

    def bring_up(self) -> None:
        """Bring the screen up to the draft."""
        raise NotImplementedError

    def _offset_at(self, at: Offset) -> int:
        """The offset of the text at a cell of the screen, as the screen will be once it is brought up to the draft."""
        self.bring_up()
        return self.canvas.offset_at(at.x, at.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is, or unfold."""
        at = event.get_content_offset(self)
        if at is None or event.button != 1:
            return
        event.stop()
        offset = self._offset_at(at)
        if self.canvas.is_fold_at(at.y):
            self.unfold()
            return
        if event.shift:
            self.draft.extend_to(offset)
        else:
            self.draft.place_cursor(offset)
        self._dragging = True
        self.capture_mouse()
        self.touch(follow=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select along with the mouse."""
        if self._dragging:
            at = event.get_content_offset_capture(self)
            self.draft.extend_to(self._offset_at(at))
            self.touch(follow=not 0 <= at.y < self.size.height)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End selecting with the mouse."""
        if self._dragging:
            event.stop()
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word at a second click and the line at a third."""
        if event.chain == _WORD_CLICKS:
            self.draft.select_word()
        elif event.chain == _LINE_CLICKS:
            self.draft.select_line()
        self.touch(follow=False)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll and leave the cursor where it is."""
        self._scroll_by(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll and leave the cursor where it is."""
        self._scroll_by(event, -_WHEEL_ROWS)

    def _scroll_by(self, event: events.Event, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.canvas.viewport.scroll(rows)
        self.touch(follow=False)
