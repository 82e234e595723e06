"""What is remembered of reviews between sessions: where one left, and how far the review was. No word of any text.

`reviews.json` in the state folder, readable by this user alone, has an entry a review, named by a hash of its path: line,
offset and record id of the cursor, hashes, counts and times.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.places import name_of_document, state_folder
from imr_tui.storage.private_files import read_private, write_private

MOST = 200
_FILE = "reviews.json"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the cursor was left: line from 1, offset in code points, the record's id (empty for none).

    `sha256` is the hash of the file's bytes at that moment, `left` the moment in seconds since 1970.
    """

    line: int
    offset: int
    record: str
    sha256: str
    left: float

    @property
    def when(self) -> datetime:
        """The moment, in UTC."""
        return datetime.fromtimestamp(self.left, UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a review was when its file had this size (bytes) and was written at this moment (nanoseconds since 1970)."""

    settled: int
    total: int
    size: int
    modified: int


class RememberedReviews:
    """The file in the state folder `folder`."""

    def __init__(self, folder: Path | None = None, *, operations: FileOperations = DISK) -> None:
        self._file = (state_folder() if folder is None else folder) / _FILE
        self._operations = operations

    def whereabouts(self, document: Path) -> Whereabouts | None:
        """Where the document was left; None where that is not known."""
        kinds = (("line", int), ("offset", int), ("record", str), ("sha256", str), ("left", (int, float)))
        values = _values(self._entry(document).get("whereabouts"), *kinds)
        return Whereabouts(*values) if values is not None else None

    def standing(self, document: Path) -> Standing | None:
        """How far the document was when it was last looked at; None where that is not known."""
        kinds = (("settled", int), ("total", int), ("size", int), ("modified", int))
        values = _values(self._entry(document).get("standing"), *kinds)
        return Standing(*values) if values is not None else None

    def remember(
        self, document: Path, *, whereabouts: Whereabouts | None = None, standing: Standing | None = None
    ) -> None:
        """Keep what is given; what is not given stays as it was. Raises `NotSavedError`."""
        entries = self._entries()
        name = name_of_document(document)
        entry = dict(entries.pop(name, {}))
        if whereabouts is not None:
            entry["whereabouts"] = asdict(whereabouts)
        if standing is not None:
            entry["standing"] = asdict(standing)
        self._write({name: entry, **entries})

    def forget(self, document: Path) -> None:
        """Keep nothing of the document any more. Raises `NotSavedError`."""
        entries = self._entries()
        if entries.pop(name_of_document(document), None) is not None:
            self._write(entries)

    def _entry(self, document: Path) -> Mapping[str, Any]:
        return self._entries().get(name_of_document(document), {})

    def _entries(self) -> dict[str, Mapping[str, Any]]:
        try:
            listed = json.loads(read_private(self._file, self._operations))
        except (ValueError, RecursionError):
            return {}
        if not isinstance(listed, dict):
            return {}
        return {name: entry for name, entry in listed.items() if isinstance(entry, dict)}

    def _write(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        kept = dict(list(entries.items())[:MOST])
        try:
            write_private(self._file, json.dumps(kept, indent=0).encode("ascii"), self._operations)
        except OSError as error:
            raise NotSavedError("Where you left was not remembered", error) from error


def _values(entry: object, *kinds: tuple[str, type[Any] | tuple[type[Any], ...]]) -> list[Any] | None:
    """The values of an entry in order; None where one is missing or of another kind."""
    values = entry if isinstance(entry, dict) else {}
    found = [values.get(name) for name, _ in kinds]
    sound = all(
        isinstance(value, kind) and not isinstance(value, bool) for value, (_, kind) in zip(found, kinds, strict=True)
    )
    return found if sound else None
