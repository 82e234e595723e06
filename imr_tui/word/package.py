"""A Word file as its parts: read with limits, written the same way every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from imr_tui.errors import InputError

CONTENT_TYPES = "[Content_Types].xml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MOST_MEMBERS = 2000
_MOST_BYTES = 200 * 1024 * 1024


def read_package(data: bytes, *, most_bytes: int = _MOST_BYTES) -> dict[str, bytes]:
    """The parts of a Word file by name.

    Raises InputError where it is no such file, has too many parts or unpacks to more than `most_bytes`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [member for member in package.infolist() if not member.is_dir()]
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > most_bytes:
                raise _unusable("It unpacks to more than this program reads.")
            parts = {member.filename: package.read(member) for member in members}
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise _unusable("It is not a Word file (.docx), or it is damaged.") from error
    if CONTENT_TYPES not in parts or "word/document.xml" not in parts:
        raise _unusable("It is not a Word file (.docx).")
    return parts


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file: the same parts always give the same bytes."""
    out = io.BytesIO()
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, not name.startswith("_rels/"), name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in names:
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            package.writestr(member, parts[name])
    return out.getvalue()


def _unusable(detail: str) -> InputError:
    return InputError("The Word file cannot be used", detail, "Choose a file that Word has saved as .docx.")
