"""What a recovery snapshot looks like on disk: a line of marks, a header, the whole text; and a hash over it all.

    imr-tui recovery 1 <hash of all that follows this line>
    {"document": …, "when": …, "turn": …}
    the text, in UTF-8

A file that was torn by a crash fails its hash and counts as none.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from imr_tui.storage.stamp import digest

_MARK = b"imr-tui recovery 1 "
_NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class RecoveredText:
    """A text that was kept for recovery.

    `key` is the document's name in the recovery folder, `document` its path (None for one that was never
    named), `when` the moment of the snapshot in UTC, `file` where the snapshot lies.
    """

    text: str
    key: str
    document: Path | None
    when: datetime
    file: Path
    turn: int


def encode_snapshot(text: str, key: str, document: Path | None, when: int, turn: int) -> bytes:
    """A snapshot as bytes; `when` is in nanoseconds since 1970, `turn` counts a session's snapshots."""
    header = {"key": key, "document": None if document is None else os.fspath(document), "when": when, "turn": turn}
    # A stray half of a surrogate pair cannot be saved, but it is no reason to lose the rest.
    sealed = json.dumps(header).encode("ascii") + b"\n" + text.encode("utf-8", "surrogatepass")
    return _MARK + digest(sealed).encode("ascii") + b"\n" + sealed


def decode_snapshot(data: bytes, file: Path) -> RecoveredText | None:
    """The text of a snapshot read from `file`; None where it is torn or none of ours."""
    first, _, sealed = data.partition(b"\n")
    if not first.startswith(_MARK) or first[len(_MARK) :] != digest(sealed).encode("ascii"):
        return None
    head, _, body = sealed.partition(b"\n")
    try:
        header = json.loads(head)
        document = header["document"]
        return RecoveredText(
            text=body.decode("utf-8", "surrogatepass"),
            key=str(header["key"]),
            document=None if document is None else Path(document),
            when=datetime.fromtimestamp(int(header["when"]) / _NANOSECONDS, tz=UTC),
            file=file,
            turn=int(header["turn"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None
