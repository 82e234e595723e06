"""Rows with a bar at their edge that says how far one has scrolled; drawn with them, so that it costs no widget of its own."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from imr_tui.tui.tints import Tint, style_of
from imr_tui.tui.widgets.rows import Rows

_TRACK = Tint("", "scrollbar-background")
_THUMB = Tint("", "scrollbar")
_ANSI_THUMB = Tint("ansi_default", "ansi_default", "reverse")


class BarredRows(Rows):
    """As high as its rows where its height is `auto`. A list of a kind says how many rows there are in a width, and draws them."""

    DEFAULT_CSS = """
    BarredRows { height: auto; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id, classes=classes)
        self._has_bar = False
        self._bar: tuple[Style, Style] | None = None

    def count(self, width: int) -> int:
        """How many rows there are in `width` cells."""
        raise NotImplementedError

    def row_strip(self, line: int) -> Strip:
        """What stands on a line, as wide as there is room."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """The cells that a row has beside the bar."""
        return max(0, self.size.width - self._has_bar)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual asks
        """How many rows there are in `width` cells."""
        return self.count(width)

    def lay(self) -> None:
        """Lay the rows out for the room there is, with the bar where not all have room."""
        width, height = self.size
        if width:
            lines = self.count(width)
            self._has_bar = lines > height and self._shows_bars
            if self._has_bar:
                lines = self.count(self.room)
            self.take_height(lines)
            self.refresh()

    @property
    def _shows_bars(self) -> bool:
        return not (getattr(self.app, "ascii_only", False) or getattr(self.app, "accessible", False))

    def on_resize(self) -> None:
        """Lay the rows out for the width there is."""
        self.lay()

    def notify_style_update(self) -> None:
        """Forget computed styles when the theme changes."""
        super().notify_style_update()
        self._bar = None

    def render_line(self, y: int) -> Strip:
        """One row, and its cell of the bar."""
        strip = self.row_strip(y + self.scroll_offset.y)
        if not self._has_bar:
            return strip
        track, thumb = self._bar_styles()
        return Strip([*strip, Segment(" ", thumb if self._is_thumb(y) else track)])

    def _is_thumb(self, y: int) -> bool:
        height, lines = self.size.height, max(1, self.virtual_size.height)
        size = max(1, height * height // lines)
        most = max(1, lines - height)
        first = round((height - size) * min(self.scroll_offset.y, most) / most)
        return first <= y < first + size

    def _bar_styles(self) -> tuple[Style, Style]:
        if self._bar is None:
            thumb = _ANSI_THUMB if self.app.native_ansi_color else _THUMB
            base = self.rich_style
            self._bar = base + style_of(_TRACK, self.app), base + style_of(thumb, self.app)
        return self._bar
