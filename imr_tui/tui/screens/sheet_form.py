"""A form on the screen: one painted sheet of rows, and one pen that is moved to the cell that is written in.

The sheet is a single widget whatever the form asks, so that a form of many cells opens as quickly as a short one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.geometry import Offset
from textual.widgets import Button, Input
from textual.widgets.input import Selection

from imr_tui.document.text import LINE_END
from imr_tui.tui.editor import Editor
from imr_tui.tui.forms.layout import Box, Layout, lay_out, wrapped
from imr_tui.tui.forms.model import FormModel, Key, Option, Said, Shape
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Ask, Choice, Dialog, buttons
from imr_tui.tui.shown import one_line, shown
from imr_tui.tui.widgets.drop_list import DropList
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain, joined
from imr_tui.tui.widgets.rows import Rows

_LEAST_TEXT = 3
_MOST_TEXT = 8
_LIST_ROWS = 8


class SheetForm(Dialog[bool]):
    """A form over `model`. Answers True when it is to be saved; the model then holds the answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", show=False, priority=True),
        Binding("tab", "step(1)", "Next cell", show=False, priority=True),
        Binding("shift+tab", "step(-1)", "Cell before", show=False, priority=True),
        Binding("down", "down", "Down", show=False, priority=True),
        Binding("up", "up", "Up", show=False, priority=True),
        Binding("pagedown", "rows(5)", "Further down", show=False, priority=True),
        Binding("pageup", "rows(-5)", "Further up", show=False, priority=True),
        Binding("ctrl+z", "undo", "As it was", show=False, priority=True),
        Binding("ctrl+x", "pen('cut')", "Cut", show=False),
        Binding("ctrl+c", "pen('copy')", "Copy", show=False),
        Binding("ctrl+v", "pen('paste')", "Paste", show=False),
        Binding("ctrl+a", "pen('select_all')", "Mark all", show=False),
        Binding("ctrl+y", "pen('redo')", "Again", show=False),
    ]

    DEFAULT_CSS = """
    SheetForm > .box { width: 100%; max-width: 130; }
    SheetForm #sheet-desk { height: 1fr; layers: base pen list; }
    SheetForm #sheet { height: 1fr; layer: base; }
    SheetForm #line, SheetForm #lines, SheetForm #list { layer: pen; position: absolute; display: none; }
    SheetForm #lines { background: $boost; }
    SheetForm #list { layer: list; }
    SheetForm #about { height: 4; margin-top: 1; }
    SheetForm .buttons { margin-top: 0; }
    SheetForm #line:ansi { text-style: none; background: ansi_default; border-left: none; }
    """

    def __init__(self, model: FormModel, glyphs: Glyphs, *, saves: str = "Save") -> None:
        super().__init__()
        self.model = model
        self._glyphs = glyphs
        self._saves = saves
        self._active: Key = next(key for row in model.rows() for key in row.keys)
        self._layout: Layout | None = None
        self._typed = False
        self._told: Key | None = None
        self._complaint = ""
        self._on_buttons = False

    # -- the parts

    def compose(self) -> ComposeResult:
        """Title, sheet with its pens, what is said of the cell, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain(one_line(self.model.title), classes="title", id="head")
            with Container(id="sheet-desk"):
                yield Rows(id="sheet")
                yield LineInput("", id="line")
                yield Editor(id="lines")
                yield DropList(id="list")
            yield Plain(keep=True, id="about")
            yield buttons((Choice("keep", self._saves, "Ctrl+S"), *self.further(), Choice("leave", "Cancel", "Esc")))

    def further(self) -> tuple[Choice, ...]:
        """Buttons of a form's own."""
        return ()

    def on_mount(self) -> None:
        """Begin in the first cell, or the first in which something is wanted."""
        super().on_mount()
        self.sheet = self.query_one("#sheet", Rows)
        self.line = self.query_one("#line", LineInput)
        self.lines = self.query_one("#lines", Editor)
        self.list = self.query_one("#list", DropList)
        self.lines.follower = self._lines_changed
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        keys = self._keys()
        wanted = next((key for key in keys if self.model.marked(key)), keys[0])
        self._go(wanted if self.model.value(keys[0]).strip() else keys[0])

    def on_resize(self) -> None:
        """Lay the form out at the new size."""
        if self._layout is not None:
            self._go(self._active)

    # -- where the pen is

    def _keys(self) -> list[Key]:
        return [key for row in self.model.rows() for key in row.keys]

    def _go(self, key: Key) -> None:
        """Put the pen into a cell."""
        self.list.close()
        self._active = key
        self._on_buttons = False
        self._typed = False
        text = self.model.value(key)
        if self._is_text():
            self.lines.load(text, len(text))
            self.lines.read_only = self.model.locked(key)
        else:
            with self.line.prevent(Input.Changed):
                self.line.value = text
            self.line.cursor_position = len(self.line.value)
            self.line.disabled = False
        self._draw()
        pen = self.lines if self._is_text() else self.line
        other = self.line if self._is_text() else self.lines
        other.display = False
        pen.display = True
        self.set_focus(pen)

    def _is_text(self) -> bool:
        return self.model.shape(self._active) is Shape.TEXT

    def _draw(self) -> None:
        """Draw the sheet, and put pen and list where they belong."""
        width = self.sheet.size.width
        if not width:
            return
        tall = self._text_height(width) if self._is_text() else 1
        layout = lay_out(self.model, width, self._active, height=tall, ellipsis=self._glyphs.ellipsis)
        box = layout.boxes.get(self._active)
        if box is None:
            return
        self._layout = layout
        self.sheet.show_rows(layout.lines)
        self.sheet.scroll_to(y=self._scrolled(box, layout), animate=False, force=True, immediate=True)
        top = Offset(box.x, box.y - self.sheet.scroll_offset.y)
        pen = self.lines if self._is_text() else self.line
        _place(pen, top, box.width, tall)
        self.query_one("#head", Plain).show(one_line(self.model.title))
        self._say()
        if self.list.is_open:
            self._place_list(top, box)

    def _scrolled(self, box: Box, layout: Layout) -> int:
        """How far the sheet is scrolled so that the cell is in view, with a line around it where there is room."""
        height = self.sheet.size.height
        here = self.sheet.scroll_offset.y
        most = max(0, len(layout.lines) - height)
        if box.y - 1 < here:
            return max(0, min(box.y - 1, most))
        if box.y + box.height + 1 > here + height:
            return max(0, min(box.y + box.height + 1 - height, most, box.y))
        return min(here, most)

    def _text_height(self, width: int) -> int:
        text = self.model.value(self._active)
        room = max(_LEAST_TEXT, self.sheet.size.height - 2)
        lines = len(wrapped(text, max(10, width // 2))) if self._layout is None else 0
        if self._layout is not None:
            box = self._layout.boxes.get(self._active)
            lines = len(wrapped(text, max(10, (box.width if box else width // 2) - 1)))
        return max(_LEAST_TEXT, min(lines + 1, _MOST_TEXT, room))

    # -- moving about

    def action_step(self, by: int) -> None:
        """Tab: to the next cell, past the last one to the buttons."""
        if self.list.is_open and self.list.highlighted_option is not None and not self.model.takes_several(self._active):
            self._take(self.list.highlighted_option)
        keys = self._keys()
        if isinstance(self.focused, Button):
            self._step_on_buttons(by)
            return
        at = keys.index(self._active) + by
        if 0 <= at < len(keys):
            self._go(keys[at])
        else:
            self._to_buttons(last=at < 0)

    def _to_buttons(self, *, last: bool = False) -> None:
        self.list.close()
        shown_buttons = list(self.query(Button))
        self.set_focus(shown_buttons[-1 if last else 0])

    def _step_on_buttons(self, by: int) -> None:
        shown_buttons = list(self.query(Button))
        at = shown_buttons.index(self.focused) + by if isinstance(self.focused, Button) else 0
        keys = self._keys()
        if 0 <= at < len(shown_buttons):
            self.set_focus(shown_buttons[at])
        else:
            self._go(keys[0] if by > 0 else keys[-1])

    def action_down(self) -> None:
        """Down: in the list, in the lines of a text, else to the cell below."""
        self._vertical(1)

    def action_up(self) -> None:
        """Up: in the list, in the lines of a text, else to the cell above."""
        self._vertical(-1)

    def _vertical(self, by: int) -> None:
        if isinstance(self.focused, Button):
            self._step_on_buttons(by)
        elif self.list.is_open:
            self.list.move(by)
        elif self._is_text() and self._moved_in_text(by):
            pass
        else:
            self.action_rows(by)

    def _moved_in_text(self, by: int) -> bool:
        before = self.lines.cursor
        self.lines.action_move("down" if by > 0 else "up")
        return self.lines.cursor != before

    def action_rows(self, by: int) -> None:
        """To the same column some rows further on; past the last row to the buttons."""
        if self.list.is_open:
            self.list.move(by)
            return
        rows = [row for row in self.model.rows() if row.keys]
        here = next((n for n, row in enumerate(rows) if self._active in row.keys), 0)
        column = rows[here].keys.index(self._active)
        wanted = here + by
        if wanted >= len(rows) and here == len(rows) - 1:
            self._to_buttons()
            return
        row = rows[max(0, min(wanted, len(rows) - 1))]
        self._go(row.keys[min(column, len(row.keys) - 1)])

    def on_click(self, event: events.Click) -> None:
        """A click on a cell puts the pen there."""
        if event.widget is not self.sheet or self._layout is None:
            return
        y = event.y + self.sheet.scroll_offset.y
        for key, box in self._layout.boxes.items():
            if box.y <= y < box.y + box.height and event.x >= box.x - box.width and event.x < box.x + box.width:
                self._go(key)
                if event.x >= box.x:
                    return

    # -- writing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check what is typed, and narrow the list."""
        event.stop()
        self._put(event.value)
        if self.model.has_options(self._active):
            self._typed = True
            self._open_list(event.value)

    def _lines_changed(self) -> None:
        text = LINE_END.sub("\n", self.lines.text)
        if self._is_text() and text != self.model.value(self._active):
            self._put(text)

    def _put(self, text: str) -> None:
        if self.model.locked(self._active):
            if text != self.model.value(self._active):
                self.call_later(self._go, self._active)
            return
        self._complaint = ""
        self._told = None
        self.model.put(self._active, text)
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: take what is marked in the list, open the list, or go on to the next row."""
        event.stop()
        if self.list.is_open:
            option = self.list.highlighted_option
            if option is not None:
                self._take(option)
                return
            self.list.close()
            self.action_rows(1)
        elif self.model.has_options(self._active) and not self._typed:
            self._open_list("")
        else:
            self.action_rows(1)

    def action_undo(self) -> None:
        """Take the last change of a text back; a line becomes again what it was at first."""
        if self._is_text():
            self.lines.undo()
        else:
            self.line.value = self.model.first(self._active)
            self.list.close()

    def action_pen(self, what: str) -> None:
        """Do in a text what its keys say."""
        if self._is_text() and self.lines.has_focus:
            getattr(self.lines, f"action_{what}")()

    # -- lists

    def _open_list(self, typed: str) -> None:
        options = self.model.options(self._active, typed)
        if typed and all(option.new for option in options) and not self.model.takes_several(self._active):
            options = ()
        if not options or self.model.locked(self._active):
            self.list.close()
            return
        must = self.model.must_choose(self._active) or (bool(typed) and self.model.takes_several(self._active))
        self.list.show(options, marked=0 if must or not typed else None, tick=self._tick)
        self._draw()

    def _tick(self, option: Option) -> str:
        held = "x" if self._glyphs.ascii_only else "✓"
        return f"{held if option.held else ' '} {shown(option.label)}"

    def _place_list(self, top: Offset, box: Box) -> None:
        """Under the cell, or above it where there is more room."""
        height = self.sheet.size.height
        below = height - (top.y + 1)
        wanted = min(self.list.option_count, _LIST_ROWS)
        above = below < min(wanted, 3) and top.y > below
        rows = min(wanted, top.y if above else below)
        width = max(box.width, min(self.sheet.size.width - box.x, self.list.widest + 3))
        _place(self.list, Offset(box.x, top.y - rows if above else top.y + 1), width, max(1, rows))

    def on_drop_list_chosen(self, event: DropList.Chosen) -> None:
        """A click takes an option."""
        event.stop()
        self._take(event.option)

    def _take(self, option: Option) -> None:
        typed = self.line.value if self._typed else ""
        if option.new:
            self.list.close()
            self.make(option, typed)
            return
        self.answer(self.model.taken(self._active, option, typed))
        if self.model.takes_several(self._active):
            self._typed = False
            self._open_list("")
            self.list.mark(option.value)
        else:
            self.list.close()
            self._typed = False
            self.action_rows(1)

    def answer(self, text: str) -> None:
        """Write an answer into the cell that the pen is in."""
        self._put(text)
        with self.line.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(self.line.value)

    def make(self, option: Option, typed: str) -> None:
        """Make what a `new` option stands for; forms that offer none need none of it."""

    # -- what is said

    def _say(self) -> None:
        said = self.model.said(self._active)
        if self._complaint:
            said = Said(said.help, self._complaint, said.wanted, sound=False)
        about = self.query_one("#about", Plain)
        pieces: list[str | tuple[str, str]] = []
        for text, style in (
            (said.understood, "bold" if said.sound else "bold $warning"),
            (said.wanted, "$warning"),
            (said.help, ""),
            (self._hint(), ""),
        ):
            if text:
                pieces += ["\n"] if pieces else []
                pieces.append((one_line(text), style) if style else one_line(text))
        about.show(joined(*pieces))

    def _hint(self) -> str:
        if self.list.is_open:
            several = self.model.takes_several(self._active)
            return "Enter adds or removes the one that is marked, Tab goes on." if several else ""
        if self.model.has_options(self._active) and not self._is_text():
            return "Enter shows the list; typing narrows it."
        return ""

    # -- leaving

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        event.stop()
        ident = (event.button.id or "").removeprefix("choice-")
        if ident == "keep":
            self.action_keep()
        elif ident == "leave":
            self.action_leave()
        else:
            self.pressed(ident)

    def pressed(self, ident: str) -> None:
        """A button of the form's own."""

    def action_keep(self) -> None:
        """Save; an answer that cannot be read is pointed at first."""
        self.list.close()
        unsound = next((key for key in self._keys() if self._is_unsound(key)), None)
        if unsound is not None and unsound != self._told:
            self._go(unsound)
            self._told = unsound
            self._complaint = f"{self.model.said(unsound).understood} Ctrl+S again keeps it as it is written."
            self._say()
            return
        self.dismiss(True)  # noqa: FBT003 - the answer of the dialog

    def _is_unsound(self, key: Key) -> bool:
        return self.model.value(key) != self.model.first(key) and not self.model.said(key).sound

    def complain(self, key: Key, text: str) -> None:
        """Go to a cell and say what is wrong with it."""
        self._go(key)
        self._complaint = text
        self._say()

    def action_leave(self) -> None:
        """Close the list, else leave; where something was changed, ask first."""
        if self.list.is_open:
            self.list.close()
            self._draw()
        elif self.model.changed():
            self._ask_before_leaving(self.action_keep)
        else:
            self.dismiss(None)

    @work
    async def _ask_before_leaving(self, keep: Callable[[], None]) -> None:
        choices = (Choice("keep", "Save", "s"), Choice("drop", "Discard", "d"), Choice("stay", "Go on", "g"))
        answer = await self.app.push_screen_wait(
            Ask("Not saved yet", "You have changed something in this form and not saved it.", choices)
        )
        if answer == "keep":
            keep()
        elif answer == "drop":
            self.dismiss(None)


def _place(widget: Editor | LineInput | DropList, at: Offset, width: int, height: int) -> None:
    """Put a pen or list somewhere on the sheet; nothing is laid out anew where it is there already."""
    wanted = (at.x, at.y, width, height)
    if getattr(widget, "placed", None) != wanted or not widget.display:
        widget.placed = wanted  # type: ignore[union-attr]  # a note of our own on the widget
        widget.styles.offset = (at.x, at.y)
        widget.styles.width = width
        widget.styles.height = height
