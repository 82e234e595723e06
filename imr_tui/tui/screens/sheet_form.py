"""A form that is filled in: moving from cell to cell, lists to choose from, saving and leaving."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, work

from imr_tui.document.text import LINE_END
from imr_tui.tui.forms.model import FormModel, Key, Option
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.key_words import keys_of_button
from imr_tui.tui.screens.dialog import Ask, ButtonRow, Choice
from imr_tui.tui.screens.sheet_view import SheetView
from imr_tui.tui.shown import shown
from imr_tui.tui.widgets.drop_list import DropList

_PAGE = 5


class SheetForm(SheetView):
    """A form over `model`. Answers True when it is to be saved; the model then holds the answers."""

    def __init__(self, model: FormModel, glyphs: Glyphs, *, saves: str = "Save") -> None:
        super().__init__(model, glyphs, saves=saves)
        self._typed = False
        self._told: Key | None = None

    # -- keys

    def take_key(self, key: str) -> bool:
        """Do what a key does in the form; False where it writes."""
        moves: dict[str, Callable[[], None]] = {
            "tab": lambda: self.action_step(1),
            "shift+tab": lambda: self.action_step(-1),
            "up": lambda: self._vertical(-1),
            "down": lambda: self._vertical(1),
            "pagedown": lambda: self._rows(_PAGE),
            "pageup": lambda: self._rows(-_PAGE),
            **dict.fromkeys(keys_of_button("Ctrl+S", "save", getattr(self.app, "own_keys", {})), self.action_keep),
            "escape": self.action_leave,
            "ctrl+q": self.action_leave,
        }
        if key == "enter":
            return self._enter()
        if key == "ctrl+z" and not self.in_text:
            self.answer(self.model.first(self.active))
            return True
        if key not in moves:
            return False
        moves[key]()
        return True

    def written(self) -> None:
        """Take what was written: check it, and narrow the list."""
        text = LINE_END.sub("\n", self.pen.text)
        if text == self.model.value(self.active):
            return
        self.complaint = ""
        self._told = None
        self.model.put(self.active, text)
        if self.model.has_options(self.active):
            self._typed = True
            self._open_list(text)
        self.draw()

    def go(self, key: Key) -> None:
        """Put the pen into a cell; a list that was open closes."""
        self.list.close()
        self._typed = False
        super().go(key)

    # -- moving about

    def action_step(self, by: int) -> None:
        """Tab: to the next cell, past the last one to the buttons; a choice that was begun is completed."""
        if isinstance(self.focused, ButtonRow):
            self._step_on_buttons(by)
            return
        marked = self.list.marked_option
        if marked is not None and self._typed and self.model.must_choose(self.active):
            self.answer(self.model.taken(self.active, marked, self.pen.text))
        keys = self.cells()
        at = keys.index(self.active) + by
        if 0 <= at < len(keys):
            self.go(keys[at])
        else:
            self._to_buttons(last=at < 0)

    def _to_buttons(self, *, last: bool = False) -> None:
        self.list.close()
        self.buttons.begin(last=last)
        self.set_focus(self.buttons)

    def _step_on_buttons(self, by: int) -> None:
        if not self.buttons.step(by):
            self.go(self.cells()[0 if by > 0 else -1])

    def _vertical(self, by: int) -> None:
        """Up and down: in an open list, in the lines of a text, else to another row."""
        if self.list.is_open:
            self._mark(by)
            return
        before = self.pen.cursor
        self.pen.action_move("down" if by > 0 else "up")
        if self.pen.cursor == before or not self.in_text:
            self._rows(by)

    def _rows(self, by: int) -> None:
        """To the same column some rows further on; past the last row to the buttons."""
        if self.list.is_open:
            self._mark(by)
            return
        rows = [row for row in self.model.rows() if row.keys]
        here = next((n for n, row in enumerate(rows) if self.active in row.keys), 0)
        column = rows[here].keys.index(self.active)
        if here + by >= len(rows) and here == len(rows) - 1:
            self._to_buttons()
            return
        row = rows[max(0, min(here + by, len(rows) - 1))]
        self.go(row.keys[min(column, len(row.keys) - 1)])

    def _mark(self, by: int) -> None:
        self.list.move(by)
        self.say()

    def _enter(self) -> bool:
        """Take what is marked in the list, open the list, or go on to the next row; in a text it writes."""
        if self.list.is_open:
            option = self.list.marked_option
            if option is not None:
                self.take(option)
            else:
                self.list.close()
                self._rows(1)
        elif self.model.has_options(self.active) and not self._typed and not self.in_text:
            self._open_list("")
            self.draw()
        elif self.in_text and not self.model.locked(self.active):
            return False
        else:
            self._rows(1)
        return True

    def on_click(self, event: events.Click) -> None:
        """A click on a cell puts the pen there."""
        if event.widget is not self.sheet or self.layout_now is None:
            return
        y = event.y + self.sheet.scroll_offset.y
        row = [(key, box) for key, box in self.layout_now.boxes.items() if box.y <= y < box.y + box.height]
        chosen = next((key for key, box in reversed(row) if event.x >= box.x), row[0][0] if row else None)
        if chosen is not None:
            self.go(chosen)

    # -- lists

    def _open_list(self, typed: str) -> None:
        options = self.model.options(self.active, typed)
        several = self.model.takes_several(self.active)
        if not options or self.model.locked(self.active) or (typed and not several and _is_one(options, typed)):
            self.list.close()
            return
        begins = (
            not typed
            or self.model.must_choose(self.active)
            or (several and not options[0].new)
            or options[0].value.casefold().startswith(typed.strip().casefold())
        )
        held = next((n for n, option in enumerate(options) if option.held), 0) if not typed else 0
        self.list.show(options, marked=held if begins else None, tick=self._tick)

    def _tick(self, option: Option) -> str:
        held = "x" if self.glyphs.ascii_only else "✓"
        return f"{held if option.held else ' '} {shown(option.label)}"

    def on_drop_list_chosen(self, event: DropList.Chosen) -> None:
        """A click takes an option."""
        event.stop()
        self.take(event.option)

    def take(self, option: Option) -> None:
        """Take an option: write it, add it to the links or take it out, or make what it stands for."""
        typed = self.pen.text if self._typed else ""
        if option.new:
            self.list.close()
            self.make(option, typed)
            return
        self.answer(self.model.taken(self.active, option, typed))
        if self.model.takes_several(self.active):
            self._open_list("")
            self.list.mark(option.value)
            self.draw()
        else:
            self._rows(1)

    def answer(self, text: str) -> None:
        """Write an answer into the cell that the pen is in."""
        self.list.close()
        self._typed = False
        self.model.put(self.active, text)
        self.pen.load(text, len(text))
        self.draw()

    def make(self, option: Option, typed: str) -> None:
        """Make what a `new` option stands for; `typed` is what was searched for."""

    def hint(self) -> str:
        """Which keys help in this cell."""
        if self.list.is_open:
            marked = self.list.marked_option
            if marked is None:
                return "Down goes into the list; Enter keeps what you typed."
            if self.model.takes_several(self.active) and not marked.new:
                verb = "takes out" if marked.held else "adds"
                return f"Enter {verb} “{marked.label}”; Tab goes on."
            return f"Enter {'makes one' if marked.new else f'takes “{marked.label}”'}; Esc closes the list."
        if self.model.has_options(self.active) and not self.in_text:
            return "Enter shows the list; typing narrows it."
        if self.in_text and not self.model.locked(self.active):
            return "Enter begins a new paragraph; Tab goes on."
        return ""

    # -- leaving

    def pressed(self, choice: str) -> None:
        """The buttons do what the keys do."""
        if choice == "keep":
            self.action_keep()
        elif choice == "leave":
            self.action_leave()
        else:
            self.own_pressed(choice)

    def own_pressed(self, choice: str) -> None:
        """A button of the form's own."""

    def action_keep(self) -> None:
        """Save; an answer that cannot be read is pointed at first, and may be kept all the same."""
        self.list.close()
        unsound = next((key for key in self.cells() if self._is_unsound(key)), None)
        if unsound is not None and (self.is_strict or unsound != self._told):
            self._told = unsound
            further = "" if self.is_strict else self.named(" Ctrl+S again keeps it as it is written.")
            self.complain(unsound, self.model.said(unsound).understood + further)
            return
        self.dismiss(True)  # noqa: FBT003 - the answer of the dialog

    @property
    def is_strict(self) -> bool:
        """Whether an answer that cannot be read is refused."""
        return False

    def _is_unsound(self, key: Key) -> bool:
        return self.model.value(key) != self.model.first(key) and not self.model.said(key).sound

    def complain(self, key: Key, text: str) -> None:
        """Go to a cell and say what is wrong with it."""
        told = self._told
        self.go(key)
        self._told = told
        self.complaint = text
        self.say()

    def action_leave(self) -> None:
        """Close the list, else leave; where something was changed, ask first."""
        if self.list.is_open:
            self.list.close()
            self.draw()
        elif self.model.changed():
            self._ask_before_leaving()
        else:
            self.dismiss(None)

    @work
    async def _ask_before_leaving(self) -> None:
        choices = (Choice("keep", "Save", "s"), Choice("drop", "Discard", "d"), Choice("stay", "Go on writing", "g"))
        answer = await self.app.push_screen_wait(
            Ask("Not saved yet", "You have changed something in this form and not saved it.", choices)
        )
        if answer == "keep":
            self.action_keep()
        elif answer == "drop":
            self.dismiss(None)


def _is_one(options: tuple[Option, ...], typed: str) -> bool:
    """Whether what was typed is the one option that is left, and so needs no list."""
    return len(options) == 1 and options[0].value.casefold() == typed.strip().casefold()
