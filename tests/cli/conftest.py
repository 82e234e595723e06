import io
import os

import pytest

from imr_tui.cli.run import run
from imr_tui.storage.policy import PolicyPlace

DOCUMENT = """\
+++
imr = 1                                  # format version

[review]
subjects = ["Victim"]

[agency]
author = "Priya Nair"                    # stands beside what is confirmed

[dates]
incident = 2025-03-09
+++

# People {covers="characteristics"}

The officers who came to the flat were told that Alina did not speak English with any ease. They spoke to her
through her neighbour, and nobody asked for an interpreter then or later. The sergeant thought that this was why
she said so little about what had been done to her.

# Method {covers=methodology}

- Interviews: None held – the officers have left the force.

# Overview {covers=overview}

### E1: Call from a neighbour

- Date: 14 March 2023, 21:40
- Contact with: Victim
- Agencies: Northshire Police

Shouting was heard.

# Analysis {covers=analysis}

### F1: No interpreter

- Events: E1
- Practice: Not consistent with policy

# Recommendations {covers=recommendations}

### R1: Interpreters at first attendance

- Scope: Local
"""


@pytest.fixture
def review(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "review.md"
    path.write_bytes(DOCUMENT.encode())
    return path


@pytest.fixture
def policy(tmp_path):
    """Where the site's policy is looked for; nothing is there."""
    return PolicyPlace(tmp_path / "site" / "policy.toml", os.geteuid(), tmp_path / "site")


@pytest.fixture
def rule(policy):
    """Makes a text the site's policy."""

    def write(text):
        policy.file.parent.mkdir(mode=0o755, exist_ok=True)
        policy.file.parent.chmod(0o755)
        policy.file.write_text(text)
        policy.file.chmod(0o644)

    return write


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def answer(policy):
    """Runs a command in this process: its exit status, standard output and standard error.

    `typed` is what a person at a terminal answers; without it there is no terminal.
    """

    def ask(*arguments, typed=None):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        keyboard = None
        if typed is not None:
            err = Terminal(io.BytesIO(), encoding="utf-8", newline="")
            keyboard = Terminal(io.BytesIO(typed.encode()), encoding="utf-8")
        status = run([str(argument) for argument in arguments], out, err, keyboard=keyboard, policy=policy)
        out.flush()
        err.flush()
        return status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()

    return ask
