"""Keys as a terminal sends them, to the program as a process of its own: what comes of them in the file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .session import Session, start

TEXT = "# One\n\nFirst second third.\n\nFourth fifth.\n"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def session(sessions: list[Session], review: Path, tmp_path: Path) -> Session:
    made = start(sessions, ["-m", "imr_tui", str(review)], tmp_path, expect="0 of 24")
    made.read(0.5)
    return made


def saved(session: Session, review: Path) -> str:
    """The file, once the program was left."""
    session.type("\x11")
    assert session.status() == 0
    return review.read_text(encoding="utf-8")


def apart(session: Session, *pieces: str, seconds: float) -> None:
    for piece in pieces:
        session.type(piece)
        time.sleep(seconds)


@pytest.mark.parametrize("seconds", [0.02, 0.25, 0.4])
def test_a_key_whose_bytes_come_apart_is_never_typed(session: Session, review: Path, seconds: float) -> None:
    apart(session, "\x1b[B\x1b[B", "\x1b", "[", "F", " End.", seconds=seconds)
    session.wait_for("third. End.")
    apart(session, "\x1b[1;5", "H", "Start ", seconds=seconds)
    session.wait_for("Start # One")
    assert saved(session, review) == "Start # One\n\nFirst second third. End.\n\nFourth fifth.\n"


def test_over_ssh_more_time_is_given(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = start(sessions, ["-m", "imr_tui", str(review)], tmp_path, expect="0 of 24", SSH_CONNECTION="a 1 b 2")
    session.read(0.5)
    apart(session, "\x1b", "[F", "x", seconds=0.2)
    session.wait_for("# Onex")
    apart(session, "\x1b", "[H", "y", seconds=0.5)
    session.wait_for("y# Onex")
    assert saved(session, review).startswith("y# Onex\n")


def test_no_key_held_with_alt_types_anything(session: Session, review: Path) -> None:
    for key in ("\x1ba", "\x1bZ", "\x1b.", "\x1b5", "\x1bé", "\x1b ", "\x1b\r", "\x1b\x7f", "\x1b[", "\x1bO", "\x1b]"):
        session.type(key)
        session.read(0.3)
    session.read(1.2)
    session.type("ok ")
    session.wait_for("ok # One")
    assert saved(session, review) == f"ok {TEXT}"


def test_a_bare_escape_closes_at_once(session: Session) -> None:
    session.type("\x06")
    session.wait_for("Whole word")
    session.type("\x1b")
    until = time.monotonic() + 5
    while any("Whole word" in row for row in session.screen.display) and time.monotonic() < until:
        session.read(0.05)
    assert not any("Whole word" in row for row in session.screen.display)


def test_a_paste_is_one_step(session: Session, review: Path) -> None:
    session.type("\x1b[200~Pasted \x07one\r\ntwo\r\n\x1b[201~")
    session.wait_for("Pasted ␇one")
    session.type("\x1a")
    session.read(0.5)
    session.type("\x19")
    session.wait_for("Pasted ␇one")
    session.type("\x1a")
    session.read(0.5)
    assert saved(session, review) == TEXT


def test_text_is_marked_by_mark_mode_by_shift_and_by_the_mouse(session: Session, review: Path) -> None:
    session.type("\x1b[B\x1b[B\x00\x1b[1;5C\x18")
    session.wait_for("second third.")
    session.read(0.3)
    assert not any("First" in row for row in session.screen.display)
    session.type("\x1b[1;2F\x18")
    session.read(0.5)
    assert not any("third" in row for row in session.screen.display)
    row = next(index for index, line in enumerate(session.screen.display, 1) if "Fourth" in line)
    column = session.screen.display[row - 1].index("Fourth") + 1
    session.type(f"\x1b[<0;{column};{row}M\x1b[<32;{column + 7};{row}M\x1b[<0;{column + 7};{row}m")
    session.read(0.5)
    session.type("\x18")
    session.read(0.5)
    assert not any("Fourth" in line for line in session.screen.display)
    assert saved(session, review) == "# One\n\n\n\nfifth.\n"


def test_in_gnu_screen_the_mouse_is_not_asked_for(sessions: list[Session], review: Path, tmp_path: Path) -> None:
    session = start(
        sessions, ["-m", "imr_tui", str(review)], tmp_path, expect="0 of 24", STY="1.x", TERM="screen-256color"
    )
    session.read(0.3)
    assert b"\x1b[?1000h" not in session.sent
    assert b"\x1b[?1003h" not in session.sent


def test_the_date_is_put_in_and_everything_is_undone_step_by_step(session: Session, review: Path) -> None:
    session.type("\x10")
    session.wait_for("Type a part")
    session.type("insert today")
    session.wait_for("Insert today")
    session.read(0.5)
    session.type("\r")
    session.read(0.8)
    session.type(" on")
    session.wait_for(" on# One")
    session.type("\x06")
    session.wait_for("Whole word")
    session.type("fifth")
    session.wait_for("1 of 1")
    session.type("\tsixth\r")
    session.wait_for("Fourth sixth.")
    session.type("\x1b")
    session.read(0.5)
    session.type("\x1a\x1a\x1a")
    session.wait_for("Fourth fifth.")
    session.read(0.5)
    assert saved(session, review) == TEXT


def test_what_is_typed_ahead_goes_where_it_was_meant(session: Session, review: Path) -> None:
    """Keys that come together, as they do on a slow line, are taken one by one."""
    session.type("\x07")
    session.wait_for("or a line number")
    session.read(0.5)
    session.type("5\rNew ")
    session.wait_for("New Fourth fifth.")
    session.type("words \x1a\x1b[1;5F\x00\x1b[1;5H\x03\x1b[1;5F\x16")
    session.read(1.0)
    kept = saved(session, review)
    assert kept.startswith("# One\n\nFirst second third.\n\n")
    assert kept.count("# One") == 2


def test_what_is_typed_behind_a_tab_goes_into_the_next_field(session: Session, review: Path) -> None:
    session.type("\x06")
    session.wait_for("Whole word")
    session.type("third\tlast\r\x1b")
    session.wait_for("First second last.")
    session.read(0.5)
    assert saved(session, review) == TEXT.replace("third", "last")
