import errno
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import write_new
from imr_tui.storage.operations import FileOperations


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


@given(data=st.binary(max_size=200), old=st.none() | st.binary(max_size=50))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_bytes_arrive(tmp_path, data, old):
    path = tmp_path / "review.docx"
    path.unlink(missing_ok=True)
    if old is not None:
        path.write_bytes(old)
    write_new(path, data, replace=old is not None)
    assert path.read_bytes() == data
    assert names(tmp_path) == ["review.docx"]


def test_an_export_is_for_its_user_alone(folder, umask):
    path = folder / "review.docx"
    write_new(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    write_new(path, b"two", replace=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_is_not_replaced_unasked(folder):
    path = folder / "review.docx"
    path.write_bytes(b"old")
    with pytest.raises(InputError) as caught:
        write_new(path, b"new")
    assert caught.value.exit_status == ExitStatus.UNUSABLE
    assert caught.value.hint
    assert path.read_bytes() == b"old"
    assert names(folder) == ["review.docx"]


def test_a_folder_is_never_replaced(folder):
    for replace in (False, True):
        with pytest.raises(InputError) as caught:
            write_new(folder, b"new", replace=replace)
        assert caught.value.title == "That is a folder"


def test_a_link_is_followed(folder):
    (folder / "real.docx").write_bytes(b"old")
    (folder / "link.docx").symlink_to("real.docx")
    with pytest.raises(InputError):
        write_new(folder / "link.docx", b"new")
    write_new(folder / "link.docx", b"new", replace=True)
    assert (folder / "link.docx").is_symlink()
    assert (folder / "real.docx").read_bytes() == b"new"


def test_a_folder_that_is_not_there_or_cannot_be_written(folder):
    with pytest.raises(NotSavedError) as caught:
        write_new(folder / "none" / "review.docx", b"new")
    assert caught.value.reason == errno.ENOENT

    class Locked(FileOperations):
        def open(self, path, flags, mode=0o600, *, folder=None):
            if folder is not None:
                raise PermissionError(errno.EACCES, "")
            return super().open(path, flags, mode, folder=folder)

    (folder / "review.docx").write_bytes(b"old")
    with pytest.raises(NotSavedError) as caught:
        write_new(folder / "review.docx", b"new", replace=True, operations=Locked())
    assert caught.value.reason == errno.EACCES
    assert (folder / "review.docx").read_bytes() == b"old"
