"""The one place that deals with Textual's driver and with what Textual keeps to itself."""

from __future__ import annotations

import asyncio
import select
import sys
import time
from contextlib import ExitStack
from functools import partial
from typing import Any

from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Offset
from textual.message import Message

from imr_tui.tui.flow import Flow
from imr_tui.tui.glass import Glass
from imr_tui.tui.keyboard import listen
from imr_tui.tui.letters import Letters

_SHOW = "\x1b[?25h"
_HIDE = "\x1b[?25l"
_WHERE_IS_THE_CURSOR = "\x1b[6n"
_SUSPENDED = "imr-tui is suspended and your text is kept. Type fg to come back to it.\n"
_FEW_BYTES = 64
_PATIENCE = 2.0
_PATIENCE_AT_THE_END = 0.5
_LOOK_AGAIN = 0.2


class SparingDriver(LinuxDriver):
    """Textual's driver for terminals, for a line that is slow: fewer bytes for the same screen, and no screens in a queue.

    For an application's `driver_class`. While more is on its way than the line carries in a moment the
    application goes on working and draws nothing; then it draws what is the newest. Keys are read by `keyboard`.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._glass = Glass()
        self._garbled = False
        self._picture: list[str] | None = None
        encoding = getattr(app, "encoding", "utf-8")
        self._letters = Letters(encoding) if encoding != "utf-8" else None
        if self._letters is not None and self._file is not None:
            # Where the system does not know the locale that is asked for, Python would write UTF-8.
            self._file.reconfigure(encoding=encoding, errors="replace")
        self._flow = Flow()
        self._running_loop = asyncio.get_running_loop()
        self._held: ExitStack | None = None
        self._deadline: asyncio.TimerHandle | None = None

    def write(self, data: str) -> None:
        """Send to the terminal what changes its screen."""
        if data == SYNC_START:
            self._picture = []
        elif self._picture is None:
            self._send(self._renewed(data))
        elif data == SYNC_END:
            picture = self._renewed("".join(self._picture))
            self._picture = None
            # A few bytes come together in any case.
            framed = len(picture) > _FEW_BYTES
            self._send(f"{SYNC_START}{picture}{SYNC_END}" if framed else picture)
        else:
            self._picture.append(data)

    def forget_screen(self) -> None:
        """Rely no more on what was sent: something else may have written on the terminal."""
        self._garbled = True

    def _renewed(self, data: str) -> str:
        self._glass.resize(*self._app.size)
        if self._garbled:
            self._garbled = False
            if self._glass.forget():
                # What is not drawn now may have gone from the screen, too.
                self._running_loop.call_soon(self._repaint)
        return self._glass.renew(data if self._letters is None else self._letters.fit(data))

    def _repaint(self) -> None:
        if self._app.screen_stack:
            self._app.screen.refresh()

    def _send(self, data: str) -> None:
        if not data:
            return
        if self._flow.sending(len(data), time.monotonic()):
            data += _WHERE_IS_THE_CURSOR
        super().write(data)
        # Where the terminal stands still, what is typed meanwhile is taken up all the same, and kept.
        if self._held is None and (self._flow.is_behind or not takes_more()):
            self._hold()

    def process_message(self, message: Message) -> None:
        """Take an answer of the terminal's for what it is; called by the thread that reads the keys."""
        if isinstance(message, events.Resize) and message.size != self._glass.size:
            self.forget_screen()
        if not isinstance(message, events.CursorPosition):
            super().process_message(message)
            return
        self._flow.answered(time.monotonic())
        if not self._flow.is_behind:
            self._running_loop.call_soon_threadsafe(self._go_on)

    def _get_terminal_size(self) -> tuple[int, int]:
        # Asked at the start and each time the terminal has changed its size, in the application's own thread.
        self.forget_screen()
        return super()._get_terminal_size()

    def run_input_thread(self) -> None:
        """Read the keys, whatever bytes they are."""
        listen(self.fileno, self.exit_event.is_set, self.process_message)

    def suspend_application_mode(self) -> None:
        """Keep the text and give the terminal to the shell for a while, with a word on how to come back."""
        rescue = getattr(self._app, "rescue", None)
        if rescue is not None:
            rescue()
        super().suspend_application_mode()
        if self._file is not None:
            self._file.write(_SUSPENDED)
            self._file.flush()

    def stop_application_mode(self) -> None:
        """Give the terminal back in its plain style; answers that are still to come are not left to the shell."""
        self._go_on()
        end = time.monotonic() + _PATIENCE_AT_THE_END
        while self._flow.waits and time.monotonic() < end:
            time.sleep(0.01)
        self._flow = Flow()
        super().write(self._glass.blot())
        super().stop_application_mode()

    def _hold(self) -> None:
        self._held = ExitStack()
        self._held.enter_context(self._app.batch_update())
        self._look(patient=True)

    def _go_on(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if self._held is not None:
            self._held.close()
            self._held = None
            if self._app.screen_stack:
                self._app.screen.check_idle()

    def _look(self, *, patient: bool) -> None:
        """Go on where that is possible; a terminal that takes more and still does not answer is given up."""
        if not takes_more():
            self._deadline = self._running_loop.call_later(_LOOK_AGAIN, partial(self._look, patient=True))
        elif self._flow.is_behind and patient:
            self._deadline = self._running_loop.call_later(_PATIENCE, partial(self._look, patient=False))
        else:
            if self._flow.is_behind:
                self._flow.give_up()
            self._go_on()


def takes_more() -> bool:
    """Whether the terminal takes something at this moment; to write to one that does not would be to wait for it."""
    stream = sys.__stderr__
    try:
        return stream is None or bool(select.select((), (stream,), (), 0)[1])
    except (OSError, ValueError):
        return True


def forget_terminal_screen(app: App[Any]) -> None:
    """Have the next picture of the screen sent as a whole, whatever stands there."""
    driver = app._driver  # noqa: SLF001 - as below
    if isinstance(driver, SparingDriver):
        driver.forget_screen()


def move_terminal_cursor(app: App[Any], place: Offset) -> None:
    """Put the terminal's own cursor at a cell, now and with every frame to come."""
    driver = app._driver  # noqa: SLF001 - Textual gives no public way to write to the terminal
    if place == app.cursor_position:
        return
    app.cursor_position = place
    if driver is not None and app.is_running and not driver.is_headless:
        driver.write(f"\x1b[{place.y + 1};{place.x + 1}H")


def show_terminal_cursor(app: App[Any], *, visible: bool) -> None:
    """Show or hide the terminal's own cursor, which Textual hides at the start and moves with every frame.

    In accessible mode it is always shown: a screen reader follows it.
    """
    visible = visible or bool(getattr(app, "accessible", False))
    driver = app._driver  # noqa: SLF001 - Textual gives no public way to write to the terminal
    if driver is not None and app.is_running and not driver.is_headless:
        driver.write(_SHOW if visible else _HIDE)
