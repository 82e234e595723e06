"""The real process: exit statuses, streams, limits of input, encodings and pipes; never a traceback."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import imr_tui

# The package under test, whether or not it is installed.
ROOT = str(Path(imr_tui.__file__).parents[1])
ENVIRONMENT = {**os.environ, "PYTHONPATH": ROOT}


@pytest.fixture
def imr(review):
    """Starts `python -m imr_tui` in the review's folder and gives what came of it."""

    def start(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "imr_tui", *map(str, arguments)],
            cwd=review.parent,
            env={**ENVIRONMENT, "XDG_STATE_HOME": str(review.parent / "state"), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return start


def test_the_whole_way_from_a_template_to_a_confirmed_question(imr, review):
    done = imr("new", "fresh.md", "--template", "general")
    assert done.returncode == 0
    done = imr("check", "fresh.md", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["file"], found["done"], found["total"]) == (1, "fresh.md", 0, 24)
    assert imr("confirm", "review.md", "characteristics.2").returncode == 0
    done = imr("check", "review.md")
    assert done.returncode == 1
    assert "Confirmed: characteristics.2" in done.stdout.decode()
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("absent.md", None),
        ("latin.md", "Zoë".encode("latin-1")),
        ("nul.md", b"text\0text"),
        ("large.md", b"word " * 1_000_001),
        (".", None),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(imr, review, name, data):
    if data is not None:
        (review.parent / name).write_bytes(data)
    done = imr("check", name, "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) >= 2
    assert b"Traceback" not in done.stderr


def test_a_large_review_is_checked_with_a_line_of_warning(imr, review):
    review.write_bytes(review.read_bytes() + b"\n<!-- " + b"x" * 1_000_001 + b" -->\n")
    done = imr("check", "review.md", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["total"] == 24
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("text", ["", "+++\nimr = = 1\n+++\n# One\n", "+++\nimr = 1\n# One\n", "\ufeff# One\n"])
def test_a_broken_review_is_checked_all_the_same(imr, review, text):
    review.write_text(text)
    done = imr("check", "review.md", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (found["done"], found["total"]) == (0, 24)
    assert found["imr"] is None


def test_a_reader_that_goes_away_is_no_fault(review):
    command = f'{sys.executable} -m imr_tui check "{review}"; echo "status $?" >&2'
    done = subprocess.run(
        ["bash", "-c", f"{{ {command}; }} | true"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.stderr == b"status 1\n"


def test_output_that_cannot_be_written_is_told(review):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "imr_tui", "templates"],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            env=ENVIRONMENT,
            check=False,
        )
    assert done.returncode == 2
    assert b"could not be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_streams_are_no_fault(review):
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -m imr_tui check "{review}" >&- 2>&-'],
        timeout=120,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.returncode == 1


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_a_locale_without_utf8_is_neither_garbled_nor_a_fault(imr, review, locale):
    review.write_text(review.read_text().replace("Northshire", "Zoë 東 Northshire").replace("# Method", "# Method 東"))
    for command in (["check", "review.md"], ["--help"], ["set", "review.md", "E1.Agencies", "Zoë’s"]):
        done = imr(*command, **locale)
        assert done.returncode in (0, 1)
        assert done.stdout.decode("latin-1").isprintable() or b"\n" in done.stdout
        assert done.stderr == b""
    assert "[ ] Not started" in imr("check", "review.md", **locale).stdout.decode("ascii", "replace")
    assert "東" in review.read_text(encoding="utf-8")
    assert "- Agencies: Zoë’s\n" in review.read_text(encoding="utf-8")


def test_the_editor_is_refused_without_a_terminal(imr):
    done = imr("review.md", TERM="xterm")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"imr-tui check review.md" in done.stderr


@pytest.mark.parametrize(
    ("name", "term", "told"),
    [("review.md", "dumb", b"needs a terminal"), ("absent.md", "xterm", b"No such file"), (".", "xterm", b"folder")],
)
def test_on_a_terminal_what_cannot_be_opened_is_told_ahead_of_any_screen(review, name, term, told):
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "imr_tui", name],
            cwd=review.parent,
            env={**ENVIRONMENT, "TERM": term},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            timeout=120,
            check=False,
        )
        said = os.read(ours, 65536)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2
    assert told in said
    assert b"Traceback" not in said


def test_the_editor_is_not_opened_where_its_screen_could_not_be_seen(review):
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "imr_tui", str(review)],
            cwd=review.parent,
            env={**ENVIRONMENT, "TERM": "xterm"},
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2
    assert b"The editor needs a terminal" in done.stderr


def test_no_command_loads_the_interface(review):
    program = (
        "import sys, io\n"
        "from imr_tui.cli.run import run\n"
        "from imr_tui.cli import check, comparing, export, keeping, questions, records, recovering, snapshots, standing, templates\n"
        f"run(['check', {str(review)!r}], io.TextIOWrapper(io.BytesIO()), sys.stderr)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=120, env=ENVIRONMENT, check=False
    )
    assert (done.stdout, done.stderr) == (b"[]\n", b"")


def test_a_fault_of_our_own_is_one_line_without_text_of_the_document(review):
    program = (
        "import sys\n"
        "from imr_tui.cli.run import unexpected\n"
        "sys.excepthook = unexpected\n"
        "def read(text): raise ValueError(text)\n"
        "read('the name of a victim')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=120, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 70
    assert len(done.stderr.splitlines()) == 1
    assert b"ValueError" in done.stderr
    assert b"victim" not in done.stderr
