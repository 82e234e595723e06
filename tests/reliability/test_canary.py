"""A word of the review stands in the review, in what is kept of it and in its exports; in no other file or message."""

import io
import json
import signal
import zipfile
from pathlib import Path

import pytest

from .conftest import Editor

CANARY = "Quillfeather"
REVIEW = f"""+++
imr = 1

[document]
title = "{CANARY}"
marking = "OFFICIAL-SENSITIVE {CANARY}"

[review]
subjects = ["Victim", "{CANARY}"]

[agency]
author = "{CANARY}"

[glossary]
QUIL = "{CANARY}"
+++

# People {{covers=characteristics}}

{CANARY} was never asked in her own language how she was that night, and nobody thought to send for an interpreter.
The sergeant, {CANARY}, wrote that she said little, and the neighbours told the officers the same thing afterwards.

### P1: {CANARY}

- Role: Victim
- Ethnicity: {CANARY}

# Overview {{covers=overview}}

### E1: {CANARY} called

- Date: 14 {CANARY} 2023
- Sources: S7

{CANARY} called twice. "I am frightened of {CANARY}."

### E1: {CANARY} again

[{CANARY}]: /nowhere
"""
KEPT = ("home/state/imr-tui/recovery/", "home/state/imr-tui/versions/")
COMMANDS = (
    ["check", "review.md"],
    ["next", "review.md"],
    ["status", "."],
    ["confirm", "review.md", "characteristics.2"],
    ["set", "review.md", "E1.Agencies", CANARY],
    ["set", "review.md", "agency.name", CANARY],
    ["add", "review.md", "event", "--title", CANARY],
    ["not-applicable", "review.md", "feedback.3", "--reason", f"{CANARY} has left, so there is no strategy to follow."],
    ["reopen", "review.md", "feedback.3"],
    ["snapshot", "review.md", "--name", "one"],
    ["compare", "review.md", "one"],
    ["export", "review.md", "-o", "out.docx"],
    ["recover"],
    ["where", "review.md"],
    ["purge", "review.md", "--yes"],
)
REFUSED = (
    ["set", "review.md", "E1.Date", f"31 {CANARY} 2023"],
    ["set", "review.md", "dates.requested", CANARY],
    ["add", "review.md", "event", "--under", "P1"],
    ["confirm", "review.md", "language.3"],
    ["check", "binary.md"],
    ["check", "latin.md"],
    ["export", "review.md", "-o", "review.md"],
)


@pytest.fixture
def review(place):
    path = place.work / "review.md"
    path.write_text(REVIEW)
    (place.work / "binary.md").write_bytes(f"{CANARY}\0{CANARY}".encode())
    (place.work / "latin.md").write_bytes(f"{CANARY} Zoë".encode("latin-1"))
    return path


def holding(place):
    """The files below the place that hold the canary, but for the reviews and what is meant to hold it."""
    found = set()
    for path in place.files():
        name = str(path.relative_to(place.base))
        assert CANARY not in name
        if path.is_file() and not name.startswith(KEPT) and has_canary(path):
            found.add(name)
    return found - {"work/review.md", "work/binary.md", "work/latin.md", "work/out.docx"}


def has_canary(path):
    data = path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(CANARY.encode() in package.read(name) for name in package.namelist())
    return any(CANARY.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def test_no_command_leaves_a_word_anywhere_else(place, review):
    for arguments in COMMANDS:
        done = place.run(*arguments)
        assert done.returncode in (0, 1), (arguments, done.stderr)
        assert CANARY.encode() not in done.stderr, arguments
        assert holding(place) == set(), arguments
    assert has_canary(place.work / "out.docx")
    places = json.loads(place.run("where", "review.md", "--json").stdout)["places"]
    assert [held["held_as"] for held in places] == ["document"], "all else was purged"


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_no_refusal_says_a_word_of_the_review(place, review, arguments):
    before = review.read_bytes()
    done = place.run(*arguments)
    assert done.returncode not in (0, 70)
    said = done.stderr.replace(" ".join(arguments).encode(), b"")
    for given in arguments:
        said = said.replace(given.encode(), b"")
    assert CANARY.encode() not in said
    assert holding(place) == set()
    assert review.read_bytes() == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_session_leaves_no_word_anywhere_else_however_it_ends(place, review, editors, number):
    editor = Editor(place, review)
    editors.append(editor)
    editor.wait_for(CANARY.encode())
    editor.read(1.0)
    editor.type(f"{CANARY} typed ")
    editor.read(2.5)
    for name in ("environ", "cmdline", "comm", "status", "maps"):
        assert CANARY.encode() not in Path(f"/proc/{editor.pid}/{name}").read_bytes(), name
    for thread in Path(f"/proc/{editor.pid}/task").iterdir():
        assert CANARY.encode() not in (thread / "comm").read_bytes()
    editor.end(number)
    assert holding(place) == set()
    assert b"\x1b]0;" not in editor.sent, "no title of a window"
    kept = [path for path in place.files() if str(path.relative_to(place.base)).startswith(KEPT) and path.is_file()]
    assert any(f"{CANARY} typed ".encode() in path.read_bytes() for path in kept)
    done = place.run("recover", "review.md", "--to", "out.md")
    assert done.returncode == 0
    assert f"{CANARY} typed " in (place.work / "out.md").read_text()
    assert holding(place) == {"work/out.md"}


def test_a_fault_of_our_own_says_no_word_of_the_review(place, review):
    broken = "from imr_tui.cli import check\ndef broken(*given): raise ValueError(open('review.md').read())\ncheck.run = broken"
    done = place.run("check", "review.md", before=broken)
    assert done.returncode == 70
    assert CANARY.encode() not in done.stderr + done.stdout
    assert holding(place) == set()
