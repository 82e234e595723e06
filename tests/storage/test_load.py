import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.files import NotUtf8Error, load, load_western
from imr_tui.storage.operations import FileOperations
from imr_tui.storage.stamp import digest


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf# Title\r\n",
        "one\r\ntwo\nthree\rfour\u2028five\x0b\x0c\x85".encode(),
        "no end of line \N{POUND SIGN}".encode(),
    ],
)
def test_text_is_decoded_as_it_stands(tmp_path, data):
    path = tmp_path / "review.md"
    path.write_bytes(data)
    loaded = load(path)
    assert loaded.text.encode() == data
    assert (loaded.path, loaded.size, loaded.warning) == (path, len(data), "")
    status = path.stat()
    stamp = loaded.stamp
    assert (stamp.device, stamp.inode, stamp.size) == (status.st_dev, status.st_ino, len(data))
    assert (stamp.modified, stamp.mode, stamp.sha256) == (status.st_mtime_ns, status.st_mode & 0o7777, digest(data))


def test_a_byte_order_mark_is_the_first_code_point(tmp_path):
    (tmp_path / "review.md").write_bytes(b"\xef\xbb\xbf# Title\n")
    assert load(tmp_path / "review.md").text == "\ufeff# Title\n"


@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_exactly_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(data)
    try:
        loaded = load(path)
    except InputError:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return
        assert b"\0" in data
    else:
        assert loaded.text.encode() == data


def refusal(path, **named):
    with pytest.raises(InputError) as caught:
        load(path, **named)
    error = caught.value
    assert error.exit_status == ExitStatus.UNUSABLE
    assert error.title
    assert error.detail.endswith(".")
    assert error.hint.endswith(".")
    return error


def test_no_such_file(tmp_path):
    assert refusal(tmp_path / "none.md").title == "No such file"
    (tmp_path / "link.md").symlink_to(tmp_path / "none.md")
    assert refusal(tmp_path / "link.md").title == "No such file"


def test_a_folder(tmp_path):
    assert refusal(tmp_path).title == "That is a folder"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert refusal(tmp_path / "pipe.md").title == "Not a file"


def test_a_circle_of_links(tmp_path):
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    assert "circle" in refusal(tmp_path / "a.md").detail


def test_bytes_that_are_not_utf8_are_named_by_offset_and_line(tmp_path):
    (tmp_path / "review.md").write_bytes("Première ligne é\nCANARY ".encode() + b"\xa3 5\n")
    error = refusal(tmp_path / "review.md")
    assert error.title == "The file is not UTF-8 text"
    assert "offset 26, on line 2" in error.detail
    assert "CANARY" not in str(error)
    assert error.__context__ is None, "the decoding error would carry the bytes of the document"


def test_what_is_not_utf8_can_be_looked_at_as_an_older_program_wrote_it(tmp_path):
    (tmp_path / "review.md").write_bytes("Zoë £5\n".encode("cp1252") + "Zoë £5\n".encode() + b"\x81\xe2\x82")
    with pytest.raises(NotUtf8Error) as caught:
        load(tmp_path / "review.md")
    assert (caught.value.offset, caught.value.line) == (2, 1)
    assert load_western(tmp_path / "review.md").text == "Zoë £5\nZoë £5\n\ufffdâ‚"
    (tmp_path / "review.md").write_bytes(b"\xe9" * 1_000_000)
    assert load_western(tmp_path / "review.md").text == "é" * 1_000_000


@pytest.mark.parametrize("data", [b"CANARY\xe9\0", b"\xe9" * 5_000_001])
def test_to_look_at_a_file_does_not_go_past_the_other_limits(tmp_path, data):
    (tmp_path / "review.md").write_bytes(data)
    with pytest.raises(InputError):
        load_western(tmp_path / "review.md")


def test_a_nul_byte(tmp_path):
    (tmp_path / "review.md").write_bytes(b"CANARY\0")
    error = refusal(tmp_path / "review.md")
    assert "NUL byte at offset 6" in error.detail
    assert "CANARY" not in str(error)


@pytest.mark.parametrize(("size", "warned"), [(1_000_000, False), (1_000_001, True), (5_000_000, True)])
def test_a_large_file_is_warned_of(tmp_path, size, warned):
    (tmp_path / "review.md").write_bytes(b"x" * size)
    loaded = load(tmp_path / "review.md")
    assert loaded.size == size
    assert bool(loaded.warning) == warned


def test_a_file_of_more_than_5_mb_is_refused(tmp_path):
    with (tmp_path / "review.md").open("wb") as stream:
        stream.truncate(5_000_001)
    assert refusal(tmp_path / "review.md").title == "The file is too large"


def test_a_file_that_grows_past_the_limit_while_it_is_read(tmp_path):
    (tmp_path / "review.md").write_bytes(b"x")

    class Growing(FileOperations):
        def read(self, descriptor, count):
            return b"x" * count

    assert refusal(tmp_path / "review.md", operations=Growing()).title == "The file is too large"


def test_a_file_that_is_written_while_it_is_read_is_read_again(tmp_path):
    path = tmp_path / "review.md"
    path.write_bytes(b"old text\n")

    class Meanwhile(FileOperations):
        reads = 0

        def read(self, descriptor, count):
            self.reads += 1
            piece = super().read(descriptor, count)
            if self.reads == 1:
                path.write_bytes(b"new text, longer\n")
            return piece

    loaded = load(path, operations=Meanwhile())
    assert loaded.text == "new text, longer\n"
    assert loaded.stamp.size == len(loaded.text)


def test_a_file_without_permission(run, open_folder):
    path = open_folder / "review.md"
    path.write_text("text")
    path.chmod(0o000)
    lines = (
        "import sys; from pathlib import Path; from imr_tui.storage.files import load; from imr_tui.errors import *\n"
        "try: load(Path(sys.argv[1]))\nexcept InputError as e: print(e)"
    )
    output, errors = run(lines, path, ordinary=True).communicate(timeout=60)
    assert "You do not have permission." in output, errors


def test_every_reading_error_is_explained(tmp_path, faulty, reason, failure_of):
    path = tmp_path / "review.md"
    path.write_text("CANARY text")
    nth = 1
    while True:
        operations = faulty(nth, reason)
        error = failure_of(load, path, operations=operations)
        if error is not None:
            assert error.title == "The file cannot be read"
            assert "CANARY" not in str(error)
        else:
            assert not operations.reached or operations.calls[nth - 1] == "close"
        if not operations.reached:
            break
        nth += 1
    assert nth > 3
