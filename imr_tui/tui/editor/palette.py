"""The styles of the editor's looks, from the theme and the style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.widget import Widget

from imr_tui.tui.editor.painting import Look

COMPONENTS: Mapping[Look, str] = {
    Look.HEADING: "editor--heading",
    Look.FIELD: "editor--field",
    Look.RECORD: "editor--record",
    Look.REFERENCE: "editor--reference",
    Look.PROMPT: "editor--prompt",
    Look.EMPHASIS: "editor--emphasis",
    Look.STRONG: "editor--strong",
    Look.CODE: "editor--code",
    Look.QUIET: "editor--quiet",
    Look.COMMENT: "editor--comment",
    Look.FRONT: "editor--front",
    Look.PICTURE: "editor--picture",
    Look.FOLD: "editor--fold",
    Look.INFO: "editor--info",
    Look.WARNING: "editor--warning",
    Look.ERROR: "editor--error",
    Look.SELECTED: "editor--selected",
}
"""The component class of each look; where several meet, the later one has its way."""

CSS = """
Editor {
    background: $background;
    color: $foreground;
    height: 1fr;
    width: 1fr;
    overflow: hidden;
    scrollbar-size: 0 0;
    .editor--heading { color: $primary; text-style: bold; }
    .editor--field { text-style: bold; }
    .editor--record { color: $accent; text-style: bold; }
    .editor--reference { color: $accent; }
    .editor--prompt { color: $warning; }
    .editor--emphasis { text-style: italic; }
    .editor--strong { text-style: bold; }
    .editor--quiet { text-style: dim; }
    .editor--comment { text-style: dim; }
    .editor--front { text-style: dim; }
    .editor--picture { text-style: reverse; }
    .editor--fold { text-style: dim; }
    .editor--info { text-style: underline; }
    .editor--warning { color: $warning; text-style: underline; }
    .editor--error { color: $error; text-style: underline; }
    .editor--selected { text-style: reverse; }
}
"""


class Palette:
    """The style of every look that an editor shows, worked out once."""

    def __init__(self, editor: Widget) -> None:
        self._editor = editor
        self._styles: dict[Look, Style] = {}

    def style(self, look: Look) -> Style:
        """The style of a look or of several that meet."""
        found = self._styles.get(look)
        if found is None:
            found = self._styles[look] = _lean(self._composed(look))
        return found

    def forget(self) -> None:
        """Work the styles out anew: the theme is another now."""
        self._styles.clear()

    def _composed(self, look: Look) -> Style:
        style = self._editor.rich_style
        for part, component in COMPONENTS.items():
            if part in look:
                style += self._editor.get_component_rich_style(component, partial=True)
        return style


def _lean(style: Style) -> Style:
    """The same style without the codes for the terminal's default colours, which is what it has anyway."""
    default = [color is not None and color.is_default for color in (style.color, style.bgcolor)]
    if not any(default):
        return style
    color = None if default[0] else style.color
    background = None if default[1] else style.bgcolor
    return style.without_color + Style(color=color, bgcolor=background)
