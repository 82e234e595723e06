import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.storage.operations import DISK, READ, FileOperations, read_fully, write_fully


class Short(FileOperations):
    """Takes as many bytes at a time as it was told."""

    def __init__(self, sizes):
        self.sizes = sizes
        self.taken = bytearray()

    def write(self, descriptor, data, at=None):
        size = self.sizes[len(self.taken) % len(self.sizes)]
        piece = bytes(data[:size])
        if at is not None:
            assert at == len(self.taken)
        self.taken += piece
        return len(piece)


@given(data=st.binary(max_size=300), sizes=st.lists(st.integers(1, 50), min_size=1, max_size=9), place=st.booleans())
def test_short_writes_are_gone_on_with(data, sizes, place):
    short = Short(sizes)
    write_fully(short, 3, data, 0 if place else None)
    assert bytes(short.taken) == data


def test_a_write_that_takes_nothing_is_an_error_and_no_endless_loop():
    with pytest.raises(OSError, match="error") as caught:
        write_fully(Short([0]), 3, b"text")
    assert caught.value.errno == errno.EIO


def test_reading_stops_a_little_past_the_limit(tmp_path):
    (tmp_path / "f").write_bytes(b"x" * 3_000_000)
    descriptor = os.open(tmp_path / "f", READ)
    assert 10 < len(read_fully(DISK, descriptor, 10)) < 3_000_000
    os.lseek(descriptor, 0, os.SEEK_SET)
    assert len(read_fully(DISK, descriptor)) == 3_000_000
    os.close(descriptor)
