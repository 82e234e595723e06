from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.tui import late

from .reviews import REVIEW


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("named", [True, False])
def test_the_word_file_holds_the_pictures_that_lie_beside_the_review(tmp_path: Path, *, named: bool) -> None:
    (tmp_path / "plan.png").write_bytes(png())
    rules = load_rules()
    made = late.word_file(
        analyse(f"{REVIEW}\n\n![Plan of the house](plan.png)\n", rules),
        rules,
        tmp_path / "review.md" if named else None,
    )
    pictures = [name for name in ZipFile(BytesIO(made)).namelist() if name.endswith(".png")]
    assert len(pictures) == int(named)
