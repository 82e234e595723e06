"""The form for the review's details, which stand in the front matter."""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.schema import FrontKey, Schema
from imr_tui.tui.front_form import TABLE_TITLES, FormValue, changes, choices_of, form_keys, said_of, written
from imr_tui.tui.screens.dialog import Ask, Choice, Dialog, buttons
from imr_tui.tui.widgets.chooser import Chooser
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.plain import Plain

Details = dict[tuple[str, str], FormValue]


class DetailsForm(Dialog[Details]):
    """One line a key. Answers with the changed keys and their values; an empty answer where nothing changed.

    `markings` are the only protective markings that may be chosen; empty for any.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save the details", show=False, priority=True),
        Binding("down", "row(1)", "Next line", show=False, priority=True),
        Binding("up", "row(-1)", "Line before", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    DetailsForm .body { overflow-y: auto; }
    DetailsForm .group { text-style: bold; margin-top: 1; }
    DetailsForm .row { height: 1; }
    DetailsForm .row > Plain { width: 32; }
    DetailsForm .row > Input { width: 1fr; }
    DetailsForm #about { height: 3; margin-top: 1; }
    """

    def __init__(self, schema: Schema, front: FrontMatter, markings: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._markings = markings
        self._front = front
        self._keys = form_keys(schema)

    def compose(self) -> ComposeResult:
        """The lines under their headings, what the marked one asks, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain("Details of the review", classes="title")
            with Vertical(classes="body"):
                table = None
                for number, key in enumerate(self._keys):
                    if key.table != table:
                        table = key.table
                        yield Plain(TABLE_TITLES.get(key.table, key.table), classes="group")
                    with Horizontal(classes="row"):
                        yield Plain(key.label)
                        yield self._line(number, key)
            yield Plain(keep=True, id="about")
            yield buttons((Choice("keep", "Save the details", "Ctrl+S"), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """Begin at the first line."""
        super().on_mount()
        self.query_one("#line-0").focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the line asks."""
        self._say(event.widget.id)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check as it is typed."""
        event.stop()
        self._say(event.input.id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line."""
        event.stop()
        self.action_row(1)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave."""
        event.stop()
        if event.button.id == "choice-keep":
            self.action_keep()
        else:
            self.action_leave()

    def action_row(self, by: int) -> None:
        """Go to another line; past the last one to the buttons."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_keep(self) -> None:
        """Answer with what changed, or point at what cannot be read."""
        for number, key in enumerate(self._keys):
            said = said_of(key, self._answer(number))
            if said and not self._reads(number):
                self.query_one(f"#line-{number}").focus()
                self._say(f"line-{number}")
                return
        self.dismiss(changes(self._front, self._keys, self._answers()))

    def action_leave(self) -> None:
        """Leave; where something was changed, ask first."""
        if self._answers() == {key: written(self._front.get(key.table, key.key)) for key in self._keys}:
            self.dismiss(None)
        else:
            self._ask_before_leaving()

    @work
    async def _ask_before_leaving(self) -> None:
        choices = (Choice("keep", "Save them", "s"), Choice("drop", "Discard them", "d"), Choice("stay", "Go on", "g"))
        answer = await self.app.push_screen_wait(
            Ask("Details not saved", "You have changed details and not saved them.", choices)
        )
        if answer == "keep":
            self.action_keep()
        elif answer == "drop":
            self.dismiss(None)

    def _line(self, number: int, key: FrontKey) -> Input | Chooser:
        value = written(self._front.get(key.table, key.key))
        choices = choices_of(key, self._markings)
        ident = f"line-{number}"
        return Chooser(choices, value, id=ident) if choices else LineInput(value, id=ident)

    def _answer(self, number: int) -> str:
        line = self.query_one(f"#line-{number}")
        return line.value if isinstance(line, Input | Chooser) else ""

    def _answers(self) -> dict[FrontKey, str]:
        return {key: self._answer(number) for number, key in enumerate(self._keys)}

    def _reads(self, number: int) -> bool:
        try:
            changes(self._front, (self._keys[number],), {self._keys[number]: self._answer(number)})
        except ValueError:
            return False
        return True

    def _say(self, ident: str | None) -> None:
        if ident is None or not ident.startswith("line-"):
            return
        number = int(ident.removeprefix("line-"))
        key = self._keys[number]
        said = said_of(key, self._answer(number))
        self.query_one("#about", Plain).show("\n".join(part for part in (key.help, said) if part))
