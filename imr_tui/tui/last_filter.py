"""The last look at text on its way to the terminal: nothing in it steers.

Every widget shows text through `shown`, which turns what steers into pictures. Should one ever forget to, the text is
caught here, where all of it passes, whichever widget it comes from.
"""

from __future__ import annotations

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from imr_tui.tui.shown import REPLACEMENT

_render_style = Strip.render_style


def harmless(text: str) -> str:
    """`text` with as many characters, each of them one that shows; a blank of another kind becomes the common one."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else " " if character.isspace() else REPLACEMENT for character in text
    )


def install() -> None:
    """Have every piece of every row pass here on its way to the terminal."""
    setattr(Strip, "render_style", staticmethod(_render))  # noqa: B010 - Textual has no hook for it


def _render(style: Style, text: str, color_system: ColorSystem) -> str:
    return _render_style(style, harmless(text), color_system)
