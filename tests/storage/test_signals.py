import os
import pty
import signal
import time

import pytest

from imr_tui.storage.lock import LockedError, acquire
from imr_tui.storage.recovery import RecoveryStore

SESSION = """
import os, signal, sys, time
from pathlib import Path
from imr_tui.storage.lock import acquire
from imr_tui.storage.operations import FileOperations
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore
from imr_tui.storage.recovery_writer import RecoveryWriter
from imr_tui.storage.signals import Departure, HangUpWatch

path, state, restored, what = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
lock = acquire(path, state=state)

def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


class Dead(FileOperations):
    def fsync(self, descriptor):
        time.sleep(600)

store = RecoveryStore(state, operations=Dead() if what == "dead disk" else FileOperations())
writer = RecoveryWriter(store, RecoveryKey.of(path), lambda protection: None)
if what != "quiet thread":
    writer.start()

def broken():
    raise ZeroDivisionError

def slow():
    with restored.with_name("rescues").open("a") as stream:
        stream.write("x")
    time.sleep(0.5)
    writer.write_now()

rescue = slow if what == "slow rescue" else broken if what == "broken rescue" else writer.write_now
restore = broken if what == "broken restore" else lambda: restored.write_text("restored")
Departure(rescue, lock.release, restore).install()
for n in range(200):
    writer.changed(f"text {n} " + "x" * 10_000)
print("ready", flush=True)
if what == "hang-up":
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
    HangUpWatch(0).start()
if what == "waiting in a lock":
    import threading
    gate = threading.Lock()
    gate.acquire()
    gate.acquire()
while True:
    time.sleep(0.01) if what != "busy" else sum(range(1000))
"""


@pytest.fixture
def start(run, folder, state, tmp_path):
    def begin(what="idle"):
        process = run(SESSION, folder / "review.md", state, tmp_path / "restored", what)
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        return process

    return begin


def left(process, folder, state):
    status = process.wait(60)
    found = RecoveryStore(state).newest(folder / "review.md")
    return status, None if found is None else found.text


LAST = "text 199 " + "x" * 10_000


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGQUIT, 131), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("what", ["idle", "busy", "waiting in a lock", "quiet thread"])
def test_the_last_text_is_kept_and_the_lock_given_up(start, folder, state, tmp_path, number, status, what):
    process = start(what)
    process.send_signal(number)
    assert left(process, folder, state) == (status, LAST)
    assert (tmp_path / "restored").read_text() == "restored"
    assert list(folder.iterdir()) == []
    acquire(folder / "review.md", state=state).release()
    assert process.stderr.read() == ""


def test_a_second_signal_does_not_disturb_the_first(start, folder, state, tmp_path):
    process = start("slow rescue")
    process.send_signal(signal.SIGHUP)
    while not (tmp_path / "rescues").exists():
        time.sleep(0.01)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        process.send_signal(number)
    assert left(process, folder, state) == (129, LAST)
    assert (tmp_path / "rescues").read_text() == "x"


@pytest.mark.parametrize("what", ["broken rescue", "broken restore"])
def test_a_step_that_fails_does_not_keep_the_others_from_happening(start, folder, state, tmp_path, what):
    process = start(what)
    process.send_signal(signal.SIGTERM)
    status, _ = left(process, folder, state)
    assert status == 143
    assert list(folder.iterdir()) == [], "the lock"
    assert (tmp_path / "restored").exists() == (what == "broken rescue")
    assert process.stderr.read() == ""


def test_a_disk_that_does_not_answer_is_not_waited_for(start, folder, state):
    process = start("dead disk")
    process.send_signal(signal.SIGHUP)
    assert left(process, folder, state)[0] == 129
    acquire(folder / "review.md", state=state).release()


def test_until_then_the_lock_is_held(start, folder, state):
    process = start()
    with pytest.raises(LockedError) as caught:
        acquire(folder / "review.md", state=state)
    assert caught.value.holder.pid == process.pid


def test_a_kill_loses_no_more_than_what_was_typed_last(start, folder, state):
    process = start()
    store = RecoveryStore(state)
    end = time.monotonic() + 30
    while store.newest(folder / "review.md") is None and time.monotonic() < end:
        time.sleep(0.02)
    process.kill()
    assert left(process, folder, state) == (-signal.SIGKILL, LAST)
    acquire(folder / "review.md", state=state).release()


def test_a_terminal_that_went_away_without_a_signal(folder, state, tmp_path, run):
    ours, theirs = pty.openpty()
    process = run(
        SESSION,
        folder / "review.md",
        state,
        tmp_path / "restored",
        "hang-up",
        stdin=theirs,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    os.close(theirs)
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    os.close(ours)
    assert left(process, folder, state) == (129, LAST)
