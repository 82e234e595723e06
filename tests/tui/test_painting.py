"""The whole interface on a real pseudo-terminal: after any keys, dialogs, resizes and scrolls the screen is what a full redraw gives.

`IMR_TUI_PAINTING_KEYS=5000 pytest tests/tui/test_painting.py` presses so many keys instead of a few hundred.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import struct
import termios
from pathlib import Path

import pytest

from .looks import seen
from .session import ROOT, Session, start

KEYS = int(os.environ.get("IMR_TUI_PAINTING_KEYS", "150"))
REDRAW = "\x0c"
SETTINGS = 'mouse = true\n[keys]\ntheme = "f11"\n'
WRITING = [
    "a",
    "e",
    " ",
    "zeal ",
    "word ",
    "# ",
    "- ",
    "*",
    "[E1]",
    "漢",
    "é",
    "\r",
    "\x7f",
    "\t",
    "\x1b[3~",
    "\x1a",
    "\x19",
]
MOVING = [
    *(
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[H",
        "\x1b[F",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[6~",
        "\x1b[1;5H",
        "\x1b[1;5F",
    ),
    *(
        "\x1b[1;2A",
        "\x1b[1;2B",
        "\x1b[1;2C",
        "\x1b[1;5C",
        "\x1b[1;5D",
        "\x1b[<65;60;9M",
        "\x1b[<64;60;9M",
        "\x1b[<0;60;9M\x1b[<0;60;9m",
    ),
]
SCREENS = [
    "\x1bOP",
    "\x1bOS",
    "\x1b[17~",
    "\x1b[18~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1bOR",
    "\x1b[23~",
    "\x1b[24~",
    "\x10",
    "\x07",
    "\x06",
    "\x14",
    "\x15",
    "\x04",
]
PASTE = "\x1b[200~pasted text\rin two lines\x1b[201~"
FOLDER = Path("config") / "imr-tui"


def resize(session: Session, columns: int, rows: int) -> None:
    fcntl.ioctl(session.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    session.screen.resize(rows, columns)
    os.killpg(session.process.pid, signal.SIGWINCH)
    session.read(0.3)


def settle(session: Session, turns: int = 5) -> None:
    """Wait until nothing has come for a while: what was typed last is then read as a whole, too."""
    quiet = 0
    while quiet < turns:
        before = len(session.sent)
        assert session.read(0.2)
        quiet = quiet + 1 if len(session.sent) == before else 0


def picture(session: Session) -> list[list[object]]:
    screen = session.screen
    return [[seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def assert_nothing_is_stale(session: Session, pressed: list[str]) -> None:
    """Compare the screen with itself after a full redraw; once more where a message went meanwhile."""
    for last in (False, True):
        settle(session)
        before, rows = picture(session), list(session.screen.display)
        session.type(REDRAW)
        settle(session, turns=2)
        after = picture(session)
        if before == after:
            return
        other = [y for y, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
        if last or other != [session.screen.lines - 2]:
            pytest.fail(f"stale in rows {other}:\n{rows}\n{session.screen.display}\nafter {pressed}")


def some_keys(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return "".join(chance.choices(WRITING, k=chance.randint(1, 12)))
    if kind < 0.8:
        return "".join(chance.choices(MOVING, k=chance.randint(1, 12)))
    return PASTE if kind < 0.84 else chance.choice(SCREENS)


@pytest.mark.parametrize("seed", range(2))
def test_no_cell_is_ever_stale(sessions: list[Session], tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same keys each time
    review = tmp_path / "review.md"
    shutil.copy(ROOT / "samples" / "dhr-complete.md", review)
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "settings.toml").write_text(SETTINGS, "utf-8")
    colours = {"COLORTERM": "truecolor"} if seed % 2 else {"TERM": "xterm"}
    session = start(sessions, ["-m", "imr_tui", str(review)], tmp_path, size=(120, 36), expect=" of 24", **colours)
    settle(session)
    count = 0
    while count < KEYS // 2:
        pressed = [some_keys(chance) for _ in range(chance.randint(1, 5))]
        for keys in pressed:
            count += max(1, len(keys))
            session.type(keys)
            session.read(0.05)
        if chance.random() < 0.3:
            resize(session, chance.randint(42, 130), chance.randint(12, 40))
        assert_nothing_is_stale(session, pressed)
        if chance.random() < 0.6:
            # Out of whatever was opened; what comes next belongs to the text again.
            session.type("\x1b")
            session.read(0.3)
    assert session.process.poll() is None
