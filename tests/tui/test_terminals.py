"""The program on terminals of every kind: of other letters, of a cell, suspended, or none at all."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from imr_tui.storage.recovery import RecoveryStore
from imr_tui.tui.letters import Letters, near, terminal_encoding

from .reviews import REVIEW
from .session import PATIENCE, ROOT, Session, start


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def resize(session: Session, columns: int, rows: int) -> None:
    fcntl.ioctl(session.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    session.screen.resize(rows, columns)
    session.process.send_signal(signal.SIGWINCH)


def state_of(session: Session) -> str:
    return Path(f"/proc/{session.process.pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_window_of_one_cell_is_survived_and_a_small_one_says_what_it_needs(
    sessions: list[Session], review: Path, tmp_path: Path
) -> None:
    session = start(sessions, ["-m", "imr_tui", str(review)], tmp_path, size=(1, 1))
    session.read(2.0)
    resize(session, 40, 3)
    session.wait_for("Make the window larger: 20 columns")
    resize(session, 5, 3)
    session.wait_for("Make")
    resize(session, 80, 24)
    session.wait_for("1 of 24 done")
    session.type("Typed just now ")
    session.wait_for("Typed just now")
    resize(session, 1, 1)
    session.read(0.5)
    resize(session, 80, 24)
    session.wait_for("Typed just now")
    session.type("\x11")
    assert session.status() == 0
    assert "Typed just now " in review.read_text(encoding="utf-8")


def test_suspended_it_keeps_the_text_says_how_to_come_back_and_draws_everything_again(
    sessions: list[Session], review: Path, tmp_path: Path
) -> None:
    session = start(sessions, ["-m", "imr_tui", str(review)], tmp_path, expect="1 of 24 done")
    session.type("Typed just now ")
    session.wait_for("Typed just now")
    before = len(session.sent)
    session.process.send_signal(signal.SIGTSTP)
    until = time.monotonic() + PATIENCE
    while state_of(session) != "T" and time.monotonic() < until:
        session.read(0.1)
    session.read(0.3)
    given_back = bytes(session.sent[before:])
    assert given_back.endswith(b"imr-tui is suspended and your text is kept. Type fg to come back to it.\r\n")
    assert b"\x1b[?1049l" in given_back
    assert termios.tcgetattr(session.terminal)[3] & termios.ICANON
    recovered = RecoveryStore(tmp_path / "state" / "imr-tui").newest(review)
    assert recovered is not None
    assert "Typed just now " in recovered.text
    session.screen.reset()
    session.process.send_signal(signal.SIGCONT)
    for words in ("1 of 24", "Typed just now", "OFFICIAL-SENSITIVE", "F1 Help"):
        session.wait_for(words)
    session.type("and later ")
    session.wait_for("Typed just now and later")
    session.type("\x11")
    assert session.status() == 0


@pytest.mark.parametrize("locale", ["C", "en_GB.ISO-8859-1"])
def test_a_terminal_of_other_letters_is_sent_none_that_it_does_not_have(
    sessions: list[Session], tmp_path: Path, locale: str
) -> None:
    path = tmp_path / "review.md"
    path.write_text("# One\n\nShe said “no” – twice … café £5 字 end\n", encoding="utf-8")
    session = start(sessions, ["-m", "imr_tui", str(path)], tmp_path, expect="[ ] Overview", LC_ALL=locale)
    session.wait_for('She said "no" - twice .')
    session.type("\x06")
    session.wait_for("Whole word")
    session.type("end")
    session.wait_for("1 of 1")
    sent = bytes(session.sent)
    if locale == "C":
        assert sent.isascii()
        assert any("cafe L5 ?? end" in row for row in session.screen.display)
    else:
        assert b"caf\xe9 \xa35 ?? end" in sent
    session.type("\x1b")
    session.read(0.5)
    session.type("\x11")
    assert session.status() == 0


@pytest.mark.parametrize(
    ("environment", "stream", "encoding"),
    [
        ({"LANG": "en_GB.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "en_GB.utf8"}, "ascii", "utf-8"),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "utf-8", "ascii"),
        ({"LC_ALL": "POSIX"}, "utf-8", "ascii"),
        ({"LC_ALL": "", "LC_CTYPE": "en_GB.ISO-8859-15@euro"}, "utf-8", "iso8859-15"),
        ({"LANG": "en_GB.no-such-thing"}, "utf-8", "ascii"),
        ({"LANG": "en_GB"}, "iso-8859-1", "iso8859-1"),
        ({}, "utf-8", "utf-8"),
        ({}, None, "ascii"),
    ],
)
def test_the_locale_says_which_letters_the_terminal_has(
    environment: dict[str, str], stream: str, encoding: str
) -> None:
    assert terminal_encoding(environment, stream) == encoding


def test_a_letter_that_is_not_there_keeps_its_cells() -> None:
    assert Letters("ascii").fit("“Zoë” – 字 \u0301…") == '"Zoe" - ?? .'
    assert Letters("latin-1").fit("£ é – €") == "£ é - E"
    assert near("字") == "??"
    assert near("\u200b") == ""


@pytest.mark.parametrize(("term", "said"), [("dumb", 'TERM is "dumb"'), ("", 'TERM is ""')])
def test_a_terminal_that_cannot_show_it_is_refused_with_a_way_on(
    sessions: list[Session], review: Path, tmp_path: Path, term: str, said: str
) -> None:
    session = start(sessions, ["-m", "imr_tui", str(review)], tmp_path, expect="The editor needs a terminal", TERM=term)
    assert session.status() == 2
    assert any(said in row for row in session.screen.display)
    assert any("imr-tui check" in row for row in session.screen.display)


@pytest.mark.parametrize("closed", ["<&-", "</dev/null", ">/dev/null", "<&- >&-"])
def test_without_a_terminal_it_is_refused_with_a_way_on(review: Path, tmp_path: Path, closed: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m imr_tui "{review}" {closed}'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")},
    )
    assert done.returncode == 2
    assert "The editor needs a terminal." in done.stderr
    assert f"imr-tui check {review}" in done.stderr
    assert "Traceback" not in done.stderr
