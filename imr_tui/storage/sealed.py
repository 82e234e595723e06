"""A text in a file of ours that tells by itself whether it is whole: a mark with hash and length, a header, the text.

    <mark> <hash of what follows this line> <its length in bytes>
    {… the header, one line of JSON …}
    the text, in UTF-8

NUL bytes may follow, room on the disk that is kept for a longer text. A file that was torn by a crash fails its hash
and counts as none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.storage.stamp import digest

_NANOSECONDS = 1_000_000_000
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sealed file held: the header's values, whatever they are, and the text."""

    header: Mapping[str, Any]
    text: str


def seal(mark: str, header: Mapping[str, object], text: str) -> bytes:
    """The file as bytes; `mark` says what it is, the header's values are what JSON can hold."""
    return b"".join(sealed_pieces(mark, header, (text,)))


def sealed_pieces(mark: str, header: Mapping[str, object], text: Iterable[str]) -> Sequence[bytes]:
    """The same in pieces, from a text in pieces: nowhere is the whole of it put together."""
    # A stray half of a surrogate pair cannot be saved, but it is no reason to lose the rest.
    sealed = [json.dumps(header).encode("ascii") + b"\n", *(piece.encode("utf-8", "surrogatepass") for piece in text)]
    first = f"{mark} {digest(*sealed)} {sum(map(len, sealed))}\n"
    return [first.encode("ascii"), *sealed]


def unseal(mark: str, data: bytes) -> Sealed | None:
    """What a file of that mark holds; None where it is torn or none of ours."""
    first, _, rest = data.partition(b"\n")
    length = first.rpartition(b" ")[2]
    sealed = rest[: int(length)] if length.isdigit() and len(length) <= _MOST_DIGITS else b""
    if first != f"{mark} {digest(sealed)} {len(sealed)}".encode("ascii") or rest[len(sealed) :].strip(b"\0"):
        return None
    head, _, body = sealed.partition(b"\n")
    try:
        header = json.loads(head)
        text = body.decode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return None
    return Sealed(header, text) if isinstance(header, Mapping) else None


def moment(nanoseconds: object) -> datetime:
    """The moment in UTC of a header's nanoseconds since 1970; the errors of `datetime`, or TypeError, where it is none."""
    if not isinstance(nanoseconds, int):
        raise TypeError
    return datetime.fromtimestamp(nanoseconds / _NANOSECONDS, tz=UTC)
