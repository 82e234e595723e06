"""The British dictionary: that of the system where there is one, else the one that comes along.

Words are looked up in a table of our own. Hunspell gives suggestions, and looks words up where a dictionary uses what the table does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from imr_tui.data.affixes import NotUnderstoodError
from imr_tui.data.loader import FOLDER, data_text
from imr_tui.data.prose_reader import read_words
from imr_tui.data.word_table import WordTable
from imr_tui.prose.speller import Speller

LANGUAGE = "en_GB"
SYSTEM_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/usr/share/myspell"))
_OWN = "dictionaries"
_ENDINGS = (".aff", ".dic")


class Hunspell:
    """A Hunspell dictionary; `folder` says where it was read from."""

    def __init__(self, folder: Path) -> None:
        # Reading it costs some fifty milliseconds and seven megabytes: only who asks for suggestions waits for them.
        from hunspell import Hunspell as Reader  # noqa: PLC0415 - as said

        self.folder = folder
        self._reader: Any = Reader(LANGUAGE, hunspell_data_dir=str(folder))

    def knows(self, word: str) -> bool:
        """Whether the word is in the dictionary; one that its encoding cannot hold counts as known."""
        try:
            return bool(self._reader.spell(word))
        except UnicodeEncodeError:
            return True

    def near(self, word: str) -> tuple[str, ...]:
        """What may be meant instead, the likeliest first."""
        try:
            return tuple(self._reader.suggest(word))
        except UnicodeEncodeError:
            return ()


class OwnDictionary:
    """A dictionary in a table of ours; `folder` says where it was read from."""

    def __init__(self, folder: Path, table: WordTable) -> None:
        self.folder = folder
        self._table = table
        self._hunspell: Hunspell | None = None

    def knows(self, word: str) -> bool:
        """Whether the word is in the dictionary."""
        return self._table.knows(word)

    def near(self, word: str) -> tuple[str, ...]:
        """What may be meant instead, the likeliest first; nothing where Hunspell is not there to say."""
        with suppress(ImportError, OSError):
            if self._hunspell is None:
                self._hunspell = Hunspell(self.folder)
            return self._hunspell.near(word)
        return ()


@cache
def load_dictionary(folders: Sequence[Path] = SYSTEM_FOLDERS) -> OwnDictionary | Hunspell:
    """The dictionary of the first of `folders` that has one, else the one that comes along; read once."""
    for folder in folders:
        if all(_file(folder, ending).is_file() for ending in _ENDINGS):
            return _read(folder)
    return _read(FOLDER / _OWN)


def _read(folder: Path) -> OwnDictionary | Hunspell:
    affixes, words = (_file(folder, ending).read_bytes() for ending in _ENDINGS)
    try:
        return OwnDictionary(folder, WordTable(affixes.decode("utf-8"), words))
    except (NotUnderstoodError, UnicodeDecodeError):
        return Hunspell(folder)


def _file(folder: Path, ending: str) -> Path:
    return folder / f"{LANGUAGE}{ending}"


@cache
def field_words() -> frozenset[str]:
    """The words of the field that general dictionaries do not have."""
    return frozenset(read_words(data_text("spelling_words.txt"), "spelling_words.txt"))


def load_speller(listed: Iterable[str] = (), folders: Sequence[Path] = SYSTEM_FOLDERS) -> Speller:
    """The speller that holds for a person: the dictionary, the words of the field and the `listed` ones."""
    return Speller(load_dictionary(tuple(folders)), (*field_words(), *listed))
