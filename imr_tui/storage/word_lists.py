"""Words that the spelling accepts beside the dictionary's: the person's own, in the state folder, and the lists of a site.

A list is a text file with one word a line; blank lines and lines that begin with # are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from imr_tui.errors import InputError, RefusedError
from imr_tui.storage.faults import NotSavedError, printable, words
from imr_tui.storage.operations import DISK, FileOperations
from imr_tui.storage.places import state_folder
from imr_tui.storage.private_files import read_private, write_private

LARGEST_BYTES = 1024 * 1024
_LONGEST = 60
_HEAD = "# Words that imr-tui takes for rightly spelt, one a line.\n"


class OwnWords:
    """The person's own words, in the state folder `folder`."""

    def __init__(self, folder: Path | None = None, *, operations: FileOperations = DISK) -> None:
        self.file = (state_folder() if folder is None else folder) / "words.txt"
        self._operations = operations

    def words(self) -> tuple[str, ...]:
        """The words in alphabetical order; none where there is no list yet or it cannot be read."""
        data = read_private(self.file, self._operations)
        return tuple(sorted(_listed(data.decode("utf-8", "replace")), key=str.casefold))

    def add(self, word: str) -> bool:
        """Add a word; False where it is there already. Raises `RefusedError` for what is no word, and `NotSavedError`."""
        checked = as_word(word)
        here = self.words()
        if checked in here:
            return False
        self._write((*here, checked))
        return True

    def remove(self, word: str) -> bool:
        """Take a word off the list; False where it is not on it. Raises `NotSavedError`."""
        here = self.words()
        kept = tuple(other for other in here if other != word.strip())
        if len(kept) == len(here):
            return False
        self._write(kept)
        return True

    def _write(self, kept: Iterable[str]) -> None:
        text = _HEAD + "".join(f"{word}\n" for word in sorted(set(kept), key=str.casefold))
        try:
            write_private(self.file, text.encode("utf-8"), self._operations)
        except OSError as error:
            raise NotSavedError("Your list of words was not saved", error) from error


def as_word(text: str) -> str:
    """The word that `text` is, apostrophes straight; `RefusedError` where it is none or more than one."""
    word = text.strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = word.replace("'", "").replace("-", "")
    if plain.isalpha() and len(word) <= _LONGEST:
        return word
    raise RefusedError(
        "This is not one word",
        f"A word has letters, hyphens and apostrophes alone, and at most {_LONGEST} of them.",
        "Give the words one at a time.",
    )


def site_words(files: Iterable[Path]) -> tuple[str, ...]:
    """The words of a site's lists. Raises `InputError` for a list that cannot be read."""
    found: dict[str, None] = {}
    for file in files:
        found |= dict.fromkeys(_listed(_text(file)))
    return tuple(found)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _unusable(file, *words(error)) from error
    if len(data) > LARGEST_BYTES:
        raise _unusable(file, "It is larger than 1 MB.", "Check that it is the right file.")
    try:
        return data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except UnicodeDecodeError as error:
        raise _unusable(
            file, f"It has a byte that is not UTF-8 at offset {error.start}.", "Save it as UTF-8."
        ) from error


def _listed(text: str) -> list[str]:
    lines = (line.strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _unusable(file: Path, detail: str, hint: str) -> InputError:
    return InputError("A list of words cannot be used", f"{printable(file)}: {detail}", hint)
