"""The colour themes: dark, light, high contrast, and the terminal's own sixteen colours."""

from __future__ import annotations

from textual.theme import Theme

TERMINAL = "imr-terminal"

_TERMINAL_VARIABLES = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_bright_white",
    "border": "ansi_default",
    "border-blurred": "ansi_default",
    "scrollbar": "ansi_default",
    "scrollbar-background": "ansi_default",
}

THEMES: tuple[Theme, ...] = (
    Theme(
        name="imr-dark",
        primary="#7aa2d6",
        secondary="#5c7ea8",
        accent="#7aa2d6",
        warning="#e0af68",
        error="#f28b82",
        success="#8fbf8f",
        foreground="#dcdcdc",
        background="#16181c",
        surface="#1c1f24",
        panel="#2a2f37",
        dark=True,
        variables={
            "boost": "#2f353e",
            "block-cursor-background": "#7aa2d6",
            "block-cursor-foreground": "#101216",
            "block-cursor-text-style": "none",
        },
    ),
    Theme(
        name="imr-light",
        primary="#1f4e8c",
        secondary="#44658f",
        accent="#1f4e8c",
        warning="#8a5300",
        error="#a3190f",
        success="#22652a",
        foreground="#1b1b1b",
        background="#fbfbf8",
        surface="#f3f3ee",
        panel="#e2e2da",
        dark=False,
        variables={
            "boost": "#d0d6df",
            "block-cursor-background": "#1f4e8c",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "none",
        },
    ),
    Theme(
        name="imr-contrast",
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        dark=True,
        luminosity_spread=0.0,
        text_alpha=1.0,
        variables={
            "boost": "#303030",
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "block-cursor-text-style": "bold",
            "border": "#ffffff",
            "border-blurred": "#ffffff",
        },
    ),
    Theme(
        name=TERMINAL,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_blue",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=True,
        variables=_TERMINAL_VARIABLES,
    ),
)

_BY_SETTING = {"dark": "imr-dark", "light": "imr-light", "contrast": "imr-contrast", "terminal": TERMINAL}


def pick_theme(setting: str, *, color_system: str | None, no_color: bool, accessible: bool = False) -> str:
    """The theme's name for a setting; `auto` is dark where there are 256 colours or more, else the terminal's own.

    In accessible mode `auto` leaves the colours to the terminal, where the reader has set them.
    """
    if no_color or (accessible and setting == "auto"):
        return TERMINAL
    chosen = _BY_SETTING.get(setting)
    if chosen is not None:
        return chosen
    return TERMINAL if color_system in (None, "standard", "windows") else "imr-dark"


def next_theme(name: str) -> str:
    """The theme after `name`, round and round."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def theme_label(name: str) -> str:
    """A theme's name for people."""
    labels = {
        "imr-dark": "dark",
        "imr-light": "light",
        "imr-contrast": "high contrast",
        TERMINAL: "the terminal's own colours",
    }
    return labels.get(name, name)
