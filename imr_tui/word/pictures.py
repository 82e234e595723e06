"""Pictures of the document's folder: which kinds are taken, how large they are printed."""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping
from urllib.parse import unquote

from imr_tui.dataclass import dataclass

MOST_BYTES = 10 * 1024 * 1024
_DOTS_PER_CM = 96 / 2.54
_WIDEST_CM, _TALLEST_CM = 14.5, 19.0
_MOST_DOTS = 20000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
# What makes the picture; everything else in the file only speaks of it.
_PNG_SHOWN = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"IDAT", b"IEND"}
)
_JPEG_TOLD = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to print: its data: address and its size in centimetres."""

    address: str
    width: float
    height: float


def find_picture(images: Mapping[str, bytes], path: str) -> Picture | None:
    """The picture that the text names; None where it is not there, no PNG or JPEG, too large or damaged."""
    data = images.get(path, images.get(unquote(path)))
    if data is None or len(data) > MOST_BYTES:
        return None
    kind, size = ("image/png", _png_size(data)) if data.startswith(_PNG) else ("image/jpeg", _jpeg_size(data))
    if size is None or not all(0 < side <= _MOST_DOTS for side in size):
        return None
    data = bare_picture(data)
    width, height = size[0] / _DOTS_PER_CM, size[1] / _DOTS_PER_CM
    scale = min(1.0, _WIDEST_CM / width, _TALLEST_CM / height)
    address = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    return Picture(address, round(width * scale, 2), round(height * scale, 2))


def bare_picture(data: bytes) -> bytes:
    """A picture without what a camera or a program wrote beside it: place, owner, time, comments."""
    return _bare_png(data) if data.startswith(_PNG) else _bare_jpeg(data)


def _bare_png(data: bytes) -> bytes:
    kept = [_PNG]
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + struct.unpack(">I", data[at : at + 4])[0]
        if data[at + 4 : at + 8] in _PNG_SHOWN:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes:
    kept = [_JPEG]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004  every marker begins so
        marker = data[at + 1]
        if marker == 0xDA:  # noqa: PLR2004  from here on there is the picture itself
            break
        if marker in _JPEG_BARE or marker == 0xFF:  # noqa: PLR2004  a fill byte
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004  as above
            continue
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker not in _JPEG_TOLD:
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))


def _png_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or len(data) < 24:  # noqa: PLR2004  the header's length
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from a JPEG's frame header."""
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004  every marker begins so
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004  a fill byte
            at += 1
        elif marker in _JPEG_BARE:
            at += 2
        elif marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None
