"""What a style of Rich's carries along, kept without the module that keeps any object there is."""

from __future__ import annotations

import marshal
import os
from typing import cast

from imr_tui.sparing import real

_PICKLED = b"\x80"
# Of the first format: what is equal is kept in the same bytes, and styles are told apart by these.
_FORMAT = 0


def dumps(what: object) -> bytes:
    """An object as bytes."""
    try:
        return marshal.dumps(what, _FORMAT)  # type: ignore[arg-type]  # what cannot be put so is refused
    except ValueError:
        return cast("bytes", real("pickle").dumps(what))


def loads(data: bytes) -> object:
    """The object that was made into these bytes."""
    if data.startswith(_PICKLED):
        found: object = real("pickle").loads(data)
        return found
    return marshal.loads(data)  # noqa: S302 - made above, in this process


def getrandbits(count: int) -> int:
    """A number of so many bits: for telling links apart."""
    return int.from_bytes(os.urandom((count + 7) // 8), "little") >> -count % 8
