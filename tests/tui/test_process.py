"""The interface as a process of its own on a terminal: how it starts, and how it ends when it is made to."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from imr_tui.storage.recovery import RecoveryStore

from .reviews import REVIEW
from .session import ROOT, Session, start

START = "import sys; from pathlib import Path; from imr_tui.tui.app import run; sys.exit(run(Path(sys.argv[1])))"
FAULTY = (
    "from imr_tui.tui.deeds import Deeds\n"
    "def save(self):\n"
    "    words = self._screen.editor.text\n"
    "    raise RuntimeError(words)\n"
    "Deeds.save = save\n"
)


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def open_review(sessions: list[Session], review: Path, tmp_path: Path, before: str = "", **environment: str) -> Session:
    return start(sessions, ["-c", before + START, str(review)], tmp_path, expect="1 of 24 done", **environment)


def kept(tmp_path: Path, review: Path) -> str:
    recovered = RecoveryStore(tmp_path / "state" / "imr-tui").newest(review)
    assert recovered is not None
    return recovered.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_loses_no_typed_word(
    sessions: list[Session], review: Path, tmp_path: Path, number: signal.Signals
) -> None:
    session = open_review(sessions, review, tmp_path)
    session.type("Typed just now ")
    session.wait_for("Typed just now")
    session.process.send_signal(number)
    assert session.status() == 128 + number
    assert "Typed just now " in kept(tmp_path, review)
    assert review.read_text(encoding="utf-8") == REVIEW
    assert b"\x1b[?1049l" in session.sent
    assert not list(tmp_path.glob("*lock*"))


def test_a_fault_of_ours_ends_in_one_plain_line_without_a_word_of_the_review(
    sessions: list[Session], review: Path, tmp_path: Path
) -> None:
    session = open_review(sessions, review, tmp_path, FAULTY)
    session.type("Typed just now ")
    session.wait_for("Typed just now")
    before = len(session.sent)
    session.type("\x13")
    assert session.status() == 70
    after = bytes(session.sent[before:]).rpartition(b"\x1b[?1049l")[2].decode()
    assert "imr-tui met a fault of its own (RuntimeError at <string>:4) and stopped. Your text was kept" in after
    assert "Traceback" not in after
    assert "Officers met" not in after
    assert "Typed just now " in kept(tmp_path, review)


def test_quitting_saves_and_gives_the_terminal_back(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = open_review(sessions, review, tmp_path)
    session.type("Last words ")
    session.wait_for("Last words")
    session.type("\x11")
    assert session.status() == 0
    assert "Last words " in review.read_text(encoding="utf-8")
    assert RecoveryStore(tmp_path / "state" / "imr-tui").newest(review) is None


def test_ctrl_c_copies_and_goes_on(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = open_review(sessions, review, tmp_path)
    session.type("\x03\x03")
    session.type("Still here ")
    session.wait_for("Still here")


def test_sixteen_colours_are_the_terminals_own(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = open_review(sessions, review, tmp_path, TERM="xterm-16color")
    session.type("\x1bOP")
    session.wait_for("How it works")
    assert b"38;2;" not in session.sent
    assert b"48;2;" not in session.sent
    assert b"38;5;" not in session.sent
    assert b"48;5;" not in session.sent


def test_no_color_sends_no_colour(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = open_review(sessions, review, tmp_path, NO_COLOR="1")
    for key, shown in (("\x1b[17~", "Checklist"), ("\x1b[17~", "1 of 24"), ("\x1bOP", "How it works")):
        session.type(key)
        session.wait_for(shown)
    colours = [
        code
        for part in bytes(session.sent).split(b"\x1b[")[1:]
        if (codes := part.partition(b"m")[0]).replace(b";", b"").isdigit()
        for code in codes.split(b";")
        if code.isdigit() and (30 <= int(code) <= 38 or 40 <= int(code) <= 48 or 90 <= int(code) <= 107)
    ]
    assert colours == []


def test_no_cursor_blinks_and_an_idle_screen_is_silent(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = open_review(sessions, review, tmp_path)
    session.read(1.5)
    before = len(session.sent)
    session.read(2.0)
    assert len(session.sent) == before


def test_nothing_dear_is_imported_on_the_way_to_the_screen() -> None:
    script = (
        "import sys, imr_tui.tui.app, imr_tui.tui.application\n"
        "dear = ('pypandoc', 'tomlkit', 'docx', 'imr_tui.word', 'imr_tui.document.front_edits')\n"
        "print([name for name in sys.modules if name.startswith(dear)])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_redraw_sends_the_whole_screen_again(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = open_review(sessions, review, tmp_path)
    session.read(1.0)
    drawn = list(session.screen.display)
    session.stream.feed(b"\x1b[2J")
    assert not any(line.strip() for line in session.screen.display)
    session.type("\x0c")
    session.wait_for("OFFICIAL-SENSITIVE")
    session.read(0.5)
    assert session.screen.display == drawn
