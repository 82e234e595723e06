"""Accessible mode: for a screen reader that follows the terminal's cursor and reads line by line.

The terminal's own cursor stands at what has the focus; everything is one column of words, without boxes, bars and signs;
what changes without a key is told in the status row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input

from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.glyphs import WORDS, state_word
from imr_tui.tui.terminal import move_terminal_cursor, show_terminal_cursor
from imr_tui.tui.widgets.bars import Bar
from imr_tui.tui.widgets.button_row import ButtonRow
from imr_tui.tui.widgets.pick_list import PickList
from imr_tui.tui.widgets.rail import Rail
from imr_tui.tui.widgets.rows import Rows
from imr_tui.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from imr_tui.checklist.model import Checklist
    from imr_tui.tui.application import ImrApp

MARK = "-accessible"

CSS = """
App.-accessible * { border: none; outline: none; scrollbar-size: 0 0; }
App.-accessible Dialog { align: left top; background: $background; }
App.-accessible Dialog > .box { width: 100%; max-width: 100%; height: 100%; margin: 0; padding: 0; }
App.-accessible StartScreen { align: left top; }
App.-accessible StartScreen > Vertical { width: 100%; max-width: 100%; }
App.-accessible #rail, App.-accessible #summary, App.-accessible #checklist { display: none; }
App.-accessible #checklist { layer: over; dock: left; width: 100%; max-width: 100%; background: $background; }
App.-accessible #text { margin: 0; }
"""

_MOST_TOLD = 2


def apply(app: ImrApp) -> None:
    """Bring the screens up to whether the mode is on."""
    if app.accessible and not app.stylesheet.has_source(MARK):
        app.stylesheet.add_source(CSS, read_from=(MARK, ""), is_default_css=False)
        app.stylesheet.parse()
    app.set_class(app.accessible, MARK)
    for screen in app.screen_stack:
        screen.set_class(app.ascii_only, "-ascii")
        for drawn in screen.query("Sidebar, Rail, Bar"):
            if isinstance(drawn, Sidebar | Rail | Bar):
                drawn.on_resize()
    app.refresh_css(animate=False)
    show_terminal_cursor(app, visible=app.accessible)


class Follower:
    """Puts the terminal's cursor at what has the focus; the text does so itself.

    Where a list is chosen from while the focus stays in the line above it, the cursor goes to the list as the choice
    moves and back into the line as something is typed.
    """

    def __init__(self, app: ImrApp) -> None:
        self._app = app
        self._line: tuple[Input, str, int] | None = None
        self._in_list = False

    def follow(self) -> None:
        """Look where the focus is now."""
        widget = self._app.focused
        if widget is None or isinstance(widget, Editor):
            return
        if isinstance(widget, Input):
            listed = next(iter(self._app.screen.query(PickList)), None)
            if listed is not None and self._is_in_list(widget, listed):
                widget = listed
        move_terminal_cursor(self._app, self._app.screen.outer_size.clamp_offset(place_of(widget)))

    def _is_in_list(self, line: Input, listed: PickList) -> bool:
        now = line, line.value, line.cursor_position
        if now != self._line:
            self._line, self._in_list = now, False
        elif listed.place:
            # The first entry is marked by itself, as soon as something is typed.
            self._in_list = True
        return self._in_list


def place_of(widget: Widget) -> Offset:
    """Where a reader looks in a widget: its caret, its chosen row, else its first cell."""
    if isinstance(widget, Input):
        return widget.cursor_screen_offset
    line: int | None = None
    if isinstance(widget, Rows):
        line = widget.chosen_line
    region = widget.content_region
    if isinstance(widget, ButtonRow):
        return region.offset + Offset(widget.column, 0)
    if line is None:
        return region.offset
    row = max(0, min(region.height - 1, line - widget.scroll_offset.y))
    return Offset(region.x, region.y + row)


def changes(before: Checklist | None, after: Checklist) -> str:
    """What has become of the questions, in words; empty where nothing has."""
    if before is None:
        return ""
    told: list[str] = []
    for area in after.areas:
        for item in area.items:
            old = before.item(item.id)
            if old is not None and old.state is not item.state:
                told.append(f"{item.question.short}: now {(state_word(item) or WORDS[item.state]).casefold()}")
    if not told:
        return ""
    more = f", and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return f"{after.settled} of {after.total}. {'; '.join(told[:_MOST_TOLD])}{more}."
