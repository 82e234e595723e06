"""Text on the screen that is never read as markup: the only way the interface shows a string."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from imr_tui.tui.shown import shown


def as_content(text: str | Content) -> Content:
    """`text` as literal content, control and direction characters replaced; content is taken as it is."""
    return text if isinstance(text, Content) else Content(shown(text))


def joined(*pieces: str | tuple[str, str]) -> Content:
    """Content of several pieces, each plain text or text and style; nothing in them is markup."""
    return Content("").join(
        Content(shown(piece)) if isinstance(piece, str) else Content.styled(shown(piece[0]), piece[1])
        for piece in pieces
    )


class Plain(Static):
    """A stretch of literal text."""

    DEFAULT_CSS = """
    Plain { height: auto; }
    """

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the name that every widget has
        self._shown = as_content(text)
        super().__init__(self._shown, markup=False, id=id, classes=classes)

    @property
    def text(self) -> str:
        """What it shows, without styles."""
        return self._shown.plain

    def show(self, text: str | Content, *, layout: bool = True) -> None:
        """Show `text` instead; nothing is drawn where it is the same. `layout` False keeps the size."""
        content = as_content(text)
        if content.is_same(self._shown):
            return
        self._shown = content
        self.update(content, layout=layout)
