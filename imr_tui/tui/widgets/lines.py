"""Text to be read: laid out in rows once for its width, drawn row by row; the arrow keys scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.shown import shown
from imr_tui.tui.widgets.barred_rows import BarredRows
from imr_tui.tui.wrapped_rows import Pieces, wrapped

_BLANK = Row("", (), chosen=False)


class Lines(BarredRows, can_focus=True):
    """Paragraphs of literal text in pieces that may look different. As high as its text where its height is `auto`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Up", show=False),
        Binding("down", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "First", show=False),
        Binding("end", "scroll_end", "Last", show=False),
    ]

    def __init__(
        self,
        text: str | Pieces = "",
        *,
        can_focus: bool = True,
        id: str | None = None,  # noqa: A002 - the name that every widget has
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = can_focus
        self._pieces = _as_pieces(text)
        self._laid_for = -1
        self._laid: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """What it shows, without looks and before it is laid out."""
        return "".join(text for text, _ in self._pieces)

    def show(self, text: str | Pieces) -> None:
        """Show `text` instead, from its first row on; nothing is drawn where it is the same."""
        pieces = _as_pieces(text)
        if pieces != self._pieces:
            self._pieces = pieces
            self._laid_for = -1
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
            self.lay()
            self.refresh(layout=True)

    def count(self, width: int) -> int:
        """How many rows the text takes in `width` cells."""
        if width != self._laid_for:
            self._laid_for = width
            self._laid = self.laid_out(width)
        return len(self._laid)

    def laid_out(self, width: int) -> tuple[Row, ...]:
        """The rows that the text makes in `width` cells."""
        return tuple(Row("", pieces, chosen=False) for pieces in wrapped(self._pieces, width))

    def row_strip(self, line: int) -> Strip:
        """A row of the text."""
        return self.painted(self._laid[line] if line < len(self._laid) else _BLANK)


def _as_pieces(text: str | Pieces) -> Pieces:
    pieces: Sequence[tuple[str, Look]] = ((text, Look.PLAIN),) if isinstance(text, str) else text
    return tuple((shown(said), look) for said, look in pieces)
