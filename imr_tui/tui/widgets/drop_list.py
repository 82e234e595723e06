"""A short list under a line: the answers that a cell of a form offers."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.message import Message

from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.forms.model import Option
from imr_tui.tui.widgets.rows import Rows


class DropList(Rows, can_focus=False):
    """Options, one a line, of which one may be marked. The focus stays in the line above; its form moves the mark."""

    DEFAULT_CSS = """
    DropList { background: $panel; height: 1; }
    DropList:ansi { background: ansi_default; }
    """

    class Chosen(Message):
        """An option was clicked."""

        def __init__(self, option: Option) -> None:
            super().__init__()
            self.option = option

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self._options: tuple[Option, ...] = ()
        self._marked: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return bool(self._options)

    @property
    def options(self) -> tuple[Option, ...]:
        """What it offers."""
        return self._options

    @property
    def option_count(self) -> int:
        """How many options there are."""
        return len(self._options)

    @property
    def widest(self) -> int:
        """The width of the longest line."""
        return max((cell_len(row.text) for row in self.rows), default=0)

    @property
    def marked_option(self) -> Option | None:
        """The option that is marked."""
        return self._options[self._marked] if self._marked is not None else None

    def show(self, options: tuple[Option, ...], *, marked: int | None, tick: Callable[[Option], str]) -> None:
        """Show options, with the one at `marked` marked."""
        self._options = options
        self.show_rows(tuple(Row(str(n), ((f" {tick(option)}", Look.PLAIN),)) for n, option in enumerate(options)))
        self._mark(marked)
        self.display = True

    def close(self) -> None:
        """Show nothing."""
        if self._options:
            self._options = ()
            self._marked = None
            self.display = False

    def move(self, by: int) -> None:
        """Move the mark."""
        last = len(self._options) - 1
        here = self._marked if self._marked is not None else (-1 if by > 0 else last + 1)
        self._mark(max(0, min(last, here + by)))

    def mark(self, value: str) -> None:
        """Mark the option that stands for `value`."""
        self._mark(next((n for n, option in enumerate(self._options) if option.value == value), self._marked))

    def in_view(self, height: int) -> None:
        """Bring the mark into view in a list of `height` rows."""
        at = self._marked
        if at is None:
            return
        top = self.scroll_offset.y
        if at < top or at >= top + height:
            self.scroll_to(y=at if at < top else at - height + 1, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        line = event.y + self.scroll_offset.y
        if line < len(self._options):
            self.post_message(self.Chosen(self._options[line]))

    def _mark(self, at: int | None) -> None:
        before, self._marked = self._marked, at
        self.selected = "" if at is None else str(at)
        for line in (before, at):
            if line is not None:
                self.repaint_line(line)
        if self.is_mounted and self.size.height:
            self.in_view(self.size.height)
