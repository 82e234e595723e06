"""The list of every dialog that offers entries to choose from: arrows mark, Enter picks; only rows in view are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from imr_tui.dataclass import dataclass
from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.glyphs import UNICODE
from imr_tui.tui.shown import shown
from imr_tui.tui.widgets.barred_rows import BarredRows
from imr_tui.tui.widgets.rows import CURSOR_AWAY, move_keys
from imr_tui.tui.wrapped_rows import Pieces, on_one_row, wrapped

_PAGE = 10
_BLANK = Row("", (), chosen=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its key and what it says. A `heading` cannot be marked; `below` is said in a row of its own under it.

    `aside` is added where the row has room for all of it.
    """

    key: str
    said: str | Pieces
    below: str = ""
    heading: bool = False
    aside: str = ""


class PickList(BarredRows, can_focus=True):
    """Entries under each other, one of which is marked. An entry is cut at the edge, or goes on below with `wraps`.

    With `led` the keys go to a line above while it is marked in here: the mark is then drawn as if the list had the focus.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *move_keys(_PAGE),
        Binding("enter", "pick", "Choose", show=False),
    ]

    class Marked(Message):
        """Another entry is marked, or none."""

        def __init__(self, listed: PickList, key: str) -> None:
            super().__init__()
            self.listed = listed
            self.key = key

    class Picked(Message):
        """Enter was pressed on an entry, or it was clicked."""

        def __init__(self, listed: PickList, key: str) -> None:
            super().__init__()
            self.listed = listed
            self.key = key

    def __init__(
        self,
        entries: Sequence[Entry] = (),
        *,
        wraps: bool = False,
        led: bool = False,
        id: str | None = None,  # noqa: A002 - the name that every widget has
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._wraps = wraps
        self._led = led
        self._entries: tuple[Entry, ...] = tuple(entries)
        self._laid_for = -1
        self._lines: tuple[tuple[int, int], ...] = ()
        self.selected = next(iter(self.keys), "")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, headings too."""
        return self._entries

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the entries that can be marked, from top to bottom."""
        return tuple(entry.key for entry in self._entries if not entry.heading)

    @property
    def said(self) -> tuple[str, ...]:
        """What the entries say, headings and all, without looks."""
        return tuple(
            entry.said if isinstance(entry.said, str) else "".join(text for text, _ in entry.said)
            for entry in self._entries
        )

    @property
    def place(self) -> int | None:
        """Which of the entries that can be marked is, counted from 0; None where none is."""
        return self.keys.index(self.selected) if self.selected in self.keys else None

    def show(self, entries: Sequence[Entry], *, mark: str = "") -> None:
        """Show `entries`; the one of the key `mark` is marked, else the one that was, else the first."""
        before = self.selected
        self._entries = tuple(entries)
        self._laid_for = -1
        keys = self.keys
        wanted = mark or before
        self.selected = wanted if wanted in keys else next(iter(keys), "")
        if self.is_mounted:
            self.lay()
            self.refresh(layout=True)
            self._reveal()
            self._tell()

    def say(self, key: str, said: str | Pieces) -> None:
        """Let an entry say something else."""
        self._entries = tuple(
            replace(entry, said=said) if entry.key == key and not entry.heading else entry for entry in self._entries
        )
        self._laid_for = -1
        self.lay()

    def mark(self, key: str) -> None:
        """Mark the entry of that key, where it is listed."""
        if key != self.selected and key in self.keys:
            self._repaint_marked()
            self.selected = key
            self._repaint_marked()
            self._tell()
        self._reveal()

    def action_move(self, by: int) -> None:
        """Mark the entry so many further on."""
        keys = self.keys
        if keys:
            at = keys.index(self.selected) if self.selected in keys else 0
            self.mark(keys[max(0, min(len(keys) - 1, at + by))])

    def action_edge(self, which: int) -> None:
        """Mark the first (0) or the last (-1) entry."""
        if self.keys:
            self.mark(self.keys[which])

    def action_pick(self) -> None:
        """Say that the marked entry is chosen."""
        if self.selected:
            self.post_message(self.Picked(self, self.selected))

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._lines) and not self._entries[self._lines[line][0]].heading:
            self.mark(self._entries[self._lines[line][0]].key)
            self.action_pick()

    def on_mount(self) -> None:
        """Say what is marked at first."""
        if self.selected:
            self._tell()

    def on_focus(self) -> None:
        """Draw the mark as the place where keys go."""
        self._repaint_marked()

    def on_blur(self) -> None:
        """Draw it quietly."""
        self._repaint_marked()

    def on_resize(self) -> None:
        """Lay the entries out for the width there is, the marked one in view."""
        self.lay()
        self._reveal()

    @property
    def chosen_line(self) -> int | None:
        """The first line of the marked entry; None where none is marked."""
        return next(iter(self._lines_marked()), None)

    def marked(self, row: Row) -> str:
        """The tint of the mark: plain to see while keys come here, quiet while they do not."""
        over = super().marked(row)
        return over if not over or self._led or self.has_focus else CURSOR_AWAY

    def count(self, width: int) -> int:
        """How many rows the entries take in `width` cells."""
        return len(self._lines_for(width))

    def row_strip(self, line: int) -> Strip:
        """A row of the entry that stands there."""
        if line >= len(self._lines):
            return self.painted(_BLANK)
        index, part = self._lines[line]
        entry = self._entries[index]
        return self.painted(Row(entry.key, self._parts(entry, self.room)[part], chosen=not entry.heading))

    def _lines_for(self, width: int) -> tuple[tuple[int, int], ...]:
        """For each line the index of its entry, and which of the entry's rows it is."""
        if width != self._laid_for:
            self._laid_for = width
            self._lines = tuple(
                (index, part)
                for index, entry in enumerate(self._entries)
                for part in range(len(self._parts(entry, width)) if self._wraps else 1 + bool(entry.below))
            )
        return self._lines

    def _parts(self, entry: Entry, width: int) -> tuple[Pieces, ...]:
        """The rows of an entry."""
        look = Look.TITLE if entry.heading else Look.PLAIN
        said: Pieces = ((entry.said, look),) if isinstance(entry.said, str) else entry.said
        if self._wraps:
            return wrapped(tuple((shown(text), look) for text, look in said), width)
        if entry.aside and sum(cell_len(shown(text)) for text, _ in said) + cell_len(shown(entry.aside)) <= width:
            said = (*said, (entry.aside, look))
        ellipsis = getattr(self.app, "glyphs", UNICODE).ellipsis
        parts = (said, ((entry.below, Look.DONE),)) if entry.below else (said,)
        return tuple(
            on_one_row(tuple((shown(text).replace("\n", " "), look) for text, look in part), width, ellipsis)
            for part in parts
        )

    def _lines_marked(self) -> list[int]:
        place = self.place
        if place is None:
            return []
        return [line for line, (index, _) in enumerate(self._lines) if self._entries[index].key == self.selected]

    def _repaint_marked(self) -> None:
        for line in self._lines_marked():
            self.repaint_line(line)

    def _tell(self) -> None:
        self.post_message(self.Marked(self, self.selected))

    def _reveal(self) -> None:
        """Bring the marked entry into view, with the heading above the first one."""
        lines, height = self._lines_marked(), self.size.height
        if not lines or height <= 0:
            return
        first, last = lines[0], lines[-1]
        above = first - 1 if first and self._entries[self._lines[first - 1][0]].heading else first
        top = self.scroll_offset.y
        if above < top:
            self.scroll_to(y=above, animate=False, force=True, immediate=True)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, force=True, immediate=True)
