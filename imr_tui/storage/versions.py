"""Versions of a document that are kept: those the officer names, the one found at each opening, the one at each export.

They lie in `versions/<name>/` of the state folder, readable by this user alone, each a sealed file with the whole text.
Named ones stay until they are removed; of those kept at opening, and of those kept at export, the latest ten.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.errors import InputError
from imr_tui.storage.atomic import write_new_file
from imr_tui.storage.faults import NotSavedError, words
from imr_tui.storage.nearest import nearest
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.places import name_of_document, private_folder, resolved, state_folder
from imr_tui.storage.private_files import names_in, read_own
from imr_tui.storage.sealed import Sealed, moment, seal, unseal
from imr_tui.storage.stamp import digest

MOST_KEPT = 10
"""How many of those that nobody named are kept, of each kind."""
LONGEST_NAME = 80

VERSIONS_FOLDER = "versions"
_ENDING = ".version"
_MARK = "imr-tui version 1"


class Kept(StrEnum):
    """Why a version was kept."""

    NAMED = "named"
    OPENING = "opening"
    EXPORT = "export"


_CALLED = {Kept.NAMED: "", Kept.OPENING: "opened ", Kept.EXPORT: "exported "}


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is kept: its `name`, the moment in UTC, the document's path, and the file it lies in.

    `kept` says why; all but the named ones were kept by themselves. `size` is in bytes, `sha256` the hash of the
    text's bytes.
    """

    name: str
    when: datetime
    document: Path
    kept: Kept
    size: int
    sha256: str
    file: Path

    @property
    def at_opening(self) -> bool:
        """Whether it was kept by itself when the document was opened."""
        return self.kept is Kept.OPENING


class VersionStore:
    """The versions in the state folder `folder`; one store a session."""

    def __init__(self, folder: Path | None = None, *, operations: FileOperations = DISK) -> None:
        self.folder = state_folder() if folder is None else folder
        self._operations = operations
        self._opened: set[str] = set()
        self._last = 0

    def keep(self, document: Path, text: str, name: str = "") -> Version:
        """Keep `text` under `name`, by default the date and time.

        Raises `InputError` for a name that is taken or cannot be one, `NotSavedError` where the system refuses.
        """
        when = self._now()
        name = _fit_name(name) or self._free_name(document, when, Kept.NAMED)
        if any(_folded(name) == _folded(version.name) for version in self.listing(document)):
            raise InputError(
                "There is a version of that name", "It was left as it is.", "Give another name, or none for the date."
            )
        return self._write(document, text, name, when, Kept.NAMED)

    def keep_set_aside(self, document: Path, text: str, what: str) -> Version:
        """Keep a text that gives way to another, under a name that begins with `what`. Raises `NotSavedError`."""
        when = self._now()
        return self._write(document, text, self._free_name(document, when, Kept.NAMED, f"{what} "), when, Kept.NAMED)

    def keep_opening(self, document: Path, text: str) -> Version | None:
        """Keep the text a session found, once a session; None where it is kept already. Raises `NotSavedError`."""
        key = name_of_document(document)
        version = None if key in self._opened else self._keep_unnamed(document, text, Kept.OPENING)
        self._opened.add(key)
        return version

    def keep_export(self, document: Path, text: str) -> Version | None:
        """Keep the text that is exported; None where it is kept already. Raises `NotSavedError`."""
        return self._keep_unnamed(document, text, Kept.EXPORT)

    def listing(self, document: Path) -> tuple[Version, ...]:
        """The versions of a document, newest first; files that are torn or none of ours are left out."""
        return tuple(sorted(self._read(document), key=lambda version: (version.when, version.file.name), reverse=True))

    def named(self, document: Path, name: str) -> Version:
        """The version of that name, without regard to case; `InputError` with the nearest where there is none."""
        known = self.listing(document)
        wanted = _folded(name)
        for version in known:
            if _folded(version.name) == wanted:
                return version
        near = nearest(name, [version.name for version in known])
        hint = f"Did you mean “{near}”?" if near else "See the list of versions."
        raise InputError("There is no such version", "No version of this review has that name.", hint)

    def text(self, version: Version) -> str:
        """The text of a version; `InputError` where its file is gone, damaged or cannot be read."""
        try:
            sealed = unseal(_MARK, read_own(version.file, self._operations))
        except OSError as error:
            raise InputError("The version cannot be read", *words(error)) from error
        if sealed is None:
            raise InputError("The version cannot be read", "Its file is damaged.", "Choose another version.")
        return sealed.text

    def files(self, document: Path) -> tuple[Path, ...]:
        """Every file that keeps a version of a document, damaged ones included."""
        folder = self._folder_of(document)
        return tuple(folder / name for name in names_in(folder, self._operations) if name.endswith(_ENDING))

    def remove(self, version: Version) -> None:
        """Remove one version; `NotSavedError` where it cannot be removed."""
        try:
            self._remove((version.file,))
        except OSError as error:
            raise NotSavedError("The version could not be removed", error) from error
        with suppress(OSError):
            self._operations.rmdir(version.file.parent)

    def clear(self, document: Path) -> None:
        """Remove every version of a document; `NotSavedError` where one cannot be removed."""
        try:
            self._remove(self.files(document))
        except OSError as error:
            raise NotSavedError("A version could not be removed", error) from error
        with suppress(OSError):
            self._operations.rmdir(self._folder_of(document))

    def _keep_unnamed(self, document: Path, text: str, why: Kept) -> Version | None:
        """Keep a text unless it is what was kept last; of those kept for the same reason the oldest gives way."""
        known = self.listing(document)
        if known and known[0].sha256 == digest(_bytes(text)):
            return None
        when = self._now()
        version = self._write(document, text, self._free_name(document, when, why), when, why)
        self._drop([entry.file for entry in known if entry.kept is why][MOST_KEPT - 1 :])
        return version

    def _write(self, document: Path, text: str, name: str, when: int, why: Kept) -> Version:
        path = resolved(document)
        header = {"name": name, "when": when, "document": os.fspath(path), "kept": why.value}
        try:
            folder = private_folder(
                self.folder, VERSIONS_FOLDER, name_of_document(document), operations=self._operations
            )
            file = folder / f"{when:020}-{os.urandom(4).hex()}{_ENDING}"
            written = write_new_file(file, seal(_MARK, header, text), self._operations)
        except OSError as error:
            raise NotSavedError("The version was not kept", error) from error
        if written.unsynced is not None:
            raise NotSavedError("The version was kept, but may not have reached the disk", written.unsynced)
        return _version(Sealed(header, text), file)

    def _read(self, document: Path) -> Iterator[Version]:
        for file in self.files(document):
            with suppress(OSError, ValueError, KeyError, TypeError, OverflowError):
                sealed = unseal(_MARK, read_own(file, self._operations))
                if sealed is not None:
                    yield _version(sealed, file)

    def _free_name(self, document: Path, when: int, why: Kept, what: str = "") -> str:
        """A name that says why and when, with a number where a version has it already."""
        name = f"{what}{_CALLED[why]}{_local(when):%Y-%m-%d %H:%M:%S}"
        taken = {_folded(version.name) for version in self.listing(document)}
        number = 1
        found = name
        while _folded(found) in taken:
            number += 1
            found = f"{name} ({number})"
        return found

    def _now(self) -> int:
        """The moment in nanoseconds since 1970, never the same twice."""
        self._last = max(time.time_ns(), self._last + 1)
        return self._last

    def _folder_of(self, document: Path) -> Path:
        return self.folder / VERSIONS_FOLDER / name_of_document(document)

    def _drop(self, files: Iterable[Path]) -> None:
        # One that stays too long is no loss.
        with suppress(OSError):
            self._remove(files)

    def _remove(self, files: Iterable[Path]) -> None:
        for file in files:
            with suppress(FileNotFoundError):
                self._operations.unlink(file)


def _version(sealed: Sealed, file: Path) -> Version:
    data = _bytes(sealed.text)
    return Version(
        name=str(sealed.header["name"]),
        when=moment(sealed.header["when"]),
        document=Path(sealed.header["document"]),
        kept=_kept(sealed.header),
        size=len(data),
        sha256=digest(data),
        file=file,
    )


def _kept(header: Mapping[str, Any]) -> Kept:
    # The first files of this kind told openings alone.
    return Kept.OPENING if header.get("at_opening") else Kept(header.get("kept", Kept.NAMED))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _fit_name(name: str) -> str:
    """The name with blanks folded; `InputError` where it is too long or has what cannot be shown."""
    fit = " ".join(name.split())
    if len(fit) > LONGEST_NAME or not fit.isprintable():
        raise InputError(
            "That is no name for a version",
            f"A name has at most {LONGEST_NAME} characters, all of them to be seen.",
            "Choose a shorter, plainer name.",
        )
    return fit


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _local(when: int) -> datetime:
    return moment(when).astimezone()
