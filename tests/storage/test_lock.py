import errno
import json
import os
import stat

import pytest

from imr_tui.errors import ExitStatus
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.lock import LockedError, acquire
from imr_tui.storage.operations import FileOperations
from imr_tui.storage.person import host_name, user_name

HOLD = """
import sys
from pathlib import Path
from imr_tui.storage.lock import acquire
lock = acquire(Path(sys.argv[1]), state=Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.readline() if len(sys.argv) > 3 else __import__("time").sleep(60)
"""


class WithoutFlock(FileOperations):
    """A file system that knows no flock."""

    def flock(self, descriptor, operation):
        raise OSError(errno.ENOLCK, "")


class ClosedFolder(FileOperations):
    """A folder, by name, in which this user can make no file."""

    def open(self, path, flags, mode=0o600, *, folder=None):
        if flags & os.O_CREAT and "reviews" in str(path):
            if path.exists():
                raise FileExistsError(errno.EEXIST, "")
            raise PermissionError(errno.EACCES, "")
        return super().open(path, flags, mode, folder=folder)


SYSTEMS = [FileOperations, WithoutFlock]


@pytest.fixture
def path(folder):
    (folder / "review.md").write_text("CANARY text")
    return folder / "review.md"


def refused(path, state, **named):
    with pytest.raises(LockedError) as caught:
        acquire(path, state=state, **named)
    assert caught.value.exit_status == ExitStatus.LOCKED_OR_CHANGED
    assert caught.value.hint
    return caught.value


def sign(file, **changed):
    said = {
        "user": "p.nair",
        "host": host_name(),
        "pid": os.getpid(),
        "since": "2025-03-09T10:42:00+00:00",
        "by_flock": True,
    }
    file.write_text(json.dumps({**said, **changed}))


@pytest.fixture
def dead(run):
    """The number of a process that is no more."""
    process = run("pass")
    process.wait(60)
    return process.pid


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_lock_is_held_once_and_says_whose_it_is(path, state, system):
    lock = acquire(path, state=state, operations=system())
    assert lock.held()
    error = refused(path, state, operations=system())
    assert (error.holder.user, error.holder.host, error.holder.pid) == (user_name(), host_name(), os.getpid())
    assert error.holder.since is not None
    assert user_name() in error.detail
    assert f"{error.holder.since.astimezone():%H:%M}" in error.detail
    lock.release()
    assert not lock.held()
    lock.release()
    assert names(path.parent) == ["review.md"]
    acquire(path, state=state, operations=system()).release()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_lock_of_another_process(path, state, run, system):
    holder = run(HOLD, path, state)
    assert holder.stdout.readline() == "held\n", holder.stderr.read()
    assert refused(path, state, operations=system()).holder.pid == holder.pid
    holder.kill()
    holder.wait(60)
    lock = acquire(path, state=state, operations=system())
    assert lock.held()
    lock.release()


def test_a_lock_outlives_a_save(path, state):
    from imr_tui.storage.files import load, save

    lock = acquire(path, state=state)
    save(path, "new", load(path).stamp, state=state)
    assert lock.held()
    refused(path, state)
    lock.release()


def test_a_link_leads_to_the_same_lock(path, state):
    (path.parent / "link.md").symlink_to("review.md")
    lock = acquire(path.parent / "link.md", state=state)
    refused(path, state)
    lock.release()


def test_a_document_that_is_not_there_yet(folder, state):
    lock = acquire(folder / "new.md", state=state)
    refused(folder / "new.md", state)
    lock.release()


def test_a_folder_that_cannot_be_written_has_its_locks_in_the_state_folder(path, state):
    lock = acquire(path, state=state, operations=ClosedFolder())
    assert lock.file.is_relative_to(state / "locks")
    assert stat.S_IMODE(lock.file.stat().st_mode) == stat.S_IMODE(path.stat().st_mode) & 0o444 | 0o600
    assert refused(path, state, operations=ClosedFolder()).holder.pid == os.getpid()
    lock.release()
    assert names(state / "locks") == []


def test_a_lock_beside_the_document_counts_even_where_no_file_can_be_made(path, state):
    lock = acquire(path, state=state)
    refused(path, state, operations=ClosedFolder())
    lock.release()


def test_no_place_at_all_is_told(path, state):
    state.parent.mkdir()
    state.write_text("no folder")
    with pytest.raises(NotSavedError) as caught:
        acquire(path, state=state, operations=ClosedFolder())
    assert caught.value.reason == errno.EACCES


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_a_dead_session_left_is_taken(path, state, system, dead):
    side = path.parent / ".review.md.imr-lock"
    sign(side, pid=dead)
    lock = acquire(path, state=state, operations=system())
    assert json.loads(side.read_text())["pid"] == os.getpid()
    lock.release()
    assert not side.exists()


def test_a_side_file_that_was_cut_short_is_taken_where_flock_says_it_is_free(path, state):
    side = path.parent / ".review.md.imr-lock"
    for left in ("", '{"user": "p.n', "[]", "[" * 2000):
        side.write_text(left)
        acquire(path, state=state).release()
        side.write_text(left)
        assert refused(path, state, operations=WithoutFlock()).holder is None
        side.unlink()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_lock_of_another_machine_is_broken_only_when_asked(path, state, system):
    side = path.parent / ".review.md.imr-lock"
    sign(side, host="another-machine", pid=1)
    error = refused(path, state, operations=system())
    assert error.holder.host == "another-machine"
    assert "p.nair on another-machine since 09 March 2025" in error.detail
    lock = acquire(path, take_over=True, state=state, operations=system())
    assert lock.held()
    assert refused(path, state).holder.host == host_name()
    lock.release()


def test_a_lock_by_file_alone_is_respected_where_there_is_flock(path, state, run):
    holder = run(HOLD, path.parent / "other.md", state)
    assert holder.stdout.readline() == "held\n", holder.stderr.read()
    sign(path.parent / ".review.md.imr-lock", by_flock=False, pid=holder.pid)
    assert refused(path, state).holder.pid == holder.pid


def test_who_was_pushed_out_knows_and_leaves_the_new_lock_alone(path, state):
    old = acquire(path, state=state)
    new = acquire(path, take_over=True, state=state)
    assert not old.held()
    old.release()
    assert new.held()
    refused(path, state)
    new.release()


def test_a_side_file_that_goes_while_it_is_looked_at_is_no_lock(path, state):
    other = acquire(path, state=state)

    class Meanwhile(FileOperations):
        def flock(self, descriptor, operation):
            other.release()
            super().flock(descriptor, operation)

    lock = acquire(path, state=state, operations=Meanwhile())
    assert lock.held()
    refused(path, state)
    lock.release()


def test_what_a_side_file_says_cannot_command_the_terminal(path, state):
    side = path.parent / ".review.md.imr-lock"
    sign(side, host="evil\x1b[2J\u202e" + "x" * 500)
    error = refused(path, state)
    assert all(character.isprintable() for character in error.detail)
    assert len(error.detail) < 300


def test_who_may_read_the_document_may_read_who_has_it_open(path, state, umask):
    for mode, wanted in ((0o600, 0o600), (0o640, 0o640), (0o664, 0o644)):
        path.chmod(mode)
        lock = acquire(path, state=state)
        assert stat.S_IMODE(lock.file.stat().st_mode) == wanted
        assert "CANARY" not in lock.file.read_text()
        lock.release()


def test_a_long_name(folder, state):
    path = folder / ("r" * 250 + ".md")
    lock = acquire(path, state=state)
    assert lock.file.parent == folder
    refused(path, state)
    lock.release()


def test_the_side_file_of_another_user(path, state, run, open_folder):
    """Root takes the lock of an ordinary user for what it is; an ordinary user that of root."""
    shared = open_folder / "review.md"
    shared.write_text("text")
    shared.chmod(0o666)
    open_folder.chmod(0o777)
    theirs = open_folder / "state"
    theirs.mkdir(mode=0o777)
    theirs.chmod(0o777)
    mine = acquire(shared, state=state)
    tell = """
import sys
from pathlib import Path
try:
    lock.acquire(Path(sys.argv[1]), state=Path(sys.argv[2]) / "imr-tui")
    print("taken")
except lock.LockedError as error:
    print(error.holder.pid)
"""
    output, errors = run(tell, shared, theirs, ordinary=True).communicate(timeout=60)
    assert output == f"{os.getpid()}\n", errors
    os.close(mine._descriptor)  # as if the session had died: the side file stays
    output, errors = run(tell, shared, theirs, ordinary=True).communicate(timeout=60)
    assert output == "taken\n", errors


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_on_a_full_disk_the_lock_holds_without_a_name(path, state, faulty):
    class Full(faulty):
        def write(self, descriptor, data, at=None):
            raise OSError(errno.ENOSPC, "")

    lock = acquire(path, state=state, operations=Full())
    error = refused(path, state)
    assert error.holder is None
    assert "left no name" in error.detail
    lock.release()


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_failing_disk_never_leaves_a_lock_that_nobody_holds(path, state, faulty, reason, system, failure_of):
    class Both(faulty):
        def flock(self, descriptor, operation):
            self.tick("flock")
            system.flock(self, descriptor, operation)

    nth = 1
    while True:
        operations = Both(nth, reason)
        error = failure_of(lambda using=operations: acquire(path, state=state, operations=using).release())
        assert error is None or error.reason == reason
        if not operations.reached:
            assert nth > 5
            return
        # Where the file alone is the lock, one that could not be removed again stays until somebody asks.
        stays = system is WithoutFlock and operations.calls[nth - 1] in ("stat", "unlink")
        acquire(path, take_over=stays, state=state).release()
        nth += 1
