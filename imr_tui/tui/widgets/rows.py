"""A list of painted rows: draws only the rows that changed, and only those in view."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.tints import Tint, style_of

CURSOR = "cursor"
CURSOR_AWAY = "cursor-away"
"""The selection, while keys go to these rows and while they go elsewhere."""

_TINTS: Mapping[str, Tint] = {
    Look.PLAIN: Tint("foreground"),
    Look.TITLE: Tint("foreground", attributes="bold"),
    Look.DONE: Tint("foreground-darken-2"),
    Look.ACT: Tint("foreground", attributes="bold"),
    Look.GAP: Tint("warning"),
    Look.ERROR: Tint("error", attributes="bold"),
    CURSOR: Tint("block-cursor-foreground", "block-cursor-background", "block-cursor-text-style"),
    CURSOR_AWAY: Tint("", "boost", "underline"),
}
_TINTS_OF_TERMINAL: Mapping[str, Tint] = {
    Look.DONE: Tint("ansi_default"),
    Look.GAP: Tint("ansi_default"),
    CURSOR: Tint("ansi_default", "ansi_default", "reverse"),
    CURSOR_AWAY: Tint("", "ansi_default", "underline"),
}
"""Where the sixteen colours of the terminal are used, colour says nothing in these."""


def move_keys(page: int, *, ends: bool = True, priority: bool = False) -> tuple[Binding, ...]:
    """The keys that go through a list everywhere: the actions `move` by rows, `page` of them at once, and with `ends` `edge`.

    With `priority` they go to the list although a line to type in has the focus.
    """
    keys = [("up", "move(-1)", "Up"), ("down", "move(1)", "Down")]
    keys += [("pageup", f"move(-{page})", "Page up"), ("pagedown", f"move({page})", "Page down")]
    if ends:
        keys += [("home", "edge(0)", "First"), ("end", "edge(-1)", "Last")]
    return tuple(Binding(key, action, said, show=False, priority=priority) for key, action, said in keys)


class Rows(ScrollView):
    """Rows of text, one a line. `show_rows` compares with what is drawn and repaints the difference."""

    DEFAULT_CSS = """
    Rows {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 0;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.selected = ""
        self._styles_of: dict[str, Style] = {}

    @property
    def room(self) -> int:
        """The cells that a row has."""
        return self.size.width

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`; only lines that differ from what is drawn are painted again."""
        old, self.rows = self.rows, rows
        self.take_height(len(rows))
        for line in range(max(len(old), len(rows))):
            before = old[line] if line < len(old) else None
            after = rows[line] if line < len(rows) else None
            if before != after:
                self.repaint_line(line)

    def take_height(self, lines: int) -> None:
        """Have room to scroll through so many lines.

        That changes nothing of where anything stands, for there is no bar of Textual's: nothing is laid out anew.
        """
        if lines != self.virtual_size.height:
            self.set_reactive(Rows.virtual_size, Size(self.size.width, lines))
        self.set_reactive(Rows.show_vertical_scrollbar, lines > self.size.height)
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)

    def repaint_line(self, line: int) -> None:
        """Paint one row again, where it is in view."""
        y = line - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    @property
    def chosen_line(self) -> int | None:
        """The line of the selection, counted from the first one; None where nothing is selected."""
        return next((line for line, row in enumerate(self.rows) if row.chosen and row.key == self.selected), None)

    def marked(self, row: Row) -> str:
        """The tint laid over a row (the selection), empty for none."""
        return CURSOR if row.chosen and row.key == self.selected else ""

    def notify_style_update(self) -> None:
        """Forget computed styles when the theme changes."""
        super().notify_style_update()
        self._styles_of.clear()

    def render_line(self, y: int) -> Strip:
        """One painted row."""
        line = y + self.scroll_offset.y
        width = self.size.width
        base = self._style("")
        if line >= len(self.rows):
            return Strip.blank(width, base)
        return self.painted(self.rows[line])

    def painted(self, row: Row) -> Strip:
        """A row as it is drawn, in the width there is."""
        over = self.marked(row)
        segments = [Segment(text, self._style(look)) for text, look in row.pieces]
        if over:
            style = self._style(over)
            segments = [Segment(segment.text, style) for segment in segments]
        return Strip(segments).adjust_cell_length(self.room, self._style(over or ""))

    def _style(self, name: str) -> Style:
        style = self._styles_of.get(name)
        if style is None:
            style = self.rich_style
            if name:
                tints = {**_TINTS, **_TINTS_OF_TERMINAL} if self.app.native_ansi_color else _TINTS
                style += style_of(tints[name], self.app)
            self._styles_of[name] = style
        return style
