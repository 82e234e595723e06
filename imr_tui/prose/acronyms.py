"""Acronyms of a passage: which are used, which are defined, and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from imr_tui.dataclass import dataclass
from imr_tui.document.text import Span
from imr_tui.prose import lexicon
from imr_tui.prose.model import ProseRules
from imr_tui.prose.sentences import inside

# It begins with the capital itself, so that the engine skips from capital to capital.
_TOKEN = re.compile(r"[A-Z](?<![\w.@][A-Z])(?:[a-z]*[A-Z][A-Za-z]*|&[A-Z]|\.(?:[A-Z]\.){2,})(?!\w)")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_PLACEHOLDER = re.compile(r"\[\s*(?:insert|enter|add|type|name|date|delete|to be)\b[^\[\]]*\]", re.IGNORECASE)
_FOLLOWED_BY_NAME = re.compile(r"(?:'s)?(?: \d{1,6})? (?:[A-Z]\.? )?[A-Z][a-z']*[a-z]| ?\d{2,}|/\d")
_REFERENCE_BEHIND = re.compile(r"[/-]\d|[@.]\w|/[a-z]")
_NUMBER_BEHIND = re.compile(r" \d{2,}")
_NUMBER_PLATE_AHEAD = re.compile(r"(?:[A-Z]{2}\d{2}|[A-Z]\d{3}) $")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+")
_TITLE_AHEAD = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Operation|Op)\.? $")
_NAME_AHEAD = re.compile(r"[a-z,)] [A-Z][a-z]+ $")
_CAPS_WORD = re.compile(r"(?<![\w])[A-Z][A-Z'&/-]*[A-Z](?!\w)|(?<!\w)[AI](?!\w)")
_LOWER = re.compile(r"[a-z]")
_UNPRONOUNCEABLE = re.compile(r"[^AEIOUY]{4,}|^[^AEIOUY]{3,}|[AEIOU]{4,}|^[^AEIOUY]+$|[^AEIOUYS]{3,}$", re.IGNORECASE)
_LONGEST_UNKNOWN = 6
_SHORTEST_WORD = 5
_SHORTEST_SURNAME = 4
_INITIALS = 2
_SHOUTED = 3
_SIGHT = 60
_LONGEST_PHRASE = 240
_OPENED = re.compile(r"\( ?[\"']?(?:(?:the|or|hereafter|formerly|now|known as|abbreviated to) )?[\"']?$")
_CLOSED = re.compile(r"[\"']?s?[\"']? ?(?:\)|[,;] )")
_INSIDE = re.compile(r"(?:'s)? ?\(([^()]{4,160})\)")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?|&")
_PHRASE_AHEAD = re.compile(r"[^.;:!?()\"]*$")
_LONGEST_TAIL = 4
_CAPITALISED_RUN = 3


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An acronym in a folded text: its key in capitals, its place as written, and whether it is defined right there."""

    key: str
    start: int
    end: int
    defined: bool
    possessive: bool


class AcronymReader:
    """Finds acronyms by the word lists of the rules."""

    def __init__(self, rules: ProseRules) -> None:
        self.known = {key.upper(): tuple(expansions) for key, expansions in rules.acronyms.items()}
        self._plain = frozenset(entry.upper() for entry in rules.plain_acronyms if " " not in entry)
        company: dict[str, list[str]] = {}
        for entry in rules.plain_acronyms:
            first, blank, _ = entry.partition(" ")
            if blank:
                company.setdefault(first.upper(), []).append(entry.lower())
        self._company = {key: tuple(entries) for key, entries in company.items()}
        self._ranks = frozenset(rank.upper().rpartition("/")[2] for rank in rules.ranks if " " not in rank)

    def read(self, folded: str) -> tuple[Mentioned, ...]:
        """The acronyms of a folded text in order, without those that need no explaining."""
        if _TOKEN.search(folded) is None or (" " in folded.strip() and _LOWER.search(folded) is None):
            return ()
        return tuple(self._mentions(folded))

    def _mentions(self, folded: str) -> Iterator[Mentioned]:
        held = [Span(*match.span()) for match in _PLACEHOLDER.finditer(folded)] if "[" in folded else []
        for match in _TOKEN.finditer(folded):
            start, end = match.span()
            if held and inside(held, start, end):
                continue
            key = key_of(match.group(), self.known)
            if key is None or not self._wants_explaining(folded, match.group(), key, start, end):
                continue
            possessive = folded[end : end + 1] == "'"
            yield Mentioned(key, start, end, self._is_defined(folded, key, start, end), possessive)

    def _wants_explaining(self, folded: str, written: str, key: str, start: int, end: int) -> bool:
        if key in self._plain or _REFERENCE_BEHIND.match(folded, end) or self._is_address(folded, start):
            return False
        if key in self._ranks and _FOLLOWED_BY_NAME.match(folded, end):
            return False
        if _NUMBER_PLATE_AHEAD.search(folded, max(0, start - 6), start):
            return False
        if any(folded[start : start + _SIGHT].lower().startswith(entry) for entry in self._company.get(key, ())):
            return False
        shouted = _shouted(folded, start, end)
        if key in self.known:
            return shouted <= _SHOUTED
        return shouted < _SHOUTED and _looks_like_acronym(folded, written, key, start, end)

    def _is_address(self, folded: str, start: int) -> bool:
        """Whether the letters are part of an address or a reference that runs up to them."""
        ahead = folded[max(0, start - 24) : start]
        if not ahead.endswith(("/", "-", "_")):
            return False
        word = re.split(r"[ (\"']", ahead)[-1][:-1]
        return bool(re.search(r"[a-z]{2}[./]|\d$", word)) or "://" in word

    def _is_defined(self, folded: str, key: str, start: int, end: int) -> bool:
        ahead = folded[max(0, start - _LONGEST_PHRASE) : start]
        opened = _OPENED.search(ahead)
        if opened and _CLOSED.match(folded, end):
            phrase = _PHRASE_AHEAD.search(ahead[: opened.start()])
            return phrase is not None and self._names(key, phrase.group(), last=True)
        inside = _INSIDE.match(folded, end)
        return inside is not None and self._names(key, inside[1], last=False)

    def _names(self, key: str, phrase: str, *, last: bool) -> bool:
        """Whether a phrase is the full name of an acronym: by its initials, by the list, or as a name in capitals."""
        words = _WORDS.findall(phrase)[-(2 * len(key) + 6) :] if last else _WORDS.findall(phrase)
        lowered = [word.lower() for word in words]
        for expansion in self.known.get(key, ()):
            wanted = [word.lower() for word in _WORDS.findall(bare(expansion))]
            part = lowered[-len(wanted) :] if last else lowered[: len(wanted)]
            if part == wanted:
                return True
        starts = range(len(words)) if last else range(min(3, len(words)))
        if any(spells(key.lower(), tuple(lowered[at:])) for at in starts):
            return True
        named = [word for word in words[-_CAPITALISED_RUN:] if word[0].isupper() and word[1:].islower()]
        return last and len(named) == _CAPITALISED_RUN


def key_of(written: str, known: dict[str, tuple[str, ...]]) -> str | None:
    """The acronym that a word is a form of, in capitals: plural and full stops gone; None where it is an ordinary word."""
    word = written.replace(".", "")
    base = word[:-1] if word.endswith("s") and (word[:-1].isupper() or word[:-1].upper() in known) else word
    key = base.upper()
    if "." in written and key not in known:
        return None
    return key if base.isupper() or key in known else None


def bare(expansion: str) -> str:
    """An expansion without the remark in brackets at its end."""
    return re.sub(r" \([^()]*\)$", "", expansion)


def _looks_like_acronym(folded: str, written: str, key: str, start: int, end: int) -> bool:
    """Whether capitals that no list knows are an acronym and not a number, a plate, a name or a word in capitals."""
    if len(key) > _LONGEST_UNKNOWN or _ROMAN.fullmatch(key):
        return False
    if _NUMBER_BEHIND.match(folded, end) or _TITLE_AHEAD.search(folded[max(0, start - 24) : start]):
        return False
    pronounceable = _UNPRONOUNCEABLE.search(key) is None
    if len(key) == _INITIALS and _NAME_BEHIND.match(folded, end) and not written.endswith("s"):
        return False
    if pronounceable and len(key) >= _SHORTEST_SURNAME and _NAME_AHEAD.search(folded[max(0, start - 24) : start]):
        return False
    return len(key) < _SHORTEST_WORD or not pronounceable


def _shouted(folded: str, start: int, end: int) -> int:
    """How many words in capitals stand in a row around the one at `start`."""
    count = 1
    ahead = folded[max(0, start - _SIGHT) : start]
    for word in reversed(ahead.split()) if ahead.endswith(" ") else ():
        if not _CAPS_WORD.fullmatch(word.lstrip("\"'(")):
            break
        count += 1
    behind = folded[end : end + _SIGHT]
    for word in behind.split() if behind.startswith(" ") else ():
        bare_word = word.rstrip(".,;:!?\"')")
        if not _CAPS_WORD.fullmatch(bare_word):
            break
        count += 1
        if bare_word != word:
            break
    return count


@lru_cache(maxsize=512)
def spells(key: str, words: tuple[str, ...]) -> bool:
    """Whether the letters of `key` come in order at the beginnings of `words` (some inside a word), hardly a word left out."""
    letters = "".join(letter for letter in key if letter.isalnum())
    if not words or not letters or words[0][0] != letters[0]:
        return False
    best = _initials(letters, words, 0, 0)
    return best >= max(2, (len(letters) + 1) // 2)


def _initials(letters: str, words: tuple[str, ...], letter: int, word: int) -> int:
    """The most letters that can stand at the beginning of words; -1 where the letters cannot be spelt out."""
    if letter == len(letters):
        rest = [entry for entry in words[word:] if entry not in lexicon.SMALL]
        return 0 if len(rest) <= _LONGEST_TAIL else -99
    if word == len(words):
        return -99
    entry = words[word]
    best = -99
    if entry[0] == letters[letter]:
        best = 1 + _initials(letters, words, letter + 1, word + 1)
        inside, at = letter + 1, 1
        while inside < len(letters) and (at := entry.find(letters[inside], at)) >= 0:
            inside, at = inside + 1, at + 1
            best = max(best, 1 + _initials(letters, words, inside, word + 1))
    if entry in lexicon.SMALL:
        best = max(best, _initials(letters, words, letter, word + 1))
    return best


@lru_cache(maxsize=4)
def acronym_reader(rules: ProseRules) -> AcronymReader:
    """The acronym reader of a set of rules, built once for it."""
    return AcronymReader(rules)
