"""`imr-tui keys` on a terminal of its own, and where there is none."""

from __future__ import annotations

import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from imr_tui.tui import key_trial
from imr_tui.tui.key_trial import ENDED, REMINDER, meanings

from .session import ROOT, Session, start


def begin(sessions: list[Session], home: Path) -> Session:
    return start(sessions, ["-m", "imr_tui", "keys"], home, expect="what it does")


def shown(session: Session, *words: str) -> None:
    session.wait_for(words[0])
    (line,) = [line for line in session.screen.display if line.startswith(words[0])]
    for word in words:
        assert word in line


def test_each_key_is_shown_with_what_it_does_and_q_ends_it_in_plain_words(
    sessions: list[Session], tmp_path: Path
) -> None:
    session = begin(sessions, tmp_path)
    assert any(REMINDER in line for line in session.screen.display)
    attributes = termios.tcgetattr(session.terminal)
    session.type("\x1b[19~\x1bx£\x1b[999x")
    session.wait_for("no key")
    shown(session, "F8", "ESC [19~", "Next unsettled (next)")
    shown(session, "Alt+X", "ESC x", "nothing")
    shown(session, "£", "types £")
    shown(session, "no key", "ESC [999x", "does not know it")
    session.type("\x1b")
    shown(session, "Esc", "back to the text")
    session.type("\x1b[200~two words\x1b[201~")
    shown(session, "a paste", "puts 9 characters into the text, as one step")
    session.type("\x03\x1a")
    shown(session, "Ctrl+C", "Copy (copy)")
    shown(session, "Ctrl+Z", "Undo (undo)")
    session.type("q")
    assert session.status() == 0
    shown(session, "q ", "types q; in the checklist: Quit")
    assert any(ENDED in line for line in session.screen.display)
    assert b"\x1b[?1049h" not in session.sent
    assert bytes(session.sent).endswith(ENDED.encode() + b"\r\n")
    assert b"\x1b[<u\x1b[?2004l" in session.sent
    assert attributes[3] & termios.ICANON == 0
    assert termios.tcgetattr(session.terminal)[3] & termios.ICANON


def test_keys_of_the_settings_are_shown(sessions: list[Session], tmp_path: Path) -> None:
    folder = tmp_path / "config" / "imr-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('[keys]\nexport = "F9"\nconfirm = "f11"\n')
    session = begin(sessions, tmp_path)
    session.type("\x1b[20~")
    shown(session, "F9", "Export to Word (export)")


def test_it_ends_by_itself_when_no_key_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_trial, "PATIENCE", 0.0)
    trial = key_trial._Trial(lambda _text: None, {})
    assert trial.is_over()


def test_a_signal_gives_the_terminal_back(sessions: list[Session], tmp_path: Path) -> None:
    session = begin(sessions, tmp_path)
    session.process.send_signal(signal.SIGTERM)
    assert session.status() == 128 + signal.SIGTERM
    assert b"\x1b[<u\x1b[?2004l" in session.sent
    assert termios.tcgetattr(session.terminal)[3] & termios.ICANON


def test_without_a_terminal_it_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "imr_tui", "keys"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"The keys can only be tried at a terminal." in done.stderr


def test_every_key_of_the_application_has_a_meaning() -> None:
    found = meanings({"find": "f11"})
    assert found["f11"] == "Find and replace (find)"
    assert "ctrl+f" not in found
    assert found["ctrl+left"] == "Word left (move_word_left)"
    assert found["enter"] == "a new line"
