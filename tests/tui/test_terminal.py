"""What we ask of Textual's driver, and of what Textual keeps to itself."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from imr_tui.tui import terminal
from imr_tui.tui.terminal import SparingDriver, show_terminal_cursor

ANSWER = events.CursorPosition(3, 4)


class Screen:
    checks = 0

    def check_idle(self) -> None:
        self.checks += 1


class Application:
    """As much of an application as a driver knows."""

    def __init__(self) -> None:
        self.held = 0
        self.size = (80, 24)
        self.screen = Screen()
        self.screen_stack = [self.screen]

    @contextmanager
    def batch_update(self) -> Iterator[None]:
        self.held += 1
        yield
        self.held -= 1


class Beneath:
    """What reached Textual's own driver."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.written: list[str] = []
        self.messages: list[Message] = []
        self.stopped = 0
        monkeypatch.setattr(LinuxDriver, "__init__", lambda driver, app, **_: setattr(driver, "_app", app))
        monkeypatch.setattr(LinuxDriver, "write", lambda _, data: self.written.append(data))
        monkeypatch.setattr(LinuxDriver, "process_message", lambda _, message: self.messages.append(message))
        monkeypatch.setattr(LinuxDriver, "stop_application_mode", lambda _: self.stop())

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def beneath(monkeypatch: pytest.MonkeyPatch) -> Beneath:
    return Beneath(monkeypatch)


async def heard(driver: SparingDriver, message: Message) -> None:
    await asyncio.to_thread(driver.process_message, message)
    await asyncio.sleep(0)


async def test_pictures_wait_until_the_terminal_has_answered(beneath: Beneath) -> None:
    app = Application()
    driver = SparingDriver(app)
    driver.write("a" * 3_000)
    assert beneath.written[-1].endswith("a\x1b[6n")
    assert app.held == 0
    driver.write("b" * 3_000_000)
    assert app.held == 1
    await heard(driver, ANSWER)
    assert app.held == 1
    await heard(driver, ANSWER)
    assert app.held == 0
    assert app.screen.checks == 1
    driver.write("c")
    assert beneath.written[-1] == "c"
    assert beneath.messages == []


async def test_only_a_picture_of_some_size_is_announced_and_one_without_news_not_sent(beneath: Beneath) -> None:
    driver = SparingDriver(Application())
    for text in ("one", "one", "w" * 70):
        for piece in ("\x1b[?2026h", f"\x1b[1;1H{text}", "\x1b[2;1H", "\x1b[?2026l"):
            driver.write(piece)
    small, large = beneath.written
    assert small.endswith("one\x1b[2;1H")
    assert "2026" not in small
    assert large == f"\x1b[?2026h\x1b[1;1H{'w' * 70}\x1b[2;1H\x1b[?2026l"


async def test_keys_go_on_to_the_application(beneath: Beneath) -> None:
    driver = SparingDriver(Application())
    key = events.Key("a", "a")
    await heard(driver, key)
    assert beneath.messages == [key]


async def test_a_terminal_that_does_not_answer_is_waited_for_once(
    beneath: Beneath, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_PATIENCE", 0.01)
    app = Application()
    driver = SparingDriver(app)
    driver.write("a" * 60_000)
    assert app.held == 1
    await asyncio.sleep(0.05)
    assert app.held == 0
    driver.write("b" * 60_000)
    assert app.held == 0
    assert beneath.written[-1] == "b" * 60_000


async def test_a_terminal_that_stands_still_is_drawn_on_when_it_takes_more(
    beneath: Beneath, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_LOOK_AGAIN", 0.01)
    monkeypatch.setattr(terminal, "_PATIENCE", 60.0)
    takes: list[bool] = [False]
    monkeypatch.setattr(terminal, "takes_more", lambda: takes[0])
    app = Application()
    driver = SparingDriver(app)
    driver.write("x")
    assert app.held == 1
    await asyncio.sleep(0.05)
    assert app.held == 1
    takes[0] = True
    await asyncio.sleep(0.05)
    assert app.held == 0
    assert app.screen.checks == 1
    # A slow line that is full for a moment is not given up for that: its answers still count.
    takes[0] = False
    for _ in range(20):
        driver.write("y" * 4096)
    takes[0] = True
    await asyncio.sleep(0.05)
    assert app.held == 1
    for _ in range(20):
        await heard(driver, ANSWER)
    assert app.held == 0


def test_whether_a_terminal_takes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, "wb", buffering=0) as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        assert terminal.takes_more()
        os.set_blocking(slave, False)
        # The system may carry a little on behind the last write: what was full then takes some more.
        for _ in range(1000):
            while stream.write(b"x" * 1024):
                pass
            if not terminal.takes_more():
                break
        assert not terminal.takes_more()
        os.close(master)
    assert terminal.takes_more(), "what is closed is not waited for"
    monkeypatch.setattr(sys, "__stderr__", None)
    assert terminal.takes_more()


async def test_answers_are_not_left_to_the_shell(beneath: Beneath) -> None:
    app = Application()
    driver = SparingDriver(app)
    driver.write("\x1b[31m" + "a" * 60_000)
    assert app.held == 1
    loop = asyncio.get_running_loop()
    answering = loop.run_in_executor(None, driver.process_message, ANSWER)
    driver.stop_application_mode()
    await answering
    assert app.held == 0
    assert beneath.stopped == 1
    assert beneath.written[-1] == "\x1b[m"


def test_the_terminals_cursor_is_shown_and_hidden() -> None:
    written: list[str] = []

    class Driver:
        is_headless = False

        def write(self, data: str) -> None:
            written.append(data)

    app: App[None] = App()
    assert hasattr(app, "_driver")
    app._driver = Driver()
    show_terminal_cursor(app, visible=True)
    assert written == []
    app._running = True
    show_terminal_cursor(app, visible=True)
    show_terminal_cursor(app, visible=False)
    assert written == ["\x1b[?25h", "\x1b[?25l"]
