"""The text being written, with its cursor, selection, history and fold: everything of the editor but the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from imr_tui.document.buffer import Buffer
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.cursor import VERTICAL, Fold, Motion, Navigator, Place
from imr_tui.tui.editor.history import Caret, History, Kind, Step
from imr_tui.tui.editor.lists import nested, new_line, surplus
from imr_tui.tui.editor.states import TEXT, LineStates
from imr_tui.tui.editor.underlines import Underline, Underlines
from imr_tui.tui.editor.wrapping import Wrapper

_WIDTH = 80
_NEW_LINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class Draft:
    """A text under the pen. Offsets are code points of the whole text.

    Every change raises `revision`. What the writer does goes through the methods named for it; `edit` is
    the way for everything else.
    """

    def __init__(self, text: str = "", width: int = _WIDTH) -> None:
        self.revision = 0
        self.history = History()
        self.wrapper = Wrapper(width)
        self._goal: int | None = None
        self._set(text)

    def _set(self, text: str) -> None:
        self.buffer = Buffer(text)
        self.states = LineStates(self.buffer)
        self.underlines = Underlines(self.buffer)
        self.marking = False
        self._fold: Fold | None = None
        self._navigate()
        self._caret = Caret(self.offset(self.navigator.start))

    def load(self, text: str, cursor: int = 0) -> None:
        """Take up another text: no history, no selection, no fold."""
        self._set(text)
        self.history.clear()
        self.revision += 1
        self.place_cursor(cursor)

    def set_width(self, width: int) -> None:
        """Lay the text out at another width."""
        if width != self.wrapper.width:
            self.wrapper = Wrapper(width)
            self._goal = None
            self._navigate()

    def _navigate(self) -> None:
        self.navigator = Navigator(self.buffer, self.wrapper.layout, self._fold)

    @property
    def cursor(self) -> int:
        """Where the cursor is."""
        return self._caret.cursor

    @property
    def place(self) -> Place:
        """Where the cursor is, as row and column."""
        return self.buffer.location(self._caret.cursor)

    @property
    def selection(self) -> Span | None:
        """What is selected; None where nothing is."""
        cursor, anchor = self._caret.cursor, self._caret.anchor
        if anchor is None or anchor == cursor:
            return None
        return Span(min(cursor, anchor), max(cursor, anchor))

    @property
    def selected_text(self) -> str:
        """The selected text; empty where nothing is."""
        span = self.selection
        return self.buffer.slice(span.start, span.end) if span else ""

    @property
    def fold(self) -> Fold | None:
        """The rows that are shown as one; None where none are."""
        return self._fold

    @property
    def folded_span(self) -> Span | None:
        """What is folded, with its last line end; None where nothing is."""
        if self._fold is None:
            return None
        after = self._fold.last + 1
        end = self.buffer.row_start(after) if after < self.buffer.line_count else len(self.buffer)
        return Span(self.buffer.row_start(self._fold.first), end)

    def offset(self, place: Place) -> int:
        """The offset of a row and column."""
        return self.buffer.offset(*place)

    def fold_span(self, span: Span | None, label: str) -> None:
        """Show the rows of `span` as one; nothing is folded where no row would be left for the cursor."""
        fold = None
        if span is not None and span.end > span.start:
            first, _ = self.buffer.location(span.start)
            last, column = self.buffer.location(span.end)
            last -= int(column == 0)
            fold = Fold(first, last, label) if last - first + 1 < self.buffer.line_count else None
        self._set_fold(fold)

    def _set_fold(self, fold: Fold | None) -> None:
        if fold != self._fold:
            self._fold = fold
            self._navigate()
            self._caret = self._drawn_in(self._caret)

    def is_folded_at(self, offset: int) -> bool:
        """Whether an offset lies within the fold."""
        return self._fold is not None and self.buffer.location(offset)[0] in self._fold

    def place_cursor(self, offset: int, anchor: int | None = None) -> None:
        """Put the cursor at `offset`, with a selection from `anchor` where there is one; mark mode ends."""
        self.history.close()
        self.marking = False
        self._goal = None
        self._caret = self._drawn_in(Caret(offset, anchor))

    def move(self, motion: Motion, *, extend: bool = False, page: int = 1) -> None:
        """Move the cursor; `extend` (or mark mode) keeps the selection growing. A page is `page` rows."""
        span = self.selection
        goal = self.navigator.layout(self.place[0]).x_of(self.place[1]) if self._goal is None else self._goal
        if span is not None and not (extend or self.marking) and motion in {Motion.LEFT, Motion.RIGHT}:
            place = self.buffer.location(span.start if motion is Motion.LEFT else span.end)
        elif motion is Motion.PAGE_UP:
            place = self.navigator.rows_up(self.place, goal, page)
        elif motion is Motion.PAGE_DOWN:
            place = self.navigator.rows_down(self.place, goal, page)
        else:
            place = self.navigator.move(motion, self.place, goal)
        self._move_to(self.offset(place), extend=extend)
        self._goal = goal if motion in VERTICAL else None

    def _move_to(self, offset: int, *, extend: bool) -> None:
        self.history.close()
        self._goal = None
        keeps = extend or self.marking
        anchor = self._caret.cursor if keeps and self._caret.anchor is None else self._caret.anchor
        self._caret = self._drawn_in(Caret(offset, anchor if keeps else None))

    def extend_to(self, offset: int) -> None:
        """Move the cursor and let the selection grow with it."""
        self._move_to(offset, extend=True)

    def select_all(self) -> None:
        """Select the whole text that the cursor can reach."""
        self.place_cursor(self.offset(self.navigator.end), self.offset(self.navigator.start))

    def select_word(self) -> None:
        """Select the word at the cursor."""
        start, end = self.navigator.word_at(self.place)
        self.place_cursor(self.offset(end), self.offset(start))

    def select_line(self) -> None:
        """Select the line at the cursor, with its line end."""
        row, _ = self.place
        after = self.navigator.row_after(row)
        end = self.navigator.end if after is None else (after, 0)
        self.place_cursor(self.offset(end), self.buffer.row_start(row))

    def toggle_mark(self) -> None:
        """Begin a selection at the cursor that every motion lets grow, or end it."""
        self.marking = not self.marking
        self._caret = Caret(self.cursor, self.cursor if self.marking else None)

    def edit(
        self,
        edits: Iterable[TextEdit],
        *,
        label: str,
        kind: Kind = Kind.OTHER,
        cursor: int | None = None,
        select: Span | None = None,
    ) -> bool:
        """Make edits as one step and say whether there was anything to do; ValueError where they overlap.

        The cursor goes to `cursor` (an offset after the edits), `select` is selected; else it stays with its text.
        """
        ordered = [edit for edit in self.buffer.checked(edits) if edit.start < edit.end or edit.text]
        if not ordered:
            return False
        before = self._caret
        undo = self.buffer.inverse(ordered)
        if select is not None:
            after = Caret(select.end, select.start)
        else:
            after = Caret(_carried(self.cursor, ordered) if cursor is None else cursor)
        self._make(ordered)
        self._caret = self._drawn_in(after)
        self.history.add(Step(label, kind, tuple(ordered), undo, before, self._caret))
        return True

    def undo(self) -> Step | None:
        """Take the last step back and say which; None where there is none."""
        step = self.history.take_back()
        if step is not None:
            self._make(step.undo)
            self._caret = self._drawn_in(step.before)
        return step

    def redo(self) -> Step | None:
        """Make the step again that was taken back last, and say which; None where there is none."""
        step = self.history.make_again()
        if step is not None:
            self._make(step.edits)
            self._caret = self._drawn_in(step.after)
        return step

    def _make(self, ordered: Sequence[TextEdit]) -> None:
        fold = self._fold
        for edit in reversed(ordered):
            marks = self.underlines.taken(self.buffer.touched(edit), edit)
            change = self.buffer.replace(edit)
            self.states.changed(change)
            self.underlines.changed(change, marks)
            if fold is not None and change.row <= fold.last and change.removed != change.added:
                grown = change.added - change.removed
                first = fold.first + grown if change.row + change.removed <= fold.first else min(fold.first, change.row)
                fold = Fold(first, max(first, fold.last + grown), fold.label)
        self.revision += 1
        self.marking = False
        self._goal = None
        if fold is not None and fold.last - fold.first + 1 >= self.buffer.line_count:
            fold = None
        self._fold = fold
        self._navigate()

    def _drawn_in(self, caret: Caret) -> Caret:
        draw = self.navigator.drawn_in
        anchor = caret.anchor
        if anchor is not None:
            anchor = self.offset(draw(self.buffer.location(anchor)))
        return Caret(self.offset(draw(self.buffer.location(caret.cursor))), anchor)

    def type_text(self, text: str) -> bool:
        """Put typed characters in place of the selection or at the cursor."""
        return self._put(text, "Typing", Kind.TYPING)

    def paste(self, text: str) -> bool:
        """Put pasted text in place of the selection: line ends as the text has them, no control characters."""
        end = self.buffer.line_end_in_use(self.place[0])
        text = _CONTROL.sub("", _NEW_LINE.sub("\n", text))
        return self._put(text.replace("\n", end), "Paste", Kind.OTHER)

    def _put(self, text: str, label: str, kind: Kind) -> bool:
        span = self.selection or Span(self.cursor, self.cursor)
        if not text:
            return False
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
        return self.edit([edit], label="New line", cursor=cursor)

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
        select = Span(_carried(span.start, edits), _carried(span.end, edits)) if span else None
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

    def show_findings(self, underlines: Iterable[Underline]) -> None:
        """Underline these stretches and no others."""
        self.underlines.show(underlines)


def _carried(offset: int, edits: Iterable[TextEdit]) -> int:
    """Where an offset lies once `edits` are made: with the text that follows it, behind what is put at it."""
    shift = 0
    for edit in edits:
        if edit.end <= offset:
            shift += len(edit.text) - (edit.end - edit.start)
        elif edit.start < offset:
            return edit.start + shift + len(edit.text)
    return offset + shift
