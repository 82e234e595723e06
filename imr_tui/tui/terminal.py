"""The one place that deals with Textual's driver and with what Textual keeps to itself."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from imr_tui.tui.ink import Ink

_SHOW = "\x1b[?25h"
_HIDE = "\x1b[?25l"


class SparingDriver(LinuxDriver):
    """Textual's driver for terminals, sending fewer bytes for the same screen.

    For an application's `driver_class`.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._ink = Ink()

    def write(self, data: str) -> None:
        """Send to the terminal what changes its screen."""
        super().write(self._ink.spare(data))

    def stop_application_mode(self) -> None:
        """Give the terminal back in its plain style."""
        super().write(self._ink.blot())
        super().stop_application_mode()


def show_terminal_cursor(app: App[Any], *, visible: bool) -> None:
    """Show or hide the terminal's own cursor, which Textual hides at the start and moves with every frame."""
    driver = app._driver  # noqa: SLF001 - Textual gives no public way to write to the terminal
    if driver is not None and app.is_running and not driver.is_headless:
        driver.write(_SHOW if visible else _HIDE)
