"""What a writer does to a text: type, paste, begin lines, erase, nest; everything of the editor but the screen."""

from __future__ import annotations

import re

from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.cursor import Motion
from imr_tui.tui.editor.history import Kind
from imr_tui.tui.editor.lists import is_typed_marker, nested, new_line, surplus, wants_blank
from imr_tui.tui.editor.sheet import Sheet, carried
from imr_tui.tui.editor.states import TEXT

_NEW_LINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_NUL = "\x00"


class Draft(Sheet):
    """A text and what the keys do to it.

    `_led` is where Enter put the beginning of a line, what it put there, and what stood behind the cursor then.
    """

    _led: tuple[int, str, str] = (0, "", "")

    def type_text(self, text: str) -> bool:
        """Put typed characters in place of the selection or at the cursor.

        A marker typed behind the one that Enter put there takes its place: it is the same marker, or the writer's own.
        One that stood there already, and was only passed, is no typed one.
        """
        row, column = self.place
        start, lead, behind = self._led
        line = self.buffer.line(row)
        led = lead and start == self.buffer.row_start(row) and line.startswith(lead) and line[column:] == behind
        if text == " " and led:
            typed = line[len(lead) : column]
            if is_typed_marker(typed):
                edit = TextEdit(start, self.cursor, f"{typed} ")
                return self.edit([edit], label="Typing", cursor=start + len(typed) + 1)
        return self._put(text, "Typing", Kind.TYPING)

    def paste(self, text: str) -> bool:
        """Put pasted text in place of the selection, line ends as the text has them.

        Control characters come with it and are shown as pictures of themselves; NUL alone is left out, which no file can hold.
        """
        end = self.buffer.line_end_in_use(self.place[0])
        text = _NEW_LINE.sub("\n", text.replace(_NUL, ""))
        return self._put(text.replace("\n", end), "Paste", Kind.OTHER)

    def _put(self, text: str, label: str, kind: Kind) -> bool:
        span = self.selection or Span(self.cursor, self.cursor)
        if not text:
            return False
        if span.start == span.end:
            row, column = self.place
            if wants_blank(self.buffer.line(row)[:column], text):
                text = f" {text}"
        edit = TextEdit(span.start, span.end, text)
        return self.edit([edit], label=label, kind=kind, cursor=span.start + len(text))

    def new_line(self) -> bool:
        """Enter: a new line, which in a list goes on with the list."""
        row, column = self.place
        end = self.buffer.line_end_in_use(row)
        if self.selection is not None or self.states.at(row) != TEXT:
            return self._put(end, "New line", Kind.OTHER)
        before = self.navigator.row_before(row)
        wish = new_line(self.buffer.line(row), column, self.buffer.line(before) if before is not None else "")
        start = self.buffer.row_start(row)
        lead = (end if wish.breaks else "") + wish.lead
        if wish.drop:
            edit = TextEdit(start, start + wish.drop, lead)
            cursor = start + len(lead) + (0 if wish.breaks else max(0, column - wish.drop))
        else:
            edit = TextEdit(self.cursor, self.cursor, lead)
            cursor = self.cursor + len(lead)
        made = self.edit([edit], label="New line", cursor=cursor)
        row, column = self.place
        self._led = self.cursor - len(wish.lead), wish.lead, self.buffer.line(row)[column:]
        return made

    def erase(self, motion: Motion) -> bool:
        """Delete the selection or, where there is none, what lies between the cursor and where `motion` leads."""
        span = self.selection
        if span is not None:
            return self.edit([TextEdit(span.start, span.end, "")], label="Delete", cursor=span.start)
        place = self.place
        target = self.navigator.move(motion, place, 0)
        start, end = sorted((self.cursor, self.offset(target)))
        if self._fold is not None and min(place, target)[0] < self._fold.first <= max(place, target)[0]:
            return False
        kind = {Motion.LEFT: Kind.ERASING_BACK, Motion.RIGHT: Kind.ERASING_ON}.get(motion, Kind.OTHER)
        return self.edit([TextEdit(start, end, "")], label="Delete", kind=kind, cursor=start)

    def nest(self) -> bool:
        """Tab: nest the items at the cursor or in the selection one level deeper."""
        blanks = ((row, nested(self.buffer.line(row))) for row in self._chosen_rows())
        starts = ((self.buffer.row_start(row), lead) for row, lead in blanks)
        return self._at_line_starts([TextEdit(start, start, lead) for start, lead in starts if lead], "Nest")

    def take_out(self) -> bool:
        """Shift+Tab: take the lines at the cursor or in the selection one level out."""
        blanks = ((self.buffer.row_start(row), surplus(self.buffer.line(row))) for row in self._chosen_rows())
        return self._at_line_starts(
            [TextEdit(start, start + count, "") for start, count in blanks if count], "Take out"
        )

    def _at_line_starts(self, edits: list[TextEdit], label: str) -> bool:
        span = self.selection
        select = Span(carried(span.start, edits), carried(span.end, edits)) if span else None
        return self.edit(edits, label=label, select=select)

    def _chosen_rows(self) -> list[int]:
        span = self.selection or Span(self.cursor, self.cursor)
        row, _ = self.buffer.location(span.start)
        last, column = self.buffer.location(span.end)
        last -= int(column == 0 and last > row)
        return [row for row in range(row, last + 1) if self.states.at(row) == TEXT]

    def cut(self) -> str:
        """Delete the selection and give its text; empty where nothing is selected."""
        text = self.selected_text
        if text:
            self.erase(Motion.LEFT)
        return text
