import io

import pytest

from imr_tui.cli.run import run

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
def answer():
    """Runs a command in this process: its exit status, standard output and standard error."""

    def ask(*arguments):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        status = run([str(argument) for argument in arguments], out, err)
        out.flush()
        err.flush()
        return status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()

    return ask
