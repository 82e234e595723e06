"""A text with its cursor, selection, history and fold: what every way of writing in it comes down to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from imr_tui.document.buffer import Buffer
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.cursor import VERTICAL, Fold, Motion, Navigator, Place
from imr_tui.tui.editor.history import Caret, History, Kind, Step
from imr_tui.tui.editor.states import LineStates
from imr_tui.tui.editor.underlines import Underlines, Within
from imr_tui.tui.editor.wrapping import Wrapper

_WIDTH = 80


class Sheet:
    """A text under the pen. Offsets are code points of the whole text; every change raises `revision`."""

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
            after = Caret(carried(self.cursor, ordered) if cursor is None else cursor)
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

    def show_findings(self, within: Within) -> None:
        """Underline what `within` gives for the text as it is now, and nothing else."""
        self.underlines.show(within)


def carried(offset: int, edits: Iterable[TextEdit]) -> int:
    """Where an offset lies once `edits` are made: with the text that follows it, behind what is put at it."""
    shift = 0
    for edit in edits:
        if edit.end <= offset:
            shift += len(edit.text) - (edit.end - edit.start)
        elif edit.start < offset:
            return edit.start + shift + len(edit.text)
    return offset + shift
