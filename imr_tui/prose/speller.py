"""Whether a word is spelt as it should be: a dictionary passed in, the lists of the person and the site, -ise or -ize.

The dictionary is asked about each word once. What it knows of -ise serves for -ize too, so that one that has only the
one of the two will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

STYLES = ("ise", "ize")

_SUFFIX = r"(e|ed|es|er|ers|ing|able|ation|ations|ational)"
_IZE = re.compile(rf"(.{{2,}})iz{_SUFFIX}", re.IGNORECASE)
_ISE = re.compile(rf"(.{{2,}})is{_SUFFIX}", re.IGNORECASE)
# Stems on which -ise is no suffix, so that nobody writes them with a z.
_STEMS = """adv advert an anyw appr appra ar bra bru cer cha chast chem circumc clockw compr comprom conc contrariw counterpo cr
    crossw cru dem desp dev disgu edgew enfranch enterpr equipo exc exerc expert franch fundra gu imprec improv inc lengthw
    lia likew mala marqu mayonna merchand mort no otherw overexerc overpra parad po porpo pr pra pract prec prem prom ra repr
    rev streetw sunr superv surm surpr telev torto treat turquo uncomprom unprom unsuperv unw upr upra val wid"""
_NEVER_IZE = frozenset(_STEMS.split())
_PARTS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PREFIXES = frozenset(
    ("co", "re", "pre", "non", "anti", "multi", "inter", "semi", "sub", "post", "mid", "ex", "self", "e")
)


_CLOSED_PREFIXES = ("inter", "multi", "non", "post", "anti", "over", "under", "pre", "cyber", "hyper", "micro")
_SHORTEST_REST = 6


class Dictionary(Protocol):
    """The words of a language; reading it from its files is somebody else's work."""

    def knows(self, word: str) -> bool:
        """Whether a word, its apostrophes straight, is in the dictionary."""
        ...

    def near(self, word: str) -> tuple[str, ...]:
        """Words that may be meant instead, the likeliest first. Dear: a tenth of a second and more."""
        ...


class Speller:
    """A dictionary and what is right beside it: `listed` are words of the person, the site and the field.

    A listed word in lower case holds in any case; one with a capital as it stands or in capitals throughout.
    """

    def __init__(self, dictionary: Dictionary, listed: Iterable[str] = ()) -> None:
        self.dictionary = dictionary
        self.listed = frozenset(listed)
        self._known: dict[tuple[str, str], bool] = {}

    def with_listed(self, listed: Iterable[str]) -> Speller:
        """The same dictionary with other listed words."""
        return Speller(self.dictionary, listed)

    def known(self, word: str, style: str = "") -> bool:
        """Whether a word is right; `style` is one of `STYLES`, or empty where -ise and -ize both will do.

        Compounds are right where each of their parts is.
        """
        key = (word, style)
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = self._judge(word, style)
        return answer

    def other_style(self, word: str, style: str) -> str:
        """The word as `style` writes it where it only is spelt in the other one; empty where that is not the matter."""
        if style == "ise" and (match := _IZE.fullmatch(word)):
            other = f"{match[1]}is{match[2]}"
            return other if self._has(other) and _may_be_ize(match[1]) else ""
        if style == "ize" and (match := _ISE.fullmatch(word)):
            other = f"{match[1]}iz{match[2]}"
            return other if self._has(word) and _may_be_ize(match[1]) else ""
        return ""

    def near(self, word: str, style: str = "") -> tuple[str, ...]:
        """What may be meant instead of a word that is not known, the likeliest first; at most five."""
        other = self.other_style(word, style)
        found = [other] if other else []
        for candidate in self.dictionary.near(word):
            found.append(self.other_style(candidate, style) or candidate)
        return tuple(dict.fromkeys(found))[:5]

    def _judge(self, word: str, style: str) -> bool:
        if "-" in word:
            return self._compound(word, style)
        if word.endswith("'s") and self.known(word[:-2], style):
            return True
        if self.other_style(word, style):
            return False
        if self._has(word):
            return True
        if self._has_prefix(word, style):
            return True
        match = _IZE.fullmatch(word)
        return style != "ise" and match is not None and _may_be_ize(match[1]) and self._has(f"{match[1]}is{match[2]}")

    def _has_prefix(self, word: str, style: str) -> bool:
        """Whether a word is a known one behind a prefix that goes with any, as in `intergenerational`."""
        for prefix in _CLOSED_PREFIXES:
            if word.lower().startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_REST:
                return self.known(word[len(prefix) :].lower(), style)
        return False

    def _has(self, word: str) -> bool:
        return self._is_listed(word) or self.dictionary.knows(word)

    def _compound(self, word: str, style: str) -> bool:
        if self._has(word) or self.known(word.replace("-", ""), style):
            return True
        parts = _PARTS.findall(word)
        own = parts[1:] if parts and parts[0].lower() in _PREFIXES else parts
        return all(len(part) == 1 or self.known(part, style) for part in own)

    def _is_listed(self, word: str) -> bool:
        if word in self.listed or word.lower() in self.listed:
            return True
        return word.isupper() and word.capitalize() in self.listed


def _may_be_ize(stem: str) -> bool:
    """Whether a word on this stem may be written with -ize at all."""
    return stem.lower() not in _NEVER_IZE
