"""Every call of a save fails once, and from then on: the document is the old or the new one, always."""

import errno
import os

import pytest

from imr_tui.errors import ImrError
from imr_tui.storage.atomic import sweep
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import load, save, write_new
from imr_tui.storage.operations import UNNAMED
from imr_tui.storage.recovery import RecoveryStore

OLD = "the old text, CANARY\n" * 40
NEW = "the new text, CANARY, which is longer than the old one\n" * 40
WAYS = ["replace", "replace-named", "new", "new-named", "in-place", "in-place-shorter"]
MOST_CALLS = 200


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


class Scene:
    """A document to be saved in one of the ways there are."""

    def __init__(self, way, folder, state, faulty):
        self.way, self.folder, self.state, self.base = way, folder, state, faulty
        self.path = folder / "review.md"
        self.old = None if way.startswith("new") else OLD
        self.new = "short CANARY" if way == "in-place-shorter" else NEW
        self.expected = None

    def prepare(self):
        for name in names(self.folder):
            (self.folder / name).unlink()
        RecoveryStore(self.state).clear(self.path)
        if self.old is not None:
            self.path.write_text(self.old)
            if self.way.startswith("in-place"):
                os.link(self.path, self.folder / "other.md")
            self.expected = load(self.path).stamp

    def operations(self, nth, reason, **named):
        if not self.way.endswith("named"):
            return self.base(nth, reason, **named)

        class Named(self.base):
            def open(self, path, flags, mode=0o600, *, folder=None):
                if UNNAMED is not None and flags & UNNAMED == UNNAMED:
                    raise OSError(errno.EOPNOTSUPP, "")
                return super().open(path, flags, mode, folder=folder)

        return Named(nth, reason, **named)

    def save(self, operations):
        return save(self.path, self.new, self.expected, state=self.state, operations=operations)

    def now(self):
        return self.path.read_text() if self.path.exists() else None


@pytest.fixture(params=WAYS)
def scene(request, folder, state, faulty):
    return Scene(request.param, folder, state, faulty)


def every_call(scene, reason, **named):
    """Save once for every call there is to fail; the operations, and the error that came of it."""
    for nth in range(1, MOST_CALLS):
        scene.prepare()
        operations = scene.operations(nth, reason, **named)
        try:
            stamp = scene.save(operations)
        except ImrError as error:
            yield operations, error
        else:
            assert scene.now() == scene.new
            assert stamp == load(scene.path).stamp
            if not operations.reached:
                assert nth > 5
                return
    pytest.fail("a save makes a bounded number of calls")


def test_one_call_fails(scene, reason):
    for operations, error in every_call(scene, reason):
        failed = operations.calls[operations.nth - 1]
        assert isinstance(error, NotSavedError), failed
        assert error.reason == reason
        assert "CANARY" not in str(error)
        assert (error.hint, error.detail) != ("", "")
        if error.stamp is None:
            assert scene.now() == scene.old, failed
        else:
            assert scene.now() == scene.new, failed
            assert error.stamp == load(scene.path).stamp
        assert set(names(scene.folder)) <= {"review.md", "other.md"}, failed
        # The next save goes through, with a text that has grown meanwhile.
        stamp = save(scene.path, NEW + "more", error.stamp or scene.expected, state=scene.state)
        assert scene.now() == NEW + "more"
        assert stamp.size == len(NEW + "more")


def test_every_call_fails_from_one_on(scene, reason):
    for operations, error in every_call(scene, reason, for_good=True):
        failed = operations.calls[operations.nth - 1]
        assert "CANARY" not in str(error)
        if error.title == "The file may be damaged":
            # It can only be written in place, and the disk failed for good half-way.
            assert scene.way.startswith("in-place"), failed
            assert "whole copy" in error.hint
            assert RecoveryStore(scene.state).newest(scene.path).text == scene.new
        elif error.stamp is None:
            assert scene.now() == scene.old, failed
        else:
            assert scene.now() == scene.new, failed


def test_in_place_there_is_room_for_all_before_anything_is_written_over(folder, state, faulty):
    scene = Scene("in-place", folder, state, faulty)
    scene.prepare()
    written = []

    class Full(faulty):
        """A disk without room for more than what stands on it."""

        def write(self, descriptor, data, at=None):
            if at is not None:
                written.append(at)
                if at + len(data) > len(OLD):
                    raise OSError(errno.ENOSPC, "")
            return super().write(descriptor, data, at)

    with pytest.raises(NotSavedError) as caught:
        scene.save(Full())
    assert (scene.now(), caught.value.stamp, written[0]) == (OLD, None, len(OLD))


def test_after_a_file_was_damaged_in_place_the_next_save_mends_it(folder, state, faulty):
    scene = Scene("in-place", folder, state, faulty)
    scene.prepare()

    class Sick(faulty):
        """Writes half of what goes to the document, and then nothing more."""

        def write(self, descriptor, data, at=None):
            if at is not None:
                self.nth = self.nth or len(self.calls) + 1
            return super().write(descriptor, data, at)

        def tick(self, name):
            self.calls.append(name)
            return bool(self.nth) and len(self.calls) >= self.nth and name in ("write", "truncate", "fsync")

    with pytest.raises(NotSavedError) as caught:
        scene.save(Sick(0, errno.EIO))
    assert scene.now() not in (scene.old, scene.new)
    assert caught.value.title == "The file may be damaged"
    assert RecoveryStore(state).newest(scene.path).text == scene.new
    save(scene.path, "mended", caught.value.stamp, state=state)
    assert scene.now() == "mended"


def test_every_write_is_short(scene, reason):
    scene.prepare()
    scene.save(scene.operations(0, reason, short=True))
    assert scene.now() == scene.new
    for _, error in every_call(scene, reason, short=True):
        assert scene.now() == (scene.old if error.stamp is None else scene.new)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(4))
def test_the_machine_goes_down_at_every_call(way, seed, folder, state, faulty, crashing, crash, tmp_path):
    scene = Scene(way, folder, state, faulty)
    graveyard = tmp_path / "graveyard"
    graveyard.mkdir()
    for nth in range(1, MOST_CALLS):
        scene.prepare()
        operations = crashing(nth, graveyard, seed * 1000 + nth)
        try:
            scene.save(operations)
        except crash:
            now = scene.now()
            if way.startswith("in-place") and now not in (scene.old, scene.new):
                assert RecoveryStore(state).newest(scene.path).text == scene.new
            else:
                assert now in (scene.old, scene.new)
        else:
            assert scene.now() == scene.new
            assert nth > 5
            return
        finally:
            operations.finish()
    pytest.fail("a save makes a bounded number of calls")


def test_a_save_that_returned_survives_the_machine_going_down(folder, state, faulty, crashing, crash, tmp_path):
    for seed in range(20):
        scene = Scene("replace", folder, state, faulty)
        scene.prepare()
        graveyard = tmp_path / f"graveyard-{seed}"
        graveyard.mkdir()
        operations = crashing(0, graveyard, seed)
        scene.save(operations)
        operations.nth = operations.count + 1
        with pytest.raises(crash):
            operations.tick()
        operations.finish()
        assert scene.now() == scene.new


def test_the_simulated_crash_notices_a_save_that_does_not_sync(folder, state, faulty, crashing, crash, tmp_path):
    seen = set()
    for seed in range(30):
        scene = Scene("replace", folder, state, faulty)
        scene.prepare()
        graveyard = tmp_path / f"graveyard-{seed}"
        graveyard.mkdir()
        operations = crashing(0, graveyard, seed, sync_counts=False)
        scene.save(operations)
        operations.nth = operations.count + 1
        with pytest.raises(crash):
            operations.tick()
        operations.finish()
        seen.add(scene.now())
    assert seen - {scene.old, scene.new}


@pytest.mark.parametrize("replace", [False, True])
def test_an_export_is_the_old_or_the_new_whatever_fails(folder, faulty, reason, replace, failure_of):
    path = folder / "review.docx"
    for nth in range(1, MOST_CALLS):
        path.unlink(missing_ok=True)
        if replace:
            path.write_bytes(b"old")
        operations = faulty(nth, reason)
        error = failure_of(write_new, path, b"new" * 1000, replace=replace, operations=operations)
        if error is not None:
            now = path.read_bytes() if path.exists() else None
            assert now in (b"old" if replace else None, b"new" * 1000)
            assert error.reason == reason
        else:
            assert path.read_bytes() == b"new" * 1000
        assert names(folder) in ([], ["review.docx"])
        if not operations.reached:
            return
    pytest.fail("an export makes a bounded number of calls")


def test_what_killed_saves_left_is_swept_and_nothing_else(folder):
    (folder / "review.md").write_text("text")
    kept = [".imr-tui-0123456789abcdef.txt", ".imr-tui-0123.tmp", "imr-tui-0123456789abcdef.tmp", "other.tmp"]
    for name in (*kept, ".imr-tui-0123456789abcdef.tmp"):
        (folder / name).write_text("text")
    (folder / ".imr-tui-fedcba9876543210.tmp").symlink_to("review.md")
    assert sweep(folder) == 0, "another session may be saving just now"
    later = (folder / "review.md").stat().st_mtime + 7200
    assert sweep(folder, now=later) == 1
    assert sorted(names(folder)) == sorted(["review.md", ".imr-tui-fedcba9876543210.tmp", *kept])
    assert sweep(folder / "none") == 0
