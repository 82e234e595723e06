"""Thousands of characters at once on a real pseudo-terminal, with and without the brackets of a paste: each arrives once, in its place."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from .session import PATIENCE, Session, start

CHARACTERS = 5_000
HEAD = "# What the panel asked\n\nThe first line.\n"
WORDS = [
    "officer",
    "account",
    "recorded",
    "visit",
    "the",
    "of",
    "was",
    "asked",
    "before",
    "neighbour",
    "call",
    "é",
    "£20",
]


def lines_of_prose() -> list[str]:
    chance = random.Random(5)  # noqa: S311 - the same text each time
    lines: list[str] = []
    while sum(map(len, lines)) + len(lines) < CHARACTERS:
        lines.append(f"{len(lines)} " + " ".join(chance.choices(WORDS, k=9)))
    return lines


def send(session: Session, text: str) -> None:
    """As a terminal sends what is pasted: as fast as it is taken."""
    data = text.encode()
    while data:
        session.type(data[:512].decode("utf-8", "ignore"))
        data = data[len(data[:512].decode("utf-8", "ignore").encode()) :]
        session.read(0.01)


@pytest.mark.parametrize("around", [("", ""), ("\x1b[200~", "\x1b[201~")], ids=["as keys", "bracketed"])
def test_nothing_is_lost_or_reordered(sessions: list[Session], tmp_path: Path, around: tuple[str, str]) -> None:
    file = tmp_path / "review.md"
    file.write_text(HEAD, "utf-8")
    session = start(sessions, ["-m", "imr_tui", str(file)], tmp_path, size=(100, 30), expect="The first line.")
    lines = lines_of_prose()
    session.type("\x1b[1;5F")
    send(session, around[0] + "\r".join(lines) + around[1])
    session.wait_for(lines[-1])
    session.type("\x13")
    until = time.monotonic() + PATIENCE
    while file.read_text("utf-8") == HEAD and time.monotonic() < until:
        session.read()
    assert file.read_text("utf-8").removeprefix(HEAD) == "\n".join(lines)
