"""A form as it is drawn: one painted sheet of rows, and one pen that is moved to the cell that is written in.

The sheet is a single widget whatever the form asks, so that a form of many cells opens as quickly as a short one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.geometry import Offset
from textual.widget import Widget

from imr_tui.tui.forms.layout import Box, Layout, lay_out, wrapped
from imr_tui.tui.forms.model import FormModel, Key, Said, Shape
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.cell_pen import CellPen
from imr_tui.tui.widgets.drop_list import DropList
from imr_tui.tui.widgets.plain import Plain, joined
from imr_tui.tui.widgets.rows import Rows

_LEAST_TEXT = 3
_MOST_TEXT = 8
_MOST_LINE = 3
_LIST_ROWS = 8


class SheetView(Dialog[bool]):
    """The parts of a form on the screen, and the pen in one of its cells."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+q", "leave", "Close", show=False),
        Binding("ctrl+s", "keep", "Save", show=False, id="save"),
        Binding("tab", "step(1)", "Next cell", show=False),
        Binding("shift+tab", "step(-1)", "Cell before", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-middle"), (22, "-roomy"), (32, "-high")]  # noqa: RUF012 - as Screen declares it

    DEFAULT_CSS = """
    SheetView { background: $background; }
    SheetView > .box { width: 100%; max-width: 130; }
    SheetView #sheet-desk { height: 1fr; layers: base pen list; }
    SheetView #sheet { height: 1fr; layer: base; }
    SheetView #pen, SheetView #list { layer: pen; position: absolute; display: none; }
    SheetView #list { layer: list; }
    SheetView #about { height: 4; margin-top: 1; }
    SheetView.-low #about { height: 1; margin-top: 0; }
    SheetView.-roomy #about { height: 5; }
    SheetView.-high #about { height: 7; }
    SheetView .buttons { margin-top: 0; }
    """

    def __init__(self, model: FormModel, glyphs: Glyphs, *, saves: str = "Save") -> None:
        super().__init__()
        self.model = model
        self.glyphs = glyphs
        self.active: Key = next(key for row in model.rows() for key in row.keys)
        self.layout_now: Layout | None = None
        self.complaint = ""
        self._saves = saves

    def compose(self) -> ComposeResult:
        """Title, sheet with its pen, what is said of the cell, buttons."""
        self.take_breakpoints()
        with Vertical(classes="box -tall"):
            yield Plain(one_line(self.model.title), classes="title", id="head")
            with Container(id="sheet-desk"):
                yield Rows(id="sheet")
                yield CellPen(self.take_key, self.written, id="pen")
                yield DropList(id="list")
            yield Plain(keep=True, id="about")
            yield ButtonRow(
                (Choice("keep", self._saves, "Ctrl+S", "save"), *self.further(), Choice("leave", "Cancel", "Esc"))
            )

    def further(self) -> Sequence[Choice]:
        """Buttons of a form's own."""
        return ()

    def on_mount(self) -> None:
        """Draw once the room for it is known."""
        super().on_mount()
        self.sheet = self.query_one("#sheet", Rows)
        self.pen = self.query_one("#pen", CellPen)
        self.list = self.query_one("#list", DropList)
        self.begin()

    def make_ready(self) -> bool:
        """Draw the form with its pen before the screen is sent."""
        self.draw()
        return True

    def on_resize(self) -> None:
        """Lay the form out at the new size."""
        super().on_resize()
        if self.layout_now is not None:
            self.call_after_refresh(self.draw)

    def on_key(self, event: events.Key) -> None:
        """A key that comes before the pen has the focus is the pen's all the same."""
        if not isinstance(self.focused, ButtonRow):
            self.pen.on_key(event)

    def cells(self) -> list[Key]:
        """Every cell, row by row."""
        return [key for row in self.model.rows() for key in row.keys]

    def begin(self) -> None:
        """In the first cell, or where that is filled in, the first in which something is wanted."""
        keys = self.cells()
        wanted = next((key for key in keys if self.model.marked(key)), keys[0])
        self.go(wanted if self.model.value(keys[0]).strip() else keys[0])

    def go(self, key: Key) -> None:
        """Put the pen into a cell."""
        self.active = key
        self.complaint = ""
        text = self.model.value(key)
        self.pen.several = self.in_text
        self.pen.read_only = self.model.locked(key)
        self.pen.load(text, len(text))
        self.pen.display = True
        self.draw()
        if self.focused is not self.pen:
            self.set_focus(self.pen)

    @property
    def in_text(self) -> bool:
        """Whether the cell may have several lines."""
        return self.model.shape(self.active) is Shape.TEXT

    def draw(self) -> None:
        """Draw the sheet, and put pen and list where they belong."""
        width = self.sheet.size.width
        if not width:
            return
        layout = lay_out(self.model, width, self.active, height=self._pen_height(), ellipsis=self.glyphs.ellipsis)
        box = layout.boxes.get(self.active)
        if box is None:
            return
        self.layout_now = layout
        self.sheet.show_rows(layout.lines)
        self.sheet.scroll_to(y=self._scrolled(box, len(layout.lines)), animate=False, force=True, immediate=True)
        top = Offset(box.x, box.y - self.sheet.scroll_offset.y)
        _place(self.pen, top, box.width, box.height)
        self.query_one("#head", Plain).show(one_line(self.model.title))
        if self.list.is_open:
            self._place_list(top, box)
        self.say()

    def _pen_height(self) -> int:
        """The lines that the cell needs for its answer and one more to write on."""
        box = self.layout_now.boxes.get(self.active) if self.layout_now is not None else None
        width = max(10, (box.width if box is not None else self.sheet.size.width // 2) - 1)
        lines = len(wrapped(self.model.value(self.active), width))
        if not self.in_text:
            return max(1, min(lines, _MOST_LINE))
        return max(_LEAST_TEXT, min(lines + 1, _MOST_TEXT, max(_LEAST_TEXT, self.sheet.size.height - 2)))

    def _scrolled(self, box: Box, lines: int) -> int:
        """How far the sheet is scrolled so that the cell is in view, with a line around it where there is room."""
        height = self.sheet.size.height
        here = self.sheet.scroll_offset.y
        most = max(0, lines - height)
        around = 1 if height > box.height + 1 else 0
        if box.y - around < here:
            return max(0, min(box.y - around, most))
        if box.y + box.height + around > here + height:
            return max(0, min(box.y + box.height + around - height, most, box.y))
        return min(here, most)

    def _place_list(self, top: Offset, box: Box) -> None:
        """Under the cell, or above it where there is more room."""
        below = self.sheet.size.height - (top.y + box.height)
        wanted = min(self.list.option_count, _LIST_ROWS)
        above = below < min(wanted, 3) and top.y > below
        rows = max(1, min(wanted, top.y if above else below))
        width = max(box.width, min(self.sheet.size.width - box.x, self.list.widest + 1))
        _place(self.list, Offset(box.x, top.y - rows if above else top.y + box.height), width, rows)
        self.list.in_view(rows)

    def say(self) -> None:
        """Say of the cell what was understood, what is wanted, what it asks and which keys help."""
        said = self.model.said(self.active)
        if self.complaint:
            said = Said(said.help, self.complaint, said.wanted, sound=False)
        pieces: list[str | tuple[str, str]] = []
        for text, style in (
            (said.understood, "bold" if said.sound else "bold $warning"),
            (said.wanted, "$warning"),
            (said.help, ""),
            (self.hint(), "bold"),
        ):
            if text:
                pieces += ["\n"] if pieces else []
                pieces.append((one_line(text), style) if style else one_line(text))
        self.query_one("#about", Plain).show(joined(*pieces))

    def hint(self) -> str:
        """Which keys help in this cell."""
        return ""

    def take_key(self, key: str) -> bool:
        """Do what a key does in the form; False where it writes."""
        raise NotImplementedError

    def written(self) -> None:
        """Take what was written."""
        raise NotImplementedError


def _place(widget: Widget, at: Offset, width: int, height: int) -> None:
    """Put pen or list somewhere on the sheet; nothing is laid out anew where it stands there already."""
    styles = widget.styles
    if (styles.offset.x.value, styles.offset.y.value) != (at.x, at.y):
        styles.offset = (at.x, at.y)
    if styles.width is None or styles.width.value != width:
        styles.width = width
    if styles.height is None or styles.height.value != height:
        styles.height = height
