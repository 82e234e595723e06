import errno
import threading
import time

import pytest

from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import FileOperations
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore
from imr_tui.storage.recovery_writer import RecoveryWriter

PATIENCE = 20.0


class Disk(FileOperations):
    """One that can be full, and slow."""

    def __init__(self):
        self.full = False
        self.gate = threading.Event()
        self.gate.set()
        self.at_gate = threading.Event()

    def write(self, descriptor, data, at=None):
        self.at_gate.set()
        if threading.current_thread().name == "recovery":
            self.gate.wait(PATIENCE)
        if self.full:
            raise OSError(errno.ENOSPC, "")
        return super().write(descriptor, data, at)


class Session:
    def __init__(self, folder, state):
        self.path = folder / "review.md"
        self.disk = Disk()
        self.store = RecoveryStore(state, operations=self.disk)
        self.told = []
        self.writer = RecoveryWriter(self.store, RecoveryKey.of(self.path), self.told.append)
        self.state = state

    def kept(self):
        found = RecoveryStore(self.state).newest(self.path)
        return None if found is None else found.text

    def written(self):
        """The files that hold text; others only keep room."""
        return [file for file in self.store.files(self.path) if file.read_bytes().strip(b"\0")]


@pytest.fixture
def session(folder, state):
    session = Session(folder, state)
    session.writer.start()
    yield session
    session.disk.gate.set()
    session.writer.stop(PATIENCE)


def until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_a_change_is_kept(session):
    session.writer.changed("one")
    until(lambda: session.kept() == "one")
    until(lambda: session.told)
    (protection,) = session.told
    assert protection.file.is_relative_to(session.state)
    assert protection.error is None
    assert not protection.second_place


def test_while_changes_go_on_they_are_kept_all_the_same(session):
    stop = threading.Event()
    written = []

    def write():
        n = 0
        while not stop.is_set():
            n += 1
            written.append(n)
            session.writer.changed(f"text {n}")
            time.sleep(0.02)

    typing = threading.Thread(target=write)
    typing.start()
    try:
        until(lambda: session.kept() is not None)
        first = session.kept()
        until(lambda: session.kept() != first)
    finally:
        stop.set()
        typing.join()
    until(lambda: session.kept() == f"text {written[-1]}")


def test_what_gives_the_text_is_asked_only_when_it_is_written(session):
    asked = []

    def give():
        asked.append(threading.current_thread().name)
        return "the latest"

    for _ in range(20):
        session.writer.changed(give)
    until(lambda: session.kept() == "the latest")
    assert 1 <= len(asked) <= 3
    assert set(asked) == {"recovery"}


def test_a_full_disk_is_told_and_tried_again_until_it_has_room(session):
    session.disk.full = True
    session.writer.changed("CANARY one")
    until(lambda: session.told)
    assert session.told[-1].error.reason == errno.ENOSPC
    assert "CANARY" not in str(session.told[-1].error)
    session.disk.full = False
    until(lambda: session.kept() == "CANARY one")
    until(lambda: session.told[-1].error is None)
    assert len(session.told) == 2, "told once each"


def test_room_is_kept_from_the_start_and_after_a_save_and_given_back(session):
    until(lambda: len(session.store.files(session.path)) == 3)
    revision = session.writer.changed("one")
    until(lambda: session.kept() == "one")
    session.writer.saved(revision)
    until(lambda: session.kept() is None and len(session.store.files(session.path)) == 3)
    assert session.writer.stop(PATIENCE)
    assert session.store.files(session.path) == ()


def test_what_was_written_stays_when_the_thread_ends(session):
    session.writer.changed("one")
    until(lambda: session.kept() == "one")
    assert session.writer.stop(PATIENCE)
    assert len(session.store.files(session.path)) == 1
    assert session.kept() == "one"


def test_the_second_place_is_told(folder, state):
    state.parent.mkdir()
    state.write_text("no folder")
    session = Session(folder, state)
    session.writer.start()
    session.writer.changed("one")
    until(lambda: session.told)
    assert session.told[0].second_place
    assert session.told[0].file.parent == folder
    assert session.writer.stop(PATIENCE)


def test_the_latest_text_is_written_at_once_even_if_the_thread_is_stuck(session):
    session.disk.gate.clear()
    session.writer.changed("one")
    until(session.disk.at_gate.is_set)
    session.writer.changed("two")
    assert session.writer.write_now() is not None
    assert session.kept() == "two"
    assert not session.writer.stop(0.05), "it is stuck, and is not waited for"


def test_a_snapshot_that_was_stuck_is_no_later_than_what_was_written_at_once(session):
    session.disk.gate.clear()
    session.writer.changed("one")
    until(session.disk.at_gate.is_set)
    session.writer.write_now("two")
    session.disk.gate.set()
    until(lambda: len(session.written()) == 2)
    assert session.kept() == "two"


def test_what_was_still_to_be_written_is_not_written_after_what_was_written_at_once(folder, state):
    session = Session(folder, state)
    session.writer.changed("handed over before")
    session.writer.write_now("typed since")
    session.writer.start()
    session.writer.changed("typed later")
    until(lambda: session.kept() == "typed later")
    session.writer.stop(PATIENCE)
    assert b"handed over before" not in b"".join(file.read_bytes() for file in session.written())


def test_a_text_that_was_not_handed_over_yet_can_be_written_at_once(session):
    assert session.writer.write_now("just typed") is not None
    assert session.kept() == "just typed"
    session.writer.changed("one")
    session.writer.write_now(lambda: "two")
    assert session.kept() == "two"


def test_with_nothing_to_write_nothing_is_written(session):
    assert session.writer.write_now() is None
    assert session.kept() is None


def test_a_full_disk_is_an_error_when_written_at_once(session):
    session.disk.full = True
    session.writer.changed("CANARY")
    with pytest.raises(NotSavedError) as caught:
        session.writer.write_now()
    assert "CANARY" not in str(caught.value)


def test_after_a_save_the_snapshots_go(session):
    revision = session.writer.changed("one")
    until(lambda: len(session.written()) == 1)
    session.writer.write_now()
    assert len(session.written()) == 2
    session.writer.saved(revision)
    until(lambda: session.written() == [])
    assert session.writer.write_now() is None
    session.writer.changed("two")
    until(lambda: session.kept() == "two")


def test_a_change_that_came_while_saving_stays_kept(session):
    revision = session.writer.changed("one")
    session.writer.changed("two")
    session.writer.saved(revision)
    until(lambda: session.kept() == "two")
    assert session.writer.write_now() is not None


def test_what_another_session_left_stays_after_a_save(session):
    RecoveryStore(session.state).snapshot(session.path, "left by a crash")
    revision = session.writer.changed("one")
    until(lambda: session.kept() == "one")
    session.writer.saved(revision)
    until(lambda: session.kept() == "left by a crash")


def test_changes_before_the_start_are_kept_after_it(folder, state):
    session = Session(folder, state)
    session.writer.changed("early")
    session.writer.start()
    until(lambda: session.kept() == "early")
    assert session.writer.stop(PATIENCE)


def test_stopping_before_starting(folder, state):
    assert Session(folder, state).writer.stop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_ends_by_mistake_is_told(session):
    def broken():
        raise ZeroDivisionError

    session.writer.changed(broken)
    until(lambda: session.told)
    assert session.told[0].error is not None
