"""The documents opened of late: their paths and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.places import resolved, state_folder
from imr_tui.storage.private_files import read_private, write_private

MOST = 20


class RecentDocuments:
    """The list in the state folder `folder`, newest first, of at most twenty paths."""

    def __init__(self, folder: Path | None = None, *, operations: FileOperations = DISK) -> None:
        self._file = (state_folder() if folder is None else folder) / "recent.json"
        self._operations = operations

    def paths(self) -> tuple[Path, ...]:
        """The documents, whether or not they still are where they were; none where the list cannot be read."""
        try:
            listed = json.loads(read_private(self._file, self._operations))
        except (ValueError, RecursionError):
            return ()
        if not isinstance(listed, list):
            return ()
        return tuple(Path(entry) for entry in listed if isinstance(entry, str) and Path(entry).is_absolute())[:MOST]

    def remember(self, path: Path) -> None:
        """Put a document first. Raises `NotSavedError`."""
        document = resolved(path)
        self._write((document, *(other for other in self.paths() if other != document))[:MOST])

    def forget(self, path: Path) -> None:
        """Take a document off the list. Raises `NotSavedError`."""
        document = resolved(path)
        paths = self.paths()
        if document in paths:
            self._write(tuple(other for other in paths if other != document))

    def _write(self, paths: tuple[Path, ...]) -> None:
        data = json.dumps([os.fspath(path) for path in paths], indent=0).encode("ascii")
        try:
            write_private(self._file, data, self._operations)
        except OSError as error:
            raise NotSavedError("The list of recent reviews was not saved", error) from error
