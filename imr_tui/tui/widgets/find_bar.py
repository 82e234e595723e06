"""The find bar: words found while they are typed, counted, and replaced one by one or all in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.search import Query, find_all, next_index, previous_index, replacement
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain

_LONGEST_TAKEN = 80
_ROUND = ("find-words", "find-put", "find-replace", "find-all", "find-case", "find-whole", "find-within")


class Choice(Widget, can_focus=True):
    """Something to switch on and off, or to do: Space or Enter, or a click."""

    DEFAULT_CSS = """
    Choice { width: auto; height: 1; margin-left: 2; }
    Choice:focus { text-style: reverse; }
    Choice:disabled { text-style: dim; }
    """

    class Chosen(Message):
        """It was switched or is to be done."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """What was chosen."""
            return self.choice

    def __init__(self, label: str, *, switch: bool, id: str) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self._label = label
        self._switch = switch
        self.on = False

    def render(self) -> Content:
        """The label, with a box where it is a switch."""
        box = f"[{'x' if self.on else ' '}] " if self._switch else ""
        return Content(f"{box}{self._label}" if self._switch else f"<{self._label}>")

    def turn(self, *, on: bool) -> None:
        """Switch it without a message."""
        if on != self.on:
            self.on = on
            self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Space and Enter choose it."""
        if event.key in {"space", "enter"}:
            event.stop()
            event.prevent_default()
            self._choose()

    def on_click(self, event: events.Click) -> None:
        """A click chooses it."""
        event.stop()
        self._choose()

    def _choose(self) -> None:
        if self._switch:
            self.turn(on=not self.on)
        self.post_message(self.Chosen(self))


class FindBar(Vertical):
    """Two rows below the text. Enter and Down find the next, Up the one before; Tab goes on to replacing and round.

    What is folded away is neither found nor replaced.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down", "next", show=False),
        Binding("up", "previous", show=False),
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
    ]
    DEFAULT_CSS = """
    FindBar { height: 2; background: $panel; display: none; padding: 0 1; }
    FindBar:ansi { background: ansi_default; }
    FindBar Horizontal { height: 1; }
    FindBar Input { width: 1fr; }
    FindBar .label { width: 9; }
    FindBar #find-count { width: auto; min-width: 12; margin-left: 2; }
    """

    class Closed(Message):
        """The bar was closed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self._editor: Editor | None = None
        self._scope: Span | None = None
        self._origin = 0
        self._found: tuple[Span, ...] = ()
        self._found_for: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The two rows."""
        with Horizontal():
            yield Plain("Find", keep=True, classes="label")
            yield LineInput(id="find-words")
            yield Plain("", keep=True, id="find-count")
            yield Choice("Match case", switch=True, id="find-case")
            yield Choice("Whole word", switch=True, id="find-whole")
        with Horizontal():
            yield Plain("Replace", keep=True, classes="label")
            yield LineInput(id="find-put")
            yield Choice("Replace", switch=False, id="find-replace")
            yield Choice("Replace all", switch=False, id="find-all")
            yield Choice("In selection", switch=True, id="find-within")

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return bool(self.display)

    @property
    def query_now(self) -> Query:
        """What is looked for now."""
        words = self.query_one("#find-words", LineInput).value
        case, whole = (self.query_one(name, Choice).on for name in ("#find-case", "#find-whole"))
        return Query(words, match_case=case, whole_word=whole)

    def open(self, editor: Editor) -> None:
        """Show the bar for `editor`: what is selected is looked for or, where it is longer, looked in."""
        self._editor = editor
        selection, taken = editor.selection, editor.selected_text
        within = selection is not None and (len(taken) > _LONGEST_TAKEN or len(taken.splitlines()) > 1)
        self._scope = selection
        self._origin = selection.start if selection is not None else editor.cursor
        self.query_one("#find-within", Choice).turn(on=within)
        self.query_one("#find-within", Choice).disabled = selection is None
        for name in ("#find-put", "#find-replace", "#find-all"):
            self.query_one(name).disabled = editor.read_only
        words = self.query_one("#find-words", LineInput)
        if taken and not within:
            words.value = taken
        self.display = True
        # At once: what is typed ahead belongs to the bar, not to the text.
        self.screen.set_focus(words)
        words.select_all()
        self._show_count()

    def close(self) -> None:
        """Hide the bar and go back to the text."""
        if self.is_open:
            self.display = False
            if self._editor is not None:
                self._editor.focus()
            self.post_message(self.Closed())

    def action_close(self) -> None:
        """Hide the bar."""
        self.close()

    def action_turn(self, by: int) -> None:
        """Go on to what comes next in the bar, round and round."""
        parts = [part for part in (self.query_one(f"#{name}") for name in _ROUND) if not part.disabled]
        here = next((index for index, part in enumerate(parts) if part.has_focus), -1)
        self.screen.set_focus(parts[(here + by) % len(parts)])

    def action_next(self) -> None:
        """Go to the next place where the words stand."""
        if self._editor is not None:
            found = self._matches()
            current = self._current()
            self._visit(next_index(found, self._editor.cursor + (current is not None)))

    def action_previous(self) -> None:
        """Go to the place before."""
        if self._editor is not None:
            self._visit(previous_index(self._matches(), self._editor.cursor))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find along with what is typed."""
        event.stop()
        if event.input.id == "find-words" and self.is_open:
            self._find_from_origin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the next place or, in the second row, replace and go on."""
        event.stop()
        if event.input.id == "find-words":
            self.action_next()
        else:
            self.replace_one()

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """A switch finds anew; the others replace."""
        event.stop()
        if event.choice.id == "find-replace":
            self.replace_one()
        elif event.choice.id == "find-all":
            self.replace_all()
        else:
            self._find_from_origin()

    def replace_one(self) -> None:
        """Replace the place that is shown and go on to the next; where none is shown, go to one first."""
        editor, current = self._editor, self._current()
        if editor is None or editor.read_only:
            return
        if current is None:
            self.action_next()
            return
        span = self._matches()[current]
        edit = replacement(editor.text, span, self.query_now, self._put)
        self._apply([edit], "Replace")
        self._visit(next_index(self._matches(), edit.start + len(edit.text)))

    def replace_all(self) -> None:
        """Replace every place in one step and say how many they were."""
        editor = self._editor
        if editor is None or editor.read_only:
            return
        found, text, query = self._matches(), editor.text, self.query_now
        self._apply([replacement(text, span, query, self._put) for span in found], "Replace all")
        self._show_count(said=f"{len(found)} replaced")

    @property
    def _put(self) -> str:
        return self.query_one("#find-put", LineInput).value

    def _apply(self, edits: Sequence[TextEdit], label: str) -> None:
        if self._editor is not None and edits:
            self._editor.apply(edits, label=label)
            if self._scope is not None:
                grown = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
                self._scope = Span(self._scope.start, max(self._scope.start, self._scope.end + grown))

    def _stretches(self, editor: Editor) -> list[Span]:
        """Where to look: the selection or the whole text, less what is folded."""
        scope = self._scope if self.query_one("#find-within", Choice).on else None
        whole = scope or Span(0, len(editor.text))
        folded = editor.folded_span
        if folded is None:
            return [whole]
        parts = [Span(whole.start, min(whole.end, folded.start)), Span(max(whole.start, folded.end), whole.end)]
        return [part for part in parts if part.end > part.start]

    def _matches(self) -> tuple[Span, ...]:
        editor = self._editor
        if editor is None:
            return ()
        stretches = self._stretches(editor)
        wanted = (editor.revision, self.query_now, *stretches)
        if wanted != self._found_for:
            self._found_for = wanted
            self._found = find_all(editor.text, self.query_now, stretches)
        return self._found

    def _current(self) -> int | None:
        """Which of the places is the one that is selected; None where none is."""
        editor = self._editor
        if editor is None or editor.selection is None:
            return None
        found = self._matches()
        index = next_index(found, editor.selection.start)
        return index if index is not None and found[index] == editor.selection else None

    def _find_from_origin(self) -> None:
        """The first place from where the cursor was, however often what is typed was mistyped and mended."""
        origin = self._origin
        self._visit(next_index(self._matches(), origin))
        self._origin = origin

    def _visit(self, index: int | None) -> None:
        editor = self._editor
        if editor is not None and index is not None:
            span = self._matches()[index]
            editor.go_to(span.start, select_to=span.end)
            self._origin = span.start
        elif editor is not None:
            editor.go_to(self._origin)
        self._show_count()

    def _show_count(self, said: str = "") -> None:
        count = len(self._matches())
        current = self._current()
        if not said and self.query_now.words:
            said = "not found" if not count else f"{count} found" if current is None else f"{current + 1} of {count}"
        self.query_one("#find-count", Plain).show(said)
