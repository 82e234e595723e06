"""The speller of an open review: read once the review is on the screen and nobody types, and changed with the officer's words."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.errors import ImrError

if TYPE_CHECKING:
    from imr_tui.analysis.model import Rules
    from imr_tui.prose.speller import Speller
    from imr_tui.storage.settings import Settings


class Spelling:
    """What words are checked by; nothing until `load` was called, and nothing at all where the settings say so."""

    def __init__(self, settings: Settings, state: Path) -> None:
        self._settings = settings
        self._state = state
        self._lock = threading.Lock()
        self._rules: Rules | None = None
        self.speller: Speller | None = None

    @property
    def wanted(self) -> bool:
        """Whether words are checked at all."""
        return self._settings.spelling

    def load(self) -> bool:
        """Read the dictionary and the lists, if they are wanted and not read yet; whether that was done now.

        It takes some fifty milliseconds of computing. A list of the site that cannot be read is left out: it was
        told of when the program started.
        """
        with self._lock:
            if self.speller is not None or not self.wanted:
                return False
            from imr_tui.data.dictionary import load_speller  # noqa: PLC0415 - off the start path

            self.speller = load_speller(self._listed())
            return True

    def add(self, word: str) -> None:
        """Put a word on the officer's own list. Raises `RefusedError` for what is no word, and `NotSavedError`."""
        from imr_tui.storage.word_lists import OwnWords  # noqa: PLC0415 - off the start path

        OwnWords(self._state).add(word)
        if self.speller is not None:
            self.speller = self.speller.with_listed({*self.speller.listed, word})

    def with_speller(self, rules: Rules) -> Rules:
        """The rules with the speller, once there is one; the same object while both are the same."""
        if self.speller is None:
            return rules
        known = self._rules
        if known is None or known.speller is not self.speller or not known.read_alike(rules):
            known = self._rules = replace(rules, speller=self.speller)
        return known

    def _listed(self) -> tuple[str, ...]:
        from imr_tui.storage.word_lists import OwnWords, site_words  # noqa: PLC0415 - as above

        own = OwnWords(self._state).words()
        try:
            return (*own, *site_words(self._settings.word_lists))
        except ImrError:
            return own
