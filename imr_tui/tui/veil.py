"""What is seen of a screen behind a dialog: its rows as they stand, in colours that lie further back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.app import App

_VEIL = 0.6


def veiled(strips: Iterable[Strip], colour: Color, filters: Sequence[LineFilter]) -> list[Strip]:
    """The rows with a colour laid over them, which may be seen through; nothing in them can be clicked.

    Of the filters that every row passes, those are passed again that keep it from having colours.
    """
    found = [
        Strip([Segment(text, _behind(style, colour), control) for text, style, control in strip], strip.cell_length)
        for strip in strips
    ]
    for passed in filters:
        if not isinstance(passed, ANSIToTruecolor):
            found = [strip.apply_filter(passed, colour) for strip in found]
    return found


def veil_of(app: App[Any]) -> Color:
    """What a dialog lays over the screen behind it: most of its background; nothing where the terminal's own colours are used."""
    if app.native_ansi_color:
        return Color(0, 0, 0, 0)
    return Color.parse(app.theme_variables["background"]).with_alpha(_VEIL)


@lru_cache(maxsize=512)
def _behind(style: Style | None, colour: Color) -> Style:
    style = Style.null() if style is None else style.clear_meta_and_links()
    if not colour.a:
        return style
    return style + Style.from_color(
        (Color.from_rich_color(style.color) + colour).rich_color if style.color is not None else None,
        (Color.from_rich_color(style.bgcolor) + colour).rich_color if style.bgcolor is not None else None,
    )
