import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.places import settings_folder, state_folder
from imr_tui.storage.recovery import ROOM_BYTES, RecoveryKey, RecoveryStore, is_unwritten
from imr_tui.storage.snapshot import decode_snapshot, encode_snapshot


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def is_whole(file):
    return decode_snapshot(file.read_bytes(), file) is not None


class NoState(FileOperations):
    """A machine whose state folder cannot be written."""

    def mkdir(self, path, mode=0o700):
        raise OSError(errno.EROFS, "")


@given(
    text=st.text(max_size=60), room=st.sampled_from([0, 1, 40]), document=st.none() | st.just(Path("/a/\udce9\n.md"))
)
def test_any_text_comes_back_from_a_snapshot(text, room, document):
    data = b"".join(encode_snapshot(text, "key", document, 1_700_000_000_000_000_000, 7)) + bytes(room)
    found = decode_snapshot(data, Path("/f"))
    assert (found.text, found.key, found.document, found.turn) == (text, "key", document, 7)
    assert found.when.isoformat() == "2023-11-14T22:13:20+00:00"


@given(data=st.data())
def test_a_torn_or_altered_snapshot_counts_as_none(data):
    whole = b"".join(encode_snapshot("The text.\n" * 3, "key", Path("/review.md"), 1, 1))
    assert (
        b"".join(encode_snapshot(iter(("The text.\n", "The text.\nThe", " text.\n")), "key", Path("/review.md"), 1, 1))
        == whole
    )
    cut = data.draw(st.integers(0, len(whole) - 1))
    broken = data.draw(
        st.sampled_from(
            [
                whole[:cut],
                whole[:cut] + b"\0" * (len(whole) - cut),
                whole[:cut] + bytes([whole[cut] ^ 1]) + whole[cut + 1 :],
                whole + b"more",
                whole + b"\0\0more\0",
                b"\0" * cut + whole[cut:] if cut else b"",
            ]
        )
    )
    assert decode_snapshot(broken, Path("/f")) is None


@given(st.binary(max_size=100))
def test_other_files_count_as_none(data):
    assert decode_snapshot(data, Path("/f")) is None


def test_the_newest_snapshot_is_found(folder, state):
    path = folder / "review.md"
    store = RecoveryStore(state)
    assert store.newest(path) is None
    for n in range(5):
        file = store.snapshot(path, f"text {n}")
        assert file.is_relative_to(state / "recovery")
        assert not store.is_second_place(file)
        found = RecoveryStore(state).newest(path)
        assert (found.text, found.document, found.file) == (f"text {n}", path, file)
    assert len(store.files(path)) == 2, "two files take turns"


def test_a_document_is_the_same_by_whichever_link(folder, state):
    path = folder / "review.md"
    path.write_text("text")
    (folder / "link.md").symlink_to("review.md")
    RecoveryStore(state).snapshot(folder / "link.md", "newer")
    assert RecoveryStore(state).newest(folder / ".." / "reviews" / "review.md").text == "newer"


def test_if_the_latest_is_torn_the_one_before_counts(folder, state):
    path = folder / "review.md"
    store = RecoveryStore(state)
    store.snapshot(path, "one")
    last = store.snapshot(path, "two")
    last.write_bytes(last.read_bytes()[:99])
    assert store.newest(path).text == "one"


def test_what_an_earlier_session_left_is_not_written_over(folder, state):
    path = folder / "review.md"
    RecoveryStore(state).snapshot(path, "left by a crash")
    store = RecoveryStore(state)
    for n in range(4):
        store.snapshot(path, f"text {n}")
    store.clear(path, this_session=True)
    assert store.newest(path).text == "left by a crash"
    store.clear(path)
    assert store.newest(path) is None
    assert store.files(path) == ()
    assert names(state / "recovery") == []
    store.clear(path)


def test_two_lanes_do_not_write_over_each_other(folder, state):
    path = folder / "review.md"
    store = RecoveryStore(state)
    typed = store.snapshot(path, "one", lane="typing")
    now = store.snapshot(path, "two", lane="now")
    assert typed != now
    assert store.newest(path).text == "two"


def test_a_document_without_a_name(state):
    key = RecoveryKey.unnamed()
    assert key != RecoveryKey.unnamed()
    store = RecoveryStore(state)
    store.snapshot(key, "never named")
    (found,) = RecoveryStore(state).listing()
    assert (found.text, found.document, found.key) == ("never named", None, key.name)
    assert RecoveryStore(state).newest(RecoveryKey(found.key)).text == "never named"
    store.clear(key)
    assert store.listing() == ()


def test_the_listing_has_each_document_once_and_the_newest_first(folder, state):
    store = RecoveryStore(state)
    for name in ("a.md", "b.md", "a.md"):
        store.snapshot(folder / name, name)
    (state / "recovery" / "stray").mkdir()
    (state / "recovery" / "stray" / "x.snapshot").write_text("torn")
    assert [found.document.name for found in RecoveryStore(state).listing()] == ["a.md", "b.md"]


def test_where_the_state_folder_cannot_be_written_it_goes_beside_the_document(folder, state):
    path = folder / "review.md"
    store = RecoveryStore(state, operations=NoState())
    for n in range(3):
        file = store.snapshot(path, f"text {n}")
        assert file.parent == folder
        assert file.name.startswith(".imr-tui-")
        assert store.is_second_place(file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(names(folder)) == 2
    found = RecoveryStore(state)
    assert found.newest(path).text == "text 2"
    assert found.newest(folder / "other.md") is None
    assert [one.text for one in found.listing([folder])] == ["text 2"]
    found.clear(path)
    assert names(folder) == []


def test_a_document_without_a_name_goes_to_the_working_folder(folder, state, monkeypatch):
    monkeypatch.chdir(folder)
    key = RecoveryKey.unnamed()
    file = RecoveryStore(state, operations=NoState()).snapshot(key, "text")
    assert file.parent == folder
    assert RecoveryStore(state).newest(key).text == "text"


def test_a_state_folder_of_somebody_else_is_not_used(folder, state):
    state.mkdir(parents=True)

    class Foreign(FileOperations):
        def stat(self, path, *, folder=None, follow=True):
            status = super().stat(path, folder=folder, follow=follow)
            values = list(status)
            values[4] = 4711
            return os.stat_result(values) if Path(path) == state else status

    file = RecoveryStore(state, operations=Foreign()).snapshot(folder / "review.md", "text")
    assert file.parent == folder


def test_a_snapshot_that_is_a_link_is_not_followed(folder, state):
    path = folder / "review.md"
    target = folder / "target"
    target.write_text("not ours")
    store = RecoveryStore(state)
    file = store.snapshot(path, "one")
    file.unlink()
    store.snapshot(path, "two")
    file.symlink_to(target)
    assert store.snapshot(path, "three").parent == folder, "the second place"
    assert target.read_text() == "not ours"


def test_everything_is_private_whatever_the_umask(folder, state, umask):
    store = RecoveryStore(state)
    file = store.snapshot(folder / "review.md", "text")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for place in (state.parent, state, state / "recovery", file.parent):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed(folder, state):
    store = RecoveryStore(state)
    file = store.snapshot(folder / "review.md", "text")
    file.chmod(0o644)
    store.snapshot(folder / "review.md", "text")
    assert store.snapshot(folder / "review.md", "text") == file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_folders_that_others_could_read_are_closed(folder, state):
    store = RecoveryStore(state)
    file = store.snapshot(folder / "review.md", "text")
    for place in (state, state / "recovery", file.parent):
        place.chmod(0o755)
    store.snapshot(folder / "review.md", "text")
    for place in (state, state / "recovery", file.parent):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(state.parent.stat().st_mode) == 0o700


def test_whatever_fails_the_last_snapshot_stands(folder, state, faulty, reason, failure_of):
    path = folder / "review.md"
    for for_good in (False, True):
        nth = 1
        while True:
            RecoveryStore(state).clear(path)
            operations = faulty(0, reason)
            store = RecoveryStore(state, operations=operations)
            for n in range(3):
                store.snapshot(path, f"CANARY {n}")
            operations.calls.clear()
            operations.nth, operations.for_good = nth, for_good
            error = failure_of(store.snapshot, path, "CANARY new")
            if error is not None:
                assert for_good, "beside the document there is a second place"
                assert "CANARY" not in str(error)
                assert error.reason == reason
                assert RecoveryStore(state).newest(path).text in ("CANARY 2", "CANARY new")
            else:
                assert RecoveryStore(state).newest(path).text == "CANARY new"
            if not operations.reached:
                break
            nth += 1
        assert nth > 5


def test_what_is_settled_goes_with_all_before_it_and_what_came_later_stays(folder, state):
    path = folder / "review.md"
    for n in range(3):
        RecoveryStore(state).snapshot(path, f"session {n}")
    settled = RecoveryStore(state).newest(path)
    torn = settled.file.with_name("0badcafe-typing-0.snapshot")
    torn.write_bytes(settled.file.read_bytes()[:-4])
    os.utime(torn, (1, 1))
    other = RecoveryStore(state)
    other.reserve(path)
    later = other.snapshot(path, "later, in a session at work")
    room = [file for file in other.files(path) if is_unwritten(file, DISK)]
    RecoveryStore(state).discard(settled)
    assert RecoveryStore(state).newest(path).text == "later, in a session at work"
    assert set(RecoveryStore(state).files(path)) == {later, *room}
    assert room


def test_what_is_settled_and_cannot_be_removed_is_told(folder, state, faulty, reason, failure_of):
    path = folder / "review.md"
    RecoveryStore(state).snapshot(path, "CANARY")
    settled = RecoveryStore(state).newest(path)
    for nth in range(1, 50):
        operations = faulty(nth, reason)
        error = failure_of(RecoveryStore(state, operations=operations).discard, settled)
        if error is not None:
            assert (type(error), error.reason) == (NotSavedError, reason)
            assert "CANARY" not in str(error)
        if not operations.reached:
            break
        RecoveryStore(state).snapshot(path, "CANARY")
        settled = RecoveryStore(state).newest(path)


@pytest.mark.parametrize("seed", range(6))
def test_the_machine_goes_down_at_every_call_and_the_last_snapshot_is_there(
    folder, state, crashing, crash, tmp_path, seed
):
    path = folder / "review.md"
    graveyard = tmp_path / "graveyard"
    graveyard.mkdir()
    nth = 1
    while True:
        RecoveryStore(state).clear(path)
        operations = crashing(nth, graveyard, seed * 1000 + nth)
        store = RecoveryStore(state, operations=operations)
        done = -1
        try:
            for n in range(4):
                store.snapshot(path, f"text {n} " * (9 - n))
                done = n
        except crash:
            found = RecoveryStore(state).newest(path)
            if done >= 0:
                assert found.text in (f"text {done} " * (9 - done), f"text {done + 1} " * (8 - done))
        operations.finish()
        if done == 3:
            break
        nth += 1
    assert nth > 20


def test_on_a_full_disk_nothing_torn_lies_about(folder, state, faulty):
    class Full(faulty):
        def write(self, descriptor, data, at=None):
            super().write(descriptor, data[: len(data) // 2], at)
            raise OSError(errno.ENOSPC, "")

    store = RecoveryStore(state, operations=Full())
    for _ in range(3):
        with pytest.raises(NotSavedError):
            store.snapshot(folder / "review.md", "text")
    assert store.files(folder / "review.md") == ()
    assert names(folder) == []


class NoRoom(FileOperations):
    """A disk that was filled: what has room on it can be written, nothing else."""

    def __init__(self):
        self.full = False

    def write(self, descriptor, data, at=None):
        start = os.lseek(descriptor, 0, os.SEEK_CUR) if at is None else at
        if self.full and start + len(data) > os.fstat(descriptor).st_size:
            raise OSError(errno.ENOSPC, "")
        return super().write(descriptor, data, at)

    def reserve(self, descriptor, size):
        if self.full:
            raise OSError(errno.ENOSPC, "")
        super().reserve(descriptor, size)

    def open(self, path, flags, mode=0o600, *, folder=None):
        if self.full and flags & os.O_CREAT and not Path(path).exists():
            raise OSError(errno.ENOSPC, "")
        return super().open(path, flags, mode, folder=folder)


def test_with_room_that_was_reserved_a_full_disk_takes_what_is_typed(folder, state):
    path = folder / "review.md"
    path.write_text("x" * 50_000)
    disk = NoRoom()
    store = RecoveryStore(state, operations=disk)
    store.reserve(path)
    assert store.newest(path) is None
    disk.full = True
    for length in range(50_000, 50_000 + ROOM_BYTES - 500, 5_000):
        store.snapshot(path, "y" * length)
        assert RecoveryStore(state).newest(path).text == "y" * length
    store.snapshot(path, "as it was when a signal came", lane="now")
    last, kept = store.newest(path), len([file for file in store.files(path) if is_whole(file)])
    assert last.text == "as it was when a signal came"
    with pytest.raises(NotSavedError) as caught:
        store.snapshot(path, "z" * 200_000)
    assert caught.value.reason == errno.ENOSPC
    assert RecoveryStore(state).newest(path) == last
    assert len([file for file in store.files(path) if is_whole(file)]) == kept == 3
    disk.full = False
    store.snapshot(path, "z" * 200_000)
    assert store.newest(path).text == "z" * 200_000


def test_each_snapshot_keeps_room_for_a_longer_one(folder, state):
    disk = NoRoom()
    store = RecoveryStore(state, operations=disk)
    for _ in range(2):
        store.snapshot(folder / "review.md", "short")
    disk.full = True
    for _ in range(4):
        store.snapshot(folder / "review.md", "x" * (ROOM_BYTES // 2))
    assert store.newest(folder / "review.md").text == "x" * (ROOM_BYTES // 2)
    assert names(folder) == []


def test_of_a_longer_text_nothing_is_left_behind_a_shorter_one(folder, state):
    store = RecoveryStore(state)
    for text in ("CANARY " * 900, "one", "two", "three"):
        file = store.snapshot(folder / "review.md", text)
    assert store.newest(folder / "review.md").text == "three"
    assert all(b"CANARY" not in one.read_bytes() for one in file.parent.iterdir())


def test_room_that_was_never_used_is_given_back_by_the_next_session(folder, state, umask):
    path = folder / "review.md"
    RecoveryStore(state).reserve(path)
    kept = RecoveryStore(state).snapshot(path, "typed")
    reserved = [file for file in RecoveryStore(state).files(path) if file != kept]
    assert len(reserved) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in reserved} == {0o600}
    store = RecoveryStore(state)
    store.reserve(path)
    assert not any(file.exists() for file in reserved)
    store.drop_reserves(path)
    assert store.files(path) == (kept,)
    store.clear(path)
    store.reserve(path)
    store.drop_reserves(path)
    assert names(state / "recovery") == []


def test_where_no_room_can_be_reserved_work_goes_on(folder, state, faulty, reason, failure_of):
    path = folder / "review.md"
    for nth in range(1, 60):
        operations = faulty(nth, reason, for_good=True)
        RecoveryStore(state, operations=operations).reserve(path)
        if not operations.reached:
            return
        assert RecoveryStore(state).newest(path) is None
    pytest.fail("reserving makes a bounded number of calls")


def test_reading_what_is_kept_never_fails(folder, state, faulty, reason):
    path = folder / "review.md"
    RecoveryStore(state).snapshot(path, "text")
    for nth in range(1, 9):
        store = RecoveryStore(state, operations=faulty(nth, reason))
        found = store.newest(path)
        assert found is None or found.text == "text"


def test_a_file_that_cannot_be_removed_is_told(folder, state, faulty, reason):
    path = folder / "review.md"
    RecoveryStore(state).snapshot(path, "text")
    looking = faulty()
    RecoveryStore(state, operations=looking).files(path)
    with pytest.raises(NotSavedError) as caught:
        RecoveryStore(state, operations=faulty(len(looking.calls) + 1, reason)).clear(path)
    assert caught.value.reason == reason


@given(texts=st.lists(st.text(max_size=20), min_size=1, max_size=6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_half_characters_are_not_lost(folder, state, texts):
    store = RecoveryStore(state)
    for text in texts:
        store.snapshot(folder / "review.md", text + "\ud800")
        assert store.newest(folder / "review.md").text == text + "\ud800"


@pytest.mark.parametrize(
    ("environ", "state_is", "settings_are"),
    [
        ({"HOME": "/h"}, "/h/.local/state/imr-tui", "/h/.config/imr-tui"),
        ({"HOME": "/h", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}, "/s/imr-tui", "/c/imr-tui"),
        (
            {"HOME": "/h", "XDG_STATE_HOME": "rel", "XDG_CONFIG_HOME": ""},
            "/h/.local/state/imr-tui",
            "/h/.config/imr-tui",
        ),
    ],
)
def test_places(environ, state_is, settings_are):
    assert state_folder(environ) == Path(state_is)
    assert settings_folder(environ) == Path(settings_are)


def test_places_without_a_home_in_the_environment():
    assert state_folder({}).is_absolute()
    assert state_folder({"HOME": "relative"}) == state_folder({})
