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
    """A stretch of literal text; where there is none it takes no room, unless `keep` is set."""

    DEFAULT_CSS = """
    Plain { height: auto; }
    """

    def __init__(
        self,
        text: str | Content = "",
        *,
        keep: bool = False,
        id: str | None = None,  # noqa: A002 - the name that every widget has
        classes: str | None = None,
    ) -> None:
        self._shown = as_content(text)
        self._keep = keep
        super().__init__(self._shown, markup=False, id=id, classes=classes)
        self.display = keep or bool(self._shown)

    @property
    def text(self) -> str:
        """What it shows, without styles."""
        return self._shown.plain

    def show(self, text: str | Content) -> None:
        """Show `text` instead; nothing is drawn where it is the same."""
        content = as_content(text)
        if not content.is_same(self._shown):
            self._shown = content
            self.display = self._keep or bool(content)
            self.update(content)
