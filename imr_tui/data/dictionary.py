"""The British dictionary: that of the system where there is one, else the one that comes along, read by Hunspell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from imr_tui.data.loader import data_text
from imr_tui.data.prose_reader import read_words
from imr_tui.prose.speller import Speller

LANGUAGE = "en_GB"
SYSTEM_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/usr/share/myspell"))
_OWN = "dictionaries"


class Hunspell:
    """A Hunspell dictionary; `folder` says where it was read from."""

    def __init__(self, folder: Path) -> None:
        # Reading it costs some fifty milliseconds, and the library a few: only who checks spelling waits for them.
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


@cache
def load_dictionary(folders: Sequence[Path] = SYSTEM_FOLDERS) -> Hunspell:
    """The dictionary of the first of `folders` that has one, else the one that comes along; read once."""
    for folder in folders:
        if all((folder / f"{LANGUAGE}{ending}").is_file() for ending in (".aff", ".dic")):
            return Hunspell(folder)
    with ExitStack() as stack:
        return Hunspell(stack.enter_context(resources.as_file(resources.files("imr_tui.data").joinpath(_OWN))))


@cache
def field_words() -> frozenset[str]:
    """The words of the field that general dictionaries do not have."""
    return frozenset(read_words(data_text("spelling_words.txt"), "spelling_words.txt"))


def load_speller(listed: Iterable[str] = (), folders: Sequence[Path] = SYSTEM_FOLDERS) -> Speller:
    """The speller that holds for a person: the dictionary, the words of the field and the `listed` ones."""
    return Speller(load_dictionary(tuple(folders)), (*field_words(), *listed))
