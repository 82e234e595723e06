"""The one place where Textual's private parts are touched: what it keeps to itself and an editor needs."""

from __future__ import annotations

from typing import Any

from textual.app import App

_SHOW = "\x1b[?25h"
_HIDE = "\x1b[?25l"


def show_terminal_cursor(app: App[Any], *, visible: bool) -> None:
    """Show or hide the terminal's own cursor, which Textual hides at the start and moves with every frame."""
    driver = app._driver  # noqa: SLF001 - Textual gives no public way to write to the terminal
    if driver is not None and app.is_running and not driver.is_headless:
        driver.write(_SHOW if visible else _HIDE)
