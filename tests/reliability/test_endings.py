"""However a session ends or is held up, what was typed is there afterwards."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest

from imr_tui.storage.recovery import RecoveryStore

from .conftest import Editor

REVIEW = "+++\nimr = 1\n+++\n\n# Overview {covers=overview}\n\nThree calls were made within two weeks.\n"
TYPED = "typed just now "
LONG = "".join(f"word{number:04} " for number in range(400))


@pytest.fixture
def review(place):
    path = place.work / "review.md"
    path.write_text(REVIEW)
    return path


@pytest.fixture
def editor(place, review, editors):
    started = Editor(place, review)
    editors.append(started)
    started.wait_to_see("Three calls")
    started.read(0.5)
    return started


def kept(place, review):
    found = RecoveryStore(place.state).newest(review)
    return found.text if found is not None else ""


def gone(editor, seconds=5.0):
    """The status it ended with, within `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        process, status = os.waitpid(editor.pid, os.WNOHANG)
        if process:
            editor.pid = 0
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    pytest.fail("it does not end")


def resize(editor, columns, rows):
    fcntl.ioctl(editor.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.kill(editor.pid, signal.SIGWINCH)
    editor.read(0.6)


def hang_up(editor):
    """The terminal goes away; a descriptor that means nothing stays behind for `close`."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, editor.terminal)
    os.close(nowhere)


def test_a_connection_that_is_lost_loses_no_word(place, review, editor):
    editor.type(TYPED)
    editor.read(0.3)
    hang_up(editor)
    assert gone(editor) == 128 + signal.SIGHUP
    assert TYPED in kept(place, review)
    assert review.read_text() == REVIEW
    assert not list(place.work.glob(".*lock*"))


def test_a_terminal_that_takes_no_more_and_then_goes_loses_no_word(place, review, editor):
    taken = 0
    for start in range(0, len(LONG), 40):
        # Nothing that is sent is read: the terminal's own store fills up.
        if not select.select([], [editor.terminal], [], 1.0)[1]:
            break
        taken += os.write(editor.terminal, LONG[start : start + 40].encode())
        os.write(editor.terminal, b"\x0c")
        time.sleep(0.05)
    time.sleep(1.5)
    hang_up(editor)
    assert gone(editor) in (128 + signal.SIGHUP, -signal.SIGHUP)
    text = kept(place, review)
    assert LONG[:taken][:200].strip() in text
    assert LONG[: taken - 40].strip() in text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_while_keys_come_in_loses_no_word_that_was_taken(place, review, editor, number):
    editor.type(LONG[:300])
    editor.wait_to_see(LONG[281:289])
    os.kill(editor.pid, number)
    assert gone(editor) == 128 + number
    assert LONG[:300].strip() in kept(place, review)


def test_a_kill_while_it_is_suspended_loses_no_word(place, review, editor):
    editor.type(TYPED)
    editor.read(1.5)
    os.kill(editor.pid, signal.SIGSTOP)
    os.kill(editor.pid, signal.SIGKILL)
    assert gone(editor) == -signal.SIGKILL
    assert TYPED in kept(place, review)


def test_suspended_and_continued_it_goes_on(place, review, editor):
    editor.type("before ")
    editor.wait_to_see("before")
    os.kill(editor.pid, signal.SIGSTOP)
    editor.type("meanwhile ")
    time.sleep(0.3)
    os.kill(editor.pid, signal.SIGCONT)
    editor.wait_to_see("meanwhile")
    editor.type("after \x13")
    editor.wait_to_see("Saved.")
    assert "before meanwhile after " in review.read_text()


def test_in_a_window_of_one_cell_nothing_is_lost(place, review, editor):
    resize(editor, 1, 1)
    editor.type(TYPED)
    editor.read(0.8)
    resize(editor, 80, 24)
    editor.wait_to_see("just now")
    resize(editor, 1, 1)
    editor.type("still ")
    editor.read(0.8)
    os.kill(editor.pid, signal.SIGTERM)
    assert gone(editor) == 128 + signal.SIGTERM
    assert f"{TYPED}still " in kept(place, review)


def test_started_in_a_window_of_one_cell_it_can_be_written_in_and_left(place, review, editors):
    editor = Editor(place, review, size=(1, 1))
    editors.append(editor)
    editor.read(3.0)
    editor.type(TYPED)
    editor.read(1.0)
    editor.type("\x11")
    editor.read(1.0)
    assert gone(editor) == 0
    assert TYPED in review.read_text()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_without_a_stream_it_says_so_and_touches_nothing(place, review, closed):
    command = f'exec "$0" -m imr_tui review.md {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable],
        cwd=place.work,
        env=place.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    if "2>" not in closed:
        assert b"The editor needs a terminal" in done.stderr
    assert review.read_text() == REVIEW
    assert not place.state.exists() or not list(place.state.rglob("*.snapshot"))


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_place_text_is_refused_in_plain_words(place, review, editors, term):
    place.environment["TERM"] = term
    editor = Editor(place, review)
    editors.append(editor)
    editor.wait_for(b"The editor needs a terminal")
    editor.read(0.3)
    assert gone(editor) == 2
    assert review.read_text() == REVIEW


def test_where_the_locale_is_not_utf8_the_text_is_kept_as_it_is(place, review, editors):
    review.write_text(REVIEW.replace("Three", "Zoë’s three"), encoding="utf-8")
    place.environment.update(LANG="C", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    editor = Editor(place, review)
    editors.append(editor)
    editor.wait_to_see("calls were")
    editor.type("typed \x13")
    editor.wait_to_see("Saved.")
    editor.type("\x11")
    editor.read(1.0)
    assert gone(editor) == 0
    text = review.read_text(encoding="utf-8")
    assert "Zoë’s three calls" in text
    assert "typed " in text
