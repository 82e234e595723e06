"""What a recovery snapshot looks like on disk: a sealed file whose header names document, moment and turn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.storage.sealed import moment, sealed_pieces, unseal

_MARK = "imr-tui recovery 1"


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


def encode_snapshot(
    text: str | Iterable[str], key: str, document: Path | None, when: int, turn: int
) -> Sequence[bytes]:
    """A snapshot in pieces; `text` may be in pieces too. `when` is in nanoseconds since 1970, `turn` counts a session's snapshots."""
    named = None if document is None else os.fspath(document)
    header = {"key": key, "document": named, "when": when, "turn": turn}
    return sealed_pieces(_MARK, header, (text,) if isinstance(text, str) else text)


def decode_snapshot(data: bytes, file: Path) -> RecoveredText | None:
    """The text of a snapshot read from `file`; None where it is torn or none of ours."""
    sealed = unseal(_MARK, data)
    if sealed is None:
        return None
    try:
        document = sealed.header["document"]
        return RecoveredText(
            text=sealed.text,
            key=str(sealed.header["key"]),
            document=None if document is None else Path(document),
            when=moment(sealed.header["when"]),
            file=file,
            turn=int(sealed.header["turn"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None
