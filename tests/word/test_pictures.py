import struct
import zlib

import pytest

from imr_tui.word.pictures import MOST_BYTES, bare_picture, find_picture


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(b"\0" + b"\x88" * 3 * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", 300, 400) + b"\x03" * 12


def test_a_picture_is_printed_in_its_size_or_scaled_to_the_page():
    small = find_picture({"a.png": png(96, 48)}, "a.png")
    large = find_picture({"a.png": png(4000, 1000)}, "a.png")

    assert small is not None
    assert large is not None
    assert (small.width, small.height) == (2.54, 1.27)
    assert (large.width, large.height) == (14.5, 3.62)
    assert small.address.startswith("data:image/png;base64,")


def test_a_jpeg_is_measured_by_its_frame():
    found = find_picture({"a b.jpg": JPEG}, "a%20b.jpg")

    assert found is not None
    assert found.width / found.height == pytest.approx(4 / 3, abs=0.01)
    assert found.address.startswith("data:image/jpeg;")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"GIF89a" + b"\0" * 40,
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        png(1, 1)[:12] + b"IHDR" + struct.pack(">II", 0, 5) + b"\0" * 20,
        png(1, 1)[:12] + b"IHDR" + struct.pack(">II", 90000, 90000) + b"\0" * 20,
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0\x00\x00" * 3,
        JPEG[:14],
        b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES,
    ],
)
def test_what_is_no_sound_picture_is_none(data):
    assert find_picture({"a.png": data}, "a.png") is None


def test_a_path_that_was_not_read_is_none():
    assert find_picture({"a.png": png(2, 2)}, "../a.png") is None


def test_what_a_camera_wrote_beside_the_picture_stays_behind():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    whole = png(8, 8)
    at = whole.index(b"IDAT") - 4
    told = chunk(b"tEXt", b"Author\0Ann Carter") + chunk(b"eXIf", b"MM\0*GPS 52.1") + chunk(b"iTXt", b"Ann")
    assert bare_picture(whole[:at] + told + whole[at:] + b"Ann after the end") == whole

    exif = b"\xff\xe1\x00\x0eExif\0\0Carter"
    comment = b"\xff\xfe\x00\x08Carter"
    body = JPEG[2:] + b"\xff\xda\x00\x04ab\x12\x34\xff\xd9"
    assert bare_picture(b"\xff\xd8" + exif + comment + body) == b"\xff\xd8" + body.replace(
        b"\xff\xff\xff\xc0", b"\xff\xc0"
    )
