"""A list of painted rows: draws only the rows that changed, and only those in view."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from imr_tui.tui.checklist_rows import Row


class Rows(ScrollView):
    """Rows of text, one a line. `show_rows` compares with what is drawn and repaints the difference."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain",
        "rows--title",
        "rows--done",
        "rows--act",
        "rows--gap",
        "rows--error",
        "rows--cursor",
        "rows--cursor-away",
    }

    DEFAULT_CSS = """
    Rows {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 0;
        & > .rows--plain { color: $foreground; }
        & > .rows--title { color: $foreground; text-style: bold; }
        & > .rows--done { color: $foreground-darken-2; }
        & > .rows--act { color: $foreground; text-style: bold; }
        & > .rows--gap { color: $warning; }
        & > .rows--error { color: $error; text-style: bold; }
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style; }
        & > .rows--cursor-away { background: $boost; text-style: underline; }
        &:ansi {
            & > .rows--plain, & > .rows--title, & > .rows--act, & > .rows--done, & > .rows--gap { color: ansi_default; }
            & > .rows--cursor { color: ansi_default; background: ansi_default; text-style: reverse; }
            & > .rows--cursor-away { background: ansi_default; text-style: underline; }
        }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.selected = ""
        self._styles_of: dict[str, Style] = {}

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`; only lines that differ from what is drawn are painted again."""
        old, self.rows = self.rows, rows
        if len(old) != len(rows):
            self.virtual_size = Size(self.size.width, len(rows))
        for line in range(max(len(old), len(rows))):
            before = old[line] if line < len(old) else None
            after = rows[line] if line < len(rows) else None
            if before != after:
                self.repaint_line(line)

    def repaint_line(self, line: int) -> None:
        """Paint one row again, where it is in view."""
        y = line - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def marked(self, row: Row) -> str:
        """The component style laid over a row (the selection), empty for none."""
        return "rows--cursor" if row.chosen and row.key == self.selected else ""

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
        over = self.marked(self.rows[line])
        segments = [Segment(text, self._style(f"rows--{look}")) for text, look in self.rows[line].pieces]
        if over:
            style = self._style(over)
            segments = [Segment(segment.text, style) for segment in segments]
        strip = Strip(segments)
        return strip.adjust_cell_length(width, self._style(over) if over else base)

    def _style(self, component: str) -> Style:
        style = self._styles_of.get(component)
        if style is None:
            style = self.get_component_rich_style(component) if component else self.rich_style
            self._styles_of[component] = style
        return style
