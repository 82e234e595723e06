import errno
import os
import stat
import struct
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.errors import ConflictError, ExitStatus, InputError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import load, save
from imr_tui.storage.operations import UNNAMED, FileOperations
from imr_tui.storage.recovery import RecoveryStore

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


class OldFileSystem(FileOperations):
    """One without nameless files."""

    def open(self, path, flags, mode=0o600, *, folder=None):
        if UNNAMED is not None and flags & UNNAMED == UNNAMED:
            raise OSError(errno.EOPNOTSUPP, "")
        return super().open(path, flags, mode, folder=folder)


class PoorFileSystem(OldFileSystem):
    """One without nameless files, links and extended attributes, such as that of a memory stick."""

    def link(self, old, new, *, folder):
        raise OSError(errno.EPERM, "")

    def attributes(self, descriptor):
        raise OSError(errno.ENOTSUP, "")


class WithoutProc(FileOperations):
    """A machine where an open file cannot be named by its descriptor."""

    def link(self, old, new, *, folder):
        if old.startswith("/proc"):
            raise OSError(errno.ENOENT, "")
        super().link(old, new, folder=folder)


class ForeignOwner(FileOperations):
    """A user who may not give files away."""

    def fchown(self, descriptor, user, group):
        raise PermissionError(errno.EPERM, "")


class LockedFolder(FileOperations):
    """A folder in which this user can make no file, given by name."""

    def __init__(self, name):
        self.name = name

    def open(self, path, flags, mode=0o600, *, folder=None):
        base = str(Path(f"/proc/self/fd/{folder}").resolve()) if folder is not None else str(path)
        made = flags & os.O_CREAT or (UNNAMED is not None and flags & UNNAMED == UNNAMED)
        if made and self.name in base:
            raise PermissionError(errno.EACCES, "")
        return super().open(path, flags, mode, folder=folder)


SYSTEMS = [FileOperations, OldFileSystem, PoorFileSystem, WithoutProc]


@pytest.mark.parametrize("system", SYSTEMS)
@given(before=TEXTS, after=TEXTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_saved_is_what_is_read_to_the_byte(tmp_path, system, before, after):
    path = tmp_path / "review.md"
    path.write_bytes(before.encode())
    loaded = load(path)
    stamp = save(path, loaded.text, loaded.stamp, operations=system())
    assert path.read_bytes() == before.encode()
    stamp = save(path, after, stamp, operations=system())
    assert path.read_bytes() == after.encode()
    assert stamp == load(path).stamp
    assert names(tmp_path) == ["review.md"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_new_file_is_for_its_user_alone_whatever_the_umask(folder, state, umask, system):
    save(folder / "review.md", "text", None, state=state, operations=system())
    assert mode(folder / "review.md") == 0o600
    assert (folder / "review.md").stat().st_nlink == 1


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o644, 0o664, 0o755])
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_file_keeps_its_mode_whatever_the_umask(folder, umask, kept, system):
    path = folder / "review.md"
    path.write_text("old")
    path.chmod(kept)
    assert save(path, "new", load(path).stamp, operations=system()).mode == kept
    assert (mode(path), path.read_text()) == (kept, "new")


def test_the_new_file_is_private_while_it_is_written(folder):
    path = folder / "review.md"
    path.write_text("old")
    path.chmod(0o644)
    seen = []

    class Watching(OldFileSystem):
        def write(self, descriptor, data, at=None):
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return super().write(descriptor, data, at)

    save(path, "new", load(path).stamp, operations=Watching())
    assert seen == [0o600]


def test_extended_attributes_and_access_lists_are_kept(folder):
    path = folder / "review.md"
    path.write_text("old")
    everyone = 0xFFFFFFFF
    entries = ((0x01, 6, everyone), (0x02, 4, 4711), (0x04, 0, everyone), (0x10, 4, everyone), (0x20, 0, everyone))
    acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    os.setxattr(path, "user.case", b"17")
    os.setxattr(path, "system.posix_acl_access", acl)
    before = mode(path)
    save(path, "new", load(path).stamp)
    assert os.getxattr(path, "user.case") == b"17"
    assert os.getxattr(path, "system.posix_acl_access") == acl
    assert (mode(path), path.read_text()) == (before, "new")


def test_a_default_access_list_of_the_folder_does_not_widen_a_file_that_had_none(folder):
    path = folder / "review.md"
    path.write_text("old")
    path.chmod(0o640)
    everyone = 0xFFFFFFFF
    entries = ((0x01, 6, everyone), (0x02, 6, 4711), (0x04, 6, everyone), (0x10, 6, everyone), (0x20, 4, everyone))
    default = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    os.setxattr(folder, "system.posix_acl_default", default)
    save(path, "new", load(path).stamp)
    assert os.listxattr(path) == []
    assert mode(path) == 0o640
    save(folder / "other.md", "new", None)
    assert mode(folder / "other.md") == 0o600


def test_a_lost_attribute_is_noted_and_a_lost_access_list_is_not_lost(folder, state):
    path = folder / "review.md"
    path.write_text("old")

    class Forgetful(FileOperations):
        def __init__(self, name):
            self.name = name

        def attributes(self, descriptor):
            return [self.name]

        def attribute(self, descriptor, name):
            return b"value"

        def set_attribute(self, descriptor, name, value):
            raise OSError(errno.ENOTSUP, "")

        def remove_attribute(self, descriptor, name):
            pass

    stamp = save(path, "new", load(path).stamp, operations=Forgetful("user.case"))
    assert len(stamp.notes) == 1
    assert "attributes" in stamp.notes[0]
    inode = path.stat().st_ino
    stamp = save(path, "newer", stamp, state=state, operations=Forgetful("system.posix_acl_access"))
    assert path.read_text() == "newer"
    assert path.stat().st_ino == inode
    assert "in place" in stamp.notes[0]
    assert save(path, "newest", stamp, operations=Forgetful("security.selinux")).notes == ()


def test_a_link_is_followed_and_stays_a_link(folder):
    (folder / "kept").mkdir()
    (folder / "kept" / "review.md").write_text("old")
    link = folder / "link.md"
    link.symlink_to("kept/review.md")
    stamp = save(link, "new", load(link).stamp)
    assert link.is_symlink()
    assert (folder / "kept" / "review.md").read_text() == "new"
    assert stamp == load(folder / "kept" / "review.md").stamp


def test_a_link_to_nothing_gets_its_file(folder):
    link = folder / "link.md"
    link.symlink_to("later.md")
    save(link, "new", None)
    assert link.is_symlink()
    assert (folder / "later.md").read_text() == "new"


@pytest.mark.parametrize("texts", [("old", "new and longer"), ("old and longer", "new"), ("", "new"), ("old", "")])
def test_a_hard_link_keeps_its_other_names(folder, state, texts):
    path, other = folder / "review.md", folder / "other.md"
    path.write_text(texts[0])
    os.link(path, other)
    stamp = save(path, texts[1], load(path).stamp, state=state)
    assert path.samefile(other)
    assert other.read_text() == texts[1]
    assert "in place" in stamp.notes[0]
    assert stamp == load(path).stamp
    assert RecoveryStore(state).files(path) == (), "the copy made before is no longer needed"


def test_before_a_file_is_written_in_place_there_is_a_whole_copy(folder, state):
    path = folder / "review.md"
    path.write_text("old")
    os.link(path, folder / "other.md")
    seen = []

    class Watching(FileOperations):
        def write(self, descriptor, data, at=None):
            if os.fstat(descriptor).st_ino == path.stat().st_ino:
                seen.append(RecoveryStore(state).newest(path).text)
            return super().write(descriptor, data, at)

    save(path, "new text", load(path).stamp, state=state, operations=Watching())
    assert seen
    assert set(seen) == {"new text"}


def test_without_a_copy_nothing_is_written_in_place(folder, state):
    path = folder / "review.md"
    path.write_text("old")
    os.link(path, folder / "other.md")
    state.parent.mkdir()
    state.write_text("no folder")

    class Nowhere(FileOperations):
        def open(self, path, flags, mode=0o600, *, folder=None):
            if flags & os.O_CREAT:
                raise OSError(errno.ENOSPC, "")
            return super().open(path, flags, mode, folder=folder)

    with pytest.raises(NotSavedError) as caught:
        save(path, "new", load(path).stamp, state=state, operations=Nowhere())
    assert "copy" in caught.value.hint
    assert path.read_text() == "old"


def test_the_file_of_another_owner_keeps_its_owner(folder, state):
    path = folder / "review.md"
    path.write_text("old")
    if os.geteuid() == 0:
        os.chown(path, 4711, 4712)
    else:
        path.chmod(0o644)
    before = path.stat()
    save(path, "new", load(path).stamp, state=state)
    assert (path.stat().st_uid, path.stat().st_gid) == (before.st_uid, before.st_gid)
    if os.geteuid() == 0:
        inode = path.stat().st_ino
        save(path, "newer", load(path).stamp, state=state, operations=ForeignOwner())
        assert (path.stat().st_uid, path.stat().st_ino, path.read_text()) == (4711, inode, "newer")


def test_a_folder_in_which_no_file_can_be_made(folder, state):
    path = folder / "review.md"
    path.write_text("old")
    inode = path.stat().st_ino
    stamp = save(path, "new", load(path).stamp, state=state, operations=LockedFolder("reviews"))
    assert (path.read_text(), path.stat().st_ino) == ("new", inode)
    assert stamp == load(path).stamp


def test_a_file_on_which_another_file_system_is_mounted(folder, state):
    path = folder / "review.md"
    path.write_text("old")

    class Mounted(FileOperations):
        def rename(self, old, new, *, folder):
            raise OSError(errno.EBUSY, "")

    save(path, "new", load(path).stamp, state=state, operations=Mounted())
    assert path.read_text() == "new"
    assert names(folder) == ["review.md"]


ORDINARY_SAVE = """
import sys
from pathlib import Path
from imr_tui.errors import ImrError
path, state = map(Path, sys.argv[1:3])
try:
    stamp = files.save(path, "new", files.load(path).stamp, state=state, force="force" in sys.argv)
except ImrError as error:
    print(type(error).__name__, error)
else:
    print("saved", *stamp.notes)
"""


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def as_nobody(open_folder):
    """A file in a folder that an ordinary user cannot write to, and a state folder that he can."""
    place, state = open_folder / "reviews", open_folder / "state"
    place.mkdir()
    state.mkdir()
    path = place / "review.md"
    path.write_text("old")
    if os.geteuid() == 0:
        for owned in (state, path):
            os.chown(owned, 65534, 65534)
    place.chmod(0o555)
    yield path, state
    place.chmod(0o755)


def test_a_read_only_folder_and_a_file_that_can_be_written(run, as_nobody):
    path, state = as_nobody
    output, errors = run(ORDINARY_SAVE, path, state, ordinary=True).communicate(timeout=60)
    assert output.startswith("saved The file was written in place"), errors
    assert path.read_text() == "new"


def test_a_read_only_file_is_not_written(run, as_nobody):
    path, state = as_nobody
    path.chmod(0o444)
    output, errors = run(ORDINARY_SAVE, path, state, ordinary=True).communicate(timeout=60)
    assert output.startswith("NotSavedError The file is read-only."), errors
    output, errors = run(ORDINARY_SAVE, path, state, "force", ordinary=True).communicate(timeout=60)
    assert output.startswith("NotSavedError The review was not saved. You do not have permission."), errors
    assert path.read_text() == "old"


def test_a_read_only_file_in_ones_own_folder_is_written_only_by_force(run, as_nobody):
    path, state = as_nobody
    path.chmod(0o444)
    path.parent.chmod(0o777)
    output, errors = run(ORDINARY_SAVE, path, state, ordinary=True).communicate(timeout=60)
    assert output.startswith("NotSavedError The file is read-only."), errors
    output, errors = run(ORDINARY_SAVE, path, state, "force", ordinary=True).communicate(timeout=60)
    assert output.startswith("saved"), errors
    assert (path.read_text(), mode(path)) == ("new", 0o444)


def conflict(path, text, stamp, **named):
    with pytest.raises(ConflictError) as caught:
        save(path, text, stamp, **named)
    assert caught.value.exit_status == ExitStatus.LOCKED_OR_CHANGED
    return caught.value


def test_a_file_that_was_changed_is_left_alone(folder):
    path = folder / "review.md"
    path.write_text("old")
    stamp = load(path).stamp
    path.write_text("CANARY of someone else")
    error = conflict(path, "mine", stamp)
    assert "CANARY" not in str(error)
    assert path.read_text() == "CANARY of someone else"
    assert names(folder) == ["review.md"]
    assert save(path, "mine", stamp, force=True) == load(path).stamp
    assert path.read_text() == "mine"


def test_a_change_that_hides_behind_size_and_time_is_seen(folder):
    path = folder / "review.md"
    path.write_text("old")
    stamp = load(path).stamp
    path.write_text("ODD")
    os.utime(path, ns=(stamp.modified, stamp.modified))
    conflict(path, "mine", stamp)
    assert path.read_text() == "ODD"


def test_a_file_that_was_replaced_is_left_alone(folder):
    path, other = folder / "review.md", folder / "other.md"
    path.write_text("old")
    stamp = load(path).stamp
    other.write_text("theirs")
    other.rename(path)
    conflict(path, "mine", stamp)
    assert path.read_text() == "theirs"


def test_a_file_that_was_only_touched_or_replaced_by_the_same_text_is_saved(folder):
    path, other = folder / "review.md", folder / "other.md"
    path.write_text("old")
    stamp = load(path).stamp
    os.utime(path, (time.time() + 5, time.time() + 5))
    stamp = save(path, "new", stamp)
    other.write_text("new")
    other.chmod(0o640)
    other.rename(path)
    save(path, "newer", stamp)
    assert (path.read_text(), mode(path)) == ("newer", 0o640)


def test_a_file_that_vanished_is_written_anew_and_said_so(folder):
    path = folder / "review.md"
    path.write_text("old")
    stamp = load(path).stamp
    path.unlink()
    stamp = save(path, "new", stamp)
    assert (path.read_text(), mode(path)) == ("new", 0o600)
    assert "written anew" in stamp.notes[0]
    assert save(path, "newer", stamp).notes == ()


def test_a_file_where_none_was_expected_is_left_alone(folder):
    path = folder / "review.md"
    path.write_text("theirs")
    conflict(path, "mine", None)
    assert path.read_text() == "theirs"
    save(path, "mine", None, force=True)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_file_that_appears_at_the_last_moment_is_left_alone(folder, system):
    path = folder / "review.md"

    class Meanwhile(system):
        def fsync(self, descriptor):
            if not path.exists():
                path.write_text("theirs")
            super().fsync(descriptor)

    conflict(path, "mine", None, operations=Meanwhile())
    assert path.read_text() == "theirs"
    assert names(folder) == ["review.md"]


@pytest.mark.parametrize("links", [1, 2])
def test_a_file_that_changes_at_the_last_moment_is_left_alone(folder, state, links):
    path = folder / "review.md"
    path.write_text("old")
    if links == 2:
        os.link(path, folder / "other.md")
    stamp = load(path).stamp

    class Meanwhile(FileOperations):
        def fsync(self, descriptor):
            path.write_text("theirs, and longer")
            super().fsync(descriptor)

    conflict(path, "mine", stamp, state=state, operations=Meanwhile())
    assert path.read_text() == "theirs, and longer"
    assert sorted(names(folder)) == sorted(["review.md", "other.md"][:links])
    assert RecoveryStore(state).files(path) == ()


def test_the_stamp_of_a_save_is_the_measure_of_the_next(folder):
    path = folder / "review.md"
    stamp = save(path, "one", None)
    for text in ("two", "three", "three", "four"):
        stamp = save(path, text, stamp)
    path.write_text("theirs")
    conflict(path, "five", stamp)
    with pytest.raises(ConflictError):
        save(path, "five", replace(stamp, sha256="0" * 64))


def test_the_folder_is_gone(folder):
    path = folder / "review.md"
    path.write_text("old")
    stamp = load(path).stamp
    folder.rename(folder.parent / "moved")
    with pytest.raises(NotSavedError) as caught:
        save(path, "new", stamp)
    assert caught.value.reason == errno.ENOENT
    assert "folder is not there" in caught.value.detail


def test_a_folder_or_a_pipe_is_no_place_for_a_document(folder):
    os.mkfifo(folder / "pipe.md")
    for path in (folder, folder / "pipe.md"):
        with pytest.raises(InputError):
            save(path, "text", None, force=True)
    assert stat.S_ISFIFO((folder / "pipe.md").stat().st_mode)


def test_half_a_character_is_refused_without_the_text(folder):
    path = folder / "review.md"
    path.write_text("old")
    with pytest.raises(InputError) as caught:
        save(path, "CANARY\n\ud800", load(path).stamp)
    assert "Line 2" in caught.value.detail
    assert "CANARY" not in str(caught.value)
    assert caught.value.__context__ is None, "the encoding error would carry the document with it"
    assert path.read_text() == "old"


def test_a_large_file(folder):
    path = folder / "review.md"
    text = "A line of the review, \N{POUND SIGN} 5.\r\n" * 150_000
    stamp = save(path, text, None)
    assert load(path).text == text
    grown = text + text
    stamp = save(path, grown, stamp)
    assert path.read_bytes() == grown.encode()
    assert "5 MB" in stamp.notes[0]
