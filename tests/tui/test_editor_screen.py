"""The editor in a real pseudo-terminal: after any keys the screen is what a full repaint gives, cell for cell."""

import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

import imr_tui

from .looks import seen

PROGRAM = r"""
import sys
from textual.app import App
from textual.widgets import Static
from imr_tui.document.findings import Severity
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.terminal import SparingDriver, forget_terminal_screen

class Desk(App):
    ENABLE_COMMAND_PALETTE = False
    CSS = "Static { width: 12; dock: left; height: 100%; } #status { dock: bottom; width: 100%; height: 1; }"
    BINDINGS = [("f1", "repaint"), ("f2", "form"), ("f4", "fold"), ("f5", "find"), ("f6", "undo"), ("f7", "hide"), ("f8", "theme")]

    def compose(self):
        yield Static("side", id="side")
        yield Static("ready", id="status")
        yield Editor(sys.argv[1])

    def on_mount(self):
        self.editor = self.query_one(Editor)
        self.editor.focus()

    def on_editor_changed(self, event):
        self.query_one("#status", Static).update(f"revision {event.revision}")

    def action_repaint(self):
        forget_terminal_screen(self)
        self.editor.canvas.forget()
        self.editor.canvas.strips = []
        for widget in self.screen.walk_children():
            widget.refresh()
        self.refresh()
        self.screen.refresh()
        self.editor.touch(follow=False)

    def action_form(self):
        end = len(self.editor.text)
        edits = [TextEdit(0, 0, "- Date: May\n"), TextEdit(min(30, end), min(34, end), "")]
        self.editor.apply(edits, label="Form")

    def action_fold(self):
        if self.editor.is_folded:
            self.editor.unfold()
        else:
            self.editor.fold(Span(40, 90), "folded")

    def action_find(self):
        found = [(n, n + 5, Severity.WARNING) for n in range(0, len(self.editor.text), 37)]
        shown = found if self.editor.revision % 2 else []
        self.editor.show_findings(lambda start, end: [mark for mark in shown if mark[0] < end and mark[1] > start])

    def action_undo(self):
        self.editor.undo()

    def action_hide(self):
        side = self.query_one("#side")
        side.display = not side.display

    def action_theme(self):
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

Desk(driver_class=SparingDriver if "sparing" in sys.argv else None).run()
"""
TEXT = "".join(
    f"# Part {part}\n\nThe officers attended the address in {part} minutes, 漢字 and e\u0301 and a\u202eb. *Nobody* was hurt, see [E{part}].\n"
    f"- Date: {part} March\n- Contact with: Victim <!-- who\nelse --> Suspect\n\n"
    for part in range(1, 25)
)
COLUMNS, ROWS = 60, 18
REPAINT = "\x1bOP"
KEYS = [
    *("a", "b", " ", " ", "word ", "\r", "\x7f", "\t", "漢", "<!--", "-->", "*", "# ", "- "),
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[Z"),
    *("\x1b[1;2A", "\x1b[1;2B", "\x1b[1;2C", "\x1b[1;2D", "\x1b[1;5C", "\x1b[1;5D", "\x1b[1;5H", "\x1b[1;5F"),
    *("\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~"),
    *("\x1b[200~pasted\rtext\r\x1b[201~", "\x1b[<65;30;5M", "\x1b[<64;30;5M", "\x1b[<0;30;6M\x1b[<0;30;6m"),
]


class AnsweringScreen(pyte.Screen):
    """A screen that says where its cursor is."""

    fd = -1

    def write_process_input(self, data: str) -> None:
        os.write(self.fd, data.encode())


class Terminal:
    """A pseudo-terminal with a screen, and a program in it."""

    def __init__(self, fd: int, process: subprocess.Popen[bytes]) -> None:
        self.fd = fd
        self.process = process
        self.screen = AnsweringScreen(COLUMNS, ROWS)
        self.screen.fd = fd
        self.stream = pyte.ByteStream(self.screen)

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())
        self.settle()

    def settle(self, quiet: float = 0.08, first: float = 0.15) -> None:
        wait = first
        while select.select([self.fd], [], [], wait)[0]:
            self.stream.feed(os.read(self.fd, 65536))
            wait = quiet

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)
        self.process.send_signal(signal.SIGWINCH)
        self.settle(quiet=0.2, first=0.4)

    def cells(self) -> list[list[object]]:
        return [[seen(self.screen.buffer[y][x]) for x in range(self.screen.columns)] for y in range(self.screen.lines)]

    @property
    def cursor(self) -> tuple[int, int, bool]:
        return self.screen.cursor.x, self.screen.cursor.y, self.screen.cursor.hidden


@contextmanager
def running(text: str, *options: str) -> Iterator[Terminal]:
    primary, secondary = pty.openpty()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(imr_tui.__file__).parents[1])}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, text, *options],
        stdin=secondary,
        stdout=secondary,
        stderr=secondary,
        env=environment,
        start_new_session=True,
    )
    os.close(secondary)
    terminal = Terminal(primary, process)
    try:
        while "ready" not in "\n".join(terminal.screen.display):
            assert process.poll() is None
            terminal.settle(first=5.0)
        terminal.settle(first=0.5)
        yield terminal
        assert process.poll() is None
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(primary)


def assert_nothing_is_stale(terminal: Terminal) -> None:
    terminal.settle()
    cells, cursor, display = terminal.cells(), terminal.cursor, terminal.screen.display
    terminal.press(REPAINT)
    terminal.settle()
    assert terminal.screen.display == display
    assert terminal.cells() == cells
    assert terminal.cursor == cursor


@pytest.mark.parametrize(("seed", "options"), [(1, ()), (2, ("sparing",))])
def test_no_key_leaves_a_stale_cell(seed: int, options: tuple[str, ...]) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same keys each time
    with running(TEXT, *options) as terminal:
        for _ in range(10):
            terminal.press("".join(chance.choices(KEYS, k=chance.randint(1, 25))))
            if chance.random() < 0.2:
                terminal.resize(chance.randint(30, 80), chance.randint(8, 24))
            assert_nothing_is_stale(terminal)


def test_a_terminal_that_is_not_set_to_utf_8_can_type_a_pound_sign() -> None:
    with running("", "sparing") as terminal:
        os.write(terminal.fd, b"cost \xa3")
        terminal.settle()
        os.write(terminal.fd, "5, café €".encode())
        terminal.settle()
        assert terminal.screen.display[0][12:].rstrip() == "cost £5, café €"
