"""The editor widget: keys and mouse into the draft, the draft onto the screen, and only what changed.

After each change the rows that should be on the screen are put together anew, from strips that are kept, and compared
with those that are there: a row is sent when it differs. So no change can leave a stale row, and none costs more than it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from textual import events
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.canvas import Canvas
from imr_tui.tui.editor.draft import Draft
from imr_tui.tui.editor.keys import COMMANDS, NAMED, Command, typed_text
from imr_tui.tui.editor.mouse import EditorMouse
from imr_tui.tui.editor.palette import CSS, Palette
from imr_tui.tui.editor.rows import EMPTY
from imr_tui.tui.editor.underlines import Within
from imr_tui.tui.terminal import show_terminal_cursor

_SCREENS = 3
"""So many screens of finished rows are kept."""


class Editor(EditorMouse, can_focus=True):
    """A text that is written in. Offsets are code points of the whole text.

    `read_only` keeps keys and the mouse from changing it; `apply` and `load` still do. `follower` is called when the text
    is another or the cursor stands elsewhere, once for all that came at once and before that is drawn: what the follower
    changes on the screen is sent together with the text. `teller` says something to the writer; `commands` are what
    each key does.
    """

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False
    DEFAULT_CSS = CSS

    class Changed(Message):
        """The text was changed (by writing, `apply`, undo or redo; not by `load`); sent once for all that came at once."""

        def __init__(self, editor: Editor, revision: int) -> None:
            super().__init__()
            self.editor = editor
            self.revision = revision

        @property
        def control(self) -> Editor:
            """The editor."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """A later one of the same editor stands for this one."""
            return isinstance(message, Editor.Changed) and message.editor is self.editor

    def __init__(self, text: str = "", *, read_only: bool = False, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        self.draft = Draft(text)
        self._palette = Palette(self)
        self.canvas = Canvas(self.draft, self._palette.style)
        self._finished: dict[tuple[int, int], tuple[Strip, Strip]] = {}
        self._is_at_work = False
        super().__init__(id=id)
        self.read_only = read_only
        self.teller: Callable[[str], None] | None = None
        self.commands: Mapping[str, Command] = COMMANDS
        self.follower: Callable[[], None] | None = None
        self._stale = True
        self._follow = True
        self._anew = False
        self._cursor_shown = False
        self._told_revision = self.draft.revision
        self._told_cursor = self.draft.cursor

    @property
    def text(self) -> str:
        """The whole text, exact."""
        return self.draft.buffer.text

    def text_later(self) -> Callable[[], Iterator[str]]:
        """What gives the text as it is now, whenever that is wanted."""
        return self.draft.buffer.text_later()

    def share(self, pieces: Sequence[str]) -> None:
        """Hold the text in these pieces, where they make it up: whoever has them too, it is there once."""
        self.draft.buffer.share(pieces)

    @property
    def revision(self) -> int:
        """A number that rises with each change."""
        return self.draft.revision

    @property
    def cursor(self) -> int:
        """Where the cursor is."""
        return self.draft.cursor

    @property
    def selection(self) -> Span | None:
        """What is selected; None where nothing is."""
        return self.draft.selection

    @property
    def selected_text(self) -> str:
        """The selected text; empty where nothing is."""
        return self.draft.selected_text

    @property
    def is_folded(self) -> bool:
        """Whether some lines are folded to one."""
        return self.draft.fold is not None

    @property
    def folded_span(self) -> Span | None:
        """The lines that are folded to one, with their line ends; None where none are."""
        return self.draft.folded_span

    def load(self, text: str, cursor: int = 0) -> None:
        """Take up another text: its history is empty, nothing is selected or folded. No `Changed` is sent."""
        self.draft.load(text, cursor)
        self.canvas.viewport.go_to_start()
        self._told_revision = self.draft.revision
        self.touch(anew=True)

    def apply(
        self, edits: Sequence[TextEdit], *, label: str, cursor: int | None = None, select: Span | None = None
    ) -> None:
        """Make edits as one undo step; ValueError where they overlap or lie outside the text.

        The cursor goes to `cursor`, an offset of the text as it is afterwards, or stays with the text it
        stands in; `select` is selected.
        """
        if self.draft.edit(edits, label=label, cursor=cursor, select=select):
            self.touch(anew=True)

    def go_to(self, offset: int, *, select_to: int | None = None) -> None:
        """Put the cursor at `offset`, unfolded and in view, with what lies between it and `select_to` selected."""
        if self.draft.is_folded_at(offset):
            self.unfold()
        self.draft.place_cursor(offset, select_to)
        self.touch(anew=True)

    def fold(self, span: Span | None, label: str = "") -> None:
        """Show the lines of `span` as one dimmed line that says `label`; None unfolds. The cursor steps over it."""
        self.draft.fold_span(span, label)
        self.touch()

    def unfold(self) -> None:
        """Show all lines."""
        self.fold(None)

    def show_findings(self, within: Within) -> None:
        """Underline what `within` gives for the text as it is now; it moves with the text until the next call."""
        self.draft.show_findings(within)
        self.touch(follow=False)

    def touch(self, *, follow: bool = True, anew: bool = False) -> None:
        """Have the screen brought up to the draft, and messages sent, as soon as nothing more comes in."""
        self._stale = True
        self._follow |= follow
        self._anew |= anew
        self.check_idle()

    def on_mount(self) -> None:
        """Keep the terminal's cursor right when screens and layout change."""
        self.app.screen_change_signal.subscribe(self, self._on_screen_change)
        self.app.app_resume_signal.subscribe(self, self._on_resume)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._on_screen_change)

    def _on_screen_change(self, _screen: Screen[Any]) -> None:
        self.touch(follow=False)

    def _on_resume(self, _app: App[Any]) -> None:
        self._cursor_shown = False
        self.touch(follow=False)

    def notify_style_update(self) -> None:
        """Take up the styles of another theme."""
        super().notify_style_update()
        self._palette.forget()
        self.canvas.forget()
        self._finished.clear()
        self._stale = True

    def on_idle(self) -> None:
        """Bring the screen up to the draft once nothing more comes in."""
        if self._stale and self.is_attached:
            with self._at_work():
                self.bring_up()
        self._tell()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """While something is done on which Textual looks for what has to be drawn in any case."""
        self._is_at_work = True
        try:
            yield
        finally:
            self._is_at_work = False

    def check_idle(self) -> None:
        """Ask to be called when nothing more comes in; needless where that is about to happen in any case."""
        if not self._is_at_work:
            super().check_idle()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the screen, brought up to the draft first."""
        if self._stale or self.canvas.size != self.size:
            self.bring_up()
        background, filters = self.background_colors[1], self.get_line_filters()
        strips = [self._finish(self.render_line(y), background, filters) for y in crop.line_range]
        return (
            strips if crop.column_span == (0, self.size.width) else [strip.crop(*crop.column_span) for strip in strips]
        )

    def _finish(self, strip: Strip, background: Color, filters: Sequence[LineFilter]) -> Strip:
        """A row to its full width and in the colours that the terminal has; kept, for most rows are shown again."""
        width = self.size.width
        kept = self._finished.pop((id(strip), width), None)
        if kept is None:
            finished = strip.adjust_cell_length(width, self._palette.blank)
            for line_filter in filters:
                finished = finished.apply_filter(line_filter, background)
            if len(self._finished) >= _SCREENS * max(1, self.size.height):
                # The one that was shown longest ago.
                del self._finished[next(iter(self._finished))]
            kept = strip, finished
        self._finished[id(strip), width] = kept
        return kept[1]

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        strips = self.canvas.strips
        return strips[y] if y < len(strips) else EMPTY

    def bring_up(self) -> None:
        """Compose the screen anew and have the rows sent that are others now."""
        size = self.size
        if not size:
            return
        follow, anew = self._follow, self._anew
        self._stale = self._follow = self._anew = False
        changed = self.canvas.compose(size, follow=follow, anew=anew)
        regions = [Region(0, first, size.width, last - first + 1) for first, last in changed]
        caret = self.canvas.caret
        active = self.has_focus and self.screen.is_active
        if active and caret is not None:
            place = self.content_region.offset + caret
            if place != self.app.cursor_position:
                self.app.cursor_position = place
                # The terminal's cursor moves with a frame, even one in which nothing else is new.
                regions = regions or [Region(0, caret.y, size.width, 1)]
        shown = active and caret is not None
        if shown != self._cursor_shown:
            self._cursor_shown = shown
            show_terminal_cursor(self.app, visible=shown)
        if regions:
            self.refresh(*regions)

    def _tell(self) -> None:
        draft = self.draft
        changed = draft.revision != self._told_revision
        if not changed and draft.cursor == self._told_cursor:
            return
        self._told_revision, self._told_cursor = draft.revision, draft.cursor
        if changed:
            # To the screen at once: nothing between it and the editor has a use for this.
            self.screen.post_message(self.Changed(self, draft.revision))
        if self.follower is not None:
            self.follower()

    def on_focus(self) -> None:
        """The terminal's cursor comes to the caret."""
        self.touch(follow=False)

    def on_blur(self) -> None:
        """The terminal's cursor is hidden."""
        self.touch(follow=False)

    def on_resize(self) -> None:
        """Lay the text out at the new size, the cursor in view."""
        self.touch()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is the editor's own or types something."""
        return key in self.commands or (character is not None and character.isprintable())

    def on_key(self, event: events.Key) -> None:
        """Move, edit or type, in the order in which the keys came; every other key goes on to the application."""
        command = self.commands.get(event.key)
        typed = "" if command is not None else typed_text(event)
        if command is None and not typed:
            return
        event.stop()
        event.prevent_default()
        with self._at_work():
            if command is None:
                self.action_type(typed)
            else:
                self._do(command)

    def obey(self, name: str) -> None:
        """Do what the editor's own command of that name does."""
        self._do(NAMED[name])

    def _do(self, command: Command) -> None:
        if command.motion is not None:
            self.action_move(command.motion, command.extend)
        else:
            getattr(self, f"action_{command.action}")()

    def on_paste(self, event: events.Paste) -> None:
        """Put in text that the terminal pastes, as one step."""
        event.stop()
        if self.may_write() and self.draft.paste(event.text):
            self.touch()
