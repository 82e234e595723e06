"""How what is painted row by row is coloured: names of the theme's colours and attributes, turned into styles when they are first seen.

The style sheet could say the same, but it works out every such style of every widget anew, several times at the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from rich.color import Color as RichColor
    from textual.app import App


class Tint(NamedTuple):
    """Names of theme variables for the two colours and the attributes, or attributes as words; empty leaves what is there."""

    colour: str = ""
    background: str = ""
    attributes: str = ""


def style_of(tint: Tint, app: App[Any]) -> Style:
    """The tint in the colours of the theme, to be laid over another style."""
    variables = app.theme_variables
    return Style.parse(variables.get(tint.attributes, tint.attributes) or "none") + Style(
        color=_colour(variables.get(tint.colour, tint.colour)),
        bgcolor=_colour(variables.get(tint.background, tint.background)),
    )


def _colour(value: str) -> RichColor | None:
    return Color.parse(value).rich_color if value else None
