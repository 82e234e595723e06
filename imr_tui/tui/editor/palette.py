"""The styles of the editor's looks, from the theme and the style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.widget import Widget

from imr_tui.tui.editor.painting import Look
from imr_tui.tui.tints import Tint, style_of

TINTS: Mapping[Look, Tint] = {
    Look.HEADING: Tint("primary", attributes="bold"),
    Look.FIELD: Tint(attributes="bold"),
    Look.RECORD: Tint("accent", attributes="bold"),
    Look.REFERENCE: Tint("accent"),
    Look.PROMPT: Tint("warning"),
    Look.EMPHASIS: Tint(attributes="italic"),
    Look.STRONG: Tint(attributes="bold"),
    Look.QUIET: Tint(attributes="dim"),
    Look.COMMENT: Tint(attributes="dim"),
    Look.FRONT: Tint(attributes="dim"),
    Look.PICTURE: Tint(attributes="reverse"),
    Look.FOLD: Tint(attributes="dim"),
    Look.SPELLING: Tint("accent", attributes="italic underline"),
    Look.INFO: Tint(attributes="underline"),
    Look.WARNING: Tint("warning", attributes="underline"),
    Look.ERROR: Tint("error", attributes="underline"),
    Look.SELECTED: Tint(attributes="reverse"),
}
"""What each look adds to the plain text; where several meet, the later one has its way."""

CSS = """
Editor {
    background: $background;
    color: $foreground;
    height: 1fr;
    width: 1fr;
    overflow: hidden;
    scrollbar-size: 0 0;
}
"""


class Palette:
    """The style of every look that an editor shows, worked out once."""

    def __init__(self, editor: Widget) -> None:
        self._editor = editor
        self._styles: dict[Look, Style] = {}
        self._blank: Style | None = None

    def style(self, look: Look) -> Style:
        """The style of a look or of several that meet."""
        found = self._styles.get(look)
        if found is None:
            found = self._styles[look] = _lean(self._composed(look))
        return found

    @property
    def blank(self) -> Style:
        """The style of a cell where nothing stands."""
        if self._blank is None:
            self._blank = _lean(Style(bgcolor=self._editor.rich_style.bgcolor))
        return self._blank

    def forget(self) -> None:
        """Work the styles out anew: the theme is another now."""
        self._styles.clear()
        self._blank = None

    def _composed(self, look: Look) -> Style:
        style = self._editor.rich_style
        for part, tint in TINTS.items():
            if part in look:
                style += style_of(tint, self._editor.app)
        return style


def _lean(style: Style) -> Style:
    """The same style without the codes for the terminal's default colours, which is what it has anyway."""
    default = [color is not None and color.is_default for color in (style.color, style.bgcolor)]
    if not any(default):
        return style
    color = None if default[0] else style.color
    background = None if default[1] else style.bgcolor
    return style.without_color + Style(color=color, bgcolor=background)
