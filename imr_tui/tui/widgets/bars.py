"""The fixed rows round the text: protective marking on top, banner, status and hints at the foot."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from imr_tui.dataclass import dataclass
from imr_tui.tui.actions import ACTIONS, keys_of, short_key
from imr_tui.tui.glyphs import UNICODE, Glyphs
from imr_tui.tui.shown import cut, one_line, spread
from imr_tui.tui.widgets.plain import Plain, joined

NO_MARKING = "No protective marking"
_NARROW = 70


class Bar(Widget):
    """One row; it is drawn again only when what it shows changes."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    line: reactive[Content] = reactive(Content(""), always_update=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE

    @property
    def text(self) -> str:
        """What it shows, without styles."""
        return self.line.plain

    def render(self) -> Content:
        """The row."""
        return self.line

    def draw(self, line: Content) -> None:
        """Show `line`; nothing happens where it is the same."""
        if not line.is_same(self.line):
            self.set_reactive(Bar.line, line)
            self.refresh()

    def on_resize(self) -> None:
        """Compose the row for its new width."""
        self.lay()

    def lay(self) -> None:
        """Compose the row from what is known; subclasses say how."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What stands on the top row."""

    marking: str = ""
    force: str = ""
    reference: str = ""
    status: str = ""


class MarkingBar(Bar):
    """The protective marking with force, reference and status; the marking is never cut away."""

    DEFAULT_CSS = """
    MarkingBar { background: $panel; color: $foreground; text-style: bold; }
    MarkingBar:ansi { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    marking = Marking()

    def show(self, marking: Marking) -> None:
        """Show what the front matter says."""
        self.marking = marking
        self.lay()

    def lay(self) -> None:
        """Marking left, force and reference in the middle, status right."""
        width = self.size.width - 2
        if width <= 0:
            return
        left = one_line(self.marking.marking) or NO_MARKING
        right = one_line(self.marking.status)
        middle = " ".join(part for part in (one_line(self.marking.force), one_line(self.marking.reference)) if part)
        room = width - len(left) - len(right) - 4
        middle = cut(middle, room, self.glyphs.ellipsis) if room > 0 else ""
        start = max(len(left) + 2, (width - len(middle)) // 2)
        line = spread(
            left + " " * (start - len(left)) + middle, f"  {right}" if right else "", width, self.glyphs.ellipsis
        )
        self.draw(joined(" ", (line, "bold"), " "))


@dataclass(frozen=True, slots=True)
class Status:
    """What the status row tells: how safe the text is, how long, where one stands and how far one is.

    `words` is None, and `count` empty, as long as the text was not read as a whole.
    """

    kept: str = ""
    words: int | None = None
    line: int = 1
    column: int = 1
    count: str = ""
    place: str = ""
    said: str = ""


class StatusBar(Bar):
    """Where one stands on the left; saved, words, line and count on the right."""

    DEFAULT_CSS = """
    StatusBar { background: $surface; color: $foreground; }
    """

    status = Status()

    def show(self, status: Status) -> None:
        """Show a new status."""
        if status != self.status:
            self.status = status
            self.lay()

    def lay(self) -> None:
        """The right side whole, the left as far as there is room."""
        width = self.size.width - 2
        if width <= 0:
            return
        status = self.status
        words = f"{status.words:,} words" if status.words is not None else ""
        parts = [status.kept, words, f"line {status.line}", status.count]
        if status.said:
            # What was just said is read now; words and line can wait.
            parts = [status.kept, status.count]
        elif width < _NARROW:
            parts = [status.kept, f"line {status.line}", status.count]
        left = one_line(status.said or status.place)
        right = self.glyphs.dot.join(part for part in parts if part)
        if words and cell_len(left) + cell_len(right) + 2 > width:
            # What is next, or where one stands, is worth more than how many words there are.
            right = self.glyphs.dot.join(part for part in parts if part and part != words)
        if status.said and cell_len(left) + cell_len(right) + 2 > width:
            # What is said is read to its end.
            right = ""
        self.draw(
            joined(" ", spread(left, f"  {right}" if left and right else right, width, self.glyphs.ellipsis), " ")
        )


class HintBar(Bar):
    """The most used keys, from the action table; other ones while the checklist has the focus."""

    DEFAULT_CSS = """
    HintBar { background: $panel; color: $foreground; }
    HintBar:ansi { background: ansi_default; color: ansi_default; }
    """

    keymap: Mapping[str, str] = {}
    in_checklist = False

    def show(self, *, in_checklist: bool) -> None:
        """Show the keys of the text or those of the checklist."""
        self.in_checklist = in_checklist
        self.lay()

    def lay(self) -> None:
        """As many hints as there is room for, in the table's order."""
        pieces: list[str | tuple[str, str]] = [" "]
        room = self.size.width - 2
        for key, label in self._hints():
            needed = len(key) + len(label) + 1 + (2 if len(pieces) > 1 else 0)
            if needed > room:
                continue
            room -= needed
            if len(pieces) > 1:
                pieces.append("  ")
            pieces += [(key, "bold"), f" {label}"]
        self.draw(joined(*pieces))

    def _hints(self) -> list[tuple[str, str]]:
        if self.in_checklist:
            listed = sorted(
                (action for action in ACTIONS if action.sidebar_hint), key=lambda action: action.sidebar_hint
            )
            hints = [(short_key(action.sidebar[0]), action.short) for action in listed]
            hints = [(key, "Text" if key == "Tab" else label) for key, label in hints]
            return [("Enter", "Open"), *hints[:2], ("1-8", "Area"), *hints[2:]]
        listed = sorted((action for action in ACTIONS if action.hint), key=lambda action: action.hint)
        hints = []
        for action in listed:
            keys = keys_of(action, self.keymap)
            if keys:
                hints.append((short_key(keys[0]), action.short))
        return hints


class Banner(Plain):
    """A standing notice between marking and text: shown as long as something is the matter."""

    DEFAULT_CSS = """
    Banner { width: 1fr; height: auto; max-height: 3; padding: 0 1; background: $warning; color: $background; text-style: bold; }
    Banner:ansi { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    def tell(self, text: str) -> None:
        """Show `text`; nothing hides the banner."""
        self.show(text)


class NextBar(Bar):
    """What to do next, and the key that goes there."""

    DEFAULT_CSS = """
    NextBar { background: $panel; color: $foreground; text-style: bold; }
    NextBar:ansi { background: ansi_default; color: ansi_default; text-style: bold; }
    """

    said: str | None = None
    key = "F8"

    def show(self, said: str, key: str) -> None:
        """Show the next thing to do; empty says that all is settled."""
        if (said, key) != (self.said, self.key):
            self.said, self.key = said, key
            self.lay()

    def lay(self) -> None:
        """What is next on the left, the key on the right."""
        width = self.size.width
        if width <= 0 or self.said is None:
            return
        said = f" Next: {one_line(self.said)}" if self.said else " All questions are settled."
        self.draw(joined(spread(said, f" {self.key} " if self.said else "", width, self.glyphs.ellipsis)))


class HeadBar(Bar):
    """The head of the checklist: its name and the count."""

    DEFAULT_CSS = """
    HeadBar { background: $surface; color: $foreground; text-style: bold; }
    """

    said = ("", "")

    def show(self, said: tuple[str, str]) -> None:
        """Show name and count."""
        self.said = said
        self.lay()

    def lay(self) -> None:
        """Name left, count right."""
        if self.size.width > 0:
            self.draw(joined(spread(f" {self.said[0]}", f"{self.said[1]} ", self.size.width, self.glyphs.ellipsis)))
