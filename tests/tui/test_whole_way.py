"""The whole way once, as an officer goes it: begin from a template, write, see it tick, confirm, send."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from .session import PATIENCE, ROOT, Session, start

WAY = "from imr_tui.__main__ import main; main()"
PROSE = " ".join(["The force looked at how decisions about her were made and by whom"] * 4) + ". "


def command(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "imr_tui", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(cwd), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def go_to(session: Session, place: str) -> None:
    session.type("\x07")
    session.wait_for("Go to")
    session.type(place)
    session.wait_for(place)
    session.read(0.3)
    session.type("\r")
    session.read(0.5)


def wait_for_line(session: Session, *words: str) -> None:
    """Wait for a line of the screen that holds all of `words`."""
    until = time.monotonic() + PATIENCE
    while not any(all(word in line for word in words) for line in session.screen.display):
        assert time.monotonic() < until, "\n".join(session.screen.display)
        session.read()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_write_tick_send(sessions: list[Session], tmp_path: Path, size: tuple[int, int]) -> None:
    review = tmp_path / "review.md"
    command("new", "review.md", "--template", "dhr", cwd=tmp_path)
    session = start(sessions, ["-c", WAY, str(review)], tmp_path, size=size, expect="0 of 24")

    session.type("\x14")
    session.wait_for("New record")
    session.type("e")
    session.wait_for("Event E1")
    session.type("A call from a neighbour\t14/3/23 2140")
    session.wait_for("Tuesday 14 March 2023 at 21:40")
    session.type("\t\r\r")
    wait_for_line(session, "Contact with", "Victim")
    session.type("\x13")
    session.wait_for("E1 is written into the text.")
    wait_for_line(session, "◐", "Overview")

    go_to(session, "How characteristics shaped")
    session.type("\x1b[F\r\r" + PROSE)
    session.wait_for("made and by whom.")
    session.type("\x1b[20~")
    session.wait_for("F9")
    session.read(1.0)
    session.type("\x1b[20~")
    session.wait_for("Your name")
    session.type("Priya Nair\r")
    session.wait_for("1 of 24")

    session.type("\x05")
    session.wait_for("Write it to")
    session.read(0.3)
    session.type("\r")
    session.wait_for("The Word document is written")
    session.type("\r")
    session.read(0.3)
    session.type("\x11")
    assert session.status() == 0

    text = review.read_text("utf-8")
    assert "### E1: A call from a neighbour\n" in text
    assert "- Date: 14/3/23 2140\n- Contact with: Victim\n" in text
    assert 'state = "confirmed"\nby = "Priya Nair"' in text
    assert "1 of 24 done" in command("check", "review.md", cwd=tmp_path)
    with zipfile.ZipFile(tmp_path / "review.docx") as package:
        document = package.read("word/document.xml").decode()
        headers = [name for name in package.namelist() if name.startswith("word/header")]
        assert all(b"OFFICIAL-SENSITIVE" in package.read(name) for name in headers)
    assert headers
    assert "A call from a neighbour" in document
    assert "Say who you are" not in document
