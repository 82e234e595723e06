"""The words of a Hunspell dictionary without Hunspell: its own file in memory, and a table of where its words stand.

What dictionaries of British English use is understood: affixes, compounds whose words begin with digits, capitals, breaks at
hyphens. It answers as Hunspell does, which takes seven times the memory.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from imr_tui.data.affixes import Affix, Affixes, NotUnderstoodError, read_affixes

_MOST_BREAKS = 10
_NINE = ord("9")
_NUMBER = re.compile(r"[0-9]+(?:[.,-][0-9]+)*")
_HALF = re.compile("[\ud800-\udfff]")
_WITH_CAPITALS = re.compile(rb"^([^/\n]+[A-Z][^/\n]*)(?:/([^\n]*))?$", re.MULTILINE)
_STRANGE = re.compile(rb"[ \t\r\\]|/[^\n]*[^\x21-\x7e\n]")


class WordTable:
    """The words of one dictionary; `affixes` and `words` are its two files. `NotUnderstoodError` where they use what is not read here."""

    def __init__(self, affixes: str, words: bytes) -> None:
        if _STRANGE.search(words):
            raise NotUnderstoodError
        self._affixes = read_affixes(affixes)
        self._lengths = sorted({len(put) for put in self._affixes.suffixes})
        self._words = words
        # No more than three quarters of the places are taken; each has where a line begins, nought for none.
        places = 1 << (words.count(b"\n") * 4 // 3).bit_length()
        self._mask = places - 1
        self._places = array("I", bytes(places * array("I").itemsize))
        self._compounds = _compounds(self._affixes, self._fill())
        self._hidden = _hidden(words)

    def knows(self, word: str) -> bool:
        """Whether the word is in the dictionary; one that no encoding holds counts as known."""
        for old, new in self._affixes.replaced:
            word = word.replace(old, new)
        word = word.rstrip(".")
        if not word or _NUMBER.fullmatch(word) or _HALF.search(word):
            return True
        if self._has(word):
            return True
        capitals = sum(map(str.isupper, word))
        if capitals == 1 and word[0].isupper():
            known = self._has(word.lower())
        elif capitals and capitals + sum(one.lower() == one.upper() for one in word) == len(word):
            lower = word.lower()
            known, word = self._has_in_capitals(lower), _capital(lower)
        else:
            known = False
        return known or ("-" in word and self._breaks(word))

    def _fill(self) -> list[tuple[str, str]]:
        """Take down where the words stand; gives those that begin with a digit, with their flags."""
        words, places, mask = self._words, self._places, self._mask
        find, numbered = words.find, []
        start = find(b"\n") + 1
        while start:
            end = find(b"\n", start)
            line_end = end if end >= 0 else len(words)
            slash = find(b"/", start, line_end)
            word = words[start : slash if slash >= 0 else line_end]
            if word:
                at = hash(word) & mask
                while places[at]:
                    at = (at + 1) & mask
                places[at] = start
                if word[0] <= _NINE:
                    numbered.append((word.decode(), words[slash + 1 : line_end].decode() if slash >= 0 else ""))
            start = end + 1
        return numbered

    def _flags(self, word: str) -> Iterator[str]:
        """The flags of each entry of a word, exactly as it stands."""
        key = word.encode()
        words, places, mask = self._words, self._places, self._mask
        at = hash(key) & mask
        while start := places[at]:
            if words.startswith(key, start):
                end = start + len(key)
                mark = words[end : end + 1]
                if mark == b"/":
                    line_end = words.find(b"\n", end)
                    yield words[end + 1 : line_end if line_end >= 0 else len(words)].decode("ascii")
                elif mark in (b"\n", b""):
                    yield ""
            at = (at + 1) & mask

    def _has_in_capitals(self, lower: str) -> bool:
        """Whether a word that stands in capitals throughout is known as a name, with capitals within or in small letters."""
        head, mark, rest = lower.partition("'")
        parted = [f"{head}{mark}{_capital(rest)}", f"{_capital(head)}{mark}{_capital(rest)}"] if rest else []
        return any(self._has(one, hidden=True) for one in (*parted, _capital(lower), lower))

    def _has(self, word: str, *, hidden: bool = False) -> bool:
        """Whether the word, exactly so, is there or made of one; `hidden`: also of one whose capitals are others."""
        if any(True for _ in self._entries(word, hidden=hidden)) or self._made(word, hidden=hidden):
            return True
        return self._compounds is not None and self._compounds.fullmatch(word) is not None

    def _entries(self, word: str, *, hidden: bool) -> Iterator[str]:
        """The flags of the entries that may stand by themselves."""
        for flags in self._flags(word):
            if self._affixes.in_compounds not in flags:
                yield flags
        if hidden:
            yield from self._hidden.get(word, ())

    def _made(self, word: str, *, hidden: bool) -> bool:
        """Whether the word is one with a prefix, a suffix or both."""
        for put, affixes in self._affixes.prefixes.items():
            if not word.startswith(put) or len(word) == len(put):
                continue
            for affix in affixes:
                stem = affix.strip + word[len(put) :]
                if affix.condition.match(stem) and (
                    any(affix.flag in flags for flags in self._entries(stem, hidden=hidden))
                    or (affix.crosses and self._suffixed(stem, affix, hidden=hidden))
                ):
                    return True
        return self._suffixed(word, None, hidden=hidden)

    def _suffixed(self, word: str, prefix: Affix | None, *, hidden: bool) -> bool:
        """Whether the word is one with a suffix; with `prefix`, one that may have both."""
        for length in self._lengths:
            if length >= len(word):
                break
            rest = word[: len(word) - length]
            for affix in self._affixes.suffixes.get(word[len(rest) :], ()):
                stem = rest + affix.strip
                if (prefix is not None and not affix.crosses) or len(stem) < affix.fits:
                    continue
                if affix.condition.match(stem, len(stem) - affix.fits) and any(
                    affix.flag in flags and (prefix is None or prefix.flag in flags)
                    for flags in self._entries(stem, hidden=hidden)
                ):
                    return True
        return False

    def _breaks(self, word: str) -> bool:
        """Whether what stands to either side of a hyphen is known."""
        if word.count("-") >= _MOST_BREAKS:
            return False
        if (word[0] == "-" and self.knows(word[1:])) or (word[-1] == "-" and self.knows(word[:-1])):
            return True
        first = word.find("-")
        second = word.find("-", first + 1)
        return any(
            0 < at < len(word) - 1 and self.knows(word[at + 1 :]) and self.knows(word[:at]) for at in (second, first)
        )


def _compounds(affixes: Affixes, numbered: list[tuple[str, str]]) -> re.Pattern[str] | None:
    """What the rules make of the words with their flags; None where there are no rules."""
    written = [
        "".join(_words_with(sign, numbered) if sign.isalnum() else sign for sign in rule) for rule in affixes.rules
    ]
    return re.compile("|".join(written)) if written else None


def _words_with(flag: str, numbered: list[tuple[str, str]]) -> str:
    return "(?:" + "|".join(re.escape(word) for word, flags in numbered if flag in flags) + ")"


def _hidden(words: bytes) -> dict[str, tuple[str, ...]]:
    """The flags of words with capitals behind the first letter, by the word with its first letter alone in capitals."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _WITH_CAPITALS.finditer(words):
        word, flags = match[1].decode(), (match[2] or b"").decode("ascii")
        if flags or not word.isupper():
            key = _capital(word.lower())
            found[key] = (*found.get(key, ()), flags)
    return found


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
